"""Somebody at the door of HTTP mode, who writes bytes as they like, and a small app behind it."""

import asyncio
import hashlib
import hmac
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot import settings
from bot.gates.port import listening
from bot.http import Bounds
from bot.readiness import Readiness

SECRET = "the-signing-secret"
MENTION = b'{"type":"event_callback","team_id":"T1","event":{"type":"app_mention","user":"U1"}}'
PATIENT = Bounds()
HASTY = Bounds(headers_within=0.2, body_within=0.2, linger=0.1)


@dataclass(frozen=True)
class Heard:
    """An answer, as far as anybody looks at it; status 0: we were hung up on."""

    status: int
    headers: Mapping[str, str]
    body: str

    @classmethod
    def read(cls, raw: bytes) -> "Heard":
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        return cls(int(first.split()[1]) if first else 0, headers, body.decode("latin-1"))


class Caller:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def say(self, raw: bytes) -> None:
        self._writer.write(raw)
        await self._writer.drain()

    async def hear(self, within: float = 5) -> Heard:
        """The first answer."""
        async with asyncio.timeout(within):
            try:
                head = await self._reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                return Heard.read(b"")
            length = int(Heard.read(head).headers.get("content-length", "0"))
            return Heard.read(head + await self._reader.readexactly(length))

    async def is_hung_up_on(self, within: float = 5) -> bool:
        async with asyncio.timeout(within):
            return await self._reader.read() == b""

    def go(self) -> None:
        self._writer.close()


@dataclass(frozen=True)
class Street:
    """Where the door is, and whom the app behind it has heard."""

    port: int
    heard: list[str]
    arrived: asyncio.Event

    @asynccontextmanager
    async def caller(self) -> AsyncIterator[Caller]:
        made = Caller(*await asyncio.open_connection("127.0.0.1", self.port))
        try:
            yield made
        finally:
            made.go()

    async def knock(self, raw: bytes) -> Heard:
        """Say this, and hear what is answered."""
        async with self.caller() as caller:
            await caller.say(raw)
            return await caller.hear()


def request(body: bytes = MENTION, /, **changes: str | None) -> bytes:
    """What Slack would send, with some headers other than they should be, or (None) missing."""
    at = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    headers: dict[str, str | None] = {
        "Host": "advisor",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": f"v0={digest}",
    }
    headers |= {name.replace("_", "-"): value for name, value in changes.items()}
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join(["POST /slack/events HTTP/1.1", *lines, "", ""]).encode("latin-1") + body


def app(heard: list[str], arrived: asyncio.Event, pause: float = 0.0) -> AsyncApp:
    """Hears mentions, and thinks for so many seconds before it acknowledges."""
    allowed = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="U0")

    async def authorize() -> AuthorizeResult:
        return allowed

    bolt = AsyncApp(authorize=authorize, request_verification_enabled=False, process_before_response=True)

    @bolt.event("app_mention")
    async def hear(event: dict[str, str]) -> None:
        heard.append(event["user"])
        arrived.set()
        await asyncio.sleep(pause)

    return bolt


@asynccontextmanager
async def street(
    bounds: Bounds = PATIENT, *, pause: float = 0.0, routes: Iterable[web.RouteDef] = ()
) -> AsyncIterator[Street]:
    """The door of a small app."""
    chosen = settings.read({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET, "PORT": "0"})
    heard: list[str] = []
    arrived = asyncio.Event()

    bolt = app(heard, arrived, pause)
    async with listening(bolt, chosen, Readiness([]), routes, bounds) as address:
        yield Street(int(address.rsplit(":", 1)[1]), heard, arrived)
