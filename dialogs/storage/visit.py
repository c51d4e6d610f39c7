"""The SQL adapter of the port: SQLAlchemy Core on SQLite or PostgreSQL."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, exists, func, or_, select, union, update

from dialogs.places import CardAt, Place
from dialogs.session import Session
from dialogs.storage.audit import SqlActs
from dialogs.storage.beside import Acts, Behind, Passing
from dialogs.storage.erasing import erase_team
from dialogs.storage.grants import Installations
from dialogs.storage.inbox import SqlInbox
from dialogs.storage.installations import SqlInstallations
from dialogs.storage.link import Link, Statement, add_or_leave
from dialogs.storage.notes import SqlNotes
from dialogs.storage.outbox import SqlOutbox
from dialogs.storage.pace import SqlPace
from dialogs.storage.port import Records, Stored
from dialogs.storage.purge import SqlPassing
from dialogs.storage.records import SqlRecords
from dialogs.storage.rows import card_row, place_row, read_row, session_row, task_row
from dialogs.storage.sealing import PLAIN, Seal
from dialogs.storage.tables import conversation, record
from dialogs.storage.teams import teams_of
from dialogs.storage.times import micros
from dialogs.storage.traces import remove_traces
from dialogs.storage.turn_statements import FIND, saving
from dialogs.storage.work import Work, begun_mark, change_mark, marked

_NOBODY: Final = "?"
"""A mark that no row has."""

_NOW: Final = select(func.clock_timestamp().label("now"))
_table: Final = conversation.c
_AT_PLACE: Final = (
    select(conversation)
    .where(*(_table[name] == bindparam(name) for name in ("team", "channel", "thread", "surface")))
    .order_by(_table.number.desc())
    .limit(1)
)
_LATEST: Final = _AT_PLACE.where(_table.person == bindparam("person"))
_DONE: Final = _AT_PLACE.where(
    or_(_table.work.contains(bindparam("begun")), _table.work.contains(bindparam("done")))
)
_KNOWS: Final = select(
    exists()
    .where(
        _table.team == bindparam("team"),
        _table.person == bindparam("person"),
        ~_table.work.contains(bindparam("begun")),
    )
    .label("known")
)
_ADD: Final = add_or_leave(conversation)
_OF_ID: Final = update(conversation).where(_table.id == bindparam("of_id"))
_PUT: Final = _OF_ID.values({name: bindparam(name) for name in card_row(CardAt(), PLAIN)})
_PUT_INSTEAD: Final = _PUT.where(_table.card_ts == bindparam("of_ts"))
_TEAMS: Final = union(teams_of(conversation), teams_of(record))
_ACTIVE: Final = select(
    or_(
        exists().where(_table.team == bindparam("team"), _table.touched_at > bindparam("since")),
        exists().where(record.c.team == bindparam("team"), record.c.put_at > bindparam("since")),
    ).label("active")
)
_FORGET: Final = delete(conversation).where(
    _table.team == bindparam("team"),
    func.coalesce(_table.touched_at, 0) < bindparam("before"),
    ~exists().where(
        record.c.team == _table.team,
        record.c.about == _table.id,
        or_(record.c.put_at >= bindparam("before"), record.c.due_at >= bindparam("before")),
    ),
)
_OF_PERSON: Final = (_table.team == bindparam("team"), _table.person == bindparam("person"))
_MINE: Final = select(conversation).where(*_OF_PERSON).order_by(_table.number.desc()).limit(bindparam("most"))
_ERASE: Final = delete(conversation).where(*_OF_PERSON)
_DROP: Final = _ERASE.where(_table.id == bindparam("id"))


class SqlVisit:
    """The verbs of the port on the connection of one lane, for one unit."""

    def __init__(self, link: Link, work: Work, seal: Seal) -> None:
        self._link = link
        self._again = work.again
        self._seal = seal
        self.work = seal.blind(work.key)

    # Made when they are asked for: a unit needs one or two of them, and there are many units.

    @property
    def records(self) -> Records:
        """What is kept beside the conversations, on the same connection."""
        return SqlRecords(self._link, self.work, self._seal)

    @property
    def acts(self) -> Acts:
        """What those in charge did."""
        return SqlActs(self._link)

    @property
    def passing(self) -> Passing:
        """What comes in and goes out, of whatever kind."""
        return SqlPassing(self._link, self._seal)

    @property
    def installations(self) -> Installations:
        """Who installed the app, on the same connection."""
        return SqlInstallations(self._link, self._seal)

    @property
    def inbox(self) -> SqlInbox:
        """What came in."""
        return SqlInbox(self._link, self._seal)

    @property
    def outbox(self) -> SqlOutbox:
        """What goes out."""
        return SqlOutbox(self._link, self._seal)

    @property
    def pace(self) -> SqlPace:
        """Who may go when."""
        return SqlPace(self._link)

    @property
    def _notes(self) -> SqlNotes:
        return SqlNotes(self._link, self.work)

    def now(self) -> int:
        """The database's time; a file's is this machine's."""
        if self._link.kind == "sqlite":
            return time.time_ns() // 1000
        return micros(self._link.all(_NOW, {})[0]["now"])

    def find(self, assessment: str) -> Stored | None:
        """The conversation of that id; none for text that no database keeps."""
        if not assessment.isprintable() or not assessment.isascii():
            return None
        return self._read(FIND, {"id": assessment})

    def latest(self, place: Place) -> Stored | None:
        """The conversation that was begun last at that place."""
        return self._read(_LATEST, place_row(place))

    def latest_of_anyone(self, place: Place) -> Stored | None:
        """The conversation that was begun last at that place, whoever began it."""
        return self._read(_AT_PLACE, place_row(place))

    def done_at(self, place: Place, doing: str) -> Stored | None:
        """The newest one there that this work began, or did that to; none when nobody did the work before."""
        if not self.work or not self._again:
            return None
        marks = {"begun": begun_mark(self.work), "done": change_mark(self.work, doing)}
        return self._read(_DONE, {**place_row(place), **marks})

    def knows(self, team: str, person: str) -> bool:
        """Whether that person had a conversation in that team before this work."""
        begun = begun_mark(self.work) or _NOBODY
        row = self._link.one(_KNOWS, {"team": team, "person": person, "begun": begun})
        return bool(row and row["known"])

    def add(self, session: Session, place: Place) -> bool:
        """Keeps a new conversation; False when its id is there already."""
        row = {
            "id": session.id,
            "version": 1,
            "work": begun_mark(self.work),
            **place_row(place),
            **session_row(session, self._seal),
            **task_row(session.task, self._seal),
            **card_row(CardAt(), self._seal),
        }
        return self._link.change(_ADD, row) == 1

    def save(self, stored: Stored, session: Session, *, typed: bool, doing: str = "") -> bool:
        """One statement that changes nothing when the version is another by now."""
        retold = session.task != stored.session.task
        values = {
            "of_id": session.id,
            "of_version": stored.version,
            "version": stored.version + 1,
            "work": marked(stored.work, change_mark(self.work, doing)),
            **session_row(session, self._seal, stored.beyond),
            **(task_row(session.task, self._seal) if retold else {}),
        }
        return self._link.change(saving(typed=typed, retold=retold), values) == 1

    def put(self, assessment: str, card_at: CardAt, instead_of: str | None = None) -> None:
        """Remembers where the card stands; with `instead_of`, only if it stood there until now."""
        values = {"of_id": assessment, **card_row(card_at, self._seal)}
        if instead_of is None:
            self._link.change(_PUT, values)
        else:
            self._link.change(_PUT_INSTEAD, {**values, "of_ts": instead_of})

    def note_event(self, team: str, event_id: str, at: datetime) -> bool:
        """Whether this event was not noted before, but by this very work."""
        return self._notes.note(team, event_id, at)

    def forget_events(self, before: datetime) -> None:
        """Drops the notes of older events."""
        self._notes.forget(before)

    def erase_team(self, team: str, *, before: datetime | None = None) -> int:
        """Forgets whatever is kept of that workspace."""
        return erase_team(self._link, team, before)

    def teams(self) -> tuple[str, ...]:
        """Every team of which something is kept."""
        return tuple(sorted(row["team"] for row in self._link.all(_TEAMS, {}) if row["team"]))

    def is_active(self, team: str, since: datetime) -> bool:
        """Whether anything of that workspace went on after that time."""
        row = self._link.one(_ACTIVE, {"team": team, "since": micros(since)})
        return bool(row and row["active"])

    def forget(self, team: str, before: datetime) -> int:
        """Forgets what is older, unless something younger belongs to it."""
        return self._link.change(_FORGET, {"team": team, "before": micros(before)})

    def of_person(self, team: str, person: str, limit: int) -> tuple[Stored, ...]:
        """That person's conversations, the newest first."""
        found = self._link.all(_MINE, {"team": team, "person": person, "most": limit})
        return tuple(read_row(row, self._seal) for row in found)

    def erase(self, team: str, person: str) -> int:
        """Forgets all of that person's conversations."""
        values = {"team": team, "person": person}
        return self._notes.once(team, f"erase {person}", lambda: self._link.change(_ERASE, values))

    def drop(self, team: str, person: str, assessment: str) -> bool:
        """Forgets that one conversation; none has an id that no database keeps."""
        if not assessment.isprintable() or not assessment.isascii():
            return False
        values = {"team": team, "person": person, "id": assessment}
        dropped = self._notes.once(
            team, f"drop {person} {assessment}", lambda: self._link.change(_DROP, values)
        )
        return dropped == 1

    def unname(self, team: str, person: str, behind: Behind) -> Behind | None:
        """Takes that person out of what is other people's, or out of a slice of it."""
        return remove_traces(self._link, self._seal, team, person, behind)

    def _read(self, statement: Statement, values: Mapping[str, Any]) -> Stored | None:
        row = self._link.one(statement, values)
        return None if row is None else read_row(row, self._seal)
