"""Thousands of hostile requests, each with names that never came before, leave nothing behind in memory."""

import asyncio
import gc
import hashlib
import hmac
import json
import logging
import re
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest
from aiohttp import web
from cachetools import Cache
from prometheus_client import generate_latest
from yarl import URL

from bot import settings
from bot.app import running
from bot.pace import IN_A_WORKSPACE, Limit, OwnLedger
from bot.sandbox.signed_http import FORM
from dialogs.storage import SqlStore, migrate
from dialogs.storage.sealed import new_key, seal_under
from tests.dialogs.installing import NORTHWIND, put
from tests.stories.test_hostile_payloads import encode

SECRET: Final = "the-signing-secret"
TEAM: Final = "T1"
FAT: Final = "x" * 20_000
"""Lies in what is sent, so that memory would tell if any of it was kept."""

ROUNDS: Final = 30
"""Of requests of all kinds, in each stretch."""

NUMBERS: Final = range(731_400_000, 731_400_000 + 2 * ROUNDS)
"""They name everything that is sent, and stand nowhere else."""

AT_ONCE: Final = 4
PER_REQUEST: Final = 2
"""Blocks of memory: less than a key and what it leads to would take."""

LAST: Final = 10
"""Of these numbers something may lie about until the next requests come."""

LARGEST_CACHE: Final = 20_000
"""Entries, which take about 10 MB."""

POSTED: Final = "channel:"
"""How the places begin that we posted to; the pace keeps ten thousand of them, as the second story shows."""

KILOBYTES: Final = 6_000
"""About half of what is sent in a stretch; the system gives memory in large pieces."""

LruCache: Final = type(lru_cache(str))

JSON: Final = "application/json"
Knock = Callable[[], Awaitable[int]]


