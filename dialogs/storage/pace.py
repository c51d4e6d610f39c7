"""How fast we may go, shared by every process: one row for each limit.

The generic cell rate algorithm (ITU-T I.371): a row holds the theoretical time of arrival; whoever comes
earlier than that, less what a burst allows, waits for the difference.
"""

from typing import Final

from sqlalchemy import Connection, bindparam, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.storage.tables import pace

_c: Final = pace.c
_NOW: Final = bindparam("now")
_NEXT: Final = case((_c.next_at > _NOW, _c.next_at), else_=_NOW) + bindparam("interval")
_TAKE: Final = {
    name: dialect.insert(pace)
    .on_conflict_do_update(index_elements=["team", "bucket"], set_={"next_at": _NEXT})
    .returning(_c.next_at)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_LATER: Final = case((_c.next_at > bindparam("until"), _c.next_at), else_=bindparam("until"))
_HOLD: Final = {
    name: dialect.insert(pace).on_conflict_do_update(
        index_elements=["team", "bucket"], set_={"next_at": _LATER}
    )
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_LOOK: Final = select(_c.next_at).where(_c.team == bindparam("of_team"), _c.bucket == bindparam("of_bucket"))
_FORGET: Final = delete(pace).where(_c.next_at < bindparam("before"))


class SqlPace:
    """The verbs of the limits, within one transaction; every time is microseconds, since 1970 where a point."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def take(self, team: str, bucket: str, now: int, interval: int) -> int:
        """Takes the next place in that row; the theoretical time of arrival after it."""
        row = {"team": team, "bucket": bucket, "next_at": now + interval, "now": now, "interval": interval}
        return int(self._connection.execute(_TAKE[self._dialect], row).scalar_one())

    def look(self, team: str, bucket: str) -> int:
        """The theoretical time of arrival of the next in that row; 0 where nobody came yet."""
        return int(self._connection.execute(_LOOK, {"of_team": team, "of_bucket": bucket}).scalar() or 0)

    def hold(self, team: str, bucket: str, until: int) -> None:
        """Nobody goes before that time."""
        row = {"team": team, "bucket": bucket, "next_at": until, "until": until}
        self._connection.execute(_HOLD[self._dialect], row)

    def forget(self, before: int) -> None:
        """Drops the rows of limits that bind nobody any more."""
        self._connection.execute(_FORGET, {"before": before})
