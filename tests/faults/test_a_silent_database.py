"""PostgreSQL says nothing though the line is open, hangs up on idle lines, or takes no more of them."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psycopg
import pytest

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from dialogs.storage import Arrival, Numbers, SqlStore, StorageFault, Visit, many_writers, ways
from knowledge import Knowledge
from tests.faults.conftest import IMPATIENT
from tests.faults.databases import Databases
from tests.faults.tap import Tap
from tests.faults.test_database_in_trouble import at_work

LONGEST_STOP = 10.0
"""Seconds after which a host kills whoever it asked to stop."""


def says_nothing(_data: bytes) -> bool:
    return True


def speaks(_data: bytes) -> bool:
    return False


@pytest.fixture
async def tap(databases: Databases) -> AsyncIterator[Tap]:
    async with Tap(databases.socket) as tapped:
        yield tapped


@pytest.mark.parametrize("side", ["before", "after"])
async def test_a_server_that_says_nothing_for_seconds_costs_nobody_an_answer(
    databases: Databases,
    knowledge: Knowledge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    side: str,
) -> None:
    monkeypatch.setattr(ways, "PATIENCE", 0.5)
    monkeypatch.setattr(many_writers, "PATIENCE", 0.5)
    async with at_work(databases, knowledge, tmp_path) as office:
        dialog = office.dialog()
        going = asyncio.create_task(dialog.go())
        await asyncio.sleep(0.1)
        setattr(office.tap, side, says_nothing)
        await asyncio.sleep(2)
        setattr(office.tap, side, speaks)
        await going

        await office.check(dialog)


async def test_whoever_is_told_to_stop_while_the_server_says_nothing_stops_in_time(
    databases: Databases, tmp_path: Path, tap: Tap
) -> None:
    async with Sandbox(manifest(), timing=IMPATIENT) as sandbox:
        told = {"DATABASE_URL": tap.url(databases.new()), "ADVISOR_LEASE_SECONDS": "1"}
        async with running(settings.read({**environment(sandbox, tmp_path), **told})):
            await sandbox.connected()
            alice = sandbox.person("alice")
            await alice.mention("monthly payroll")
            await alice.sees("Question 1")
            tap.before = says_nothing
            await alice.mention("patent research")
            await asyncio.sleep(0.5)
            asked = time.monotonic()

    assert time.monotonic() - asked < LONGEST_STOP


def keeping(key: str) -> Callable[[Visit], Numbers]:
    arrival = Arrival("T1", key, "direct", "U1", "{}", "00", "AAAAAA", 1)
    return lambda visit: visit.inbox.put([arrival], "", 0)


async def test_lines_that_were_cut_while_nobody_spoke_are_nobodys_trouble(
    databases: Databases, tap: Tap
) -> None:
    store = SqlStore.open(tap.url(databases.new()))
    await store.connect()
    try:
        for round_ in range(8):
            tap.cut()
            await asyncio.sleep(0.05)
            put = keeping(f"k{round_}")

            assert len(await store.run(put, one_change=True)) == 1
            assert len(await store.run(put)) == 1
            assert await store.run(lambda visit: visit.find("a1"), one_change=True) is None
    finally:
        await store.close()


async def test_a_server_with_too_few_lines_is_told_before_anything_is_done(databases: Databases) -> None:
    name = databases.new()
    with psycopg.connect(databases.url(name), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS few")
        connection.execute("CREATE ROLE few LOGIN SUPERUSER CONNECTION LIMIT 5")
        connection.execute("ALTER ROLE few NOSUPERUSER")
    store = SqlStore.open(databases.url(name).replace("//postgres", "//few", 1))
    with pytest.raises(StorageFault, match="It takes 8 connections at once") as caught:
        await store.connect()
    await store.close()

    assert "too many connections" in caught.value.message
