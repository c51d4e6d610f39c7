"""One message with several tasks: offered one by one, and none is lost."""

import pytest

from dialogs.advance import advance, follow
from dialogs.messages import (
    Advise,
    Ask,
    Begin,
    Cancelled,
    Command,
    Explained,
    Gone,
    Help,
    Late,
    Next,
    NothingBefore,
    NotYours,
    Pick,
    PickTask,
    Shown,
    TasksCut,
)
from dialogs.session import Phase
from dialogs.terms import Terms
from knowledge import Knowledge
from tests.dialogs.talking import IDLE, Talk

MESSAGE = """- monthly payroll
- patent research for a new sensor
- first-line support in Spanish"""
TASKS = ("monthly payroll", "patent research for a new sensor", "first-line support in Spanish")


@pytest.fixture
def talk(knowledge: Knowledge) -> Talk:
    return Talk(knowledge).begin(MESSAGE)


def picks(talk: Talk, number: int, *, actor: str = "alice", turn: int | None = None) -> Talk:
    return talk.send(Pick(actor, talk.at, talk.current.turn if turn is None else turn, number))


def goes_on(talk: Talk, number: int, *, turn: int | None = None) -> Next:
    return Next("alice", talk.at, talk.current.turn if turn is None else turn, number)


def advised(talk: Talk) -> Talk:
    return picks(talk, 1).answer_all()


def test_several_tasks_are_offered_one_by_one(talk: Talk) -> None:
    assert isinstance(talk.card, PickTask)
    assert talk.card.tasks == TASKS


def test_several_tasks_may_be_told_later_too(knowledge: Knowledge) -> None:
    assert isinstance(Talk(knowledge).begin("").say(MESSAGE).card, PickTask)


@pytest.mark.parametrize(
    "text", ["1. monthly payroll 2. patent research", "monthly payroll; patent research"]
)
def test_a_list_on_one_line_is_a_list_too(knowledge: Knowledge, text: str) -> None:
    card = Talk(knowledge).begin(text).card

    assert isinstance(card, PickTask)
    assert card.tasks == ("monthly payroll", "patent research")


def test_the_picked_one_is_asked_about_and_the_others_wait(talk: Talk) -> None:
    picks(talk, 2)

    assert isinstance(talk.card, Ask)
    assert talk.card.task == TASKS[1]
    assert talk.current.waiting == (TASKS[0], TASKS[2])


def test_all_of_it_can_be_one_task(talk: Talk) -> None:
    picks(talk, 0)

    assert isinstance(talk.card, Ask)
    assert talk.current.task == MESSAGE.replace("\n", " ")
    assert talk.current.waiting == ()


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("2", TASKS[1]),
        ("the second one", TASKS[1]),
        ("the last", TASKS[2]),
        ("patents", TASKS[1]),
        ("patent research", TASKS[1]),
        ("payroll first please", ""),
        ("Monthly payroll", TASKS[0]),
        ("one by one", TASKS[0]),
        ("yes", TASKS[0]),
    ],
)
def test_a_task_can_be_picked_by_words(talk: Talk, text: str, picked: str) -> None:
    talk.say(text)

    assert talk.current.task == (picked or text)


@pytest.mark.parametrize("text", ["treat it as one task", "all of it", "both"])
def test_one_task_can_be_said_in_words(talk: Talk, text: str) -> None:
    assert talk.say(text).current.task == MESSAGE.replace("\n", " ")


def test_another_task_told_instead_takes_the_place_of_all(talk: Talk) -> None:
    assert isinstance(talk.say("translate our manuals").card, Ask)
    assert talk.current.task == "translate our manuals"
    assert talk.current.waiting == ()


@pytest.mark.parametrize("number", [-1, 4, 99])
def test_a_made_up_number_picks_nothing(talk: Talk, number: int) -> None:
    before = talk.session

    assert picks(talk, number).notice == Late()
    assert talk.session == before


def test_a_doubled_press_picks_once(talk: Talk) -> None:
    turn = talk.current.turn
    once = picks(talk, 2).session

    assert picks(talk, 1, turn=turn).notice == Late()
    assert talk.session == once


