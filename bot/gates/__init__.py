"""The two ways in: Socket Mode, where we call Slack, and HTTP, where Slack calls us."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot.gates.port import listening
from bot.gates.sockets import connected
from bot.gates.tokens import check_tokens
from bot.http import Bounds
from bot.readiness import Readiness
from bot.settings import Settings

__all__ = ["check_tokens", "open_gate"]


def open_gate(
    bolt: AsyncApp,
    settings: Settings,
    readiness: Readiness,
    routes: Iterable[web.AbstractRouteDef] = (),
    *,
    grace: float = 0.0,
) -> AbstractAsyncContextManager[str]:
    """Let events in; yields the address where we listen, or "" where we do not.

    Args:
        bolt: takes what Slack sends.
        settings: say which way it comes.
        readiness: is told when we leave, and asked by whoever watches over us.
        routes: further addresses, which are served in Socket Mode, too.
        grace: seconds between saying that we leave and refusing new callers.
    """
    bounds = Bounds(grace=grace)
    if settings.app_token:
        return _socket_mode(bolt, settings, readiness, tuple(routes), bounds)
    return listening(bolt, settings, readiness, routes, bounds)


@asynccontextmanager
async def _socket_mode(
    bolt: AsyncApp,
    settings: Settings,
    readiness: Readiness,
    routes: Sequence[web.AbstractRouteDef],
    bounds: Bounds,
) -> AsyncIterator[str]:
    """Events come by our own connections; people come to the further addresses all the same."""
    address = ""
    async with AsyncExitStack() as stack:
        if routes:
            address = await stack.enter_async_context(listening(bolt, settings, readiness, routes, bounds))
        await stack.enter_async_context(connected(bolt, settings.app_token, settings.connections))
        try:
            yield address
        finally:
            readiness.stop()
