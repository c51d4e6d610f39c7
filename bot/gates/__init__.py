"""The two ways in: Socket Mode, where we call Slack, and HTTP, where Slack calls us."""

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager

from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot.gates.port import listening
from bot.gates.sockets import connected
from bot.gates.tokens import check_tokens
from bot.http import Check
from bot.settings import Settings

__all__ = ["check_tokens", "open_gate"]


def open_gate(
    bolt: AsyncApp,
    settings: Settings,
    ready: Check,
    routes: Iterable[web.AbstractRouteDef] = (),
    *,
    grace: float = 0.0,
) -> AbstractAsyncContextManager[str]:
    """Let events in; yields the address of HTTP mode, or "" in Socket Mode.

    Args:
        bolt: takes what Slack sends.
        settings: say which way it comes.
        ready: raises while something that we stand on is away.
        routes: further addresses of HTTP mode.
        grace: seconds between saying that we leave and refusing new callers.
    """
    if settings.app_token:
        return connected(bolt, settings.app_token, settings.connections)
    return listening(bolt, settings, ready, routes, grace=grace)
