"""Presses and the form that bring an advice to others, or to another place, and back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.wire.forms import Form, form
from bot.wire.presses import Press, press

CHANNEL_BLOCK: Final = "oa:channel"
"""The block of where to share."""


class Share(StrEnum):
    """The steps of showing an advice to the channel."""

    PREVIEW = "preview"
    POST = "post"
    DISMISS = "dismiss"


@press("share")
@dataclass(frozen=True, slots=True)
class PressShare(Press):
    """A step towards showing the advice to the channel."""

    assessment: str
    step: Share


@form("share")
@dataclass(frozen=True, slots=True)
class ShareForm(Form):
    """Asks where to share, under a preview."""

    assessment: str


@press("share-again")
@dataclass(frozen=True, slots=True)
class PressUpdate(Press):
    """Bring the message in that channel up to date."""

    assessment: str
    channel: str


@press("unshare")
@dataclass(frozen=True, slots=True)
class PressUnshare(Press):
    """Take the message in that channel back."""

    assessment: str
    channel: str


@press("keep")
@dataclass(frozen=True, slots=True)
class PressKeep(Press):
    """Send the advice to my DM as well."""

    assessment: str
