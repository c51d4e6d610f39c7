"""Presses on the one message of a conversation, and the form that asks for its task."""

from dataclasses import dataclass
from typing import Final

from bot.wire.forms import Form, form
from bot.wire.presses import Press, press
from dialogs.messages import Command

TASK_BLOCK: Final = "oa:task"
"""The block of the form's one input."""


@press("option")
@dataclass(frozen=True, slots=True)
class PressOption(Press):
    """An option of a question, on the card of that turn."""

    assessment: str
    turn: int
    question: str
    option: str


@press("order")
@dataclass(frozen=True, slots=True)
class PressOrder(Press):
    """A command, with what it is about where it takes something."""

    assessment: str
    turn: int
    command: Command
    about: str = ""


@press("pick")
@dataclass(frozen=True, slots=True)
class PressPick(Press):
    """One of the tasks that a message held, by its number from 1; 0 for all of it as one task."""

    assessment: str
    turn: int
    number: int


@press("next")
@dataclass(frozen=True, slots=True)
class PressNext(Press):
    """A task that still waits, by its number from 1."""

    assessment: str
    turn: int
    number: int


@press("start")
@dataclass(frozen=True, slots=True)
class PressStart(Press):
    """Open the form that asks for the task; without an assessment it begins a new one."""

    assessment: str = ""


@press("explain")
@dataclass(frozen=True, slots=True)
class PressExplain(Press):
    """Explain a concept of the pack."""

    concept: str


PressCard = PressOption | PressOrder | PressPick
"""Presses that act on the very conversation whose card they stand on."""


@form("task")
@dataclass(frozen=True, slots=True)
class TaskForm(Form):
    """Asks for the task.

    Attributes:
        assessment: the conversation that waits for a task, or "" to begin a new one.
        channel: where the form was asked for, or "" (App Home).
    """

    assessment: str = ""
    channel: str = ""
