"""The person decides how long the questions go on: "that's enough" and "ask me more", at any time."""

from datetime import timedelta

import pytest

from dialogs.messages import Advise, Ask, Cancelled, Command, Describe, Late, NothingMore, NothingOpen
from dialogs.session import Phase
from knowledge import Knowledge
from tests.dialogs.talking import IDLE, Talk


@pytest.fixture
def talk(knowledge: Knowledge) -> Talk:
    return Talk(knowledge)


def advice_on(talk: Talk) -> Advise:
    assert isinstance(talk.card, Advise)
    return talk.card


@pytest.mark.parametrize("text", ["enough", "That's enough!", "just tell me", "No more questions, please"])
def test_enough_gives_advice_on_what_is_known(talk: Talk, text: str) -> None:
    answers = talk.begin().answer().current.answers

    card = advice_on(talk.say(text))

    assert card.answers == answers
    assert card.stopped
    assert card.more


def test_enough_may_be_said_before_the_first_answer(talk: Talk) -> None:
    assert advice_on(talk.begin().say("enough")).answers == {}


def test_enough_can_be_pressed(talk: Talk) -> None:
    assert isinstance(talk.begin().order(Command.ENOUGH).card, Advise)


def test_an_old_enough_button_is_late(talk: Talk) -> None:
    turn = talk.begin().current.turn

    assert isinstance(talk.answer().order(Command.ENOUGH, turn=turn).card, Ask)
    assert talk.notice == Late()


def test_enough_of_a_corrected_question_keeps_its_answer(talk: Talk) -> None:
    talk.begin().answer()
    answers = talk.current.answers

    assert advice_on(talk.say("back").say("enough")).answers == answers


def test_enough_at_the_advice_changes_nothing(talk: Talk) -> None:
    before = talk.begin().answer_all().current

    assert talk.say("enough").current == before
    assert talk.notice is None


def test_enough_without_a_task_has_nothing_to_go_by(talk: Talk) -> None:
    assert isinstance(talk.begin("").say("just tell me").card, Describe)
    assert talk.notice == NothingOpen()


def test_enough_wakes_a_conversation_that_went_quiet_and_gives_its_advice(talk: Talk) -> None:
    talk.begin().answer().wait(2 * IDLE)

    assert isinstance(talk.say("enough").card, Advise)


def test_enough_does_not_bring_back_what_was_cancelled(talk: Talk) -> None:
    assert isinstance(talk.begin().say("stop").say("enough").card, Cancelled)


@pytest.mark.parametrize("text", ["ask me more", "go on asking", "more questions", "continue"])
def test_more_after_enough_goes_on_where_it_was(talk: Talk, text: str) -> None:
    asked = talk.begin().answer().asked

    assert talk.say("enough").say(text).asked == asked


def test_after_more_the_questions_go_on_to_their_end(talk: Talk) -> None:
    talk.begin().say("enough").say("ask me more")
    first = talk.asked

    assert talk.answer().asked != first
    assert not advice_on(talk.answer_all()).stopped


def test_more_at_the_advice_asks_one_more_question_and_advises_again(talk: Talk) -> None:
    talk.begin().answer_all()
    known = set(talk.current.answers)
    assert advice_on(talk).more

    asked = talk.order(Command.MORE).asked
    talk.press("unknown")

    assert asked not in known
    assert set(talk.current.answers) == known | {asked}
    assert isinstance(talk.card, Advise)


def test_more_ends_kindly_when_there_is_nothing_more_to_ask(talk: Talk) -> None:
    talk.begin().answer_all()
    for _ in talk.knowledge.pack.questions:
        if isinstance(talk.say("more").card, Advise):
            break
        talk.press("unknown").answer_all()

    assert talk.notice == NothingMore()
    assert not advice_on(talk).more


def test_more_while_a_question_is_open_changes_nothing(talk: Talk) -> None:
    before = talk.begin().current

    assert talk.say("ask me more").current == before


def test_more_without_a_task_has_nothing_to_ask_about(talk: Talk) -> None:
    assert talk.begin("").say("ask me more").notice == NothingOpen()


def test_more_takes_up_what_was_cancelled(talk: Talk) -> None:
    asked = talk.begin().answer().asked

    assert talk.say("enough").say("cancel").say("ask me more").asked == asked


def test_an_answer_corrected_after_enough_gives_advice_at_once(talk: Talk) -> None:
    first = talk.begin().asked
    talk.answer().say("enough").order(Command.CHANGE, first).press("unknown")

    assert advice_on(talk).answers == {first: "unknown"}


def test_more_amid_a_correction_goes_on_asking_after_it(talk: Talk) -> None:
    first = talk.begin().asked
    talk.answer().say("enough").order(Command.CHANGE, first)

    assert talk.say("ask me more").asked == first
    assert isinstance(talk.press("unknown").card, Ask)


def test_starting_over_asks_again(talk: Talk) -> None:
    assert isinstance(talk.begin().say("enough").say("start over").card, Ask)


def test_cancelled_after_enough_comes_back_as_advice(talk: Talk) -> None:
    talk.begin().say("enough").wait(timedelta(hours=1)).say("cancel")

    assert isinstance(talk.say("resume").card, Advise)
    assert talk.current.phase is Phase.ADVISED
