"""PostgreSQL: statements that stand by themselves go by any connection, and alike ones in one.

Units without a transaction have no connection (see `light`): each of their statements waits here for one. The
way to the server and back costs more than what is done there, so what many ask at the same time goes once.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Engine
from sqlalchemy.util import await_

from dialogs.storage.faults import StorageFault
from dialogs.storage.lanes import Connected, J, Line
from dialogs.storage.link import Link, Many, Row, only_looks
from dialogs.storage.on_loop import Answer, open_postgresql

MOST: Final = 64
"""Questions in one statement."""

BY_INDEX: Final = ("SET enable_seqscan = off", "SET enable_hashjoin = off", "SET enable_mergejoin = off")
"""A few rows are looked up, always: what was planned while a table was small must be right later."""

T = TypeVar("T")

Key = tuple[Any, ...]


class Sent(NamedTuple):
    """A statement on its way, and who waits for what it gives."""

    text: str
    values: Mapping[str, Any]
    future: "asyncio.Future[Answer]"


class Asked(NamedTuple):
    """What somebody asks by a statement that is shared, and who waits for the rows."""

    values: Mapping[str, Any]
    future: "asyncio.Future[list[Row]]"


@dataclass(frozen=True, slots=True)
class Ways:
    """Where they stand in line. Both verbs raise `StorageFault` when the database fails."""

    sent: "Line[Sent]"
    asked: "Mapping[Many, Line[Asked]]"

    def execute(self, text: str, values: Mapping[str, Any]) -> Answer:
        """What that statement gives."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.sent.put_nowait(Sent(text, values, future))
        return await_(future)

    def ask(self, statement: Many, values: Mapping[str, Any]) -> list[Row]:
        """The rows that the shared statement gives for those values."""
        future: asyncio.Future[list[Row]] = asyncio.get_running_loop().create_future()
        self.asked[statement].put_nowait(Asked(values, future))
        return await_(future)


class _Carrying(Connected[J]):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def _open(self) -> Link:
        return open_postgresql(self._engine)

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
            _fail([job.future], self._fault(fault, changes=not only_looks(job.text)))
        else:
            _give(job.future, answer)
        return True


class Ferry(_Carrying[Asked]):
    """Carries one shared statement, for everybody who waits for it."""

    def __init__(self, engine: Engine, statement: Many) -> None:
        super().__init__(engine)
        self._statement = statement
        self._by, self._of = _picking(statement.named.keys()), _picking(statement.named.values())

    def serve(self, job: Asked, line: "Line[Asked]") -> bool:
        """Answers them all."""
        waiting, is_over = _gathered(job, line)
        while waiting:
            boat: dict[Key, Asked] = {}
            # One row can't be changed twice in one statement.
            left = [each for each in waiting if boat.setdefault(self._by(each.values), each) is not each]
            self._carry(boat)
            waiting = left
        return not is_over

    def _carry(self, boat: Mapping[Key, Asked]) -> None:
        try:
            rows = self._cross([asked.values for asked in boat.values()])
        except StorageFault as fault:
            self._strand(boat, fault)
            return
        found = defaultdict[Key, list[Row]](list)
        for row in rows:
            found[self._of(row)].append(row)
        for key, asked in boat.items():
            _give(asked.future, found[key])

    def _cross(self, values: Sequence[Mapping[str, Any]]) -> list[Row]:
        link = self._connected()
        return link.all(self._statement.together, {"rows": json.dumps(values)})

    def _strand(self, boat: Mapping[Key, Asked], fault: StorageFault) -> None:
        """One of them may be at fault: the others are carried without it."""
        fault = self._fault(fault, changes=not self._looks)
        if len(boat) == 1 or fault.transient:
            _fail((asked.future for asked in boat.values()), fault)
            return
        for key, asked in boat.items():
            self._carry({key: asked})

    def _open(self) -> Link:
        link = super()._open()
        for setting in BY_INDEX:
            link.say(setting)
        return link

    @property
    def _looks(self) -> bool:
        return only_looks(str(self._statement.together))


def _picking(names: Iterable[str]) -> Callable[[Mapping[str, Any]], Key]:
    first, *others = names
    if others:
        return itemgetter(first, *others)
    return lambda row: (row[first],)


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


def _fail(futures: "Iterable[asyncio.Future[Any]]", fault: StorageFault) -> None:
    for future in futures:
        if not future.done():
            future.set_exception(fault)
