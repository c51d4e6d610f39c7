"""A wire tap between the app and PostgreSQL: it counts, cuts and holds what goes through."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

CHUNK: Final = 65_536

Before = Callable[[bytes], bool]
"""Sees what the app sends; True: it never arrives."""

After = Callable[[bytes], bool]
"""Sees what the server answers; True: the app never hears of it."""


class Tap:
    """Listens on a free port of this machine, and goes on to the server's own socket.

    Attributes:
        before: judges each chunk that the app sends.
        after: judges each chunk that comes back.
        refuses: whoever comes is sent away.
    """

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self.before: Before = _let_go
        self.after: After = _let_go
        self.refuses = False

    async def __aenter__(self) -> "Tap":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()
        self.cut()

    def url(self, database: str) -> str:
        """The address of that database by way of the tap."""
        assert self._server
        port = self._server.sockets[0].getsockname()[1]
        return f"postgresql://postgres@127.0.0.1:{port}/{database}?sslmode=disable&gssencmode=disable"

    def cut(self) -> None:
        """End every connection without a word."""
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    async def _serve(self, app: asyncio.StreamReader, to_app: asyncio.StreamWriter) -> None:
        if self.refuses:
            to_app.transport.abort()
            return
        try:
            server, to_server = await asyncio.open_unix_connection(self._socket)
        except OSError:
            to_app.transport.abort()
            return
        both = {to_app, to_server}
        self._open |= both
        await asyncio.gather(
            self._pump(app, to_server, self._is_swallowed_up),
            self._pump(server, to_app, self._is_swallowed_down),
        )
        for writer in both:
            writer.transport.abort()
        self._open -= both

    def _is_swallowed_up(self, data: bytes) -> bool:
        return self.before(data)

    def _is_swallowed_down(self, data: bytes) -> bool:
        return self.after(data)

    async def _pump(self, come: asyncio.StreamReader, go: asyncio.StreamWriter, swallow: Before) -> None:
        with suppress(OSError):
            while data := await come.read(CHUNK):
                if not swallow(data):
                    go.write(data)
                    await go.drain()
        go.transport.abort()


def _let_go(_data: bytes) -> bool:
    return False
