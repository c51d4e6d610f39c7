"""The clock of a machine is set wrongly, and back: nobody waits for it, and nothing is done or said twice."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import aiohttp
import pytest

from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.faults import CallFault, Hang, Limited, Status, Step
from bot.sandbox.server import Sandbox
from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.faults.checking import check, check_queues
from tests.faults.conftest import IMPATIENT
from tests.faults.databases import Databases
from tests.faults.dialogs import Dialog
from tests.faults.nursery import Nursery, ready
from tests.faults.wrong_clock import WrongClock

RIGHT, HOUR, DAY, YEAR = timedelta(), timedelta(hours=1), timedelta(days=1), timedelta(days=365)
JUMPS = (HOUR, RIGHT, DAY, RIGHT, -HOUR, RIGHT, YEAR, RIGHT, -DAY, RIGHT)
QUICK = 0.02
"""Seconds between two looks at what is due: whatever a wrong clock may set off is set off."""


@dataclass
class Office:
    """A workspace, its database, and processes of which some live by the wrong clock.

    Attributes:
        calls: what Slack was asked to do, by name.
    """

    sandbox: Sandbox
    nursery: Nursery
    knowledge: Knowledge
    environ: dict[str, str]
    clock: WrongClock
    store: SqlStore
    calls: list[str] = field(default_factory=list)

    def dialog(self, person: str = "alice") -> Dialog:
        """That person's next one."""
        return Dialog(self.sandbox, self.knowledge, self.sandbox.person(person))

    def jump_at_every_call(self) -> None:
        """The clock is never for long what it was."""
        jumps = cycle(JUMPS)

        async def jump(step: Step) -> CallFault | None:
            self.calls.append(f"{step.when} {step.name}")
            self.clock.jump(next(jumps))
            return None

        self.sandbox.faults.on_call(jump)

    async def check(self, *dialogs: Dialog) -> None:
        """With the right time again, all is as if the clock had never jumped."""
        self.clock.jump(RIGHT)
        await self.sandbox.settle()
        await check_queues(self.store)
        for dialog in dialogs:
            await check(dialog, self.store)


@asynccontextmanager
async def opened(nursery: Nursery, knowledge: Knowledge, folder: Path, **told: str) -> AsyncIterator[Office]:
    async with Sandbox(manifest(), timing=IMPATIENT) as sandbox:
        environ = {**environment(sandbox, folder), "ADVISOR_LEASE_SECONDS": "1", **told}
        store = SqlStore.open(environ["DATABASE_URL"])
        yield Office(sandbox, nursery, knowledge, environ, WrongClock(folder / "clock"), store)
        await store.close()


@pytest.fixture
async def alone(nursery: Nursery, knowledge: Knowledge, tmp_path: Path) -> AsyncIterator[Office]:
    """One process on SQLite, with the wrong clock."""
    async with opened(nursery, knowledge, tmp_path) as office:
        await nursery.bear(office.environ, tick=QUICK, clock=office.clock)
        await office.sandbox.connected()
        yield office


@pytest.fixture
async def beside_another(
    nursery: Nursery, knowledge: Knowledge, databases: Databases, tmp_path: Path
) -> AsyncIterator[Office]:
    """Two processes on PostgreSQL, one of them with the wrong clock."""
    url = databases.url(databases.new())
    async with opened(nursery, knowledge, tmp_path, DATABASE_URL=url, ADVISOR_CONNECTIONS="1") as office:
        await nursery.bear(office.environ, tick=QUICK)
        await nursery.bear(office.environ, tick=QUICK, clock=office.clock)
        await office.sandbox.connected(2)
        yield office


async def test_a_dialog_ends_with_its_advice_however_the_clock_jumps(alone: Office) -> None:
    await jumping(alone)


async def test_the_clock_of_one_process_is_nobody_elses_trouble(beside_another: Office) -> None:
    await jumping(beside_another)


async def jumping(office: Office) -> None:
    """Some dialogs, of which the first is slowed down: what is put off is written by all sorts of clocks."""
    dialogs = [office.dialog(name) for name in ("alice", "bob", "carol")]
    office.jump_at_every_call()
    office.sandbox.faults.call(Limited(1), "chat.postMessage", times=1)
    office.sandbox.faults.call(Status(500), "chat.postMessage", times=4)
    async with asyncio.timeout(15):
        await asyncio.gather(*(dialog.go() for dialog in dialogs))
    await office.check(*dialogs)


async def test_work_under_way_is_nobody_elses_however_late_it_is_there(beside_another: Office) -> None:
    office, dialog = beside_another, beside_another.dialog()
    office.jump_at_every_call()
    rule = office.sandbox.faults.call(Hang(), "chat.postMessage", times=1)
    going = asyncio.create_task(dialog.go())
    for ahead in (DAY, RIGHT, -DAY, YEAR):
        await asyncio.sleep(0.4)
        office.clock.jump(ahead)
    asked = office.calls.count("before chat.postMessage")
    rule.release()
    await going

    assert asked == 1
    await office.check(dialog)


async def test_by_http_slack_is_refused_while_the_clock_is_wrong_and_served_again_after(
    nursery: Nursery, knowledge: Knowledge, tmp_path: Path, free_ports: Iterator[int]
) -> None:
    address = f"http://127.0.0.1:{(port := next(free_ports))}"
    by_http = {"SLACK_APP_TOKEN": "", "ADVISOR_HOST": "127.0.0.1", "PORT": str(port)}
    async with opened(nursery, knowledge, tmp_path, **by_http) as office:
        await nursery.bear(office.environ, clock=office.clock)
        await ready(address)
        office.sandbox.deliver_to(f"{address}/slack/events")
        office.clock.jump(HOUR)
        dialog = office.dialog()
        going = asyncio.create_task(dialog.go())
        await asyncio.sleep(0.3)
        refused = [line for line in office.sandbox.transcript.lines if line.what == "not acknowledged"]
        async with aiohttp.ClientSession() as http, http.get(f"{address}/readyz") as answer:
            is_ready = answer.status
        office.clock.jump(RIGHT)
        await going

        assert refused
        assert is_ready == 200
        await office.check(dialog)
