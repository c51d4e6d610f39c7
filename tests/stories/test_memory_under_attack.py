"""Thousands of hostile requests, each with names that never came before, leave nothing behind in memory."""

import asyncio
import gc
import logging
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import aiohttp
import pytest
from aiohttp import web
from cachetools import Cache
from prometheus_client import generate_latest

from bot import settings
from bot.app import running
from bot.pace import IN_A_WORKSPACE, Limit, OwnLedger
from dialogs.storage import SqlStore, migrate
from dialogs.storage.sealed import new_key, seal_under
from tests.dialogs.installing import NORTHWIND, put
from tests.stories.attacking import SECRET, TEAM, Attacker, one_of_each

ROUNDS: Final = 30
"""Of requests of all kinds, in each stretch."""

STRETCHES: Final = 3
"""The first warms up; a leak grows in each of the others, what the system hands out in pieces does not."""

NUMBERS: Final = range(731_400_000, 731_400_000 + STRETCHES * ROUNDS)
"""They name everything that is sent, and stand nowhere else."""

AT_ONCE: Final = 4
PER_REQUEST: Final = 2
"""Blocks of memory: less than a key and what it leads to would take."""

LAST: Final = ROUNDS
"""Of so many numbers something may lie about, until the next requests come or a timer that was stopped would
have run out; what is kept for good is kept of all."""

LARGEST_CACHE: Final = 20_000
"""Entries, which take about 10 MB."""

POSTED: Final = "channel:"
"""How the places begin that we posted to; the pace keeps ten thousand of them, as the second story shows."""

KILOBYTES: Final = 6_000
"""About half of what is sent in a stretch; the system gives memory in large pieces."""

LruCache: Final = type(lru_cache(str))


@asynccontextmanager
async def slack_that_forgets() -> AsyncIterator[str]:
    """Takes whatever the app says, and keeps nothing of it; nobody's code buys anything."""

    async def take(request: web.Request) -> web.Response:
        await request.read()
        if request.path.endswith("oauth.v2.access"):
            return web.json_response({"ok": False, "error": "invalid_code"})
        return web.json_response(
            {"ok": True, "channel": "D1", "ts": "1800000000.000100", "view": {"id": "V1"}}
        )

    served = web.Application(client_max_size=10**7)
    served.router.add_post("/{any:.*}", take)
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


@pytest.fixture
async def attacker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Attacker]:
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)  # Tests keep what is logged.
    monkeypatch.setattr("bot.pace.IN_A_CHANNEL", Limit(0, 1))
    monkeypatch.setattr("bot.pace.IN_A_WORKSPACE", dict.fromkeys(IN_A_WORKSPACE, Limit(0, 1)))
    file, key = tmp_path / "attacked.db", new_key()
    await migrate(url := f"sqlite:///{file}")
    store = SqlStore.open(url, seal=seal_under([key]))
    await put(store, replace(NORTHWIND, expires_at=None, refresh=""))
    await store.close()
    async with slack_that_forgets() as api:
        chosen = {
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "secret",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": api,
            "ADVISOR_ENCRYPTION_KEYS": key,
            "ADVISOR_HOST": "127.0.0.1",
            "DATABASE_URL": url,
            "PORT": "0",
        }
        jar = aiohttp.DummyCookieJar()
        async with running(settings.read(chosen)) as address, aiohttp.ClientSession(cookie_jar=jar) as http:
            yield Attacker(http, address, file)


async def attack(by: Attacker, numbers: range) -> list[int]:
    """All kinds of requests, once for each number; what each was answered with."""
    knocks = iter([knock for n in numbers for knock in one_of_each(by, n)])

    async def go_on() -> list[int]:
        return [await knock() for knock in knocks]

    answered = await asyncio.gather(*(go_on() for _ in range(AT_ONCE)))
    await by.settled()
    return [status for some in answered for status in some]


def memory() -> tuple[int, int]:
    """Blocks of small objects, and kilobytes of all."""
    empty_what_is_bounded()
    gc.collect()
    told = Path("/proc/self/status").read_text()
    return sys.getallocatedblocks(), int(told.split("VmRSS:")[1].split()[0])


def growth(before: tuple[int, int], after: tuple[int, int]) -> tuple[int, int]:
    """How much more it is."""
    return after[0] - before[0], after[1] - before[1]


def empty_what_is_bounded() -> None:
    """What can't grow beyond so many entries by the way it is made."""
    for each in gc.get_objects():
        if type(each) is LruCache and each.__module__.startswith("yarl"):
            each.cache_clear()
        elif isinstance(each, Cache):
            assert each.maxsize <= LARGEST_CACHE
            each.clear()


def kept_of(numbers: range) -> set[int]:
    """Which of those stand in any text in memory."""
    held = gc.get_referents(*gc.get_objects())
    held += gc.get_referents(*(each for each in held if type(each) is tuple))
    mark = re.compile(f"{str(numbers[0])[:-3]}[0-9]{{3}}")
    texts = (each for each in held if type(each) is str and not each.startswith(POSTED))
    return {int(found[0]) for text in texts if (found := mark.search(text))}


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process as Linux tells it")
async def test_thousands_of_hostile_requests_leave_nothing_behind_in_memory(attacker: Attacker) -> None:
    statuses = await attack(attacker, NUMBERS[:ROUNDS])
    series, held = len(generate_latest()), [memory()]
    for begin in range(ROUNDS, len(NUMBERS), ROUNDS):
        statuses += await attack(attacker, NUMBERS[begin : begin + ROUNDS])
        held.append(memory())
    blocks, kilobytes = (min(grown) for grown in zip(*map(growth, held, held[1:]), strict=True))

    assert len(statuses) > 3_000
    assert [status for status in statuses if status >= 500] == []
    assert blocks < PER_REQUEST * len(statuses) / STRETCHES
    assert kilobytes < KILOBYTES
    assert len(generate_latest()) - series < 1_000
    assert len(kept_of(NUMBERS)) < LAST


async def test_where_we_posted_is_forgotten_when_there_is_too_much_of_it() -> None:
    ledger = OwnLedger()

    async def post(numbers: range) -> None:
        for n in numbers:
            await ledger.take(TEAM, f"{POSTED}C{n}", n, 1)

    await post(range(20_000))
    blocks, _ = memory()
    await post(range(20_000, 80_000))
    more_blocks, _ = memory()

    assert more_blocks - blocks < 40_000
