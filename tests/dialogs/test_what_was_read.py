"""What the task's own words answer is shown, never asked, counts as done, and can be corrected."""

from dataclasses import replace

import pytest

from dialogs.messages import Advise, Ask, ChangeWhich, Command, NotEnglish, Status, TaskCut
from knowledge import Knowledge
from knowledge.advice_model import Understood
from tests.dialogs.talking import Talk

TASK = "payroll for 40 people, every month, from home"
GERMAN = "Wir möchten die monatliche Lohnabrechnung für unsere Mitarbeiter auslagern"


@pytest.fixture
def talk(knowledge: Knowledge) -> Talk:
    return Talk(knowledge).begin(TASK)


def read(talk: Talk) -> tuple[Understood, ...]:
    assert isinstance(talk.card, Ask)
    return talk.card.understood


def presence(talk: Talk) -> Understood | None:
    return next((each for each in read(talk) if each.question == "presence"), None)


def test_what_the_words_say_is_shown_with_the_words_that_say_it(talk: Talk) -> None:
    assert presence(talk) == Understood(question="presence", option="anywhere", words="from home")


def test_what_the_words_say_is_not_asked(talk: Talk) -> None:
    known, asked = {each.question for each in read(talk)}, set()
    while isinstance(talk.card, Ask):
        asked.add(talk.card.question)
        talk.answer()

    assert known
    assert asked.isdisjoint(known)


def test_what_the_words_say_makes_the_questions_fewer(talk: Talk) -> None:
    told = talk.card
    untold = Talk(talk.knowledge).begin("payroll for 40 people").card
    assert isinstance(told, Ask)
    assert isinstance(untold, Ask)

    assert (told.number, untold.number) == (1, 1)
    assert told.about < untold.about


def test_a_reading_is_corrected_by_the_answer_to_its_question(talk: Talk) -> None:
    asked = talk.asked
    talk.order(Command.CHANGE, "presence")
    assert isinstance(talk.card, Ask)
    assert (talk.card.question, talk.card.chosen) == ("presence", "anywhere")

    talk.press("partly")

    assert talk.current.answers == {"presence": "partly"}
    assert presence(talk) is None
    assert talk.asked == asked


def test_a_correction_counts_as_an_answer(talk: Talk) -> None:
    talk.order(Command.CHANGE, "presence")
    assert isinstance(talk.card, Ask)
    assert talk.card.number == 1

    talk.press("partly")

    assert isinstance(talk.card, Ask)
    assert talk.card.number == 2


@pytest.mark.parametrize(
    "text", ["change presence", "change my answer about presence", "change from anywhere"]
)
def test_a_reading_is_corrected_by_typing_too(talk: Talk, text: str) -> None:
    assert talk.say(text).asked == "presence"


def test_a_reading_can_be_left_as_it_is(talk: Talk) -> None:
    before = read(talk)

    assert talk.order(Command.CHANGE, "presence").say("go on")
    assert read(talk) == before
    assert talk.current.answers == {}


def test_the_readings_can_be_changed_after_the_advice(talk: Talk) -> None:
    talk.answer_all()
    assert isinstance(talk.card, Advise)
    assert any(each.question == "presence" for each in talk.card.advice.understood)

    assert talk.say("change presence").asked == "presence"


def test_change_without_saying_what_lists_the_readings_too(talk: Talk) -> None:
    expected = {each.question: each.option for each in read(talk)}

    assert talk.say("change").notice == ChangeWhich(expected)


def test_status_tells_the_readings_apart_from_the_answers(talk: Talk) -> None:
    talk.answer()

    assert talk.say("status").notice == Status(TASK, talk.current.answers, read(talk))


def test_work_that_must_be_done_on_site_is_kept_and_the_words_are_the_reason(knowledge: Knowledge) -> None:
    talk = Talk(knowledge).begin("cleaning our offices, must be done on site").say("enough")
    assert isinstance(talk.card, Advise)

    assert talk.card.advice.fit == "keep"
    assert [each.option for each in talk.card.advice.understood if each.question == "presence"] == ["must"]


def test_a_question_may_be_told_instead_of_a_task(knowledge: Knowledge) -> None:
    card = Talk(knowledge).begin("Should we outsource payroll?").card

    assert isinstance(card, Ask)
    assert card.task == "Should we outsource payroll?"


# --------------------------------------------------------------------- other languages


def test_another_language_is_read_as_well_as_we_can_and_we_say_so(knowledge: Knowledge) -> None:
    talk = Talk(knowledge).begin(GERMAN)

    assert isinstance(talk.card, Ask)
    assert talk.notice == NotEnglish()


def test_the_doubt_is_said_once(knowledge: Knowledge) -> None:
    assert Talk(knowledge).begin(GERMAN).answer().notice is None


def test_the_task_may_be_told_again_in_english(knowledge: Knowledge) -> None:
    talk = Talk(knowledge).begin(GERMAN).say("payroll for our people every month")

    assert isinstance(talk.card, Ask)
    assert talk.current.task == "payroll for our people every month"
    assert talk.notice is None


def test_once_an_answer_is_given_the_task_stays(knowledge: Knowledge) -> None:
    assert Talk(knowledge).begin(GERMAN).answer().say("payroll for our people").current.task == GERMAN


def test_an_english_task_is_not_replaced_by_what_we_do_not_understand(talk: Talk) -> None:
    assert talk.say("the purple elephant sings").current.task == TASK


def test_a_cut_task_is_more_important_than_its_language(knowledge: Knowledge) -> None:
    assert Talk(knowledge).begin(f"{GERMAN} " * 40).notice == TaskCut(2_000)


# ------------------------------------------------------------------------ edges


def test_going_by_buttons_works_in_any_language(knowledge: Knowledge) -> None:
    assert isinstance(Talk(knowledge).begin("市場調査をお願いします").answer_all().card, Advise)


def test_a_session_of_a_pack_that_read_more_still_shows_its_card(talk: Talk) -> None:
    talk.session = replace(talk.current, revisiting="presence", answers={"elephants": "pink"})

    assert talk.say("status").asked == "presence"
