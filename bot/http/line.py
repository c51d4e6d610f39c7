"""One caller's connection: its headers must come in time, and what is no HTTP is answered with few words."""

import asyncio
import logging
from typing import Final

from aiohttp import web

from bot.http.bounds import Bounds

NAME: Final = "outsource-advisor"
"""What answers call the server; no version, which would tell an attacker what to try."""

_SILENT: Final = logging.Logger("advisor.http.line", logging.CRITICAL)
"""What is no HTTP is no error of ours, and would fill the log with words of whoever sent it."""


class Line(web.RequestHandler):
    """aiohttp's connection, with the two things that it leaves to others."""

    def __init__(self, server: web.Server, bounds: Bounds) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type]  # None: nothing is logged of a request.
            logger=_SILENT,
            keepalive_timeout=bounds.idle,
            lingering_time=bounds.linger,
            auto_decompress=False,
        )
        self._headers_within = bounds.headers_within
        self._deadline: asyncio.TimerHandle | None = None
        self._is_busy = False

    def data_received(self, data: bytes) -> None:
        """Some bytes came; the first of a request start the clock."""
        if self._deadline is None and not self._is_busy:
            self._deadline = self._loop.call_later(self._headers_within, self.force_close)
        super().data_received(data)

    def begin(self) -> None:
        """The headers are there."""
        self._is_busy = True
        self._stop_clock()

    def end(self) -> None:
        """The request was answered."""
        self._is_busy = False

    def connection_lost(self, exc: BaseException | None) -> None:
        """The caller has gone."""
        self._stop_clock()
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002 - it repeats what was sent, so it is not told
    ) -> web.StreamResponse:
        """Answer what aiohttp could not read."""
        answer = super().handle_error(request, status, exc, "This can't be read.")
        answer.headers["Server"] = NAME
        return answer

    def _stop_clock(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
