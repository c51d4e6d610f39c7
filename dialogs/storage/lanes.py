"""What holds the connections: units wait in one line, and whichever lane is free takes the next.

A lane is a task of the loop, not a thread: threads would take the interpreter from each other and from the
loop at every statement. Its code is plain all the same: it stands in a greenlet, in which `await_` waits for
what is asynchronous while the loop goes on.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import Context
from typing import Any, Final, Generic, NamedTuple, TypeVar

from sqlalchemy.util import await_, greenlet_spawn

from dialogs.storage.faults import StorageFault
from dialogs.storage.jobs import Job
from dialogs.storage.link import Link
from dialogs.storage.work import Work

J = TypeVar("J")

GRACE: Final = 0.2
"""Seconds for lanes that nobody waits for any more."""

Line = asyncio.Queue[J | None]
"""What waits, in the order in which it came; None sends one lane home."""

Welcome = Callable[[Link, Work], Any]
"""Makes the visit that a unit is given."""


class Lane(ABC, Generic[J]):
    """Takes one after the other out of a line, and does what is wanted."""

    def stay(self, line: "Line[J]") -> None:
        """Serves until it is sent home."""
        try:
            while (job := await_(line.get())) is not None and self.serve(job, line):
                del job  # Or it would be kept until the next one comes.
        finally:
            self.leave()

    @abstractmethod
    def serve(self, job: J, line: "Line[J]") -> bool:
        """Does that, and others that wait; False when it met the sign to go home."""

    def arrive(self) -> None:
        """Gets what it needs.

        Raises:
            StorageFault: the database can't be opened or reached.
        """

    def leave(self) -> None:
        """Gives back what it has."""

    def hang_up(self) -> None:
        """Waits for nothing any more; called from outside of it."""


class Connected(Lane[J]):
    """A lane with a connection, which is opened when it is needed."""

    _link: Link | None = None

    def arrive(self) -> None:
        """Opens the connection."""
        self._connected()

    def hang_up(self) -> None:
        """Whoever waits for the server learns that it is lost."""
        if self._link is not None:
            self._link.raw.hang_up()

    def leave(self) -> None:
        """Gives the connection back; the next one is opened anew."""
        link, self._link = self._link, None
        if link is not None:
            with suppress(Exception):  # It was broken already.
                link.raw.close()

    @abstractmethod
    def _open(self) -> Link:
        """Makes the connection.

        Raises:
            StorageFault: the database can't be opened or reached.
        """

    def _connected(self) -> Link:
        if self._link is not None and self._link.raw.said_farewell:
            self.leave()
        if self._link is None:
            self._link = self._open()
        return self._link


class Crew(NamedTuple):
    """Those who serve one line."""

    line: "Line[Any]"
    lanes: Sequence[Lane[Any]]


class Lanes:
    """All lanes of a store, begun when the first unit comes, in the loop from which it comes.

    Args:
        crews: who asks something of others stands before them.
        line_for: where a unit waits.
        closes_within: seconds that closing may take; None: it takes what it takes.
    """

    def __init__(
        self,
        crews: Sequence[Crew],
        line_for: "Callable[[Job], Line[Job]]",
        closes_within: float | None = None,
    ) -> None:
        self._crews = crews
        self._line_for = line_for
        self._closes_within = closes_within
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: list[list[asyncio.Task[None]]] = []
        self._closed = False

    def put(self, job: Job) -> None:
        """Stands in line.

        Raises:
            StorageFault: everything is closed by now.
        """
        if self._closed:
            raise StorageFault("The database is closed.")
        if self._loop is not (loop := job.future.get_loop()):
            self._start(loop)
        self._line_for(job).put_nowait(job)

    async def arrive(self) -> None:
        """Every lane gets what it needs, before the first unit comes.

        Raises:
            StorageFault: the database can't be opened or reached, or not by so many at once.
        """
        arrived = [greenlet_spawn(lane.arrive) for lane in self._lanes]
        for fault in await asyncio.gather(*arrived, return_exceptions=True):
            if isinstance(fault, BaseException):
                raise fault

    async def close(self) -> None:
        """Waits until every unit that stands in line is done and every lane has gone, or time is over."""
        self._closed = True
        try:
            async with asyncio.timeout(self._closes_within):
                await self._send_home()
        except TimeoutError:
            for lane in self._lanes:
                lane.hang_up()
            await self._cancel()

    @property
    def _lanes(self) -> list[Lane[Any]]:
        return [lane for crew in self._crews for lane in crew.lanes]

    async def _send_home(self) -> None:
        if self._loop is None:  # Nobody ever came.
            await asyncio.gather(*(greenlet_spawn(lane.leave) for lane in self._lanes))
        for crew, tasks in zip(self._crews, self._tasks, strict=False):
            for task in tasks:
                if not task.done():
                    crew.line.put_nowait(None)
            if tasks:
                await asyncio.wait(tasks)

    async def _cancel(self) -> None:
        """Who was hung up on comes to its end by itself; who waits for anything else is cancelled."""
        tasks = [task for some in self._tasks for task in some]
        await asyncio.wait(tasks, timeout=GRACE)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=GRACE)

    def _start(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._loop is not None:
            raise RuntimeError("A store serves the loop in which it was first used, and no other.")
        self._loop = loop
        for crew in self._crews:
            # In a context of its own: nothing of whoever came first may go on in it.
            self._tasks.append(
                [
                    loop.create_task(greenlet_spawn(lane.stay, crew.line), context=Context())
                    for lane in crew.lanes
                ]
            )
