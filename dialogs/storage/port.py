"""What a conversation needs of its storage: few verbs, the same for every adapter."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from dialogs.places import CardAt, Place
from dialogs.session import Session
from dialogs.storage.beside import Acts, Behind, Passing
from dialogs.storage.grants import Installations
from dialogs.storage.inbox import SqlInbox
from dialogs.storage.outbox import SqlOutbox
from dialogs.storage.pace import SqlPace
from dialogs.storage.work import begun_mark, has_changed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored:
    """A conversation as it was read.

    Attributes:
        version: grows by one with each save; a save is refused when somebody else saved meanwhile.
        work: marks of the last pieces of work that changed it.
        beyond: what a newer version of the app keeps of it; it stays as it is when the conversation is saved.
    """

    session: Session
    place: Place
    card_at: CardAt
    version: int
    work: str = ""
    beyond: Mapping[str, Any] = field(default_factory=dict)

    def was_done(self, work: str, doing: str) -> bool:
        """Whether that work did that to it before."""
        return has_changed(self.work, work, doing)

    def was_begun(self, work: str) -> bool:
        """Whether that work began it."""
        return bool(work) and begun_mark(work) in self.work


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
        work: marks of the last pieces of work that changed it.
    """

    spot: Spot
    body: str
    put_at: datetime
    due: datetime | None
    version: int
    work: str = ""

    def was_put_by(self, work: str) -> bool:
        """Whether that work put there what stands there, in place of something else or of nothing."""
        return has_changed(self.work, work, self.body)


class Records(Protocol):
    """Everything that we keep beside the conversations.

    Every verb raises `StorageFault` when the database fails. Done again by the same work, each answers as it
    did before.
    """

    def put(self, spot: Spot, body: str, at: datetime, due: datetime | None) -> None:
        """Keeps it, in place of what stood there."""

    def add(self, spot: Spot, body: str, at: datetime, due: datetime | None) -> bool:
        """Keeps it where nothing stands yet; False, and nothing is changed, when something does.

        True as well when this very work put there what stands there.
        """

    def swap(self, record: Record, body: str, at: datetime, due: datetime | None) -> bool:
        """Keeps it in place of exactly that version; False, and nothing is changed, when it is another.

        True as well when this very work put exactly that there before.
        """

    def get(self, spot: Spot) -> Record | None:
        """What stands there."""

    def about(self, team: str, kind: str, about: str) -> tuple[Record, ...]:
        """All of one kind about one thing, the oldest change first."""

    def of_person(self, team: str, person: str, kind: str, limit: int) -> tuple[Record, ...]:
        """All of one kind of one person, the newest change first."""

    def due(self, kind: str, now: datetime, limit: int) -> tuple[Record, ...]:
        """Those of one kind for which it is time, in every team, the longest due first."""

    def drop(self, spot: Spot) -> bool:
        """Forgets it; False when nothing stood there."""

    def everything(self, team: str, person: str) -> tuple[Record, ...]:
        """Whatever is kept of that person, of every kind."""

    def erase(self, team: str, person: str) -> int:
        """Forgets whatever is kept of that person; how many records there were."""

    def forget(self, team: str, before: datetime, keep: Collection[str]) -> int:
        """Forgets a team's records that were not changed since, but for those kinds; how many there were.

        A record about a conversation stays as long as that; one that is due since then or later stays too.
        """

    def erase_about(self, team: str, about: str) -> int:
        """Forgets whatever anybody keeps about that one thing; how many records there were."""

    def erase_about_all_of(self, team: str, person: str) -> int:
        """Forgets whatever anybody keeps about that person's conversations, while those still stand."""


