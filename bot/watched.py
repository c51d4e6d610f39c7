"""Watches what we wait for: each call of Slack and each unit of the database is timed, and may be traced."""

import re
from collections.abc import Callable
from time import perf_counter
from typing import Final, TypeVar

import aiohttp
from yarl import URL

from bot import metrics, tracing
from dialogs.storage import Store, Visit

T = TypeVar("T")

_METHOD: Final = re.compile(r"/api/([a-zA-Z]+(?:\.[a-zA-Z0-9]+){1,3})")
"""The path of a method of the Web API; nothing else that we call has such a path."""


class WatchedStore:
    """The same store; every unit is timed, from being handed over to its outcome."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def run(self, unit: Callable[[Visit], T], *, one_change: bool = False) -> T:
        """Does that unit."""
        begun = perf_counter()
        try:
            with tracing.span("database"):
                return await self._store.run(unit, one_change=one_change)
        finally:
            metrics.unit(perf_counter() - begun)

    async def settle(self) -> None:
        """As the store does."""
        await self._store.settle()

    async def close(self) -> None:
        """Closes the store."""
        await self._store.close()


async def watch_call(
    request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Stands in the session through which we call Slack: each call is timed, and every 429 counted."""
    method, begun = method_of(request.url), perf_counter()
    span = tracing.begin("slack", method=method)
    try:
        response = await send(request)
    except BaseException as error:
        metrics.slack_called(method, perf_counter() - begun, None)
        span.fail(error)
        raise
    metrics.slack_called(method, perf_counter() - begun, response.status)
    span.end()
    return response


def method_of(url: URL) -> str:
    """The method of the Web API that is called; of any other address, as it may hold ids, only its kind."""
    if found := _METHOD.fullmatch(url.path):
        return found[1]
    return "response_url" if url.path.startswith(("/commands/", "/actions/", "/app/")) else metrics.OTHER
