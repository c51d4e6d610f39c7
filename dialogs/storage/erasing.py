"""Erases a workspace that left: whatever is kept of it, but for the audit, which names nobody."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, bindparam, delete, func

from dialogs.storage.link import Link, Statement
from dialogs.storage.tables import conversation, inbox, outbox, pace, record, seen_event
from dialogs.storage.times import micros

_BEFORE: Final[ColumnElement[int]] = bindparam("before", type_=record.c.put_at.type)

_ERASURES: Final[tuple[Statement, ...]] = (
    delete(conversation).where(
        conversation.c.team == bindparam("of_team"), func.coalesce(conversation.c.touched_at, 0) < _BEFORE
    ),
    delete(record).where(record.c.team == bindparam("of_team"), record.c.put_at < _BEFORE),
    delete(seen_event).where(seen_event.c.team == bindparam("of_team"), seen_event.c.seen_at < _BEFORE),
    delete(outbox).where(outbox.c.team == bindparam("of_team"), outbox.c.put_at < _BEFORE),
    # With the very event that asks for it: whoever works on that has nothing more to do.
    delete(inbox).where(inbox.c.team == bindparam("of_team"), inbox.c.received_at < _BEFORE),
    delete(pace).where(pace.c.team == bindparam("of_team"), pace.c.next_at < _BEFORE),
)

FOREVER: Final = 2**62
"""Microseconds; later than whatever has happened."""


def erase_team(link: Link, team: str, before: datetime | None) -> int:
    """How many rows of that workspace are gone.

    Args:
        link: the connection.
        team: the workspace, or the organization as a whole.
        before: only what did not change since; None for everything.

    Raises:
        StorageFault: the database failed.
    """
    values = {"of_team": team, "before": micros(before) if before else FOREVER}
    return sum(link.change(each, values) for each in _ERASURES)
