"""What a person can do to a conversation: a closed union."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Final, get_args

from knowledge.advice_model import Answers


class Command(StrEnum):
    """What works at any moment, typed or pressed."""

    BACK = "back"
    CHANGE = "change"
    SKIP = "skip"
    WHY = "why"
    CANCEL = "cancel"
    RESTART = "restart"
    RESUME = "resume"
    HELP = "help"
    STATUS = "status"
    MORE = "more"
    ENOUGH = "enough"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Begin:
    """A person opens a conversation, with a task or without.

    Attributes:
        waiting: the other tasks of the message that this one was picked from; None: nothing was picked yet.
    """

    assessment: str
    actor: str
    at: datetime
    task: str = ""
    waiting: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """The person typed something: a task, an answer, a command or a question to us."""

    actor: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Choose:
    """The person pressed an option of a question, on the card of that turn."""

    actor: str
    at: datetime
    turn: int
    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Order:
    """The person pressed or typed a command.

    Attributes:
        about: what it is about, where the command takes something (`change repetition`).
        turn: the turn of the card that was pressed; None when typed.
    """

    actor: str
    at: datetime
    command: Command
    about: str = ""
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """The person pressed one of the tasks that their message held, on the card of that turn.

    Attributes:
        number: which of them, from 1; 0 for all of it as one task.
    """

    actor: str
    at: datetime
    turn: int
    number: int


@dataclass(frozen=True, slots=True)
class Next:
    """The person pressed a task that still waits, on the advice of that turn; it becomes a conversation.

    Attributes:
        number: which of them, from 1.
    """

    actor: str
    at: datetime
    turn: int
    number: int


@dataclass(frozen=True, slots=True)
class Fill:
    """The person sent a page of a form: the task, and several answers at once; the first one opens it.

    Attributes:
        task: "" where this page does not ask for it.
        asked: ids of the questions that stood on the page.
        answers: what was chosen there; what was left blank means "I don't know", unless the task says it.
        done: nothing more is to be asked.
    """

    assessment: str
    actor: str
    at: datetime
    task: str
    asked: tuple[str, ...]
    answers: Answers
    done: bool


Event = Begin | Say | Choose | Order | Pick | Next | Fill

_CIRCUMSTANCES: Final = {"assessment", "actor", "at", "turn"}
_TELLING: Final = {
    kind: tuple(field.name for field in fields(kind) if field.name not in _CIRCUMSTANCES)
    for kind in get_args(Event)
}


def doing(event: Event) -> str:
    """What an event does, whenever and on whichever card: the same when it is worked off again."""
    return f"{type(event).__name__} {tuple(getattr(event, name) for name in _TELLING[type(event)])}"
