"""Socket Mode: several connections at once, each replaced by a new one before Slack lets go of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from slack_bolt.async_app import AsyncApp

from bot import metrics
from bot.faults import SlackLost
from bot.gates.connection import Connection
from bot.gates.opener import Opener
from bot.gates.timing import Timing
from bot.logs import logger

log = logger("gates")


@asynccontextmanager
async def connected(
    bolt: AsyncApp,
    token: str,
    count: int,
    timing: Timing = Timing(),  # noqa: B008 - a frozen value
) -> AsyncIterator[str]:
    """Keep that many connections until the end of the block; yields the address of HTTP mode, which is none.

    At the end nothing more is taken, and what was taken is answered.

    Raises:
        SlackLost: there was no connection for too long; the block is broken off.
    """
    try:
        async with asyncio.timeout(timing.give_up) as patience:
            connections = _Connections(Opener(bolt, token, timing), timing, patience)
            async with connections.kept(count):
                yield ""
    except TimeoutError:
        if not patience.expired():
            raise
        raise SlackLost(f"There was no connection to Slack for {timing.give_up:.0f} seconds.") from None


class _Connections:
    """Those that serve, and those that Slack asked us to leave.

    While none serves, `patience` runs out.
    """

    def __init__(self, opener: Opener, timing: Timing, patience: asyncio.Timeout) -> None:
        self._opener = opener
        self._timing = timing
        self._patience = patience
        self._serving: set[Connection] = set()
        self._leaving: dict[Connection, asyncio.Task[None]] = {}
        self._first = asyncio.Event()

    @asynccontextmanager
    async def kept(self, count: int) -> AsyncIterator[None]:
        """Keep so many until the end of the block."""
        keepers = [asyncio.create_task(self._keep()) for _ in range(count)]
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.first_hello):
                    await self._first.wait()
            yield
        finally:
            self._be_patient(None)
            metrics.sockets(0)
            await _cancel([*keepers, *self._leaving.values()])
            await asyncio.gather(*(connection.finish() for connection in [*self._serving, *self._leaving]))

    async def _keep(self) -> None:
        """Keep one: whenever it ends, open the next."""
        loop = asyncio.get_running_loop()
        while True:
            connection = await self._opener.open()
            self._serving.add(connection)
            metrics.sockets(len(self._serving))
            self._be_patient(None)
            self._first.set()
            reason = await connection.until_ended()
            self._serving.discard(connection)
            metrics.sockets(len(self._serving))
            self._leaving[connection] = asyncio.create_task(self._see_off(connection))
            self._opener.judge(connection)
            if not self._serving:
                self._be_patient(loop.time() + self._timing.give_up)
            log.info("connection ended", reason=reason, left=len(self._serving))

    async def _see_off(self, connection: Connection) -> None:
        """The next one is being opened meanwhile."""
        if connection.is_renewed:
            await connection.until_closed()
        await connection.finish()
        del self._leaving[connection]

    def _be_patient(self, until: float | None) -> None:
        if not self._patience.expired():
            self._patience.reschedule(until)


async def _cancel(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
