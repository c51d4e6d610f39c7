"""A form: what stands on its pages, and what becomes of what was filled in."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.advance import advance
from dialogs.messages import Advise, Ask, Fill, Refused, Say, Shown
from dialogs.pages import FIRST, MOST, Page, first_page, further_page, page_after
from dialogs.session import Phase, Session
from dialogs.terms import Terms
from knowledge import Knowledge, load

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
IDLE = timedelta(hours=72)
KNOWLEDGE = load()
TASKS = ("Monthly payroll for 40 people", "patent research", "first-line customer support", "help our team")


def fill(
    session: Session | None, task: str, answers: dict[str, str], *asked: str, done: bool = False
) -> tuple[Session, Ask | Advise]:
    """Send a page with those questions; the session and its card."""
    event = Fill("a1", "U1", NOON, task, asked or tuple(answers), answers, done)
    after, reply = advance(Terms(KNOWLEDGE), session, event, idle=IDLE)
    assert after
    assert isinstance(reply, Shown)
    assert isinstance(reply.card, Ask | Advise)
    return after, reply.card


def questions(page: Page | None) -> list[str]:
    return [field.question for field in page.fields] if page else []


def every_question() -> set[str]:
    return {question.id for question in KNOWLEDGE.pack.questions}


def answer_sets() -> st.SearchStrategy[dict[str, str]]:
    options = {
        question.id: [option.id for option in question.options] for question in KNOWLEDGE.pack.questions
    }
    return st.fixed_dictionaries({}, optional={key: st.sampled_from(ids) for key, ids in options.items()})


def test_the_first_page_asks_what_is_always_asked_and_what_tells_most(knowledge: Knowledge) -> None:
    asked = questions(first_page(knowledge, "", {}))

    assert {"presence", "core", "sensitivity"} < set(asked)
    assert len(asked) == MOST - 1  # The task is one of the inputs.


def test_clear_answers_need_no_second_page(knowledge: Knowledge) -> None:
    clear = {"advising": "rarely", "creativity": "little", "presence": "anywhere", "core": "support"}

    assert page_after(knowledge, FIRST, "Monthly payroll for 40 people", clear) is None


def test_work_that_must_stay_needs_no_second_page(knowledge: Knowledge) -> None:
    assert page_after(knowledge, FIRST, "help our team", {"presence": "must"}) is None


def test_unclear_answers_do(knowledge: Knowledge) -> None:
    assert page_after(knowledge, FIRST, "help our team", {})


@given(task=st.sampled_from(TASKS), answers=answer_sets())
@settings(max_examples=50, deadline=None)
def test_the_pages_ask_each_question_once_and_in_the_end_all(task: str, answers: dict[str, str]) -> None:
    asked, number = questions(first_page(KNOWLEDGE, task, answers)), FIRST
    while number < 6:
        page = page_after(KNOWLEDGE, number, task, answers)
        fresh = [each for each in questions(page) if page and not _read(page, each)]
        assert len(questions(page)) <= MOST
        assert not set(fresh) & set(asked)
        asked, number = [*asked, *fresh], number + 1

    read = {each.question for each in KNOWLEDGE.classify(task, {}).understood}
    assert every_question() - read <= set(asked)


@given(task=st.sampled_from(TASKS), answers=answer_sets())
@settings(max_examples=50, deadline=None)
def test_a_page_shows_what_was_answered_on_it(task: str, answers: dict[str, str]) -> None:
    page = first_page(KNOWLEDGE, task, answers)

    assert all(field.chosen == answers[field.question] for field in page.fields if field.question in answers)


def test_a_page_for_more_is_one_with_something_left_to_answer(knowledge: Knowledge) -> None:
    known = {"advising": "rarely", "creativity": "little"}
    first = further_page(knowledge, "help our team", known)
    second = further_page(knowledge, "help our team", known | dict.fromkeys(questions(first), "unknown"))

    assert first
    assert second
    assert not set(questions(first)) & set(questions(second))


def test_the_first_page_begins_a_conversation() -> None:
    session, card = fill(None, "help our team", {"presence": "anywhere"})

    assert session.phase is Phase.ASKING
    assert isinstance(card, Ask)
    assert card.task == "help our team"


def test_the_last_page_ends_with_the_advice_whatever_is_open() -> None:
    session, _ = fill(None, "help our team", {"presence": "anywhere"})
    session, card = fill(session, "", {"volume": "steady"}, done=True)

    assert isinstance(card, Advise)
    assert session.answers == {"presence": "anywhere", "volume": "steady"}


def test_left_blank_is_not_known() -> None:
    session, _ = fill(None, "help our team", {"presence": "anywhere"}, "presence", "core")

    assert session.answers["core"] == "unknown"


def test_left_blank_is_what_the_task_says() -> None:
    session, card = fill(None, "Monthly payroll", {}, "volume")

    assert "volume" not in session.answers
    assert "volume" in {each.question for each in card.understood} if isinstance(card, Ask) else True


def test_a_page_sent_again_replaces_what_it_said() -> None:
    session, _ = fill(None, "help our team", {"presence": "must", "core": "helps"})
    session, _ = fill(session, "help with the garden", {"presence": "anywhere"}, "presence", "core")

    assert session.task == "help with the garden"
    assert session.answers == {"presence": "anywhere", "core": "unknown"}


def test_answers_given_elsewhere_are_kept() -> None:
    session, _ = fill(None, "help our team", {"volume": "steady"})
    session, _ = fill(session, "", {"core": "helps"})

    assert session.answers == {"volume": "steady", "core": "helps"}


def test_a_made_up_answer_is_none() -> None:
    session, _ = fill(None, "help our team", {"core": "made up", "made up": "steady"})

    assert session.answers == {"core": "unknown"}


def test_a_form_that_stayed_open_for_days_loses_nothing() -> None:
    session, _ = fill(None, "help our team", {"core": "helps"})
    late = Fill("a1", "U1", NOON + IDLE * 2, "", ("volume",), {"volume": "steady"}, done=False)
    after, _ = advance(Terms(KNOWLEDGE), session, late, idle=IDLE)

    assert after
    assert after.answers == {"core": "helps", "volume": "steady"}


def test_nobody_fills_in_the_form_of_somebody_else() -> None:
    session, _ = fill(None, "help our team", {"core": "helps"})
    event = Fill("a1", "U2", NOON, "", ("core",), {"core": "apart"}, done=True)
    after, reply = advance(Terms(KNOWLEDGE, anyone=True), session, event, idle=IDLE)

    assert after == session
    assert isinstance(reply, Refused)


def test_an_advice_from_a_form_is_talked_on_about() -> None:
    session, _ = fill(None, "help our team", {"core": "helps"}, done=True)
    more = Say("U1", NOON, "ask me more")
    after, reply = advance(Terms(KNOWLEDGE), session, more, idle=IDLE)

    assert after
    assert after.phase is Phase.ASKING
    assert isinstance(reply, Shown)
    assert isinstance(reply.card, Ask)


def _read(page: Page, question: str) -> bool:
    return any(field.question == question and field.words for field in page.fields)
