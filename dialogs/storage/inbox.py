"""The inbox: what came from outside and was promised to be worked on, until it is."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import BindParameter, Select, and_, bindparam, case, delete, func, or_, select, text, update
from sqlalchemy.dialects import sqlite

from dialogs.storage.arrivals import WHATEVER, Arrival, Came, Item, Numbers, Ours
from dialogs.storage.backlog import Backlog, read_backlog
from dialogs.storage.link import Either, Link, Row, asked_for
from dialogs.storage.sealing import Seal
from dialogs.storage.tables import inbox

OPEN: Final = "open"
DONE: Final = "done"
DEAD: Final = "dead"

FAR: Final = 1_200_000_000
"""Microseconds; nobody promises more for longer, so a time beyond it was written when a clock was wrong."""


_c: Final = inbox.c
_NUMBER: Final = (_c.number, _c.team, _c.key)
_WORDS: Final = ("team", "key", "kind", "person", "body", "seed", "trace", "owner")
_GIVEN: Final = (*_WORDS, "received_at", "lease_until")
_NEW: Final = {"state": OPEN, "attempts": 0, "try_at": 0, "fault": ""}
_CAME: Final = asked_for({name: "text" if name in _WORDS else "bigint" for name in _GIVEN})
_UPSERT: Final = sqlite.insert(inbox)
_PUT: Final = Either(
    _UPSERT.on_conflict_do_update(
        index_elements=["team", "key"],
        set_={"lease_until": _UPSERT.excluded.lease_until},
        where=and_(_c.seed == _UPSERT.excluded.seed, _c.owner == _UPSERT.excluded.owner, _c.state == OPEN),
    ).returning(*_NUMBER),
    # All of them in one statement, and what is done with them: each would be a way to the server and back.
    text(
        "WITH finished AS (UPDATE inbox SET state = :done, body = '', fault = '', owner = '', "  # noqa: S608 - made of our own column names
        "lease_until = 0 WHERE number = ANY(CAST(:numbers AS bigint[]))) "
        f"INSERT INTO inbox ({', '.join((*_GIVEN, *_NEW))}) "
        f"SELECT asked.*, :state, :attempts, :try_at, :fault FROM {_CAME} "
        "ON CONFLICT (team, key) DO UPDATE SET lease_until = excluded.lease_until "
        "WHERE inbox.seed = excluded.seed AND inbox.owner = excluded.owner AND inbox.state = :state "
        "RETURNING number, team, key"
    ).columns(*_NUMBER),
)
_UNOWNED: Final = {"owner": "", "lease_until": 0}
_OF_NUMBER: Final = _c.number == bindparam("of_number")
_NUMBERS: Final[BindParameter[Any]] = bindparam("numbers")
_EACH: Final = func.json_each(_NUMBERS).table_valued("value").c.value
_FINISHED: Final = update(inbox).values(state=DONE, body="", fault="", **_UNOWNED)
_FINISH: Final = Either(
    _FINISHED.where(_c.number.in_(select(_EACH))), _FINISHED.where(_c.number == func.any(_NUMBERS))
)
_RETRY: Final = update(inbox).where(_OF_NUMBER).values(**_UNOWNED)
_BURY: Final = update(inbox).where(_OF_NUMBER).values(state=DEAD, **_UNOWNED)
_REVIVE: Final = (
    update(inbox).where(_OF_NUMBER, _c.state == DEAD).values(state=OPEN, attempts=0, try_at=0, **_UNOWNED)
)
_DROP: Final = delete(inbox).where(_OF_NUMBER, _c.state != DONE)
_OWNED: Final = update(inbox).where(_c.state == OPEN, _c.owner == bindparam("of_owner"))
_KEEP: Final = Either(
    _OWNED.where(_c.number.in_(select(_EACH))), _OWNED.where(_c.number == func.any(_NUMBERS))
)
_LET_GO: Final = _OWNED.values(**_UNOWNED)
_TAKE_ALL: Final = update(inbox).where(_c.state == OPEN, _c.lease_until > 0).values(**_UNOWNED)
_KINDS: Final[BindParameter[Any]] = bindparam("kinds")
_OLD: Final = _c.received_at < bindparam("others_before")
_OURS_IN_SQLITE: Final = or_(_c.kind.in_(select(func.json_each(_KINDS).table_valued("value").c.value)), _OLD)
_OURS_IN_POSTGRESQL: Final = or_(_c.kind == func.any(_KINDS), _OLD)
_FREE: Final = (
    select(_c.number)
    .where(
        _c.state == OPEN,
        or_(_c.lease_until < bindparam("now"), _c.lease_until > bindparam("far")),
        or_(_c.try_at <= bindparam("now"), _c.try_at > bindparam("far")),
    )
    .order_by(_c.number)
    .limit(bindparam("most"))
)


def _claim(free: Select[Any]) -> Any:
    return update(inbox).where(_c.number.in_(free.scalar_subquery())).returning(*_c)


_CLAIM: Final = Either(
    _claim(_FREE.where(_OURS_IN_SQLITE)),
    _claim(_FREE.where(_OURS_IN_POSTGRESQL).with_for_update(skip_locked=True)),
)
_GET: Final = select(inbox).where(_OF_NUMBER)
_LIST: Final = (
    select(inbox).where(_c.state == bindparam("of_state")).order_by(_c.number).limit(bindparam("most"))
)
_DUE: Final = case((_c.try_at > _c.received_at, _c.try_at), else_=_c.received_at)


def _backlog(ours: Any) -> Any:
    oldest = func.min(case((ours, _DUE))).label("oldest")
    waits = select(_c.state, func.count().label("count"), oldest)
    return waits.where(or_(_c.state == OPEN, _c.state == DEAD)).group_by(_c.state)


_BACKLOG: Final = Either(_backlog(_OURS_IN_SQLITE), _backlog(_OURS_IN_POSTGRESQL))


class SqlInbox:
    """The verbs of the inbox, within one transaction."""

    def __init__(self, link: Link, seal: Seal) -> None:
        self._link = link
        self._seal = seal

    def put(self, arrivals: Sequence[Arrival], owner: str, until: int) -> Numbers:
        """Keeps those that were not here before; their numbers by team and key.

        Done again with the same arrivals, as nobody heard what came of it, it gives their numbers again.

        Args:
            arrivals: what came, each of them once.
            owner: who works on it; "" leaves it to whoever is free.
            until: how long that is believed, microseconds since 1970.
        """
        return self.turn_over([Came(arrival, owner) for arrival in arrivals], until, ())

    def turn_over(self, came: Sequence[Came], until: int, done: Sequence[int]) -> Numbers:
        """The same for what came for several owners, and others are done: one way to the server for all."""
        rows = [self._row(each, until) for each in came]
        if self._link.kind == "sqlite":
            if done:
                self.finish(done)
            found = [kept for row in rows for kept in self._link.all(_PUT, {**row, **_NEW})]
        else:
            found = self._link.all(_PUT, {"rows": json.dumps(rows), **_NEW, "done": DONE, "numbers": [*done]})
        return {(row["team"], row["key"]): row["number"] for row in found}

    def finish(self, numbers: Sequence[int]) -> None:
        """They are done; of what they said nothing stays."""
        self._link.change(_FINISH, {"numbers": self._list_of(numbers)})

    def retry(self, number: int, attempts: int, try_at: int, fault: str) -> None:
        """It did not go well, and is tried again by whoever is free then."""
        values = {"of_number": number, "attempts": attempts, "try_at": try_at, "fault": fault}
        self._link.change(_RETRY, values)

    def bury(self, number: int, fault: str) -> None:
        """It is given up, and stays for an operator to look at."""
        self._link.change(_BURY, {"of_number": number, "fault": fault})

    def revive(self, number: int) -> bool:
        """What was given up is tried again; False when there is no such one."""
        return self._link.change(_REVIVE, {"of_number": number}) == 1

    def drop(self, number: int) -> bool:
        """Forgets one that is not done; False when there is no such one."""
        return self._link.change(_DROP, {"of_number": number}) == 1

    def keep(self, numbers: Sequence[int], owner: str, until: int) -> None:
        """That owner is alive, and still at work on those."""
        values = {"numbers": self._list_of(numbers), "of_owner": owner, "lease_until": until}
        self._link.change(_KEEP, values)

    def let_go(self, owner: str) -> None:
        """That owner stops; the others may go on with what it had."""
        self._link.change(_LET_GO, {"of_owner": owner})

    def take_all(self) -> None:
        """Nobody else is at work, whatever was written before: for a database that one process has alone."""
        self._link.change(_TAKE_ALL, {})

    def claim(self, owner: str, now: int, until: int, most: int, ours: Ours = WHATEVER) -> tuple[Item, ...]:
        """Up to so many of ours that nobody works on, the oldest first; they are that owner's now."""
        times = {"lease_until": until, "now": now, "far": now + FAR}
        values = {"owner": owner, "most": most, **times, **self._which(ours)}
        found = [self._read(row) for row in self._link.all(_CLAIM, values)]
        return tuple(sorted(found, key=lambda item: item.number))

    def get(self, number: int) -> Item | None:
        """The one of that number."""
        row = self._link.one(_GET, {"of_number": number})
        return None if row is None else self._read(row)

    def list(self, state: str, most: int) -> tuple[Item, ...]:
        """Those in that state, the oldest first."""
        return tuple(map(self._read, self._link.all(_LIST, {"of_state": state, "most": most})))

    def backlog(self, ours: Ours = WHATEVER) -> Backlog:
        """What waits; the oldest is the one of ours that was due first."""
        return read_backlog(self._link.all(_BACKLOG, self._which(ours)))

    def _which(self, ours: Ours) -> dict[str, object]:
        return {"kinds": self._list_of(ours.kinds), "others_before": ours.others_before}

    def _list_of(self, some: Sequence[int] | Sequence[str]) -> object:
        return json.dumps(some) if self._link.kind == "sqlite" else [*some]

    def _row(self, came: Came, until: int) -> dict[str, Any]:
        arrival, owner = came
        return {
            "team": arrival.team,
            "key": arrival.key,
            "kind": arrival.kind,
            "person": arrival.person,
            "body": self._seal.close(arrival.body),
            "seed": arrival.seed,
            "trace": arrival.trace,
            "received_at": arrival.at,
            "owner": owner,
            "lease_until": until if owner else 0,
        }

    def _read(self, row: Row) -> Item:
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
