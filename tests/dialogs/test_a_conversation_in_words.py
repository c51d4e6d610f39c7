"""Stories of one conversation, event by event, without Slack and without a database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.messages import (
    Advise,
    Ask,
    Cancelled,
    ChangeWhich,
    Command,
    Describe,
    Expired,
    Explained,
    Gone,
    Help,
    Late,
    NothingBefore,
    NothingOpen,
    NotUnderstood,
    NotYours,
    Status,
    TaskCut,
    Welcome,
    Why,
)
from dialogs.session import Phase
from knowledge import Knowledge
from tests.dialogs.talking import IDLE, TASK, Talk


@pytest.fixture
def talk(knowledge: Knowledge) -> Talk:
    return Talk(knowledge)


# ------------------------------------------------------------------ telling the task


def test_a_task_leads_to_the_first_question(talk: Talk) -> None:
    card = talk.begin("monthly payroll").card

    assert isinstance(card, Ask)
    assert (card.task, card.number, card.chosen) == ("monthly payroll", 1, None)


def test_without_a_task_we_ask_for_it(talk: Talk) -> None:
    assert isinstance(talk.begin("").card, Describe)
    assert talk.notice is None
    assert isinstance(talk.say("monthly payroll").card, Ask)


def test_a_greeting_is_answered_and_the_task_still_asked_for(talk: Talk) -> None:
    assert isinstance(talk.begin("hi").card, Describe)
    assert talk.notice == Welcome()


@pytest.mark.parametrize("text", ["help", "status", "cancel"])
def test_a_command_that_opens_a_conversation_gets_help(talk: Talk, text: str) -> None:
    assert isinstance(talk.begin(text).card, Describe)
    assert talk.notice == Help()


def test_a_question_to_us_may_open_a_conversation(talk: Talk) -> None:
    assert isinstance(talk.begin("what is KPO?").card, Describe)
    assert isinstance(talk.notice, Explained)


def test_a_very_long_task_is_kept_as_far_as_we_keep_it_and_we_say_so(talk: Talk) -> None:
    talk.begin("pay " * 1_000)

    assert talk.notice == TaskCut(2_000)
    assert len(talk.current.task) <= 2_000


# ------------------------------------------------------------------------- answering


def test_pressing_and_typing_an_answer_come_to_the_same(knowledge: Knowledge) -> None:
    pressed, typed = Talk(knowledge).begin(), Talk(knowledge).begin()
    question = knowledge.pack.question(pressed.asked)
    words = knowledge.words().questions[question.id].options
    option = question.options[0].id

    assert pressed.press(option).session == typed.say(words[option].text).session


def test_questions_end_in_advice(talk: Talk) -> None:
    card = talk.begin().answer_all().card

    assert isinstance(card, Advise)
    assert card.answers == talk.current.answers


def test_the_count_of_questions_never_falls_behind(talk: Talk) -> None:
    talk.begin()
    numbers = []
    while isinstance(talk.card, Ask):
        numbers.append(talk.card.number)
        assert talk.card.about >= talk.card.number
        talk.answer(2)

    assert numbers == list(range(1, len(numbers) + 1))


def test_what_is_not_understood_gets_the_question_again(talk: Talk) -> None:
    card = talk.begin().card

    assert talk.say("purple elephants").card == card
    assert talk.notice == NotUnderstood("purple elephants")


def test_a_greeting_amid_the_questions_gets_help_and_the_question(talk: Talk) -> None:
    card = talk.begin().card

    assert talk.say("hello").card == card
    assert talk.notice == Help()


# ---------------------------------------------------------- presses that come too late


def test_a_late_press_reshows_the_current_question(talk: Talk) -> None:
    first = talk.begin().asked
    turn = talk.current.turn
    before = talk.answer().session

    talk.press("unknown", question=first, turn=turn)

    assert talk.session == before
    assert talk.notice == Late()


def test_a_doubled_press_answers_once(talk: Talk) -> None:
    question = talk.knowledge.pack.question(talk.begin().asked)
    turn = talk.current.turn
    once = talk.press(question.options[0].id).session

    assert talk.press(question.options[0].id, question=question.id, turn=turn).session == once


@pytest.mark.parametrize(("question", "option"), [("elephants", "pink"), ("", "pink"), ("volume", "steady")])
def test_a_made_up_button_changes_nothing(talk: Talk, question: str, option: str) -> None:
    before = talk.begin().session

    assert talk.press(option, question=question).session == before
    assert talk.notice == Late()


def test_an_old_cancel_button_cancels_nothing(talk: Talk) -> None:
    turn = talk.begin().current.turn

    assert isinstance(talk.answer().order(Command.CANCEL, turn=turn).card, Ask)
    assert talk.notice == Late()


def test_only_the_person_who_asked_may_answer(talk: Talk) -> None:
    before = talk.begin().session

    assert talk.press("unknown", actor="bob").refusal == NotYours("alice")
    assert talk.say("stop", actor="bob").refusal == NotYours("alice")
    assert talk.session == before


def test_a_conversation_that_never_was_is_gone(talk: Talk) -> None:
    assert talk.say("hello?").refusal == Gone()


# ------------------------------------------------------------- going back and changing


def test_back_walks_through_the_answers_and_keeps_them(talk: Talk) -> None:
    talk.begin().answer().answer().answer()
    answers = dict(talk.current.answers)
    walked = []
    while talk.say("back").notice is None:
        assert isinstance(talk.card, Ask)
        walked.append((talk.card.question, talk.card.number, talk.card.chosen))

    assert talk.notice == NothingBefore()
    assert talk.current.answers == answers
    assert walked == [
        (question, number, answers[question])
        for number, question in reversed(list(enumerate(answers, start=1)))
    ]


def test_a_new_answer_replaces_the_old_one_and_keeps_the_others(talk: Talk) -> None:
    talk.begin().answer().answer()
    first, second = talk.current.answers
    kept = talk.current.answers[second]

    talk.say("back").say("back").press("unknown")

    assert talk.current.answers == {first: "unknown", second: kept}
    assert list(talk.current.answers) == [first, second]


def test_go_on_leaves_a_revisited_question_as_it_was(talk: Talk) -> None:
    asked = talk.begin().answer().asked
    answers = talk.current.answers

    assert talk.say("back").say("continue").asked == asked
    assert talk.current.answers == answers


def test_an_answer_is_changed_by_its_name(talk: Talk) -> None:
    talk.begin("sort letters").answer_all()
    changed = next(iter(talk.current.answers))
    label = talk.knowledge.words().questions[changed].label

    assert talk.say(f"change {label.lower()}").asked == changed


def test_changing_an_answer_after_the_advice_gives_new_advice(talk: Talk) -> None:
    talk.begin().answer_all(number=1)
    assert isinstance(talk.card, Advise)
    p_before = talk.card.advice.p_kpo
    changed = talk.card.advice.because[0].question
    assert changed
    kept = {q: option for q, option in talk.current.answers.items() if q != changed}

    talk.order(Command.CHANGE, changed).press(
        talk.knowledge.pack.question(changed).options[-2].id
    ).answer_all()

    assert isinstance(talk.card, Advise)
    assert talk.card.advice.p_kpo != p_before
    assert kept.items() <= talk.current.answers.items()


def test_change_without_saying_what_lists_the_answers(talk: Talk) -> None:
    answers = talk.begin().answer().current.answers

    assert talk.say("change").notice == ChangeWhich(answers)
    assert talk.say("change elephants").notice == ChangeWhich(answers)


def test_there_is_nothing_to_change_before_the_first_answer(talk: Talk) -> None:
    assert talk.begin().say("change").notice == NothingBefore()
    assert talk.say("go back").notice == NothingBefore()


def test_a_question_can_be_answered_before_its_turn(talk: Talk) -> None:
    assert talk.begin().say("change presence").asked == "presence"
    assert "presence" in talk.say("on site").current.answers


# -------------------------------------------------------------------- other commands


def test_skip_is_the_answer_i_dont_know(talk: Talk) -> None:
    asked = talk.begin().asked

    assert talk.say("skip").current.answers == {asked: "unknown"}


def test_why_tells_why_we_ask(talk: Talk) -> None:
    asked = talk.begin().asked

    assert talk.say("why do you ask?").notice == Why(asked)


def test_status_tells_what_was_answered(talk: Talk) -> None:
    answers = talk.begin().answer().current.answers

    assert talk.say("status").notice == Status(TASK, answers)


@pytest.mark.parametrize("text", ["help", "status", "why", "what is BPO?"])
def test_asking_us_something_changes_no_turn(talk: Talk, text: str) -> None:
    before = talk.begin().current

    after = talk.wait(timedelta(hours=1)).say(text).current

    assert (after.turn, after.phase, after.answers) == (before.turn, before.phase, before.answers)


def test_start_over_keeps_the_task_and_clears_the_answers(talk: Talk) -> None:
    talk.begin("monthly payroll").answer().answer().say("start over")

    assert isinstance(talk.card, Ask)
    assert (talk.card.task, talk.card.number, talk.card.answers) == ("monthly payroll", 1, {})


def test_a_cancelled_conversation_can_be_taken_up_again(talk: Talk) -> None:
    asked = talk.begin().answer().asked

    assert isinstance(talk.say("stop").card, Cancelled)
    assert isinstance(talk.say("stop").card, Cancelled)
    assert talk.order(Command.RESUME).asked == asked


def test_cancelled_advice_comes_back_as_advice(talk: Talk) -> None:
    card = talk.begin().answer_all().card
    assert isinstance(card, Advise)

    resumed = talk.say("cancel").say("continue").card

    assert isinstance(resumed, Advise)
    assert resumed.advice == card.advice


def test_with_no_question_open_there_is_nothing_to_skip_or_explain(talk: Talk) -> None:
    talk.begin().answer_all()

    assert talk.say("skip").notice == NothingOpen()
    assert talk.say("why").notice == NothingOpen()


def test_thanks_for_the_advice_shows_the_advice(talk: Talk) -> None:
    card = talk.begin().answer_all().card

    assert talk.say("thanks!").card == card
    assert talk.notice is None


def test_the_words_of_an_answer_after_the_advice_are_not_guessed(talk: Talk) -> None:
    talk.begin().say("change repetition").answer().answer_all()
    answers = talk.current.answers

    assert talk.say("mostly routine").notice == ChangeWhich(answers)
    assert talk.current.answers == answers


# -------------------------------------------------------------------------- expiring


def test_an_open_question_expires_and_says_so_when_touched(talk: Talk) -> None:
    talk.begin().answer().wait(IDLE + timedelta(seconds=1)).answer()

    assert talk.card == Expired("a1", talk.current.turn, TASK, answered=1)
    assert talk.notice is None


def test_a_question_that_waited_just_as_long_as_it_may_still_takes_its_answer(talk: Talk) -> None:
    talk.begin().wait(IDLE).answer()

    assert len(talk.current.answers) == 1


def test_an_expired_conversation_goes_on_where_it_was(talk: Talk) -> None:
    asked = talk.begin().answer().asked
    talk.wait(2 * IDLE).say("mostly routine")

    assert talk.notice is None
    assert talk.order(Command.RESUME).asked == asked
    assert len(talk.current.answers) == 1


def test_an_expired_conversation_can_start_over(talk: Talk) -> None:
    talk.begin().answer().wait(2 * IDLE).say("hm").order(Command.RESTART)

    assert isinstance(talk.card, Ask)
    assert talk.card.answers == {}


def test_somebody_who_says_continue_after_a_long_time_need_not_say_it_twice(talk: Talk) -> None:
    asked = talk.begin().answer().asked

    assert talk.wait(2 * IDLE).say("continue").asked == asked


def test_advice_does_not_expire(talk: Talk) -> None:
    card = talk.begin().answer_all().card

    assert talk.wait(100 * IDLE).say("thanks").card == card


def test_a_card_that_asks_for_the_task_waits_for_it(talk: Talk) -> None:
    assert isinstance(talk.begin("").wait(100 * IDLE).say("monthly payroll").card, Ask)


# ----------------------------------------------------------------------- later packs


def test_answers_that_a_later_pack_dropped_no_longer_count(talk: Talk) -> None:
    session = talk.begin().answer().current
    session.answers.update({"elephants": "pink", "core": "gone"})

    assert talk.say("status").notice == Status(TASK, dict(list(session.answers.items())[:1]))
    assert isinstance(talk.answer_all().card, Advise)


def test_a_revisited_question_that_a_later_pack_dropped_is_forgotten(knowledge: Knowledge) -> None:
    talk = Talk(knowledge).begin()
    asked = talk.asked
    talk.session = replace(talk.current, revisiting="elephants")

    assert talk.say("status").asked == asked


def test_a_later_pack_with_nothing_left_to_ask_gives_its_advice(talk: Talk) -> None:
    talk.begin().answer_all()
    talk.session = replace(talk.current, phase=Phase.ASKING)

    assert isinstance(talk.say("status").card, Advise)
    assert talk.current.phase is Phase.ADVISED
