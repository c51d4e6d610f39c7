"""What a conversation says back: the card with a word above it, or a kind no."""

from dataclasses import dataclass

from dialogs.messages.cards import Card
from dialogs.messages.notices import Notice


@dataclass(frozen=True, slots=True)
class NotYours:
    """Somebody else's conversation."""

    owner: str


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such conversation (any more)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The card as it is now, with a word above it where there is one to say."""

    card: Card
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A kind no, which only the one who tried sees; the card stays as it is."""

    why: NotYours | Gone


Reply = Shown | Refused
