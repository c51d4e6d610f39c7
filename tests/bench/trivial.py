"""Answers every press at once and calls Slack once, with no framework at all: as fast as a press can be sent.

What drives the app must be faster than this is against the app, or it measures itself.
"""

import asyncio
import os
import re
import signal

import uvloop

from tests.bench.line import Line, Reply, Taker, answer

ACK = answer(b"")
_HOOK = re.compile(rb"response_url%22%3A%22http%3A%2F%2F127.0.0.1%3A(\d+)(%2Fhook%2F[^%]+%2F)")


class Server:
    """Acks, then calls, on as many lines as are needed at once."""

    def __init__(self) -> None:
        self._idle: list[Line] = []
        self._busy: set[asyncio.Task[None]] = set()

    def take(self, _line: bytes, body: bytes, reply: Reply) -> None:
        """One request."""
        reply(ACK)
        if found := _HOOK.search(body):
            task = asyncio.create_task(self._call(int(found[1]), found[2].replace(b"%2F", b"/")))
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)

    async def _call(self, port: int, path: bytes) -> None:
        line = self._idle.pop() if self._idle else Line(port)
        await line.ask(
            b"POST %b HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n%b" % (path, 3000, b" " * 3000)
        )
        self._idle.append(line)


async def serve() -> None:
    """Serve until SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    taken = Server().take
    server = await loop.create_server(lambda: Taker(taken), "127.0.0.1", int(os.environ["PORT"]))
    await stop.wait()
    server.close()


if __name__ == "__main__":
    uvloop.run(serve())
