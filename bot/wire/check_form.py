"""The form with all the questions: its pages, and what can be pressed on them."""

from dataclasses import dataclass
from typing import Final

from bot.limits.registry import IDENTIFIER
from bot.wire.encoding import join, split
from bot.wire.forms import Form, form
from bot.wire.presses import Press, press

_TASK: Final = "the-task"
_QUESTION: Final = "question"


@form("check")
@dataclass(frozen=True, slots=True)
class CheckForm(Form):
    """A page of the form, or the advice after the last one.

    Attributes:
        page: its number from 1; 0 for the advice.
    """

    assessment: str
    page: int


@press("form")
@dataclass(frozen=True, slots=True)
class PressForm(Press):
    """Open the form; without an assessment it begins a new one."""

    assessment: str = ""


@press("form_page")
@dataclass(frozen=True, slots=True)
class PressFormPage(Press):
    """Go to the page after that one, back or on; 0 is before the first."""

    assessment: str
    after: int


@press("form_afresh")
@dataclass(frozen=True, slots=True)
class PressFormAfresh(Press):
    """Leave what stands in the form to the other check, and begin a new one."""


@press("form_keep")
@dataclass(frozen=True, slots=True)
class PressFormKeep(Press):
    """Bring the advice from the form to the presser's DM."""

    assessment: str


def name_question(question: str, turn: int) -> str:
    """The block id of a question's input.

    The turn makes it a new one each time that the page is shown, else Slack keeps what stood there before.
    """
    return join("oa", _QUESTION, question, str(turn), at_most=IDENTIFIER.most)


def read_question(block: str) -> str | None:
    """The question of such a block; None for any other."""
    parts = split(block, at_most=IDENTIFIER.most)
    return parts[2] if len(parts) == 4 and parts[:2] == ("oa", _QUESTION) else None


def name_task(turn: int) -> str:
    """The block id of the task's input."""
    return join("oa", _TASK, str(turn), at_most=IDENTIFIER.most)


def is_task(block: str) -> bool:
    """Whether that is such a block."""
    return split(block, at_most=IDENTIFIER.most)[:2] == ("oa", _TASK)
