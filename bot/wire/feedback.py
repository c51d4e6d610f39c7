"""Whether an advice helped, as the buttons under it say."""

from dataclasses import dataclass
from enum import StrEnum

from bot.wire.presses import Press, press


class Rating(StrEnum):
    """What somebody thinks of an advice."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"


@press("rate")
@dataclass(frozen=True, slots=True)
class PressRate(Press):
    """Says whether the advice on the card of that turn helped."""

    assessment: str
    turn: int
    rating: Rating
