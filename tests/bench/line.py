"""HTTP/1.1 as lean as it gets, so that what drives the app is never what bounds it."""

import asyncio
from collections.abc import Callable
from typing import Final, cast

_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"\ncontent-length:"


class Heap:
    """Bytes as they come in, taken out as whole messages."""

    def __init__(self) -> None:
        self._held = b""

    def add(self, data: bytes) -> None:
        """Some more."""
        self._held = self._held + data if self._held else data

    def take(self) -> tuple[bytes, bytes] | None:
        """The head and the body of the next message; None while it is not all there."""
        end = self._held.find(_END)
        if end < 0:
            return None
        head = self._held[:end]
        at = head.lower().find(_LENGTH)
        length = int(head[at + len(_LENGTH) :].split(b"\r", 1)[0]) if at >= 0 else 0
        begin = end + len(_END)
        if len(self._held) < begin + length:
            return None
        body, self._held = self._held[begin : begin + length], self._held[begin + length :]
        return head, body


class _Caller(asyncio.Protocol):
    def __init__(self) -> None:
        self._heap = Heap()
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.WriteTransport", transport)

    def connection_lost(self, _error: Exception | None) -> None:
        self.transport = None
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError("closed without an answer"))

    def data_received(self, data: bytes) -> None:
        self._heap.add(data)
        if (message := self._heap.take()) and self._answer and not self._answer.done():
            head, body = message
            self._answer.set_result((int(head[9:12]), body))

    def ask(self, request: bytes) -> asyncio.Future[tuple[int, bytes]]:
        self._answer = asyncio.get_running_loop().create_future()
        assert self.transport
        self.transport.write(request)
        return self._answer


class Line:
    """One connection that is kept alive, for one request at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._caller: _Caller | None = None

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send that request; the status and the body of the answer.

        Raises:
            OSError: nobody is there, or it was closed without an answer.
        """
        if self._caller is None or self._caller.transport is None:
            loop = asyncio.get_running_loop()
            _, self._caller = await loop.create_connection(_Caller, "127.0.0.1", self._port)
        return await self._caller.ask(request)

    def close(self) -> None:
        """Hang up."""
        if self._caller and self._caller.transport:
            self._caller.transport.close()


Reply = Callable[[bytes], None]
"""Sends an answer; at once or later, but in the order of the requests."""


class Taker(asyncio.Protocol):
    """The other side: each request goes to `take` as its first line, its body, and the way to answer."""

    def __init__(self, take: Callable[[bytes, bytes, Reply], None]) -> None:
        self._take = take
        self._heap = Heap()
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody calls."""
        self._transport = cast("asyncio.WriteTransport", transport)

    def connection_lost(self, _error: Exception | None) -> None:
        """They hung up."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """They said something."""
        self._heap.add(data)
        while message := self._heap.take():
            head, body = message
            self._take(head.split(b"\r\n", 1)[0], body, self._reply)

    def _reply(self, answer: bytes) -> None:
        if self._transport:
            self._transport.write(answer)


def answer(body: bytes, *headers: str, kind: str = "application/json; charset=utf-8") -> bytes:
    """A whole answer of status 200."""
    lines = (
        "HTTP/1.1 200 OK",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        *headers,
        "",
        "",
    )
    return "\r\n".join(lines).encode() + body
