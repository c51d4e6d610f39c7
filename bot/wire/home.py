"""Presses on App Home, and what it remembers: which of a person's assessments it shows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.wire.forms import Form, form
from bot.wire.presses import Press, press

SEARCHED: Final = 80
"""Characters of a search line."""


class LeanWanted(StrEnum):
    """Which leans to list."""

    ANY = "any"
    BPO = "BPO"
    KPO = "KPO"


class FitWanted(StrEnum):
    """Which fits to list."""

    ANY = "any"
    OUTSOURCE = "outsource"
    SPLIT = "split"
    KEEP = "keep"
    UNSURE = "unsure"


@form("home")
@dataclass(frozen=True, slots=True)
class HomeForm(Form):
    """What a Home shows of its person's assessments; it stands in the view itself."""

    page: int = 1
    lean: LeanWanted = LeanWanted.ANY
    fit: FitWanted = FitWanted.ANY
    words: str = ""


@press("home-page")
@dataclass(frozen=True, slots=True)
class PressPage(Press):
    """Show that page of what is listed."""

    page: int


@press("home-lean")
@dataclass(frozen=True, slots=True)
class PressLean(Press):
    """List that lean."""

    lean: LeanWanted


@press("home-fit")
@dataclass(frozen=True, slots=True)
class PressFit(Press):
    """List that fit."""

    fit: FitWanted


@press("home-find")
@dataclass(frozen=True, slots=True)
class PressFind(Press):
    """List what holds the words that were typed."""


@press("home-all")
@dataclass(frozen=True, slots=True)
class PressAll(Press):
    """List everything again."""


@press("ask-in-dm")
@dataclass(frozen=True, slots=True)
class PressAskInDm(Press):
    """Ask me for the task in my DM."""


@press("look")
@dataclass(frozen=True, slots=True)
class PressLook(Press):
    """Show me that assessment of mine."""

    assessment: str


@press("to-dm")
@dataclass(frozen=True, slots=True)
class PressToDm(Press):
    """Bring that assessment's card to my DM, to go on with it."""

    assessment: str


@press("compare")
@dataclass(frozen=True, slots=True)
class PressCompare(Press):
    """Choose two assessments to compare; one of them may be chosen already."""

    assessment: str = ""


@press("decisions")
@dataclass(frozen=True, slots=True)
class PressDecisions(Press):
    """List everything that I decided."""


@press("picture")
@dataclass(frozen=True, slots=True)
class PressPicture(Press):
    """Show me the picture of that list of mine."""

    portfolio: str


@press("help")
@dataclass(frozen=True, slots=True)
class PressHelp(Press):
    """Show one screen of help."""


@press("concept")
@dataclass(frozen=True, slots=True)
class PressConcept(Press):
    """Show what the pack says about a concept, in a modal."""

    concept: str


@press("link")
@dataclass(frozen=True, slots=True)
class PressLink(Press):
    """A button that only leads to an address; Slack tells us all the same."""


FIRST_BLOCK: Final = "oa:first"
SECOND_BLOCK: Final = "oa:second"


@form("compare")
@dataclass(frozen=True, slots=True)
class CompareForm(Form):
    """Asks which two assessments to compare."""


@form("shown")
@dataclass(frozen=True, slots=True)
class ShownForm(Form):
    """A modal that only shows something."""