class Visit(Protocol):
    """One connection for the few statements of one unit, which all stand or none.

    Every verb raises `StorageFault` when the database fails. Done again by the same work, each answers as it
    did before, and changes nothing more.
    """

    @property
    def work(self) -> str:
        """What marks are made of: the blinded key of the work that this is a part of; "" outside of any."""

    @property
    def records(self) -> Records:
        """What is kept beside the conversations, on the same connection."""

    @property
    def acts(self) -> Acts:
        """What those in charge did."""

    @property
    def passing(self) -> Passing:
        """What comes in and goes out, of whatever kind."""

    @property
    def installations(self) -> Installations:
        """Who installed the app, on the same connection."""

    @property
    def inbox(self) -> SqlInbox:
        """What came in."""

    @property
    def outbox(self) -> SqlOutbox:
        """What goes out."""

    @property
    def pace(self) -> SqlPace:
        """Who may go when."""

    def now(self) -> int:
        """The database's time, in microseconds since 1970."""

    def find(self, assessment: str) -> Stored | None:
        """The conversation of that id."""

    def latest(self, place: Place) -> Stored | None:
        """The conversation that was begun last at that place."""

    def latest_of_anyone(self, place: Place) -> Stored | None:
        """The conversation that was begun last at that place, whoever began it."""

    def done_at(self, place: Place, doing: str) -> Stored | None:
        """The newest conversation of anyone at that place that this work began, or did that to, before."""

    def knows(self, team: str, person: str) -> bool:
        """Whether that person had a conversation in that team before this work."""

    def add(self, session: Session, place: Place) -> bool:
        """Keeps a new conversation; False when its id is there already."""

    def save(self, stored: Stored, session: Session, *, typed: bool, doing: str = "") -> bool:
        """Keeps what came of a turn; False, and nothing is changed, when somebody else saved since.

        Args:
            stored: the conversation as it was read.
            session: what it is from now on.
            typed: one more message stands below the card.
            doing: tells this change apart from others of the same work.
        """

    def put(self, assessment: str, card_at: CardAt, instead_of: str | None = None) -> None:
        """Remembers where the card stands; never in the way of a save.

        With `instead_of`, the ts of a card, only if it stood there until now: whoever is slow moves it to
        no place that it has left since.
        """

    def of_person(self, team: str, person: str, limit: int) -> tuple[Stored, ...]:
        """That person's conversations, the newest first."""

    def erase(self, team: str, person: str) -> int:
        """Forgets all of that person's conversations; how many there were."""

    def drop(self, team: str, person: str, assessment: str) -> bool:
        """Forgets that one conversation of that person; False when they have none of that id."""

    def unname(self, team: str, person: str, behind: Behind) -> Behind | None:
        """Takes that person out of what is other people's: conversations and records name nobody there.

        What is sealed is looked through slice by slice, each in a unit of its own, so that nobody waits:
        from BEGINNING on, and then from where it says, until that is None.
        """

    def erase_team(self, team: str, *, before: datetime | None = None) -> int:
        """Forgets whatever is kept of that workspace, but for the audit; how many rows that was.

        Args:
            team: the workspace.
            before: only what did not change since; None for everything.
        """

    def teams(self) -> tuple[str, ...]:
        """Every team of which something is kept."""

    def is_active(self, team: str, since: datetime) -> bool:
        """Whether anything of that workspace went on after that time."""

    def forget(self, team: str, before: datetime) -> int:
        """Forgets a team's conversations in which nothing happened since; how many there were.

        One stays as long as a record about it was changed since, or is due since then or later.
        """

    def note_event(self, team: str, event_id: str, at: datetime) -> bool:
        """Whether this event was not noted before, but by this very work."""

    def forget_events(self, before: datetime) -> None:
        """Drops the notes of older events."""


class Store(Protocol):
    """Where conversations are kept."""

    async def run(self, unit: Callable[[Visit], T], *, one_change: bool = False) -> T:
        """What the unit makes of a visit: in the loop that asks, in one transaction, all or nothing.

        A unit has no effect but on the visit: it may be run again when the transaction was not taken. It
        waits for nothing else, as the loop would wait with it.

        Args:
            unit: what is to be done.
            one_change: at most one statement of it changes anything, which spares the way to begin and end
                a transaction around it.

        Raises:
            StorageFault: the database failed; nothing of the unit stands, unless the fault is `uncertain`.
        """

    async def settle(self) -> None:
        """Whatever was deleted or overwritten is gone from the files, too, as far as that is in our hands."""

    async def close(self) -> None:
        """Finishes what waits, and gives all connections back."""
