"""The other end of Socket Mode on a bad day: it refuses, falls silent, hangs up, as a story wants it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

Json = dict[str, Any]


class Line:
    """One WebSocket that the app opened."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self._socket = socket
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self.is_open = True

    async def mention(self, name: str, kind: str = "app_mention") -> None:
        """Send an envelope of that name."""
        self._acks[name] = asyncio.get_running_loop().create_future()
        event = {"type": kind, "user": name}
        payload = {"type": "event_callback", "team_id": "T1", "event": event}
        await self._socket.send_json({"type": "events_api", "envelope_id": name, "payload": payload})

    async def acked(self, name: str, within: float = 3) -> bool:
        """Whether the envelope is acknowledged by this line in time."""
        done, _ = await asyncio.wait({self._acks[name]}, timeout=within)
        return bool(done)

    async def disconnect(self, reason: str) -> None:
        await self._socket.send_json({"type": "disconnect", "reason": reason})

    def cut(self) -> None:
        """End it without a word."""
        if self._request.transport:
            self._request.transport.abort()

    async def listen(self) -> None:
        async for message in self._socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                said = json.loads(message.data)
                self._acks[said["envelope_id"]].set_result(said)


class OddSlack:
    """Serves `apps.connections.open` and what it leads to.

    Attributes:
        refusals: what the next asks are answered with: a status and headers.
        welcome: what is said on a new line: `hello`, or a reason to leave at once.
        is_mute: new lines read nothing, and answer no ping.
        asked_at: when connections were asked for, by the loop's clock.
    """

    def __init__(self) -> None:
        self.refusals: list[tuple[int, dict[str, str]]] = []
        self.welcome = "hello"
        self.is_mute = False
        self.asked_at: list[float] = []
        self.lines: list[Line] = []
        self.url = ""
        self._changed = asyncio.Condition()

    @property
    def open_lines(self) -> list[Line]:
        return [line for line in self.lines if line.is_open]

    async def until(self, holds: Callable[[], bool], within: float = 5) -> None:
        async with asyncio.timeout(within), self._changed:
            await self._changed.wait_for(holds)

    async def has(self, count: int) -> list[Line]:
        """Wait until so many lines are open; they."""
        await self.until(lambda: len(self.open_lines) == count)
        return self.open_lines

    @asynccontextmanager
    async def served(self) -> AsyncIterator["OddSlack"]:
        app = web.Application()
        app.add_routes([web.post("/api/apps.connections.open", self._open), web.get("/link", self._link)])
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _open(self, _request: web.Request) -> web.Response:
        self.asked_at.append(asyncio.get_running_loop().time())
        await self._tell()
        if self.refusals:
            status, headers = self.refusals.pop(0)
            return web.json_response({"ok": False, "error": "refused"}, status=status, headers=headers)
        return web.json_response({"ok": True, "url": f"ws://{self.url}/link"})

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=not self.is_mute, timeout=0.1)
        await socket.prepare(request)
        line = Line(request, socket)
        if self.welcome == "hello":
            await socket.send_json({"type": "hello"})
        else:
            await line.disconnect(self.welcome)
        self.lines.append(line)
        await self._tell()
        try:
            await line.listen()
        finally:
            line.is_open = False
            await self._tell()
        return socket

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


@asynccontextmanager
async def app_of(slack: OddSlack, heard: list[str], pause: float = 0.0) -> AsyncIterator[AsyncApp]:
    """An app that hears mentions, and thinks for so many seconds before it acknowledges."""
    allowed = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="U0")

    async def authorize() -> AuthorizeResult:
        return allowed

    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=f"http://{slack.url}/api/", session=session)
        bolt = AsyncApp(client=client, authorize=authorize, process_before_response=True)

        @bolt.event("app_mention")
        async def hear(event: dict[str, str]) -> None:
            heard.append(event["user"])
            await asyncio.sleep(pause)

        yield bolt
