"""How fast we may go, shared by every process: one row for each limit.

The generic cell rate algorithm (ITU-T I.371): a row holds the theoretical time of arrival; whoever comes
earlier than that, less what a burst allows, waits for the difference.
"""

from typing import Any, Final

from sqlalchemy import BindParameter, bindparam, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.storage.link import Either, Link
from dialogs.storage.tables import pace

FAR: Final = 7_200_000_000
"""Microseconds; nobody waits for that long, so a time beyond it was written when a clock was wrong."""

_c: Final = pace.c
_NOW: Final[BindParameter[int]] = bindparam("now")
_FAR: Final[BindParameter[int]] = bindparam("far")
_UNTIL: Final[BindParameter[int]] = bindparam("until")
_ROW: Final = ["team", "bucket"]


def _take(insert: Any) -> Any:
    after = case((_c.next_at.between(_NOW, _FAR), _c.next_at), else_=_NOW) + bindparam("interval")
    taken = insert.on_conflict_do_update(index_elements=_ROW, set_={"next_at": after})
    return taken.returning(_c.next_at)


def _hold(insert: Any) -> Any:
    later = case((_c.next_at > _UNTIL, _c.next_at), else_=_UNTIL)
    return insert.on_conflict_do_update(index_elements=_ROW, set_={"next_at": later})


_TAKE: Final = Either(_take(sqlite.insert(pace)), _take(postgresql.insert(pace)))
_HOLD: Final = Either(_hold(sqlite.insert(pace).inline()), _hold(postgresql.insert(pace).inline()))
_LOOK: Final = select(_c.next_at).where(_c.team == bindparam("of_team"), _c.bucket == bindparam("of_bucket"))
_FORGET: Final = delete(pace).where(_c.next_at < bindparam("before"))


class SqlPace:
    """The verbs of the limits, within one unit; every time is microseconds, since 1970 where a point."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def take(self, team: str, bucket: str, now: int, interval: int) -> int:
        """Takes the next place in that row; the theoretical time of arrival after it."""
        row = {"team": team, "bucket": bucket, "next_at": now + interval}
        (taken,) = self._link.all(_TAKE, {**row, "now": now, "far": now + FAR, "interval": interval})
        return int(taken["next_at"])

    def look(self, team: str, bucket: str) -> int:
        """The theoretical time of arrival of the next in that row; 0 where nobody came yet."""
        found = self._link.one(_LOOK, {"of_team": team, "of_bucket": bucket})
        return int(found["next_at"]) if found else 0

    def hold(self, team: str, bucket: str, until: int) -> None:
        """Nobody goes before that time."""
        row = {"team": team, "bucket": bucket, "next_at": until, "until": until}
        self._link.change(_HOLD, row)

    def forget(self, before: int) -> None:
        """Drops the rows of limits that bind nobody any more."""
        self._link.change(_FORGET, {"before": before})
