"""The two ways in: Socket Mode, where we call Slack, and HTTP, where Slack calls us."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

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
    doors = tuple(routes)
    if settings.app_token and doors:
        return _both(bolt, settings, readiness, doors, grace)
    if settings.app_token:
        return connected(bolt, settings.app_token, settings.connections)
    return listening(bolt, settings, readiness, doors, Bounds(grace=grace))


@asynccontextmanager
async def _both(
    bolt: AsyncApp,
    settings: Settings,
    readiness: Readiness,
    doors: Sequence[web.AbstractRouteDef],
    grace: float,
) -> AsyncIterator[str]:
    """Events come by Socket Mode; people come to the further addresses all the same."""
    async with (
        listening(bolt, settings, readiness, doors, Bounds(grace=grace)) as address,
        connected(bolt, settings.app_token, settings.connections),
    ):
        yield address
