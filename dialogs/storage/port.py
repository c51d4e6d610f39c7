"""What a conversation needs of its storage: few verbs, the same for every adapter."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dialogs.places import CardAt, Place
from dialogs.session import Session


@dataclass(frozen=True, slots=True)
class Stored:
    """A conversation as it was read.

    Attributes:
        version: grows by one with each save; a save is refused when somebody else saved meanwhile.
    """

    session: Session
    place: Place
    card_at: CardAt
    version: int


class Visit(Protocol):
    """One connection for the few statements of one turn; each of them stands by itself.

    Every verb raises `StorageFault` when the database fails.
    """

    async def find(self, assessment: str) -> Stored | None:
        """The conversation of that id."""

    async def latest(self, place: Place) -> Stored | None:
        """The conversation that was begun last at that place."""

    async def knows(self, team: str, person: str) -> bool:
        """Whether that person had a conversation in that team before."""

    async def add(self, session: Session, place: Place) -> bool:
        """Keeps a new conversation; False when its id is there already."""

    async def save(self, stored: Stored, session: Session, *, typed: bool) -> bool:
        """Keeps what came of a turn; False, and nothing is changed, when somebody else saved since.

        With `typed` one more message stands below the card.
        """

    async def put(self, assessment: str, card_at: CardAt) -> None:
        """Remembers where the card stands; never in the way of a save."""

    async def note_event(self, team: str, event_id: str, at: datetime) -> bool:
        """Whether this event was not noted before."""

    async def forget_events(self, before: datetime) -> None:
        """Drops the notes of older events."""


class Store(Protocol):
    """Where conversations are kept."""

    def visit(self) -> AbstractAsyncContextManager[Visit]:
        """A connection, given back at the end."""

    async def close(self) -> None:
        """Gives all connections back."""
