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
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy.util import await_, greenlet_spawn

from dialogs.storage.faults import StorageFault
from dialogs.storage.jobs import Job
from dialogs.storage.link import Link
from dialogs.storage.work import Work

J = TypeVar("J")

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

    def leave(self) -> None:
        """Gives back what it has."""


class Connected(Lane[J]):
    """A lane with a connection, which is opened when it is first needed."""

    _link: Link | None = None

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
    """

    def __init__(self, crews: Sequence[Crew], line_for: "Callable[[Job], Line[Job]]") -> None:
        self._crews = crews
        self._line_for = line_for
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

    async def close(self) -> None:
        """Waits until every unit that stands in line is done, and every lane has gone."""
        self._closed = True
        for crew, tasks in zip(self._crews, self._tasks, strict=False):  # None, if nobody ever came.
            for task in tasks:
                if not task.done():
                    crew.line.put_nowait(None)
            await asyncio.gather(*tasks)

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
