"""Keeps who of those in charge did what: written once, read, and dropped when it is too old."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select

from dialogs.storage.beside import Noted
from dialogs.storage.link import Link, Row
from dialogs.storage.tables import audit
from dialogs.storage.times import micros, moment

_table: Final = audit.c
_ADD: Final = insert(audit).inline()
_SINCE: Final = (
    select(audit)
    .where(_table.at >= bindparam("since"), _table.number > bindparam("after"))
    .order_by(_table.number)
    .limit(bindparam("most"))
)
_BY: Final = (
    select(audit).where(_table.team == bindparam("of_team"), _table.who == bindparam("of_who"))
).order_by(_table.number)
_SAME: Final = select(_table.number).where(
    *(_table[name] == bindparam(f"of_{name}") for name in ("team", "at", "who", "act", "detail"))
)
_PURGE: Final = delete(audit).where(_table.at < bindparam("before"))


class SqlActs:
    """No verb changes a row. Every verb raises `StorageFault` when the database fails."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def append(self, team: str, at: datetime, who: str, act: str, detail: Mapping[str, str]) -> None:
        """Writes it down; the same act at the same moment is the same work done again, and stands already."""
        words = json.dumps(dict(detail), ensure_ascii=False, separators=(",", ":"))
        row = {"team": team, "at": micros(at), "who": who, "act": act, "detail": words}
        if not self._link.one(_SAME, {f"of_{name}": value for name, value in row.items()}):
            self._link.change(_ADD, row)

    def since(self, at: datetime, limit: int, *, after: int = 0) -> tuple[Noted, ...]:
        """Those since then, behind that number, the oldest first."""
        values = {"since": micros(at), "after": after, "most": limit}
        return tuple(map(_read, self._link.all(_SINCE, values)))

    def by(self, team: str, who: str) -> tuple[Noted, ...]:
        """All that one did there, the oldest first."""
        return tuple(map(_read, self._link.all(_BY, {"of_team": team, "of_who": who})))

    def purge(self, before: datetime) -> int:
        """Drops what is older; how many there were."""
        return self._link.change(_PURGE, {"before": micros(before)})


def _read(row: Row) -> Noted:
    detail = json.loads(row["detail"])
    return Noted(row["number"], row["team"], moment(row["at"]), row["who"], row["act"], detail)
