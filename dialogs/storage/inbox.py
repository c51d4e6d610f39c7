"""The inbox: what came from outside and was promised to be worked on, until it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.storage.sealing import Seal
from dialogs.storage.tables import inbox

OPEN: Final = "open"
DONE: Final = "done"
DEAD: Final = "dead"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came, as it is put down.

    Attributes:
        key: what its sender calls this delivery; unique in the team, so that a second one is seen.
        kind: who translates it.
        person: whose words it holds, "" when nobody's.
        body: a JSON object.
        seed: hex of random bytes, from which everything new in this work is named.
        trace: the short code under which it is logged and told.
        at: microseconds since 1970 in UTC.
    """

    team: str
    key: str
    kind: str
    person: str
    body: str
    seed: str
    trace: str
    at: int


@dataclass(frozen=True, slots=True)
class Item:
    """An arrival on its way.

    Attributes:
        attempts: how often it was tried before.
        fault: what went wrong the last time, without anybody's words.
        try_at: microseconds since 1970 in UTC; not before.
        is_fresh: nobody tried it before, so nothing was sent or written for it yet.
    """

    number: int
    arrival: Arrival
    state: str
    attempts: int
    fault: str
    try_at: int
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits.

    Attributes:
        open: how many are to be done.
        dead: how many were given up.
        oldest: when the oldest open one came, microseconds since 1970; None where nothing waits.
    """

    open: int
    dead: int
    oldest: int | None


_c: Final = inbox.c
_OF_NUMBER: Final = _c.number == bindparam("of_number")
_UNOWNED: Final = {"owner": "", "lease_until": 0}
_INSERT: Final = {
    name: dialect.insert(inbox).on_conflict_do_nothing().returning(_c.number, _c.team, _c.key)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_FINISH: Final = (
    update(inbox)
    .where(_c.number.in_(bindparam("numbers", expanding=True)))
    .values(state=DONE, body="", **_UNOWNED)
)
_RETRY: Final = (
    update(inbox)
    .where(_OF_NUMBER)
    .values(
        attempts=bindparam("to_attempts"), try_at=bindparam("to_try_at"), fault=bindparam("to_fault"), **_UNOWNED
    )
)
_BURY: Final = (
    update(inbox).where(_OF_NUMBER).values(state=DEAD, fault=bindparam("to_fault"), **_UNOWNED)
)
_REVIVE: Final = (
    update(inbox).where(_OF_NUMBER, _c.state == DEAD).values(state=OPEN, attempts=0, try_at=0, **_UNOWNED)
)
_DROP: Final = delete(inbox).where(_OF_NUMBER, _c.state != DONE)
_KEEP: Final = (
    update(inbox)
    .where(_c.state == OPEN, _c.owner == bindparam("of_owner"))
    .values(lease_until=bindparam("until"))
)
_LET_GO: Final = update(inbox).where(_c.state == OPEN, _c.owner == bindparam("of_owner")).values(**_UNOWNED)
_TAKE_ALL: Final = update(inbox).where(_c.state == OPEN, _c.lease_until > 0).values(**_UNOWNED)


def _waiting(*, skip_locked: bool) -> Select[Any]:
    free = and_(_c.state == OPEN, _c.lease_until < bindparam("now"), _c.try_at <= bindparam("now"))
    chosen = select(_c.number).where(free).order_by(_c.number).limit(bindparam("most"))
    return chosen.with_for_update(skip_locked=True) if skip_locked else chosen


_CLAIM: Final = {
    name: update(inbox)
    .where(_c.number.in_(_waiting(skip_locked=name == "postgresql").scalar_subquery()))
    .values(owner=bindparam("to_owner"), lease_until=bindparam("until"))
    .returning(*_c)
    for name in ("sqlite", "postgresql")
}
_GET: Final = select(inbox).where(_OF_NUMBER)
_LIST: Final = (
    select(inbox).where(_c.state == bindparam("of_state")).order_by(_c.number).limit(bindparam("most"))
)
_BACKLOG: Final = select(
    func.coalesce(func.sum(func.cast(_c.state == OPEN, _c.attempts.type)), 0),
    func.coalesce(func.sum(func.cast(_c.state == DEAD, _c.attempts.type)), 0),
    func.min(_c.received_at).filter(_c.state == OPEN),
).where(or_(_c.state == OPEN, _c.state == DEAD))


class SqlInbox:
    """The verbs of the inbox, within one transaction."""

    def __init__(self, connection: Connection, seal: Seal) -> None:
        self._connection = connection
        self._seal = seal
        self._dialect = connection.dialect.name

    def put(self, arrivals: Sequence[Arrival], owner: str, until: int) -> dict[tuple[str, str], int]:
        """Keeps those that were not here before; their numbers by team and key.

        Args:
            arrivals: what came.
            owner: who works on it; "" leaves it to whoever is free.
            until: how long that is believed, microseconds since 1970.
        """
        rows = [self._row(arrival, owner, until if owner else 0) for arrival in arrivals]
        found = self._connection.execute(_INSERT[self._dialect], rows)
        return {(row.team, row.key): row.number for row in found}

    def finish(self, numbers: Sequence[int]) -> None:
        """They are done; of what they said nothing stays."""
        self._connection.execute(_FINISH, {"numbers": list(numbers)})

    def retry(self, number: int, attempts: int, try_at: int, fault: str) -> None:
        """It did not go well, and is tried again by whoever is free then."""
        values = {"of_number": number, "to_attempts": attempts, "to_try_at": try_at, "to_fault": fault}
        self._connection.execute(_RETRY, values)

    def bury(self, number: int, fault: str) -> None:
        """It is given up, and stays for an operator to look at."""
        self._connection.execute(_BURY, {"of_number": number, "to_fault": fault})

    def revive(self, number: int) -> bool:
        """What was given up is tried again; False when there is no such one."""
        return self._connection.execute(_REVIVE, {"of_number": number}).rowcount == 1

    def drop(self, number: int) -> bool:
        """Forgets one that is not done; False when there is no such one."""
        return self._connection.execute(_DROP, {"of_number": number}).rowcount == 1

    def keep(self, owner: str, until: int) -> None:
        """That owner is alive, and still at work."""
        self._connection.execute(_KEEP, {"of_owner": owner, "until": until})

    def let_go(self, owner: str) -> None:
        """That owner stops; the others may go on with what it had."""
        self._connection.execute(_LET_GO, {"of_owner": owner})

    def take_all(self) -> None:
        """Nobody else is at work, whatever was written before: for a database that one process has alone."""
        self._connection.execute(_TAKE_ALL)

    def claim(self, owner: str, now: int, until: int, most: int) -> tuple[Item, ...]:
        """Up to so many that nobody works on, the oldest first; they are that owner's now."""
        values = {"to_owner": owner, "now": now, "until": until, "most": most}
        found = self._connection.execute(_CLAIM[self._dialect], values).mappings().all()
        return tuple(sorted((self._read(row) for row in found), key=lambda item: item.number))

    def get(self, number: int) -> Item | None:
        """The one of that number."""
        row = self._connection.execute(_GET, {"of_number": number}).mappings().one_or_none()
        return None if row is None else self._read(row)

    def list(self, state: str, most: int) -> tuple[Item, ...]:
        """Those in that state, the oldest first."""
        found = self._connection.execute(_LIST, {"of_state": state, "most": most})
        return tuple(self._read(row) for row in found.mappings())

    def backlog(self) -> Backlog:
        """What waits."""
        waiting, dead, oldest = self._connection.execute(_BACKLOG).one()
        return Backlog(int(waiting), int(dead), oldest)

    def _row(self, arrival: Arrival, owner: str, until: int) -> dict[str, object]:
        return {
            "team": arrival.team,
            "key": arrival.key,
            "kind": arrival.kind,
            "person": arrival.person,
            "body": self._seal.close(arrival.body),
            "seed": arrival.seed,
            "trace": arrival.trace,
            "received_at": arrival.at,
            "state": OPEN,
            "attempts": 0,
            "owner": owner,
            "lease_until": until,
            "try_at": 0,
            "fault": "",
        }

    def _read(self, row: Mapping[Any, Any]) -> Item:
        arrival = Arrival(
            row["team"],
            row["key"],
            row["kind"],
            row["person"],
            self._seal.open(row["body"]),
            row["seed"],
            row["trace"],
            row["received_at"],
        )
        return Item(row["number"], arrival, row["state"], row["attempts"], row["fault"], row["try_at"])
