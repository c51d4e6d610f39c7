"""The threads that hold the connections: units wait in one line, and whoever is free takes the next."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection

from dialogs.storage.engine import connect
from dialogs.storage.faults import StorageFault
from dialogs.storage.jobs import Job
from dialogs.storage.link import Link
from dialogs.storage.work import Work

Line = SimpleQueue[Job | None]
"""Units in the order in which they came; None sends one thread home."""

Welcome = Callable[[Link, Work], Any]
"""Makes the visit that a unit is given."""


class Lane(ABC):
    """What one thread does with its one connection, which it opens when it is first needed."""

    def __init__(self, engine: Engine, welcome: Welcome) -> None:
        self._engine = engine
        self._welcome = welcome
        self._link: Link | None = None
        self._held: PoolProxiedConnection | None = None

    def stay(self, line: Line) -> None:
        """Serves until it is sent home."""
        while (job := line.get()) is not None and self.serve(job, line):
            del job  # Or it would be kept until the next one comes.
        self._leave()

    @abstractmethod
    def serve(self, job: Job, line: Line) -> bool:
        """Does what that unit wants, and others that wait; False when it met the sign to go home."""

    @abstractmethod
    def _begin(self) -> None:
        """Before a unit writes anything."""

    def _connected(self) -> Link:
        if self._link is None:
            self._link, self._held = connect(self._engine)
            self._link.before_writing = self._begin
        return self._link

    def _leave(self) -> None:
        if self._held is not None:
            self._held.invalidate()
        self._link = self._held = None


class Lanes:
    """All threads of a store, started when the first unit comes."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._lanes = lanes
        self._line: Line = SimpleQueue()
        self._lock = Lock()
        self._threads: list[Thread] = []
        self._closed = False

    def put(self, job: Job) -> None:
        """Stands in line.

        Raises:
            StorageFault: everything is closed by now.
        """
        with self._lock:
            if self._closed:
                raise StorageFault("The database is closed.")
            if not self._threads:
                self._start()
            self._line.put(job)

    def close(self) -> None:
        """Waits until every unit that stands in line is done, and every thread has gone."""
        with self._lock:
            if not self._closed:
                self._closed = True
                for _ in self._threads:
                    self._line.put(None)
        for thread in self._threads:
            thread.join()

    def _start(self) -> None:
        for lane in self._lanes:
            thread = Thread(target=lane.stay, args=(self._line,), name="database", daemon=True)
            self._threads.append(thread)
            thread.start()
