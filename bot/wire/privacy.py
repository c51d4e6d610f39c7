"""Presses by which a person takes, or takes back, what we keep of them."""

from dataclasses import dataclass

from bot.wire.forms import Form, form
from bot.wire.presses import Press, press


@press("export-mine")
@dataclass(frozen=True, slots=True)
class PressExportMine(Press):
    """Send me everything that is kept of me."""


@press("erase-mine")
@dataclass(frozen=True, slots=True)
class PressEraseMine(Press):
    """Forget me; Slack has asked once more."""


@press("erase-one")
@dataclass(frozen=True, slots=True)
class PressEraseOne(Press):
    """Ask whether to forget that assessment."""

    assessment: str


@form("erase-one")
@dataclass(frozen=True, slots=True)
class EraseOneForm(Form):
    """Asks whether to forget that assessment.

    Attributes:
        home: the private metadata of the Home that it was asked on.
    """

    assessment: str
    home: str = ""
