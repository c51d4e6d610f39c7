"""The disk of a SQLite file is full for a while: nothing is promised that can't be kept."""

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
import pytest

from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.faults import CallFault, Step
from bot.sandbox.server import Sandbox
from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.faults.checking import check, check_queues
from tests.faults.conftest import IMPATIENT
from tests.faults.dialogs import PATIENCE, Dialog
from tests.faults.nursery import Born, Nursery, ready

EVERY = 7
"""Contacts with Slack between two fillings of the disk."""

WELL = (200, {"serving": True, "database": True, "slack": True, "queue": True})

HURRIED = replace(IMPATIENT, ack=0.5)


class Disk:
    """As much room as one process is given: it may write to sockets, but to no file."""

    def __init__(self, born: Born) -> None:
        self._pid = born.pid

    def fill(self) -> None:
        """There is no room."""
        self._allow(0)

    def sweep(self) -> None:
        """There is room again."""
        self._allow(resource.RLIM_INFINITY)

    def _allow(self, size: int) -> None:
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@dataclass
class Office:
    """A workspace, and the process that serves it.

    Attributes:
        address: where the process says how it is.
    """

    sandbox: Sandbox
    knowledge: Knowledge
    born: Born
    disk: Disk
    address: str
    url: str

    def dialog(self, person: str = "alice") -> Dialog:
        """That person's next one."""
        return Dialog(self.sandbox, self.knowledge, self.sandbox.person(person))

    @property
    def refused(self) -> list[str]:
        """What Slack was not told that we have it."""
        lines = self.sandbox.transcript.lines
        return [str(line.detail["kind"]) for line in lines if line.what == "not acknowledged"]

    async def is_well(self) -> tuple[int, dict[str, bool]]:
        """What the process says of itself."""
        async with aiohttp.ClientSession() as http, http.get(f"{self.address}/readyz") as answer:
            return answer.status, (await answer.json())["parts"]

    async def check(self, *dialogs: Dialog) -> None:
        """It is as if there had always been room."""
        await self.sandbox.settle()
        store = SqlStore.open(self.url)
        await check_queues(store)
        for dialog in dialogs:
            await check(dialog, store)
        await store.close()
        with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.fixture(params=["http", "socket"])
async def office(
    request: pytest.FixtureRequest,
    nursery: Nursery,
    knowledge: Knowledge,
    tmp_path: Path,
    free_ports: Iterator[int],
) -> AsyncIterator[Office]:
    port = str(next(free_ports))
    ways = {
        "http": {"SLACK_APP_TOKEN": "", "ADVISOR_HOST": "127.0.0.1", "PORT": port},
        "socket": {"ADVISOR_HOST": "127.0.0.1", "ADVISOR_METRICS_PORT": port},
    }
    async with opened(nursery, knowledge, tmp_path, ways[request.param], port) as office:
        if request.param == "http":
            office.sandbox.deliver_to(f"{office.address}/slack/events")
        yield office


@asynccontextmanager
async def opened(
    nursery: Nursery, knowledge: Knowledge, folder: Path, way: dict[str, str], port: str
) -> AsyncIterator[Office]:
    address = f"http://127.0.0.1:{port}"
    async with Sandbox(manifest(), timing=HURRIED) as sandbox:
        environ = {**environment(sandbox, folder), "ADVISOR_LEASE_SECONDS": "1", **way}
        born = await nursery.bear(environ)
        await ready(address)
        yield Office(sandbox, knowledge, born, Disk(born), address, environ["DATABASE_URL"])


async def test_what_can_not_be_kept_is_not_acknowledged_and_comes_again(office: Office) -> None:
    dialog = office.dialog()

    async def fill(step: Step) -> None:
        if step.name == "interactive" and not office.refused:
            office.disk.fill()

    office.sandbox.faults.on_delivery(fill)
    going = asyncio.create_task(dialog.go())
    async with asyncio.timeout(PATIENCE):
        while (told := await office.is_well()) == WELL or not office.refused:
            await asyncio.sleep(0.02)
    office.disk.sweep()
    await going

    assert told == (503, {**WELL[1], "database": False})
    assert office.born.is_alive
    await office.check(dialog)
    await ready(office.address)


@pytest.mark.parametrize("office", ["http"], indirect=True)
async def test_whenever_the_disk_is_full_every_answer_is_taken_once(office: Office) -> None:
    dialogs = [office.dialog(name) for name in ("alice", "bob")]
    contacts = filled = 0
    loop = asyncio.get_running_loop()

    def meet() -> None:
        nonlocal contacts, filled
        contacts += 1
        if contacts % EVERY == 0:
            filled += 1
            office.disk.fill()
            loop.call_later(0.1, office.disk.sweep)

    async def called(_step: Step) -> CallFault | None:
        meet()
        return None

    async def delivered(_step: Step) -> None:
        meet()

    office.sandbox.faults.on_call(called)
    office.sandbox.faults.on_delivery(delivered)
    await asyncio.gather(*(dialog.go() for dialog in dialogs))

    assert filled > 3
    await office.check(*dialogs)
