"""A person who talks to a conversation without any Slack or database, and remembers what was replied."""

from datetime import UTC, datetime, timedelta

from dialogs.advance import advance
from dialogs.messages import (
    Ask,
    Begin,
    Card,
    Choose,
    Command,
    Event,
    Notice,
    Order,
    Refused,
    Reply,
    Say,
    Shown,
)
from dialogs.session import Session
from dialogs.terms import Terms
from knowledge import Knowledge

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
IDLE = timedelta(days=7)
TASK = "the usual work of our team"
"""Words that say nothing about the work."""


class Talk:
    """One conversation of Alice's."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.session: Session | None = None
        self.reply: Reply | None = None
        self.at = NOON

    def begin(self, task: str = TASK, actor: str = "alice") -> "Talk":
        return self.send(Begin("a1", actor, self.at, task))

    def say(self, text: str, actor: str = "alice") -> "Talk":
        return self.send(Say(actor, self.at, text))

    def press(
        self, option: str, *, question: str = "", turn: int | None = None, actor: str = "alice"
    ) -> "Talk":
        turn = self.current.turn if turn is None else turn
        return self.send(Choose(actor, self.at, turn, question or self.asked, option))

    def order(self, command: Command, about: str = "", *, turn: int | None = None) -> "Talk":
        turn = self.current.turn if turn is None else turn
        return self.send(Order("alice", self.at, command, about, turn))

    def answer(self, number: int = 1) -> "Talk":
        """Presses the option of that number, from 1."""
        question = self.knowledge.pack.question(self.asked)
        return self.press(question.options[number - 1].id)

    def answer_all(self, number: int = 1) -> "Talk":
        while isinstance(self.card, Ask):
            self.answer(number)
        return self

    def wait(self, time: timedelta) -> "Talk":
        self.at += time
        return self

    def send(self, event: Event) -> "Talk":
        self.session, self.reply = advance(Terms(self.knowledge), self.session, event, idle=IDLE)
        return self

    @property
    def current(self) -> Session:
        assert self.session is not None
        return self.session

    @property
    def card(self) -> Card:
        assert isinstance(self.reply, Shown)
        return self.reply.card

    @property
    def notice(self) -> Notice | None:
        assert isinstance(self.reply, Shown)
        return self.reply.notice

    @property
    def refusal(self) -> object:
        assert isinstance(self.reply, Refused)
        return self.reply.why

    @property
    def asked(self) -> str:
        assert isinstance(self.card, Ask)
        return self.card.question
