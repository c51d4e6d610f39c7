"""PostgreSQL: statements that stand by themselves go by any connection, and alike ones in one.

Units without a transaction have no connection (see `light`): each of their statements waits here for one. The
way to the server and back costs more than what is done there, so what many ask at the same time goes once.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Engine
from sqlalchemy.util import await_

from dialogs.storage.faults import StorageFault
from dialogs.storage.lanes import Connected, J, Line
from dialogs.storage.link import Link, Many, Row, only_looks
from dialogs.storage.on_loop import NO_VALUES, Answer, Cut, Patience, open_postgresql

MOST: Final = 64
"""Questions in one statement."""

BY_INDEX: Final = ("SET enable_seqscan = off", "SET enable_hashjoin = off", "SET enable_mergejoin = off")
"""A few rows are looked up, always: what was planned while a table was small must be right later."""

IMPATIENT: Final = "SET lock_timeout = '1s'"
"""Who waits for a row that somebody holds must not hold up the inbox for longer; it is tried again."""

PATIENCE: Final = 10.0
"""Seconds in which the server must answer, less than a lease lasts."""

T = TypeVar("T")

Key = tuple[Any, ...]


class Sent(NamedTuple):
    """A statement on its way, and who waits for what it gives."""

    text: str
    values: Mapping[str, Any]
    future: "asyncio.Future[Answer]"


class Asked(NamedTuple):
    """What somebody asks by a statement that is shared, and who waits for the rows."""

    statement: Many
    values: Mapping[str, Any]
    future: "asyncio.Future[list[Row]]"

    @property
    def key(self) -> Key:
        """Tells whose row a row is."""
        return tuple(self.values[name] for name in self.statement.named)


Boat = dict[Key, list[Asked]]
"""Who crosses in one statement, by what they ask."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where statements stand in line that are not shared. Its verb raises `StorageFault`."""

    line: "Line[Sent]"

    def execute(self, text: str, values: Mapping[str, Any] = NO_VALUES) -> Answer:
        """What that statement gives."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.line.put_nowait(Sent(text, values, future))
        return await_(future)


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways that a statement may go. Its verb raises `StorageFault` when the database fails.

    Attributes:
        free: for those that should not have to wait for a row.
        held: for those that will.
    """

    free: Way
    held: Way
    asked: "Mapping[Many, Line[Asked]]"

    def ask(self, statement: Many, values: Mapping[str, Any]) -> list[Row]:
        """The rows that the shared statement gives for those values."""
        future: asyncio.Future[list[Row]] = asyncio.get_running_loop().create_future()
        self.asked[statement].put_nowait(Asked(statement, values, future))
        return await_(future)


class _Carrying(Connected[J]):
    settings: tuple[str, ...] = (IMPATIENT,)

    def __init__(self, engine: Engine, cut: Cut) -> None:
        self._engine = engine
        self._cut = cut

    def _open(self) -> Link:
        return open_postgresql(self._engine, Patience(PATIENCE, self._cut), self.settings)

    def _fault(self, fault: StorageFault, *, changes: bool) -> StorageFault:
        """The same, but that a change may stand though nobody heard of it."""
        if self._link is None or not self._link.raw.closed:
            return fault
        self.leave()
        return (
            StorageFault(fault.message, transient=True, uncertain=changes) if fault.may_go_better else fault
        )


class Carrier(_Carrying[Sent]):
    """Carries whatever statement comes, one at a time."""

    def serve(self, job: Sent, line: "Line[Sent]") -> bool:  # noqa: ARG002 - others take what else waits.
        """Hands on what comes back."""
        if job.future.cancelled():
            return True
        try:
            link = self._connected()
            answer = link.guarded(link.raw.execute, job.text, job.values)
        except StorageFault as fault:
            _fail([job], self._fault(fault, changes=not only_looks(job.text)))
        except Exception as error:  # noqa: BLE001 - or nobody would ever be answered
            _fail([job], error)
        else:
            _give(job.future, answer)
        return True


class Ferry(_Carrying[Asked]):
    """Carries shared statements, each for everybody who waits for it."""

    settings = (IMPATIENT, *BY_INDEX)

    def serve(self, job: Asked, line: "Line[Asked]") -> bool:
        """Answers them all."""
        waiting, is_over = _gathered(job, line)
        while waiting:
            boats = defaultdict[Many, Boat](lambda: defaultdict(list))
            waiting = [each for each in waiting if not _boards(each, boats[each.statement][each.key])]
            for statement, boat in boats.items():
                self._carry(statement, boat)
        return not is_over

    def _carry(self, statement: Many, boat: Boat) -> None:
        try:
            rows = self._cross(statement, [some[0].values for some in boat.values()])
        except StorageFault as fault:
            self._strand(statement, boat, self._fault(fault, changes=statement.changes))
        except Exception as error:  # noqa: BLE001 - or nobody would ever be answered
            _fail(chain.from_iterable(boat.values()), error)
        else:
            for key, some in boat.items():
                for asked in some:
                    _give(asked.future, rows[key])

    def _cross(self, statement: Many, values: Sequence[Mapping[str, Any]]) -> Mapping[Key, list[Row]]:
        found = defaultdict[Key, list[Row]](list)
        for row in self._connected().all(statement.together, {"rows": json.dumps(values)}):
            found[tuple(row[column] for column in statement.named.values())].append(row)
        return found

    def _strand(self, statement: Many, boat: Boat, fault: StorageFault) -> None:
        """One of them may be at fault: then the others are carried without it."""
        if len(boat) == 1 or fault.transient:
            _fail(chain.from_iterable(boat.values()), fault)
            return
        for key, some in boat.items():
            self._carry(statement, {key: some})


def _boards(asked: Asked, there: list[Asked]) -> bool:
    """Whether it crosses with those who ask the same: one row can't be changed twice in one statement."""
    if there and asked.statement.changes:
        return False
    there.append(asked)
    return True


def _gathered(first: Asked, line: "Line[Asked]") -> tuple[list[Asked], bool]:
    """What waits, and whether the sign to go home was among it."""
    waiting = [first]
    await_(asyncio.sleep(0))  # Who comes in this round of the loop comes along.
    with suppress(asyncio.QueueEmpty):
        while len(waiting) < MOST:
            if (asked := line.get_nowait()) is None:
                return waiting, True
            waiting.append(asked)
    return waiting, False


def _give(future: "asyncio.Future[T]", answer: T) -> None:
    if not future.done():
        future.set_result(answer)


def _fail(those: Iterable[Sent | Asked], error: Exception) -> None:
    for each in those:
        if not each.future.done():
            each.future.set_exception(error)
