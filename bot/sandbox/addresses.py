"""Every address of the sandbox: the Web API, Socket Mode, response addresses, files, the page."""

from collections.abc import Iterable
from typing import Final

from aiohttp import web

from bot.sandbox.guard import guard
from bot.sandbox.hooks import Hooks
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.web_api.counter import Counter

LARGEST_BODY: Final = 1_000_000
"""Bytes of one request that is no file; Slack's own largest payload, a view, is 250 kB."""


def open_addresses(
    counter: Counter, hooks: Hooks, socket_mode: SocketMode, others: Iterable[web.AbstractRouteDef]
) -> web.Application:
    """The application that serves them; `others`: those of files and of the page."""
    app = web.Application(middlewares=[guard], client_max_size=LARGEST_BODY)
    app.router.add_route("GET", "/api/{method}", counter.serve)
    app.router.add_route("POST", "/api/{method}", counter.serve)
    app.router.add_get("/link/", socket_mode.serve)
    for kind in ("commands", "actions", "app"):
        app.router.add_post(f"/{kind}/{{tail:.+}}", hooks.serve)
    app.router.add_routes(others)
    return app
