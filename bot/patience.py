"""How often Slack is asked again, and after how long: in this moment, not in the next hour."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any, Final

import aiohttp
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.builtin_interval_calculators import BackoffRetryIntervalCalculator

TRIES: Final = 3

PAUSE: Final = 0.25
"""Seconds before the second try, and twice as many before the third."""

LONGEST: Final = 30.0
"""Seconds; whoever is told to wait for longer comes back as a new attempt at the whole piece of work."""

Hold = Callable[[str, float], Awaitable[None]]
"""Is told that no call of that method may go for so many seconds."""


class _RateLimited(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack says, and lets everybody else know."""

    def __init__(self, hold: Hold) -> None:
        super().__init__(max_retry_count=TRIES)
        self._hold = hold

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - as the library calls it
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 - as the library calls it
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        seconds = _retry_after(response)
        await self._hold(method_of(request.url), seconds)
        return seconds <= LONGEST

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,  # noqa: ARG002 - as the library calls it
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 - as the library calls it
    ) -> None:
        """Wait; the library's own verb takes whole seconds only, and trips over anything else."""
        seconds = _retry_after(response) if response else 1.0
        await asyncio.sleep(seconds + random.random())  # noqa: S311 - no secret
        state.next_attempt_requested = True
        state.increment_current_attempt()


def handlers(hold: Hold) -> list[AsyncRetryHandler]:
    """What stands by every patient client: 429 is obeyed, lost connections and 5xx are tried again."""
    backoff = BackoffRetryIntervalCalculator(backoff_factor=PAUSE)
    lost: list[Any] = [aiohttp.ClientConnectionError, aiohttp.ClientPayloadError]
    return [
        _RateLimited(hold),
        AsyncConnectionErrorRetryHandler(TRIES, backoff, error_types=lost),
        AsyncServerErrorRetryHandler(TRIES, backoff),
    ]


def method_of(url: str) -> str:
    """The Web API method that an address ends in."""
    return url.rstrip("/").rpartition("/")[2]


def _retry_after(response: HttpResponse) -> float:
    named = [value for name, value in response.headers.items() if name.lower() == "retry-after"]
    first = named[0] if named else "1"
    text = first if isinstance(first, str) else next(iter(first), "1")
    try:
        return max(0.0, min(float(text), 3600.0))
    except ValueError:
        return 1.0
