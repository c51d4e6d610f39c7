"""What a conversation needs of its storage: few verbs, the same for every adapter."""

from collections.abc import Collection
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


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: what it is about, whose it is, and its name among several.

    Attributes:
        kind: what sort of record ("decision", "preference", ...).
        about: an assessment, a channel, a portfolio; "" for the team or the person as a whole.
        person: whose data it is; "" for the team's own.
        name: tells apart several of one kind about one thing; "" where there is only one.
    """

    team: str
    kind: str
    about: str = ""
    person: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Something that we keep beside the conversations, as it was read.

    Attributes:
        body: a JSON object.
        put_at: aware UTC time of the last change.
        due: when something is to be done about it, if anything.
        version: grows by one with each change.
    """

    spot: Spot
    body: str
    put_at: datetime
    due: datetime | None
    version: int


class Records(Protocol):
    """Everything that we keep beside the conversations; each verb stands by itself.

    Every verb raises `StorageFault` when the database fails.
    """

    async def put(self, spot: Spot, body: str, at: datetime, due: datetime | None) -> None:
        """Keeps it, in place of what stood there."""

    async def add(self, spot: Spot, body: str, at: datetime, due: datetime | None) -> bool:
        """Keeps it where nothing stands yet; False, and nothing is changed, when something does."""

    async def swap(self, record: Record, body: str, at: datetime, due: datetime | None) -> bool:
        """Keeps it in place of exactly that version; False, and nothing is changed, when it is another."""

    async def get(self, spot: Spot) -> Record | None:
        """What stands there."""

    async def about(self, team: str, kind: str, about: str) -> tuple[Record, ...]:
        """All of one kind about one thing, the oldest change first."""

    async def of_person(self, team: str, person: str, kind: str, limit: int) -> tuple[Record, ...]:
        """All of one kind of one person, the newest change first."""

    async def due(self, kind: str, now: datetime, limit: int) -> tuple[Record, ...]:
        """Those of one kind for which it is time, in every team, the longest due first."""

    async def drop(self, spot: Spot) -> bool:
        """Forgets it; False when nothing stood there."""

    async def everything(self, team: str, person: str) -> tuple[Record, ...]:
        """Whatever is kept of that person, of every kind."""

    async def erase(self, team: str, person: str) -> int:
        """Forgets whatever is kept of that person; how many records there were."""

    async def forget(self, team: str, before: datetime, keep: Collection[str]) -> int:
        """Forgets a team's records that were not changed since, but for those kinds; how many there were.

        A record about a conversation stays as long as that; one that is due since then or later stays too.
        """

    async def erase_about(self, team: str, about: str) -> int:
        """Forgets whatever anybody keeps about that one thing; how many records there were."""

    async def erase_about_all_of(self, team: str, person: str) -> int:
        """Forgets whatever anybody keeps about that person's conversations, while those still stand."""


class Visit(Protocol):
    """One connection for the few statements of one turn; each of them stands by itself.

    Every verb raises `StorageFault` when the database fails.
    """

    @property
    def records(self) -> Records:
        """What is kept beside the conversations, on the same connection."""

    async def find(self, assessment: str) -> Stored | None:
        """The conversation of that id."""

    async def latest(self, place: Place) -> Stored | None:
        """The conversation that was begun last at that place."""

    async def latest_of_anyone(self, place: Place) -> Stored | None:
        """The conversation that was begun last at that place, whoever began it."""

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

    async def of_person(self, team: str, person: str, limit: int) -> tuple[Stored, ...]:
        """That person's conversations, the newest first."""

    async def erase(self, team: str, person: str) -> int:
        """Forgets all of that person's conversations; how many there were."""

    async def drop(self, team: str, person: str, assessment: str) -> bool:
        """Forgets that one conversation of that person; False when they have none of that id."""

    async def unname(self, team: str, person: str) -> None:
        """Takes that person out of what is other people's: conversations and records name nobody there."""

    async def teams(self) -> tuple[str, ...]:
        """Every team of which something is kept."""

    async def forget(self, team: str, before: datetime) -> int:
        """Forgets a team's conversations in which nothing happened since; how many there were.

        One stays as long as a record about it was changed since, or is due since then or later.
        """

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
