"""The SQL adapter of the port: SQLAlchemy Core on SQLite or PostgreSQL."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final, Self

from sqlalchemy import CursorResult, Executable, bindparam, delete, exists, func, or_, select, union, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dialogs.places import CardAt, Place
from dialogs.session import Session
from dialogs.storage.engine import connect, open_engine, run
from dialogs.storage.port import Records, Stored
from dialogs.storage.records import SqlRecords
from dialogs.storage.rows import card_row, micros, place_row, read_row, session_row
from dialogs.storage.tables import conversation, record, seen_event
from dialogs.storage.traces import remove_traces
from dialogs.storage.urls import read_url

_table: Final = conversation.c
_FIND: Final = select(conversation).where(_table.id == bindparam("id"))
_AT_PLACE: Final = (
    select(conversation)
    .where(*(_table[name] == bindparam(name) for name in ("team", "channel", "thread", "surface")))
    .order_by(_table.number.desc())
    .limit(1)
)
_LATEST: Final = _AT_PLACE.where(_table.person == bindparam("person"))
_KNOWS: Final = select(exists().where(_table.team == bindparam("team"), _table.person == bindparam("person")))
_OF_ID: Final = update(conversation).where(_table.id == bindparam("of_id"))
_SAVE: Final = _OF_ID.where(_table.version == bindparam("of_version"))
_FORGET_EVENTS: Final = delete(seen_event).where(seen_event.c.seen_at < bindparam("before"))
_TEAMS: Final = union(select(_table.team), select(record.c.team))
_FORGET: Final = delete(conversation).where(
    _table.team == bindparam("team"),
    func.coalesce(_table.touched_at, 0) < bindparam("before"),
    ~exists().where(
        record.c.team == _table.team,
        record.c.about == _table.id,
        or_(record.c.put_at >= bindparam("before"), record.c.due_at >= bindparam("before")),
    ),
)

_MINE: Final = (
    select(conversation)
    .where(_table.team == bindparam("team"), _table.person == bindparam("person"))
    .order_by(_table.number.desc())
    .limit(bindparam("most"))
)
_ERASE: Final = delete(conversation).where(
    _table.team == bindparam("team"), _table.person == bindparam("person")
)
_DROP: Final = _ERASE.where(_table.id == bindparam("id"))


class SqlStore:
    """Keeps conversations in SQLite or PostgreSQL."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str, *, connections: int = 8) -> Self:
        """A store at that address; connects when it is first used.

        Raises:
            StorageFault: the address can't be used.
        """
        return cls(open_engine(read_url(url), connections=connections))

    @asynccontextmanager
    async def visit(self) -> AsyncIterator["SqlVisit"]:
        """One connection for one turn."""
        connection = await connect(self._engine)
        try:
            yield SqlVisit(connection)
        finally:
            await connection.close()

    async def close(self) -> None:
        """Gives all connections back."""
        await self._engine.dispose()


class SqlVisit:
    """The verbs of the port on one connection that commits each statement."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        self.records: Records = SqlRecords(connection)

    async def find(self, assessment: str) -> Stored | None:
        """The conversation of that id; none for text that no database keeps."""
        if not assessment.isprintable() or not assessment.isascii():
            return None
        return await self._read(_FIND, {"id": assessment})

    async def latest(self, place: Place) -> Stored | None:
        """The conversation that was begun last at that place."""
        return await self._read(_LATEST, place_row(place))

    async def latest_of_anyone(self, place: Place) -> Stored | None:
        """The conversation that was begun last at that place, whoever began it."""
        row = {name: value for name, value in place_row(place).items() if name != "person"}
        return await self._read(_AT_PLACE, row)

    async def knows(self, team: str, person: str) -> bool:
        """Whether that person had a conversation in that team before."""
        return bool((await self._run(_KNOWS, {"team": team, "person": person})).scalar_one())

    async def add(self, session: Session, place: Place) -> bool:
        """Keeps a new conversation; False when its id is there already."""
        row = {
            "id": session.id,
            "version": 1,
            **place_row(place),
            **session_row(session),
            **card_row(CardAt()),
        }
        return await self._changes(self._insert(conversation).on_conflict_do_nothing(), row)

    async def save(self, stored: Stored, session: Session, *, typed: bool) -> bool:
        """One statement that changes nothing when the version is another by now."""
        values = {**session_row(session), "version": stored.version + 1}
        counted = _SAVE.values(card_below=_table.card_below + 1) if typed else _SAVE
        return await self._changes(counted, {"of_id": session.id, "of_version": stored.version, **values})

    async def put(self, assessment: str, card_at: CardAt) -> None:
        """Remembers where the card stands."""
        await self._run(_OF_ID, {"of_id": assessment, **card_row(card_at)})

    async def note_event(self, team: str, event_id: str, at: datetime) -> bool:
        """Whether this event was not noted before."""
        row = {"team": team, "event_id": event_id, "seen_at": micros(at)}
        return await self._changes(self._insert(seen_event).on_conflict_do_nothing(), row)

    async def forget_events(self, before: datetime) -> None:
        """Drops the notes of older events."""
        await self._run(_FORGET_EVENTS, {"before": micros(before)})

    async def teams(self) -> tuple[str, ...]:
        """Every team of which something is kept."""
        return tuple(sorted(team for team in (await self._run(_TEAMS, {})).scalars() if team))

    async def forget(self, team: str, before: datetime) -> int:
        """Forgets what is older, unless something younger belongs to it."""
        return (await self._run(_FORGET, {"team": team, "before": micros(before)})).rowcount

    async def of_person(self, team: str, person: str, limit: int) -> tuple[Stored, ...]:
        """That person's conversations, the newest first."""
        found = await self._run(_MINE, {"team": team, "person": person, "most": limit})
        return tuple(read_row({str(key): value for key, value in row.items()}) for row in found.mappings())

    async def erase(self, team: str, person: str) -> int:
        """Forgets all of that person's conversations."""
        return (await self._run(_ERASE, {"team": team, "person": person})).rowcount

    async def drop(self, team: str, person: str, assessment: str) -> bool:
        """Forgets that one conversation; none has an id that no database keeps."""
        if not assessment.isprintable() or not assessment.isascii():
            return False
        return await self._changes(_DROP, {"team": team, "person": person, "id": assessment})

    async def unname(self, team: str, person: str) -> None:
        """Takes that person out of what is other people's."""
        await remove_traces(self._connection, team, person)

    async def _read(self, statement: Executable, values: Mapping[str, object]) -> Stored | None:
        row = (await self._run(statement, values)).mappings().one_or_none()
        return None if row is None else read_row({str(key): value for key, value in row.items()})

    async def _changes(self, statement: Executable, values: Mapping[str, object]) -> bool:
        return (await self._run(statement, values)).rowcount == 1

    async def _run(self, statement: Executable, values: Mapping[str, object]) -> CursorResult[Any]:
        return await run(self._connection, statement, values)
