"""Slack's Web API with nothing behind it: it takes any call, answers at once or a bit later, and counts."""

import asyncio
import json
import re
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.manifest import manifest
from tests.bench.line import Reply, Taker, answer
from tests.bench.script import APP, BOT, BOT_USER, TEAM

_CHANNEL = re.compile(rb'"channel":\s*"([^"]+)"')


@dataclass(slots=True)
class FarEnd:
    """What arrives there, and who waits for it.

    Attributes:
        delay: seconds until it answers.
        address: where it is.
        calls: by method, how many came.
        shown: how many effects people waited for and saw.
        surplus: other effects: a card once more, or an older one.
        outdated: where an older card than the newest that was shown stands now.
    """

    delay: float = 0.0
    address: str = ""
    calls: Counter[str] = field(default_factory=Counter)
    shown: int = 0
    surplus: int = 0
    outdated: set[str] = field(default_factory=set)
    _newest: deque[bytes] = field(default_factory=lambda: deque(maxlen=501))
    _awaited: dict[str, tuple[bytes, asyncio.Future[None]]] = field(default_factory=dict)

    def expect(self, channel: str, shows: bytes) -> asyncio.Future[None]:
        """Comes true when a message for that channel shows that."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._awaited[channel] = shows, future
        return future

    def typical(self) -> bytes:
        """Of the last effects, the body of middle size."""
        return sorted(self._newest, key=len)[len(self._newest) // 2]

    def take(self, line: bytes, body: bytes, reply: Reply) -> None:
        """One call."""
        method, channel = _target(line.split(b" ", 2)[1].decode(), body)
        self.calls[method] += 1
        if channel:
            self._notice(channel, body)
        said = ANSWERS.get(method, OK)
        if self.delay and method != "auth.test":
            asyncio.get_running_loop().call_later(self.delay, reply, said)
        else:
            reply(said)

    def _notice(self, channel: str, body: bytes) -> None:
        self._newest.append(body)
        shows, future = self._awaited.get(channel, (b"", None))
        if future is None or shows not in body:
            self.surplus += 1
            if future is None or future.done():
                self.outdated.add(channel)
            return
        self.outdated.discard(channel)
        if future.done():
            self.surplus += 1
        else:
            self.shown += 1
            future.set_result(None)


@asynccontextmanager
async def far_end() -> AsyncIterator[FarEnd]:
    """It listens on a free port of this machine while the block lasts."""
    end = FarEnd()
    server = await asyncio.get_running_loop().create_server(lambda: Taker(end.take), "127.0.0.1", 0)
    end.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield end
    finally:
        server.close()


def _target(path: str, body: bytes) -> tuple[str, str]:
    """The method, and the channel that a message is for."""
    if path.startswith("/hook/"):
        return "response_url", path.split("/")[2]
    method = path.removeprefix("/api/").split("?", 1)[0]
    found = _CHANNEL.search(body) if method.startswith("chat.") else None
    return method, found[1].decode() if found else ""


def _json(told: dict[str, object], *headers: str) -> bytes:
    return answer(json.dumps({"ok": True, **told}).encode(), *headers)


OK = _json({"channel": "D0BENCH001", "ts": "1700000000.000100", "text": ""})
ANSWERS = {
    "auth.test": _json(
        {
            "url": "https://bench.slack.com/",
            "team": "Bench",
            "team_id": TEAM,
            "user": "outsource_advisor",
            "user_id": BOT_USER,
            "bot_id": BOT,
            "app_id": APP,
        },
        f"x-oauth-scopes: {','.join(manifest()['oauth_config']['scopes']['bot'])}",
    ),
    "response_url": answer(b"ok", kind="text/html"),
}
