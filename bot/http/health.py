"""How the process is, for whoever watches over it: alive, ready, and in figures."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

log = logging.getLogger("advisor.http")

Check = Callable[[], Awaitable[None]]
"""Raises while something that we stand on is away."""


def routes(ready: Check) -> list[web.RouteDef]:
    """`/healthz`, `/readyz`, `/metrics`."""

    async def healthy(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def readiness(_request: web.Request) -> web.Response:
        try:
            await ready()
        except Exception as error:  # noqa: BLE001 - whatever is away, the answer is "not ready"
            log.warning("not ready: %s", type(error).__name__)
            return web.json_response({"ok": False}, status=503)
        return web.json_response({"ok": True})

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthy), web.get("/readyz", readiness), web.get("/metrics", metrics)]
