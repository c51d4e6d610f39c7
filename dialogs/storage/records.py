"""The SQL adapter of what is kept beside the conversations."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Delete, bindparam, delete, exists, func, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.storage.link import Either, Link, Many, Statement, add_or_leave, asked_for
from dialogs.storage.notes import SqlNotes
from dialogs.storage.port import Record, Spot
from dialogs.storage.rows import read_record, spot_row
from dialogs.storage.sealing import Seal
from dialogs.storage.tables import conversation, record
from dialogs.storage.times import micros
from dialogs.storage.work import MARKS_KEPT, begun_mark, change_mark, marked

_table: Final = record.c
_SPOT: Final = ("team", "kind", "about", "person", "name")


def _where(*names: str) -> list[ColumnElement[bool]]:
    # An update takes its new values under the columns' own names.
    return [_table[name] == bindparam(f"of_{name}") for name in names]


def _replace(insert: Any) -> Any:
    changed = {name: insert.excluded[name] for name in ("body", "put_at", "due_at")}
    work = func.substr(insert.excluded.work.concat(_table.work), 1, MARKS_KEPT)
    values = {**changed, "version": _table.version + 1, "work": work}
    return insert.on_conflict_do_update(index_elements=_SPOT, set_=values)


_PUT: Final = Either(_replace(sqlite.insert(record).inline()), _replace(postgresql.insert(record).inline()))
_ADD: Final = add_or_leave(record)
_LIST: Final = select(record)


def _many(*names: str, order: str = "") -> Many:
    asked = asked_for({f"of_{name}": "text" for name in names})
    by = " AND ".join(f"record.{name} = asked.of_{name}" for name in names)
    columns = ", ".join(f"record.{column.name}" for column in _table)
    together = f"SELECT {columns} FROM record JOIN {asked} ON {by}"  # noqa: S608 - our own names
    alone = _LIST.where(*_where(*names))
    return Many(
        alone.order_by(_table[order]) if order else alone,
        text(f"{together} ORDER BY record.{order}" if order else together).columns(*_table),
        {f"of_{name}": name for name in names},
    )


GET: Final = _many(*_SPOT)
ABOUT: Final = _many("team", "kind", "about", order="put_at")
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
_ERASE_ABOUT: Final = delete(record).where(*_where("team", "about"))
_ERASE_ABOUT_ALL_OF: Final = delete(record).where(
    *_where("team"),
    _table.about.in_(
        select(conversation.c.id).where(
            conversation.c.team == bindparam("of_team"), conversation.c.person == bindparam("of_person")
        )
    ),
)


@cache
def _forget(keep: frozenset[str]) -> Delete:
    return delete(record).where(
        *_where("team"),
        _table.put_at < bindparam("before"),
        or_(_table.due_at.is_(None), _table.due_at < bindparam("before")),
        *(_table.kind != kind for kind in sorted(keep)),
        ~exists().where(conversation.c.id == _table.about),
    )


class SqlRecords:
    """The verbs of the port for one unit."""

    def __init__(self, link: Link, work: str, seal: Seal) -> None:
        self._link = link
        self._work = work
        self._seal = seal
        self._notes = SqlNotes(link, work)

    def put(self, spot: Spot, body: str, at: datetime, due: datetime | None) -> None:
        """Keeps it, in place of what stood there."""
        self._link.change(_PUT, self._row(spot, body, at, due, change_mark(self._work, body)))

    def add(self, spot: Spot, body: str, at: datetime, due: datetime | None) -> bool:
        """Changes nothing where something stands."""
        mark = begun_mark(self._work)
        if self._link.change(_ADD, self._row(spot, body, at, due, mark)) == 1:
            return True
        return self._is_marked(spot, mark)

    def swap(self, record: Record, body: str, at: datetime, due: datetime | None) -> bool:
        """Changes nothing when the version is another by now."""
        mark = change_mark(self._work, body)
        values = {
            **_of(record.spot),
            **self._content(body, at, due),
            "of_version": record.version,
            "version": record.version + 1,
            "work": marked(record.work, mark),
        }
        return self._link.change(_SWAP, values) == 1 or self._is_marked(record.spot, mark)

    def get(self, spot: Spot) -> Record | None:
        """What stands there."""
        row = self._link.one(GET, _of(spot))
        return None if row is None else read_record(row, self._seal)

    def about(self, team: str, kind: str, about: str) -> tuple[Record, ...]:
        """All of one kind about one thing."""
        return self._list(ABOUT, {"of_team": team, "of_kind": kind, "of_about": about})

    def of_person(self, team: str, person: str, kind: str, limit: int) -> tuple[Record, ...]:
        """All of one kind of one person."""
        values = {"of_team": team, "of_person": person, "of_kind": kind, "most": limit}
        return self._list(_OF_PERSON, values)

    def due(self, kind: str, now: datetime, limit: int) -> tuple[Record, ...]:
        """Those for which it is time."""
        return self._list(_DUE, {"of_kind": kind, "now": micros(now), "most": limit})

    def drop(self, spot: Spot) -> bool:
        """Forgets it."""
        return self._forgotten(spot.team, f"drop {spot}", _DROP, _of(spot)) == 1

    def everything(self, team: str, person: str) -> tuple[Record, ...]:
        """Whatever is kept of that person."""
        return self._list(_EVERYTHING, {"of_team": team, "of_person": person})

    def erase(self, team: str, person: str) -> int:
        """Forgets whatever is kept of that person."""
        values = {"of_team": team, "of_person": person}
        return self._forgotten(team, f"records of {person}", _ERASE, values)

    def erase_about(self, team: str, about: str) -> int:
        """Forgets whatever anybody keeps about that one thing."""
        values = {"of_team": team, "of_about": about}
        return self._forgotten(team, f"records about {about}", _ERASE_ABOUT, values)

    def erase_about_all_of(self, team: str, person: str) -> int:
        """Forgets whatever anybody keeps about that person's conversations."""
        values = {"of_team": team, "of_person": person}
        return self._forgotten(team, f"records about all of {person}", _ERASE_ABOUT_ALL_OF, values)

    def forget(self, team: str, before: datetime, keep: Collection[str]) -> int:
        """Forgets what is older, but for what belongs to something younger."""
        return self._link.change(_forget(frozenset(keep)), {"of_team": team, "before": micros(before)})

    def _list(self, statement: Statement, values: Mapping[str, Any]) -> tuple[Record, ...]:
        return tuple(read_record(row, self._seal) for row in self._link.all(statement, values))

    def _forgotten(self, team: str, doing: str, statement: Statement, values: Mapping[str, Any]) -> int:
        return self._notes.once(team, doing, lambda: self._link.change(statement, values))

    def _is_marked(self, spot: Spot, mark: str) -> bool:
        found = self.get(spot) if mark else None
        return found is not None and mark in found.work

    def _row(self, spot: Spot, body: str, at: datetime, due: datetime | None, work: str) -> dict[str, object]:
        return {**spot_row(spot), **self._content(body, at, due), "version": 1, "work": work}

    def _content(self, body: str, at: datetime, due: datetime | None) -> dict[str, object]:
        return {"body": self._seal.close(body), "put_at": micros(at), "due_at": due and micros(due)}


def _of(spot: Spot) -> dict[str, object]:
    return {
        "of_team": spot.team,
        "of_kind": spot.kind,
        "of_about": spot.about,
        "of_person": spot.person,
        "of_name": spot.name,
    }
