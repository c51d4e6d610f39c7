"""HTTP mode's port: opened for the door, and closed so that whoever has called still gets an answer."""

import asyncio
import errno
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Final

import yarl
from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot.faults import OperatorFault
from bot.http import Bounds, Line, serve, unasked
from bot.readiness import Readiness
from bot.settings import Settings, complaint
from bot.status import health_routes, metrics_route

BACKLOG: Final = 1_024
"""Callers that the system keeps for us while we are busy."""

ANSWERED_WITHIN: Final = 1.5
"""Seconds for requests that are under way when we leave; as much again for those that must be broken off."""

REACHED_BY: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where everywhere is, seen from here


@asynccontextmanager
async def listening(
    bolt: AsyncApp,
    settings: Settings,
    readiness: Readiness,
    routes: Iterable[web.AbstractRouteDef] = (),
    bounds: Bounds = Bounds(),  # noqa: B008 - a frozen value
) -> AsyncIterator[str]:
    """Serve until the end of the block; yields the address.

    At the end we first say that we are not ready, so that a balancer sends nobody any more; `bounds.grace`
    seconds later new callers are refused, and those who have called get their answer.

    Raises:
        OperatorFault: the port or the address can't be opened.
    """
    shown = [*health_routes(readiness), *([metrics_route()] if settings.metrics_port is None else [])]
    served = serve(bolt, settings.signing_secret, [*shown, *routes], bounds)
    runner = web.AppRunner(served, shutdown_timeout=ANSWERED_WITHIN)
    await runner.setup()
    try:
        listener = await _listen(runner, settings, bounds)
        try:
            yield _address(listener)
        finally:
            readiness.stop()
            await asyncio.sleep(bounds.grace)
            listener.close()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, settings: Settings, bounds: Bounds) -> asyncio.Server:
    server = runner.server
    assert server is not None, "The runner was set up."  # noqa: S101 - what aiohttp promises, for the type
    server.request_handler = unasked(server.request_handler)
    loop = asyncio.get_running_loop()
    try:
        return await loop.create_server(
            lambda: Line(server, bounds), settings.host, settings.port, backlog=BACKLOG
        )
    except OSError as error:
        raise OperatorFault([_complaint(settings, error)]) from error


def _complaint(settings: Settings, error: OSError) -> str:
    why = f"can't be opened ({error.strerror})"
    if error.errno in {errno.EADDRINUSE, errno.EACCES}:
        return complaint("PORT", f"{settings.port} {why}")
    return complaint("ADVISOR_HOST", f"{settings.host} {why}")


def _address(listener: asyncio.Server) -> str:
    host, port = listener.sockets[0].getsockname()[:2]
    return str(yarl.URL.build(scheme="http", host=REACHED_BY.get(host, host), port=port))
