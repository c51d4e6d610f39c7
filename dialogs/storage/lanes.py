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
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.util import await_, greenlet_spawn

from dialogs.storage.faults import StorageFault
from dialogs.storage.jobs import Job
from dialogs.storage.link import Link
from dialogs.storage.work import Work

Line = asyncio.Queue[Job | None]
"""Units in the order in which they came; None sends one lane home."""

Welcome = Callable[[Link, Work], Any]
"""Makes the visit that a unit is given."""


class Lane(ABC):
    """One connection, which is opened when it is first needed, and what is done with it."""

    def __init__(self, engine: Engine, welcome: Welcome) -> None:
        self._engine = engine
        self._welcome = welcome
        self._link: Link | None = None

    def stay(self, line: Line) -> None:
        """Serves until it is sent home."""
        try:
            while (job := await_(line.get())) is not None and self.serve(job, line):
                del job  # Or it would be kept until the next one comes.
        finally:
            self._leave()

    @abstractmethod
    def serve(self, job: Job, line: Line) -> bool:
        """Does what that unit wants, and others that wait; False when it met the sign to go home."""

    @abstractmethod
    def _open(self) -> Link:
        """Makes the connection.

        Raises:
            StorageFault: the database can't be opened or reached.
        """

    @abstractmethod
    def _begin(self) -> None:
        """Before a unit writes anything."""

    def _connected(self) -> Link:
        if self._link is None:
            self._link = self._open()
            self._link.before_writing = self._begin
        return self._link

    def _leave(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            with suppress(Exception):  # It was broken already; the next one is opened anew.
                link.raw.close()


class Lanes:
    """All lanes of a store, begun when the first unit comes, in the loop from which it comes."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._lanes = lanes
        self._line: Line = asyncio.Queue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: list[asyncio.Task[None]] = []
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
        self._line.put_nowait(job)

    async def close(self) -> None:
        """Waits until every unit that stands in line is done, and every lane has gone."""
        if not self._closed:
            self._closed = True
            for _ in self._tasks:
                self._line.put_nowait(None)
        await asyncio.gather(*self._tasks)

    def _start(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._loop is not None:
            raise RuntimeError("A store serves the loop in which it was first used, and no other.")
        self._loop = loop
        for lane in self._lanes:
            # In a context of its own: nothing of whoever came first may go on in it.
            self._tasks.append(loop.create_task(greenlet_spawn(lane.stay, self._line), context=Context()))
