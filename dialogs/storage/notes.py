"""Notes of what was seen and done once: events, taps, and what a work forgot."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, select

from dialogs.storage.link import Link, add_or_leave
from dialogs.storage.tables import seen_event
from dialogs.storage.times import micros
from dialogs.storage.work import begun_mark, change_mark

_NOTE: Final = add_or_leave(seen_event)
_OF_WHOM: Final = select(seen_event.c.work).where(
    seen_event.c.team == bindparam("team"), seen_event.c.event_id == bindparam("event_id")
)
_FORGET: Final = delete(seen_event).where(seen_event.c.seen_at < bindparam("before"))


class SqlNotes:
    """Notes of one unit."""

    def __init__(self, link: Link, work: str) -> None:
        self._link = link
        self._work = work

    def note(self, team: str, event_id: str, at: datetime) -> bool:
        """Whether this event was not noted before, but by this very work."""
        mark = begun_mark(self._work)
        return self._add(team, event_id, micros(at), mark) or bool(
            mark and self._find(team, event_id) == mark
        )

    def forget(self, before: datetime) -> None:
        """Drops the notes of older events."""
        self._link.change(_FORGET, {"before": micros(before)})

    def once(self, team: str, doing: str, forget: Callable[[], int]) -> int:
        """How many that forgets; when nothing is left, how many it were when this work did it before."""
        count = forget()
        if not self._work:
            return count
        event_id = change_mark(self._work, doing)
        if count:
            self._add(team, event_id, time.time_ns() // 1_000, str(count))
            return count
        return int(self._find(team, event_id) or 0)

    def _add(self, team: str, event_id: str, at: int, work: str) -> bool:
        row = {"team": team, "event_id": event_id, "seen_at": at, "work": work}
        return self._link.change(_NOTE, row) == 1

    def _find(self, team: str, event_id: str) -> str:
        row = self._link.one(_OF_WHOM, {"team": team, "event_id": event_id})
        return str(row["work"]) if row else ""
