"""Where a workspace lets anyone in a thread answer, the card remembers who did; elsewhere nobody else may."""

from dataclasses import replace

import pytest

from dialogs.advance import advance
from dialogs.conversation import Conversations, Place, always
from dialogs.messages import (
    Advise,
    Ask,
    Begin,
    Choose,
    Command,
    Event,
    NotYours,
    Order,
    Refused,
    Say,
    Shown,
)
from dialogs.session import Session
from dialogs.storage import SqlStore
from dialogs.terms import Terms
from knowledge import Knowledge
from tests.dialogs.talking import IDLE, NOON, TASK

THREAD = Place("T1", "C1", "17.1", "alice", "thread")
BOBS = replace(THREAD, person="bob")


class Thread:
    """A card of Alice's that others may press, too."""

    def __init__(self, knowledge: Knowledge, *, anyone: bool = True) -> None:
        self.terms = Terms(knowledge, anyone=anyone)
        self.session: Session | None = None
        self.send(Begin("a1", "alice", NOON, TASK))

    def send(self, event: Event) -> "Thread":
        self.session, self.reply = advance(self.terms, self.session, event, idle=IDLE)
        return self

    @property
    def card(self) -> Ask | Advise:
        assert isinstance(self.reply, Shown)
        assert isinstance(self.reply.card, Ask | Advise)
        return self.reply.card

    def press(self, number: int, *, by: str) -> str:
        """An option of the open question, by its number from 0; the question."""
        card = self.card
        assert isinstance(card, Ask)
        question = self.terms.knowledge.pack.question(card.question)
        assert question
        self.send(Choose(by, NOON, card.turn, card.question, question.options[number].id))
        return card.question


def test_another_persons_answer_is_noted_as_theirs(knowledge: Knowledge) -> None:
    thread = Thread(knowledge)
    first = thread.press(0, by="bob")
    second = thread.press(0, by="carol")

    assert thread.card.helpers == {first: "bob", second: "carol"}


def test_the_askers_own_answers_need_no_note(knowledge: Knowledge) -> None:
    thread = Thread(knowledge)
    thread.press(0, by="alice")

    assert thread.card.helpers == {}


def test_an_answer_that_the_asker_replaces_is_theirs_again(knowledge: Knowledge) -> None:
    thread = Thread(knowledge)
    thread.press(0, by="bob")
    thread.send(Order("alice", NOON, Command.BACK))
    thread.press(1, by="alice")

    assert thread.card.helpers == {}


def test_an_answer_that_is_only_confirmed_stays_whose_it_was(knowledge: Knowledge) -> None:
    thread = Thread(knowledge)
    first = thread.press(0, by="bob")
    thread.send(Order("alice", NOON, Command.BACK))
    thread.press(0, by="alice")

    assert thread.card.helpers == {first: "bob"}


def test_starting_over_forgets_who_answered(knowledge: Knowledge) -> None:
    thread = Thread(knowledge)
    thread.press(0, by="bob")
    thread.send(Order("alice", NOON, Command.RESTART))

    assert thread.card.helpers == {}


@pytest.mark.parametrize("command", [Command.RESTART, Command.CANCEL])
@pytest.mark.parametrize("by_press", [True, False])
def test_only_the_asker_stops_it_or_starts_over(
    knowledge: Knowledge, command: Command, *, by_press: bool
) -> None:
    thread = Thread(knowledge)
    thread.press(0, by="bob")
    before = thread.session
    order = Order("bob", NOON, command) if by_press else Say("bob", NOON, command.value)
    session, reply = advance(thread.terms, before, order, idle=IDLE)

    assert session == before
    assert reply == Refused(NotYours("alice"))


def test_a_skipped_question_is_noted_too(knowledge: Knowledge) -> None:
    thread = Thread(knowledge)
    card = thread.card
    assert isinstance(card, Ask)
    thread.send(Say("bob", NOON, "skip"))

    assert thread.card.helpers == {card.question: "bob"}


def test_the_advice_says_who_answered(knowledge: Knowledge) -> None:
    thread = Thread(knowledge)
    while isinstance(thread.card, Ask):
        thread.press(0, by="bob")

    assert set(thread.card.helpers.values()) == {"bob"}


def test_looking_stays_the_askers_own(knowledge: Knowledge) -> None:
    thread = Thread(knowledge).send(Begin("a1", "bob", NOON))

    assert thread.reply == Refused(NotYours("alice"))


def test_elsewhere_nobody_else_may_answer(knowledge: Knowledge) -> None:
    thread = Thread(knowledge, anyone=False)
    thread.press(0, by="bob")

    assert thread.reply == Refused(NotYours("alice"))


@pytest.fixture
def conversations(knowledge: Knowledge, store: SqlStore) -> Conversations:
    return Conversations(always(knowledge, anyone=True), store, idle=IDLE)


async def test_a_word_in_the_thread_answers_what_is_asked_there(conversations: Conversations) -> None:
    await conversations.begin(THREAD, Begin("a1", "alice", NOON, TASK))
    turn = await conversations.say(BOBS, Say("bob", NOON, "skip"), fresh_id="b1")

    assert turn.place == THREAD


async def test_who_answered_outlives_a_restart(conversations: Conversations) -> None:
    await conversations.begin(THREAD, Begin("a1", "alice", NOON, TASK))
    await conversations.say(BOBS, Say("bob", NOON, "skip"), fresh_id="b1")
    turn = await conversations.look("T1", "a1", "alice", NOON)

    assert isinstance(turn.reply, Shown)
    assert isinstance(turn.reply.card, Ask)
    assert list(turn.reply.card.helpers.values()) == ["bob"]


async def test_a_task_in_the_thread_is_nobody_elses(conversations: Conversations) -> None:
    await conversations.begin(THREAD, Begin("a1", "alice", NOON, TASK))

    turn = await conversations.say(BOBS, Say("bob", NOON, "patent research"), fresh_id="b1")

    assert isinstance(turn.reply, Shown)
    assert turn.reply.card.assessment == "b1"


async def test_whoever_has_a_conversation_there_speaks_to_their_own(conversations: Conversations) -> None:
    await conversations.begin(BOBS, Begin("b1", "bob", NOON, TASK))
    await conversations.begin(THREAD, Begin("a1", "alice", NOON, TASK))
    turn = await conversations.say(BOBS, Say("bob", NOON, "skip"), fresh_id="b2")

    assert turn.place == BOBS
