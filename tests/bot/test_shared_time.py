"""The time that all processes agree on, where the way to the database is slow."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot import shared_time
from bot.shared_time import SharedTime
from dialogs.storage import SqlStore, Visit, migrate


class Far:
    """A store whose answers take a while to come back."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self.away = 0.0

    async def run(self, unit: Callable[[Visit], Any], *, one_change: bool = False) -> Any:
        result = await self._store.run(unit, one_change=one_change)
        await asyncio.sleep(self.away)
        return result

    async def settle(self) -> None:
        await self._store.settle()

    async def close(self) -> None:
        await self._store.close()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Far]:
    url = f"sqlite:///{tmp_path}/time.sqlite3"
    await migrate(url)
    opened = Far(SqlStore.open(url))
    yield opened
    await opened.close()


async def test_an_answer_that_was_long_on_its_way_moves_no_clock(
    store: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_time, "SLOWEST", 100_000)
    near, far = SharedTime(store), SharedTime(store)
    for each in (near, far):
        await each.look()
    before = far() - near()
    store.away = 0.6
    await far.look()

    assert abs((far() - near()) - before) < 50_000


async def test_the_first_answer_counts_however_late_it_comes(
    store: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_time, "SLOWEST", 0)
    time = SharedTime(store)
    time._ahead += 3_600_000_000
    await time.look()
    there = await store.run(lambda visit: visit.now())

    assert abs(time() - there) < 1_000_000
