"""The SQL adapter of what is kept beside the conversations."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Executable, bindparam, delete, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.storage.engine import run
from dialogs.storage.port import Record, Spot
from dialogs.storage.rows import micros, read_record, spot_row
from dialogs.storage.tables import conversation, record

_table: Final = record.c
_SPOT: Final = ("team", "kind", "about", "person", "name")


def _where(*names: str) -> list[ColumnElement[bool]]:
    # An update takes its new values under the columns' own names.
    return [_table[name] == bindparam(f"of_{name}") for name in names]


_LIST: Final = select(record)
_GET: Final = _LIST.where(*_where(*_SPOT))
_ABOUT: Final = _LIST.where(*_where("team", "kind", "about")).order_by(_table.put_at)
_OF_PERSON: Final = (
    _LIST.where(*_where("team", "person", "kind")).order_by(_table.put_at.desc()).limit(bindparam("most"))
)
_EVERYTHING: Final = _LIST.where(*_where("team", "person")).order_by(_table.kind, _table.put_at)
_DUE: Final = (
    _LIST.where(*_where("kind"), _table.due_at <= bindparam("now"))
    .order_by(_table.due_at)
    .limit(bindparam("most"))
)
_SWAP: Final = update(record).where(*_where(*_SPOT, "version"))
_DROP: Final = delete(record).where(*_where(*_SPOT))
_ERASE: Final = delete(record).where(*_where("team", "person"))
_FORGET: Final = delete(record).where(
    *_where("team"),
    _table.put_at < bindparam("before"),
    or_(_table.due_at.is_(None), _table.due_at < bindparam("before")),
    _table.kind.not_in(bindparam("keep", expanding=True)),
    ~exists().where(conversation.c.id == _table.about),
)
_ERASE_ABOUT: Final = delete(record).where(*_where("team", "about"))
_ERASE_ABOUT_ALL_OF: Final = delete(record).where(
    *_where("team"),
    _table.about.in_(
        select(conversation.c.id).where(
            conversation.c.team == bindparam("of_team"), conversation.c.person == bindparam("of_person")
        )
    ),
)


class SqlRecords:
    """The verbs of the port on one connection that commits each statement."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert

    async def put(self, spot: Spot, body: str, at: datetime, due: datetime | None) -> None:
        """Keeps it, in place of what stood there."""
        insert = self._insert(record)
        changed = {name: insert.excluded[name] for name in ("body", "put_at", "due_at")}
        statement = insert.on_conflict_do_update(
            index_elements=_SPOT, set_={**changed, "version": _table.version + 1}
        )
        await self._run(statement, {**spot_row(spot), **_content(body, at, due), "version": 1})

    async def add(self, spot: Spot, body: str, at: datetime, due: datetime | None) -> bool:
        """Changes nothing where something stands."""
        statement = self._insert(record).on_conflict_do_nothing()
        return await self._run(statement, {**spot_row(spot), **_content(body, at, due), "version": 1}) == 1

    async def swap(self, record: Record, body: str, at: datetime, due: datetime | None) -> bool:
        """Changes nothing when the version is another by now."""
        values = {**_content(body, at, due), "version": record.version + 1}
        found = await self._run(_SWAP, {**_of(record.spot), "of_version": record.version, **values})
        return found == 1

    async def get(self, spot: Spot) -> Record | None:
        """What stands there."""
        return next(iter(await self._list(_GET, _of(spot))), None)

    async def about(self, team: str, kind: str, about: str) -> tuple[Record, ...]:
        """All of one kind about one thing."""
        return await self._list(_ABOUT, {"of_team": team, "of_kind": kind, "of_about": about})

    async def of_person(self, team: str, person: str, kind: str, limit: int) -> tuple[Record, ...]:
        """All of one kind of one person."""
        values = {"of_team": team, "of_person": person, "of_kind": kind, "most": limit}
        return await self._list(_OF_PERSON, values)

    async def due(self, kind: str, now: datetime, limit: int) -> tuple[Record, ...]:
        """Those for which it is time."""
        return await self._list(_DUE, {"of_kind": kind, "now": micros(now), "most": limit})

    async def drop(self, spot: Spot) -> bool:
        """Forgets it."""
        return await self._run(_DROP, _of(spot)) == 1

    async def everything(self, team: str, person: str) -> tuple[Record, ...]:
        """Whatever is kept of that person."""
        return await self._list(_EVERYTHING, {"of_team": team, "of_person": person})

    async def erase(self, team: str, person: str) -> int:
        """Forgets whatever is kept of that person."""
        return await self._run(_ERASE, {"of_team": team, "of_person": person})

    async def erase_about(self, team: str, about: str) -> int:
        """Forgets whatever anybody keeps about that one thing."""
        return await self._run(_ERASE_ABOUT, {"of_team": team, "of_about": about})

    async def erase_about_all_of(self, team: str, person: str) -> int:
        """Forgets whatever anybody keeps about that person's conversations."""
        return await self._run(_ERASE_ABOUT_ALL_OF, {"of_team": team, "of_person": person})

    async def forget(self, team: str, before: datetime, keep: Collection[str]) -> int:
        """Forgets what is older, but for what belongs to something younger."""
        return await self._run(_FORGET, {"of_team": team, "before": micros(before), "keep": list(keep)})

    async def _list(self, statement: Executable, values: Mapping[str, object]) -> tuple[Record, ...]:
        found = await run(self._connection, statement, values)
        return tuple(read_record({str(key): value for key, value in row.items()}) for row in found.mappings())

    async def _run(self, statement: Executable, values: Mapping[str, object]) -> int:
        return (await run(self._connection, statement, values)).rowcount


def _of(spot: Spot) -> dict[str, object]:
    return {f"of_{name}": value for name, value in spot_row(spot).items()}


def _content(body: str, at: datetime, due: datetime | None) -> dict[str, object]:
    return {"body": body, "put_at": micros(at), "due_at": due and micros(due)}
