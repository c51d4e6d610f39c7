"""The store: units come from one loop, and are done in it, on the connections of the lanes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar

from sqlalchemy import Engine, QueuePool

from dialogs.storage.crews import many_writers, one_writer
from dialogs.storage.engine import empty_log, open_engine
from dialogs.storage.faults import StorageFault
from dialogs.storage.jobs import Job
from dialogs.storage.lanes import Lanes
from dialogs.storage.link import Link
from dialogs.storage.on_loop import Cut, never
from dialogs.storage.port import Visit
from dialogs.storage.sealing import PLAIN, Seal
from dialogs.storage.urls import SQLITE, read_url
from dialogs.storage.visit import SqlVisit
from dialogs.storage.work import Work, current_work

T = TypeVar("T")


class SqlStore:
    """Keeps conversations in SQLite or PostgreSQL."""

    def __init__(self, engine: Engine, lanes: Lanes) -> None:
        self._engine = engine
        self._lanes = lanes

    @classmethod
    def open(cls, url: str, *, connections: int = 8, seal: Seal = PLAIN, cut: Cut = never) -> Self:
        """A store at that address; connects when it is first used, to SQLite but once.

        Args:
            url: of the database.
            connections: how many at most.
            seal: closes what people write.
            cut: cuts the line of a server that says nothing any more.

        Raises:
            StorageFault: the address can't be used.
        """
        read = read_url(url)
        is_sqlite = read.drivername == SQLITE
        count = 1 if is_sqlite else connections
        engine = open_engine(read, connections=count)

        def welcome(link: Link, work: Work) -> SqlVisit:
            return SqlVisit(link, work, seal)

        return cls(
            engine, one_writer(engine, welcome) if is_sqlite else many_writers(engine, welcome, count, cut)
        )

    async def connect(self) -> None:
        """Opens every connection, before anything is done.

        Raises:
            StorageFault: the database can't be opened or reached, or not by so many at once.
        """
        try:
            await self._lanes.arrive()
        except StorageFault as fault:
            pool = self._engine.pool
            needs = f" It takes {pool.size()} connections at once." if isinstance(pool, QueuePool) else ""
            raise StorageFault(f"{fault.message}{needs}", transient=fault.transient) from None

    async def run(self, unit: Callable[[Visit], T], *, one_change: bool = False) -> T:
        """What the unit makes of a visit, all or nothing; where it waits for the database, others go on."""
        return await self._run(unit, one_change=one_change, first=False)

    @property
    def first(self) -> "First":
        """The same, by lanes of its own: for what somebody outside waits for, whatever all others do."""
        return First(self._run, self.settle)

    async def _run(self, unit: Callable[[Visit], T], *, one_change: bool, first: bool) -> T:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._lanes.put(Job(unit, current_work.get(), future, one_change, first))
        return await future

    async def settle(self) -> None:
        """Empties the write-ahead log of SQLite into the file; PostgreSQL looks after its own."""
        if self._engine.dialect.name == "sqlite":
            await asyncio.to_thread(empty_log, self._engine.url)

    async def close(self) -> None:
        """Finishes what waits, and gives all connections back."""
        await self._lanes.close()
        self._engine.dispose()


class First:
    """A store whose units wait behind none of the others; whoever owns that store closes it."""

    def __init__(self, run: Callable[..., Awaitable[Any]], settle: Callable[[], Awaitable[None]]) -> None:
        self._run = run
        self._settle = settle

    async def run(self, unit: Callable[[Visit], T], *, one_change: bool = False) -> T:
        """As the store does."""
        result: T = await self._run(unit, one_change=one_change, first=True)
        return result

    async def settle(self) -> None:
        """As the store does."""
        await self._settle()

    async def close(self) -> None:
        """Not by this one."""
