"""One WebSocket of Socket Mode: it takes envelopes, answers each with Bolt's word, and ends once."""

import asyncio
import json
import logging
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Final

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.gates.timing import Timing
from bot.logs import logger
from bot.trouble import describe

log = logger("gates")

_SILENT: Final = logging.Logger("advisor.gates.sdk", logging.CRITICAL)
"""The library would log addresses that hold tickets; what matters is said by whoever keeps the connection."""


RENEWALS: Final = frozenset({"warning", "refresh_requested"})
"""Slack's words for "connect anew"; what is under way on the old connection may be finished there."""


class Connection(SocketModeClient):
    """The library's client, which connects once: where it would connect again, it says that it has ended.

    A client that reconnects itself has wedged for others, and whoever is behind it can't tell; a new one is
    always whole. Of the library we keep how it opens, pings, reads and answers.

    Attributes:
        ended: it is no longer to be relied on, though Slack may still send by it for a moment.
        reason: why, in Slack's words or ours.
    """

    def __init__(
        self, bolt: AsyncApp, token: str, address: str, room: asyncio.Semaphore, timing: Timing
    ) -> None:
        web_client: AsyncWebClient = bolt.client
        super().__init__(token, logger=_SILENT, web_client=web_client, ping_interval=timing.ping)
        self.wss_uri = address
        # What is read but not begun waits in the network, where Slack sees that we are slow.
        self.message_queue = asyncio.Queue(1)
        self.socket_mode_request_listeners.append(self._answer)
        self.ended = asyncio.Event()
        self.reason = ""
        self._bolt = bolt
        self._room = room
        self._timing = timing
        self._received = asyncio.Event()  # As guests are: with a hello, or with a word that there is no room.
        self._under_way: set[asyncio.Task[None]] = set()
        self._made_at = self._lived_at = time.monotonic()

    @property
    def is_renewed(self) -> bool:
        """Whether it ended because Slack wants us on another one."""
        return self.reason in RENEWALS

    @property
    def age(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self._made_at

    @property
    def last_ping_pong_time(self) -> float | None:
        """What the library keeps of the last sign of life, by the clock on the wall, which may jump."""
        return self._noted_at

    @last_ping_pong_time.setter
    def last_ping_pong_time(self, at: float | None) -> None:
        self._noted_at, self._lived_at = at, time.monotonic()

    async def is_ping_pong_failing(self) -> bool:
        """Where the library asks whether the connection is dead."""
        return self._silence() > self._timing.silence

    async def open(self) -> None:
        """Connect, and wait for Slack's hello.

        Raises:
            ConnectionError: Slack sent us away; `reason` has its word.
            TimeoutError: it says nothing.
            aiohttp.ClientError: it can't be reached.
        """
        async with asyncio.timeout(self._timing.open):
            await self.connect()
            await self._received.wait()
        if self.ended.is_set():
            raise ConnectionRefusedError(self.reason)

    async def connect(self) -> None:
        """Open the socket; the library's own verb would try for ever."""
        self.current_session = await self.aiohttp_client_session.ws_connect(
            self.wss_uri or "",
            autoping=False,
            heartbeat=self.ping_interval,
            proxy=self.proxy,
            ssl=self.web_client.ssl if self.web_client.ssl is not None else True,
        )
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the library's
        """Where the library finds that the connection is lost."""
        self._end("lost")

    async def process_message(self) -> None:
        """Begin with one message, when there is room for it."""
        raw: str = await self.message_queue.get()
        try:
            await self._take(raw)
        finally:
            self.message_queue.task_done()

    async def until_ended(self) -> str:
        """Wait until it is no longer to be relied on; why."""
        while not self.ended.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.look):
                    await self.ended.wait()
            if self._is_closed():
                self._end("closed")
            elif self._silence() > self._timing.silence:
                self._end("silent")
        return self.reason

    async def until_closed(self) -> None:
        """Go on answering until Slack has closed it, but not for ever."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.farewell):
                while not self._is_closed():  # noqa: ASYNC110 - a socket tells nobody that it was closed
                    await asyncio.sleep(min(self._timing.look, 0.1))

    async def finish(self) -> None:
        """Take nothing more, answer what was taken, and close."""
        if self.message_receiver:
            self.message_receiver.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.acks):
                await self.message_queue.join()
                if self._under_way:
                    await asyncio.wait(self._under_way)
        self.closed = True
        for task in (self.message_processor, self.message_receiver, self.current_session_monitor):
            if task:
                task.cancel()
        with suppress(TimeoutError, aiohttp.ClientError, ConnectionError):
            async with asyncio.timeout(self._timing.look):
                await self.disconnect()  # type: ignore[no-untyped-call]  # The library gives it no types.
        await self.aiohttp_client_session.close()

    async def _take(self, raw: str) -> None:
        message: dict[str, Any] = json.loads(raw) if raw.startswith("{") else {}
        match message.get("type"):
            case "hello":
                self._received.set()
            case "disconnect":
                self._end(str(message.get("reason")))
            case _:
                await self._room.acquire()
                self._begin(self.run_message_listeners(message, raw))

    async def _answer(self, _client: Any, envelope: SocketModeRequest) -> None:
        try:
            with metrics.ack("socket"):
                answer = await run_async_bolt_app(self._bolt, envelope)
                await send_async_response(self, envelope, answer, time.time())
        except Exception as error:  # noqa: BLE001 - without an answer Slack sends the envelope again
            log.warning("an envelope was not answered", error=describe(error))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._room.release()

    def _end(self, reason: str) -> None:
        if not self.ended.is_set():
            self.reason = reason
            self.ended.set()
            self._received.set()

    def _is_closed(self) -> bool:
        return self.current_session is None or self.current_session.closed

    def _silence(self) -> float:
        """Seconds since the last sign of life."""
        return time.monotonic() - self._lived_at
