"""Presses that bring an advice to others, or to another place."""

from dataclasses import dataclass
from enum import StrEnum

from bot.wire.presses import Press, press


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


@press("keep")
@dataclass(frozen=True, slots=True)
class PressKeep(Press):
    """Send the advice to my DM as well."""

    assessment: str
