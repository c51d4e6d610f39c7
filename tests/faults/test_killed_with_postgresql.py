"""SIGKILL at every contact with Slack or PostgreSQL: a process that runs beside it goes on."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.faults.checking import check, check_queues
from tests.faults.conftest import IMPATIENT
from tests.faults.databases import Databases
from tests.faults.dialogs import Dialog
from tests.faults.killing import Killer
from tests.faults.nursery import Born, Nursery, ready
from tests.faults.tap import Tap

STEP = int(os.environ.get("KILL_STEP", "1"))
"""Every so many contacts one is the last."""

LANES = 4


@dataclass
class Lane:
    """A workspace, its database, a process that always runs, and one that is about to die."""

    sandbox: Sandbox
    nursery: Nursery
    environ: dict[str, str]
    tap: Tap
    database: str
    ports: Iterator[int]
    killer: Killer = field(default_factory=Killer)
    dialogs: list[Dialog] = field(default_factory=list)

    async def open(self) -> None:
        """Start the process that always runs."""
        _, standby = await self._start(self.environ)
        self.killer.watch(self.sandbox)
        self.killer.listen(self.tap)
        self.killer.then = lambda: self.sandbox.deliver_to(standby)

    async def play(self, knowledge: Knowledge, at: int) -> int:
        """A dialog with a process that dies at that contact; how many contacts there were."""
        through_tap = {**self.environ, "DATABASE_URL": self.tap.url(self.database)}
        born, address = await self._start(through_tap)
        self.sandbox.deliver_to(address)
        self.killer.aim(born, at)
        self.dialogs.append(Dialog(self.sandbox, knowledge, self.sandbox.person("alice")))
        await self.dialogs[-1].go()
        contacts = len(self.killer.contacts)
        born.kill()
        self.killer.victim = None
        self.killer.then()
        await born.gone()
        return contacts

    async def check(self) -> None:
        """Whatever happened, all is as it should be."""
        await self.sandbox.settle()
        store = SqlStore.open(self.environ["DATABASE_URL"])
        await check_queues(store)
        for dialog in self.dialogs:
            await check(dialog, store)
        await store.close()

    async def _start(self, environ: dict[str, str]) -> tuple[Born, str]:
        port = next(self.ports)
        born = await self.nursery.bear({**environ, "PORT": str(port)})
        await ready(f"http://127.0.0.1:{port}")
        return born, f"http://127.0.0.1:{port}/slack/events"


@asynccontextmanager
async def lane(
    databases: Databases, nursery: Nursery, folder: Path, ports: Iterator[int]
) -> AsyncIterator[Lane]:
    database = databases.new()
    async with Sandbox(manifest(), timing=IMPATIENT) as sandbox, Tap(databases.socket) as tap:
        environ = {
            **environment(sandbox, folder),
            "SLACK_APP_TOKEN": "",
            "ADVISOR_HOST": "127.0.0.1",
            "ADVISOR_LEASE_SECONDS": "1",
            "DATABASE_URL": databases.url(database),
        }
        opened = Lane(sandbox, nursery, environ, tap, database, ports)
        await opened.open()
        yield opened


async def test_whenever_it_is_killed_another_process_goes_on_and_nothing_is_lost_or_said_twice(
    nursery: Nursery, databases: Databases, knowledge: Knowledge, tmp_path: Path, free_ports: Iterator[int]
) -> None:
    points = count(1 + STEP // 2, STEP)
    last, tried = 1, list[int]()

    async def work() -> None:
        nonlocal last
        async with lane(databases, nursery, tmp_path, free_ports) as own:
            last = max(last, await own.play(knowledge, 0))
            while (point := next(points)) <= last:
                await own.play(knowledge, point)
                tried.append(point)
            await own.check()

    await asyncio.gather(*(work() for _ in range(LANES)))

    sys.stdout.write(f"PostgreSQL: killed at {len(tried)} of {last} contacts\n")
    assert last > 100
