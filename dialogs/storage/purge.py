"""What passes through, in and out: handed out to its person, forgotten with them, and never kept for long."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Text, bindparam, cast, delete, func, or_, select, union, update

from dialogs.storage.beside import Passed
from dialogs.storage.link import Link, Row
from dialogs.storage.sealing import Seal
from dialogs.storage.tables import grid_team, inbox, installation, oauth_state, outbox, pace
from dialogs.storage.teams import teams_of
from dialogs.storage.times import micros, moment

_DONE: Final = "done"


def _names(column: ColumnElement[str]) -> ColumnElement[bool]:
    return func.replace(column, bindparam("of_person"), "") != column


_IN_OF: Final = (inbox.c.team == bindparam("of_team"), inbox.c.person == bindparam("of_person"))
_OUT_OF: Final = (outbox.c.team == bindparam("of_team"), outbox.c.person == bindparam("of_person"))
_IN: Final = select(inbox).where(*_IN_OF).order_by(inbox.c.number)
_OUT: Final = select(outbox).where(*_OUT_OF).order_by(outbox.c.put_at, outbox.c.work, outbox.c.slot)
_ERASE_IN: Final = delete(inbox).where(*_IN_OF, inbox.c.state != _DONE)
_UNNAME_IN: Final = update(inbox).where(*_IN_OF).values(person="")
_ERASE_OUT: Final = delete(outbox).where(*_OUT_OF)
# Whatever was sent to them for somebody else; a slot ends in whom it was for, and a number.
_SENT_TO: Final = delete(outbox).where(
    outbox.c.team == bindparam("of_team"),
    outbox.c.state == _DONE,
    _names(outbox.c.slot),
)
_ERASE_PACE: Final = delete(pace).where(pace.c.team == bindparam("of_team"), _names(pace.c.bucket))
_SERVING: Final = select(grid_team.c.enterprise).where(grid_team.c.team == bindparam("of_team"))
_UNNAME_INSTALLER: Final = (
    update(installation)
    .where(
        installation.c.installer == bindparam("of_person"),
        or_(
            installation.c.team == bindparam("of_team"),
            installation.c.enterprise == bindparam("of_team"),
            installation.c.enterprise.in_(_SERVING),
        ),
    )
    .values(installer="")
)

_UNDONE: Final = select(cast(inbox.c.number, Text).concat("-").concat(func.substr(inbox.c.seed, 1, 8))).where(
    inbox.c.state != _DONE
)
_FORGET_IN: Final = delete(inbox).where(inbox.c.state == _DONE, inbox.c.received_at < bindparam("before"))
# What was sent for work that may still be done again stays, so that it is not sent a second time.
_FORGET_OUT: Final = delete(outbox).where(
    outbox.c.state == _DONE,
    outbox.c.put_at < bindparam("before"),
    outbox.c.work.not_in(_UNDONE),
)
_FORGET_PACE: Final = delete(pace).where(pace.c.next_at < bindparam("before"))
_FORGET_STATES: Final = delete(oauth_state).where(oauth_state.c.expires_at <= bindparam("now"))
_GIVE_UP_IN: Final = delete(inbox).where(
    inbox.c.team == bindparam("of_team"),
    inbox.c.state != _DONE,
    inbox.c.received_at < bindparam("before"),
)
_GIVE_UP_OUT: Final = delete(outbox).where(
    outbox.c.team == bindparam("of_team"),
    outbox.c.state != _DONE,
    outbox.c.put_at < bindparam("before"),
)
_TEAMS: Final = union(teams_of(inbox), teams_of(outbox))


class SqlPassing:
    """The verbs of the port for one unit."""

    def __init__(self, link: Link, seal: Seal) -> None:
        self._link = link
        self._seal = seal

    def of_person(self, team: str, person: str) -> tuple[Passed, ...]:
        """What is kept of that person's, in and out."""
        values = {"of_team": team, "of_person": person}
        came, went = self._link.all(_IN, values), self._link.all(_OUT, values)
        return (*map(self._read_in, came), *map(self._read_out, went))

    def erase(self, team: str, person: str) -> None:
        """Forgets it, done or not; that something was done is known on, without whose it was."""
        values = {"of_team": team, "of_person": person}
        for statement in (_ERASE_IN, _UNNAME_IN, _ERASE_OUT, _SENT_TO, _ERASE_PACE, _UNNAME_INSTALLER):
            self._link.change(statement, values)

    def forget(self, now: datetime, before: datetime) -> int:
        """Drops what was done before that time, and what serves nobody any more; how many rows there were."""
        values = {"before": micros(before)}
        found = self._link.change(_FORGET_STATES, {"now": micros(now)})
        return found + sum(
            self._link.change(each, values) for each in (_FORGET_OUT, _FORGET_IN, _FORGET_PACE)
        )

    def give_up(self, team: str, before: datetime) -> int:
        """Drops what that team waited for in vain since before that time; how many rows there were."""
        values = {"of_team": team, "before": micros(before)}
        return sum(self._link.change(each, values) for each in (_GIVE_UP_IN, _GIVE_UP_OUT))

    def teams(self) -> tuple[str, ...]:
        """Every team of which something came in or goes out."""
        return tuple(sorted(row["team"] for row in self._link.all(_TEAMS, {})))

    def _read_in(self, row: Row) -> Passed:
        body = self._seal.open(row["body"])
        return Passed(
            is_out=False, kind=row["kind"], state=row["state"], body=body, at=moment(row["received_at"])
        )

    def _read_out(self, row: Row) -> Passed:
        body = self._seal.open(row["payload"])
        return Passed(
            is_out=True, kind=row["method"], state=row["state"], body=body, at=moment(row["put_at"])
        )