def test_only_the_owner_picks(talk: Talk) -> None:
    assert picks(talk, 1, actor="bob").refusal == NotYours("alice")


def test_help_and_questions_to_us_leave_the_offer_as_it_is(talk: Talk) -> None:
    card = talk.card
    heard = [(talk.say(words).card, type(talk.notice)) for words in ("help", "what is KPO?", "back")]

    assert heard == [(card, kind) for kind in (Help, Explained, NothingBefore)]


def test_enough_of_all_that_advises_on_all_of_it(talk: Talk) -> None:
    assert isinstance(talk.say("just tell me").card, Advise)
    assert talk.current.task == MESSAGE.replace("\n", " ")


@pytest.mark.parametrize("command", [Command.RESUME, Command.RESTART])
def test_a_cancelled_offer_comes_back(talk: Talk, command: Command) -> None:
    offer = talk.card
    assert isinstance(offer, PickTask)

    assert isinstance(talk.say("cancel").card, Cancelled)
    talk.order(command)

    assert isinstance(talk.card, PickTask)
    assert talk.card.tasks == offer.tasks


def test_an_offer_waits_as_long_as_it_takes(talk: Talk) -> None:
    assert isinstance(talk.wait(100 * IDLE).say("2").card, Ask)


# --------------------------------------------------------------------- those that wait


def test_the_advice_offers_the_tasks_that_wait(talk: Talk) -> None:
    advised(talk)

    assert isinstance(talk.card, Advise)
    assert talk.card.waiting == TASKS[1:]


def test_a_waiting_task_begins_a_conversation_of_its_own(talk: Talk, knowledge: Knowledge) -> None:
    begin = follow(advised(talk).current, goes_on(talk, 2))
    assert begin is not None
    session, reply = advance(Terms(knowledge), None, begin, idle=IDLE)

    assert session is not None
    assert (session.task, session.waiting, session.phase) == (TASKS[2], (TASKS[1],), Phase.ASKING)
    assert isinstance(reply, Shown)
    assert begin.assessment not in ("", talk.current.id)


def test_a_waiting_task_is_never_taken_for_a_command(knowledge: Knowledge) -> None:
    session, _ = advance(
        Terms(knowledge), None, Begin("a2", "alice", Talk(knowledge).at, "help", ()), idle=IDLE
    )

    assert session is not None
    assert session.task == "help"


def test_what_went_on_waits_no_more(talk: Talk) -> None:
    card = advised(talk).send(goes_on(talk, 1)).card

    assert isinstance(card, Advise)
    assert card.waiting == ()
    assert talk.notice is None


def test_the_same_press_again_leads_to_the_same_conversation(talk: Talk) -> None:
    press = goes_on(advised(talk), 1)

    assert follow(talk.current, press) == follow(talk.current, press)


def test_an_old_or_made_up_press_leads_nowhere(talk: Talk) -> None:
    advised(talk)
    for press in (goes_on(talk, 0), goes_on(talk, 3), goes_on(talk, 1, turn=1)):
        assert follow(talk.current, press) is None
        assert talk.send(press).notice == Late()


def test_nobody_else_goes_on_with_it(talk: Talk) -> None:
    press = Next("bob", advised(talk).at, talk.current.turn, 1)

    assert follow(talk.current, press) is None
    assert talk.send(press).refusal == NotYours("alice")


def test_nothing_goes_on_from_a_conversation_that_never_was(knowledge: Knowledge) -> None:
    assert Talk(knowledge).send(Next("alice", Talk(knowledge).at, 1, 1)).refusal == Gone()


def test_starting_over_keeps_those_that_wait(talk: Talk) -> None:
    assert advised(talk).say("start over").current.waiting == TASKS[1:]


def test_of_a_very_long_list_the_first_tasks_are_kept_and_we_say_so(knowledge: Knowledge) -> None:
    talk = Talk(knowledge).begin("\n".join(f"- payroll of team {number}" for number in range(1, 31)))

    assert isinstance(talk.card, PickTask)
    assert len(talk.card.tasks) == 20
    assert talk.notice == TasksCut(20)
