"""Presses and forms by which colleagues are asked, answer, and are heard."""

from dataclasses import dataclass
from typing import Final

from bot.wire.forms import Form, form
from bot.wire.presses import Press, press

PEOPLE_BLOCK: Final = "oa:people"
"""The block of whom to ask."""

NOTE_BLOCK: Final = "oa:note"
"""The block of a word to them."""

_QUESTION: Final = "oa:question:"


def question_block(question: str) -> str:
    """The block of a question in the form of an invited colleague."""
    return _QUESTION + question


@press("ask-colleagues")
@dataclass(frozen=True, slots=True)
class PressAsk(Press):
    """Choose colleagues to ask."""

    assessment: str


@form("invite")
@dataclass(frozen=True, slots=True)
class InviteForm(Form):
    """Asks whom to ask."""

    assessment: str


@press("opine")
@dataclass(frozen=True, slots=True)
class PressOpine(Press):
    """Open the form with what I am asked."""

    assessment: str


@press("decline")
@dataclass(frozen=True, slots=True)
class PressDecline(Press):
    """I'd rather not answer."""

    assessment: str


@form("opinion")
@dataclass(frozen=True, slots=True)
class OpinionForm(Form):
    """Asks a colleague.

    Attributes:
        channel, ts: the invitation, to say there what came of it.
    """

    assessment: str
    channel: str
    ts: str


@press("differences")
@dataclass(frozen=True, slots=True)
class PressDifferences(Press):
    """Show me where colleagues differ from me."""

    assessment: str


@form("differences")
@dataclass(frozen=True, slots=True)
class DifferencesForm(Form):
    """Shows where colleagues differ."""

    assessment: str


@press("adopt")
@dataclass(frozen=True, slots=True)
class PressAdopt(Press):
    """Take over an answer of colleagues', on the card of that turn."""

    assessment: str
    turn: int
    question: str
    option: str
