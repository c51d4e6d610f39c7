"""Socket Mode: WebSockets that the app opens, envelopes that it acknowledges."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from aiohttp import WSMsgType, web

from bot.sandbox.delivery import NoAnswer, Parcel
from bot.sandbox.faults.cutting import cut
from bot.sandbox.mint import Mint
from bot.sandbox.shapes import Json
from bot.sandbox.timing import Clock, Timing

MOST_CONNECTIONS: Final = 10
HEARTBEAT: Final = 10.0
DEBUG_HOST: Final = {"host": "sandbox"}


@dataclass(eq=False, slots=True)
class Connection:
    """One WebSocket, and the envelopes that it has not acknowledged yet.

    Attributes:
        request: what it came from, and whose network connection it has.
    """

    socket: web.WebSocketResponse
    request: web.Request
    pending: dict[str, asyncio.Future[Json]] = field(default_factory=dict)


class SocketMode:
    """The connections of the app; each envelope goes to any one of them."""

    def __init__(self, mint: Mint, clock: Clock, timing: Timing, app_id: str) -> None:
        self._mint = mint
        self._clock = clock
        self._timing = timing
        self._app_id = app_id
        self._tickets: dict[str, float] = {}
        self._connections: list[Connection] = []
        self._turn = count()
        self._arrived = asyncio.Event()

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    def issue(self) -> str:
        """The path and query of an address that may be connected to, once and soon."""
        ticket = self._mint.secret()
        self._tickets[ticket] = self._clock()
        return f"/link/?ticket={ticket}&app_id={self._app_id}"

    async def connected(self, least: int = 1) -> None:
        """Wait until the app has that many connections."""
        while self.connections < least:
            self._arrived.clear()
            await self._arrived.wait()

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Say `disconnect` to every connection, as Slack does now and then, and end it soon after."""
        leaving, self._connections = self._connections, []
        for connection in leaving:
            with suppress(ConnectionError):
                await connection.socket.send_json(
                    {"type": "disconnect", "reason": reason, "debug_info": DEBUG_HOST}
                )
        await asyncio.sleep(self._timing.farewell)
        await asyncio.gather(*(connection.socket.close() for connection in leaving))

    def drop(self, connections: int | None = None) -> int:
        """Reset connections, oldest first, without a word; how many."""
        leaving = self._connections[:connections]
        self._connections = [one for one in self._connections if one not in leaving]
        for connection in leaving:
            cut(connection.request)
        return len(leaving)

    async def close(self) -> None:
        """End every connection without a word."""
        leaving, self._connections = self._connections, []
        await asyncio.gather(*(connection.socket.close() for connection in leaving))

    async def carry(self, parcel: Parcel) -> Json:
        """Send an envelope down one connection and wait for its acknowledgement."""
        if not self._connections:
            raise NoAnswer("connection_failed")
        connection = self._connections[next(self._turn) % len(self._connections)]
        envelope = _wrap(parcel)
        fresh = asyncio.get_running_loop().create_future()
        # The same envelope may be on its way twice, and is acknowledged once.
        answer = connection.pending.setdefault(parcel.envelope, fresh)
        try:
            await connection.socket.send_json(envelope)
            return await asyncio.wait_for(asyncio.shield(answer), self._timing.ack)
        except TimeoutError as error:
            raise NoAnswer("timeout") from error
        except ConnectionError as error:
            raise NoAnswer("connection_failed") from error
        finally:
            connection.pending.pop(parcel.envelope, None)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket that the app connects to."""
        issued = self._tickets.pop(request.query.get("ticket", ""), None)
        if issued is None or self._clock() - issued > self._timing.ticket:
            raise web.HTTPUnauthorized(text="This address was used, is too old, or was never given.")
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, timeout=1)
        await socket.prepare(request)
        if self.connections >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        await self._converse(Connection(socket, request))
        return socket

    async def _converse(self, connection: Connection) -> None:
        self._connections.append(connection)
        await connection.socket.send_json(self._hello())
        self._arrived.set()
        try:
            async for message in connection.socket:
                if message.type is WSMsgType.TEXT:
                    _acknowledge(connection, message.data)
        finally:
            if connection in self._connections:
                self._connections.remove(connection)
            for answer in connection.pending.values():
                if not answer.done():
                    answer.set_exception(NoAnswer("connection_failed"))

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.connections,
            "debug_info": {**DEBUG_HOST, "build_number": 1, "approximate_connection_time": 18_060},
            "connection_info": {"app_id": self._app_id},
        }


def _wrap(parcel: Parcel) -> Json:
    envelope = {
        "envelope_id": parcel.envelope,
        "type": parcel.kind,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind != "events_api",
    }
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
    return envelope


def _acknowledge(connection: Connection, data: str) -> None:
    try:
        word = json.loads(data)
    except ValueError:
        return
    if not isinstance(word, dict):
        return
    answer = connection.pending.get(str(word.get("envelope_id")))
    if answer is not None and not answer.done():
        payload = word.get("payload")
        answer.set_result(payload if isinstance(payload, dict) else {})