@dataclass(frozen=True)
class Attacker:
    """Somebody who can reach the app's address and, where it says so, has Slack sign what they made up."""

    http: aiohttp.ClientSession
    address: str
    database: Path

    async def post(self, form: str, body: str, **changes: str) -> int:
        """Signed, but for what is changed."""
        at = str(int(time.time()))
        digest = hmac.new(SECRET.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {"Content-Type": form, "X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}
        headers |= {name.replace("_", "-"): value for name, value in changes.items()}
        return await self.ask("POST", "/slack/events", headers, body)

    async def ask(self, verb: str, path: str, headers: dict[str, str], body: str = "") -> int:
        url = URL(self.address + path, encoded=True)
        async with self.http.request(
            verb, url, headers=headers, data=body.encode(), allow_redirects=False
        ) as answer:
            await answer.read()
            return answer.status

    async def say(self, raw: str) -> int:
        """Any bytes; the status of the answer."""
        url = URL(self.address)
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(raw.encode())
        first = await reader.readline()
        writer.close()
        return int(first.split()[1])

    async def settled(self) -> None:
        """Wait until all that was taken is done."""
        async with asyncio.timeout(30):
            while self._open():
                await asyncio.sleep(0.02)

    def _open(self) -> int:
        with sqlite3.connect(self.database) as database:
            return int(database.execute("SELECT count(*) FROM inbox WHERE state = 'open'").fetchone()[0])


def one_of_each(by: Attacker, n: int) -> Iterator[Knock]:
    """A request of each kind; in this one, everything is named by that number."""
    body = json.dumps({"type": "event_callback", "event": {"type": "message"}, "n": n, "fat": FAT})
    for changed in (
        {"X_Slack_Signature": ""},
        {"X_Slack_Signature": "v0=" + f"{n:064x}"},
        {"X_Slack_Signature": f"v{n}"},
        {"X_Slack_Request_Timestamp": str(n)},
        {"X_Slack_Request_Timestamp": f"-{n}"},
        {"Content_Type": f"text/x{n}"},
        {"Content_Encoding": f"x{n}"},
        {"Content_Type": f"{JSON}; charset=x{n}"},
        {f"X_Strange_{n}": "x" * 4_000, "Cookie": f"c{n}={n}", "X_Slack_Retry_Num": str(n)},
    ):
        yield lambda changed=changed: by.post(JSON, body, **changed)  # type: ignore[misc]
    for nonsense in (
        f"[{n}]",
        "[" * 10_000 + str(n),
        f"payload={n}",
        f"payload=%7B%22x{n}%22%3A1%7D",
        f"a{n}",
    ):
        for form in (JSON, FORM):
            yield lambda form=form, nonsense=nonsense: by.post(form, nonsense)  # type: ignore[misc]
    yield lambda: by.say(f"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: {2_000_000 + n}\r\n\r\n")
    yield lambda: by.say(f"{n} is no HTTP\r\n\r\n")
    for verb, path in (("GET", f"/p{n}"), (f"V{n}", "/slack/events"), ("PUT", f"/slack/install?x={n}")):
        yield lambda verb=verb, path=path: by.ask(verb, path, {})  # type: ignore[misc]
    cookie = {"Cookie": f"slack-app-oauth-state=s{n}", "Accept-Language": f"x{n}"}
    for query in (f"code=c{n}&state=s{n}", f"error=e{n}&state=s{n}", f"state=s{n}", f"code=c{n}", "%00" * 50):
        yield lambda query=query: by.ask("GET", f"/slack/oauth_redirect?{query}", cookie)  # type: ignore[misc]
    yield lambda: by.ask("GET", f"/slack/install?team=T{n}&x={FAT[:4_000]}", cookie)
    for kind, payload in islice(made_up(n), n % 3, None, 3):  # To work on them takes most of the time.
        yield lambda kind=kind, payload=payload: by.post(*encode(kind, payload))  # type: ignore[misc]


def made_up(n: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Payloads that are signed: strangers' ones, those of workspaces that never had the app, forged ones."""
    said = {"user": f"U{n}", "channel": f"C{n}", "ts": f"18{n:08}.000100", "text": "payroll", "fat": FAT}
    for number, (team, event) in enumerate(
        [
            (f"T0{n}", {**said, "type": "app_mention"}),
            (f"T0{n}", {**said, "type": "app_uninstalled"}),
            (TEAM, {**said, "type": f"x{n}"}),
            (TEAM, {**said, "type": "message", "channel_type": f"x{n}"}),
            (TEAM, {**said, "type": "message", "channel_type": "im", "subtype": f"x{n}"}),
            (TEAM, {**said, "type": "app_mention", "user": {"id": f"U{n}"}}),
            (TEAM, {**said, "type": "message", "channel_type": "im", "text": "help", "channel": "D1"}),
            (TEAM, {**said, "type": "member_joined_channel", "inviter": f"U{n}"}),
        ]
    ):
        yield (
            "events_api",
            {
                "type": "event_callback",
                "team_id": team,
                "event_id": f"Ev{n}N{number}",
                "event": event,
            },
        )
    whose = {"team": {"id": TEAM}, "user": {"id": f"U{n}"}, "trigger_id": f"{n}.1.a", "token": FAT}
    box = {"type": "message", "channel_id": f"C{n}", "message_ts": f"18{n:08}.000100"}
    view = {
        "id": f"V{n}",
        "hash": f"h{n}",
        "callback_id": f"check:{n}",
        "private_metadata": f"m{n}{FAT[:2_000]}",
    }
    shown = {**view, "type": "modal", "state": {"values": {f"b{n}": {f"a{n}": {"value": FAT}}}}}
    action = {
        "action_id": f"answer:{n}",
        "block_id": f"b{n}",
        "type": "button",
        "value": f"q{n}|{FAT[:1_000]}",
    }
    for kind, more in (
        ("block_actions", {"container": box, "channel": {"id": f"C{n}"}, "actions": [action]}),
        ("block_actions", {"container": {"type": "view"}, "view": shown, "actions": [action]}),
        ("view_submission", {"view": shown}),
        ("view_closed", {"view": shown, "is_cleared": True}),
        ("block_suggestion", {"action_id": f"a{n}", "block_id": f"b{n}", "value": f"v{n}"}),
        ("shortcut", {"callback_id": f"x{n}"}),
        (f"x{n}", {"callback_id": f"x{n}"}),
    ):
        yield "interactive", {"type": kind, **whose, **more, "trigger_id": f"{n}.{kind}.{len(more)}"}
    typed = {"team_id": TEAM, "user_id": f"U{n}", "channel_id": f"C{n}", "trigger_id": f"{n}.1.c"}
    yield "slash_commands", {**typed, "command": "/outsource-check", "text": "help", "x": FAT}
    yield "slash_commands", {**typed, "command": f"/x{n}", "text": FAT}


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
    blocks, kilobytes, series = *memory(), len(generate_latest())
    more = await attack(attacker, NUMBERS[ROUNDS:])
    more_blocks, more_kilobytes = memory()

    assert len(statuses + more) > 2_000
    assert [status for status in statuses + more if status >= 500] == []
    assert more_blocks - blocks < PER_REQUEST * len(more)
    assert more_kilobytes - kilobytes < KILOBYTES
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
