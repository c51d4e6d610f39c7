"""Somebody hostile at the app's address, and whatever they send."""

import asyncio
import hashlib
import hmac
import json
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

import aiohttp
from yarl import URL

from bot.sandbox.signed_http import FORM
from tests.stories.test_hostile_payloads import encode

SECRET: Final = "the-signing-secret"
TEAM: Final = "T1"
FAT: Final = "x" * 20_000
"""Lies in what is sent, so that memory would tell if any of it was kept."""
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

    async def deliver(self, kind: str, payload: dict[str, Any]) -> int:
        """A payload as Slack sends those of its kind."""
        return await self.post(*encode(kind, payload))

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
        yield partial(by.post, JSON, body, **changed)
    for nonsense in (
        f"[{n}]",
        "[" * 10_000 + str(n),
        f"payload={n}",
        f"payload=%7B%22x{n}%22%3A1%7D",
        f"a{n}",
    ):
        for form in (JSON, FORM):
            yield partial(by.post, form, nonsense)
    yield lambda: by.say(f"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: {2_000_000 + n}\r\n\r\n")
    yield lambda: by.say(f"{n} is no HTTP\r\n\r\n")
    for verb, path in (("GET", f"/p{n}"), (f"V{n}", "/slack/events"), ("PUT", f"/slack/install?x={n}")):
        yield partial(by.ask, verb, path, {})
    cookie = {"Cookie": f"slack-app-oauth-state=s{n}", "Accept-Language": f"x{n}"}
    for query in (f"code=c{n}&state=s{n}", f"error=e{n}&state=s{n}", f"state=s{n}", f"code=c{n}", "%00" * 50):
        yield partial(by.ask, "GET", f"/slack/oauth_redirect?{query}", cookie)
    yield lambda: by.ask("GET", f"/slack/install?team=T{n}&x={FAT[:4_000]}", cookie)
    for kind, payload in islice(made_up(n), n % 3, None, 3):  # To work on them takes most of the time.
        yield partial(by.deliver, kind, payload)


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
