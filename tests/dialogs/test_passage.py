"""What is counted of a conversation: questions that came up, were answered, were left, and the advice."""

from datetime import timedelta

import pytest

from dialogs.advance import advance
from dialogs.messages import Advise, Begin, Choose, Command, Event, Order, Say, Shown
from dialogs.passage import STAYED, End, Left, Passage, passage
from dialogs.session import Session
from dialogs.terms import Terms
from knowledge import Knowledge
from tests.dialogs.talking import IDLE, NOON, TASK


class Walk:
    """A conversation of Alice's, of which each turn's passage is kept."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.session: Session | None = None
        self.at = NOON

    def go(self, event: Event) -> Passage:
        before = self.session
        self.session, reply = advance(Terms(self.knowledge), before, event, idle=IDLE)
        assert self.session is not None
        assert isinstance(reply, Shown)
        self.card = reply.card
        return passage(self.knowledge, before, self.session, reply.card)

    def begin(self, task: str = TASK) -> Passage:
        return self.go(Begin("a1", "alice", self.at, task))

    def order(self, command: Command) -> Passage:
        return self.go(Order("alice", self.at, command))

    def answer(self, question: str) -> Passage:
        assert self.session
        asked = self.knowledge.pack.question(question)
        assert asked
        return self.go(Choose("alice", self.at, self.session.turn, question, asked.options[0].id))


@pytest.fixture
def walk(knowledge: Knowledge) -> Walk:
    return Walk(knowledge)


def test_a_question_comes_up_with_the_task(walk: Walk) -> None:
    assert walk.begin().asked in {question.id for question in walk.knowledge.pack.questions}


def test_an_answer_is_counted_with_the_question_that_follows(walk: Walk) -> None:
    first = walk.begin().asked
    assert first
    came = walk.answer(first)

    assert came.answered == (first,)
    assert came.asked != first


@pytest.mark.parametrize("command", [Command.WHY, Command.HELP, Command.STATUS])
def test_looking_at_the_card_counts_nothing(walk: Walk, command: Command) -> None:
    walk.begin()

    assert walk.order(command) == STAYED


def test_whoever_stops_leaves_the_question_that_was_open(walk: Walk) -> None:
    first = walk.begin().asked
    assert first

    assert walk.order(Command.CANCEL).left == Left(first, End.CANCELLED)


def test_whoever_has_enough_leaves_it_too_and_is_advised(walk: Walk) -> None:
    first = walk.begin().asked
    assert first
    came = walk.order(Command.ENOUGH)

    assert came.left == Left(first, End.ENOUGH)
    assert came.advised


def test_whoever_comes_back_too_late_had_left_it(walk: Walk) -> None:
    first = walk.begin().asked
    assert first
    walk.at += IDLE + timedelta(hours=1)

    assert walk.go(Say("alice", walk.at, "hello?")).left == Left(first, End.EXPIRED)


def test_an_advice_is_counted_when_it_is_given_and_not_when_it_is_looked_at(walk: Walk) -> None:
    walk.begin()
    given = walk.order(Command.ENOUGH)
    assert isinstance(walk.card, Advise)

    assert given.advised == (walk.card.advice.lean, walk.card.advice.fit)
    assert walk.order(Command.STATUS).advised is None
