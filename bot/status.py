"""How we are, for programs: `/healthz`, `/readyz` and `/metrics`, beside Slack's address or apart from it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.faults import OperatorFault
from bot.readiness import Readiness
from bot.settings import Settings, complaint


def health_routes(readiness: Readiness) -> list[web.RouteDef]:
    """Whether the process runs, and whether it can do its work; only the log tells what is wrong."""

    async def healthy(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def ready(_request: web.Request) -> web.Response:
        parts = await readiness.look()
        good = all(parts.values())
        return web.json_response({"ok": good, "parts": parts}, status=200 if good else 503)

    return [web.get("/healthz", healthy), web.get("/readyz", ready)]


def metrics_route() -> web.RouteDef:
    """The counts of this process."""

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return web.get("/metrics", metrics)


@asynccontextmanager
async def looked_at(readiness: Readiness, settings: Settings) -> AsyncIterator[str]:
    """While the block lasts, say how we are on a port of its own; yields the address, "" where there is none.

    Raises:
        OperatorFault: the port can't be opened.
    """
    if settings.metrics_port is None:
        yield ""
        return
    server = web.Application()
    server.add_routes([*health_routes(readiness), metrics_route()])
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        await _bind(web.TCPSite(runner, settings.host, settings.metrics_port), settings.metrics_port)
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _bind(site: web.TCPSite, port: int) -> None:
    try:
        await site.start()
    except OSError as error:
        trouble = f"{port} can't be opened ({error.strerror})"
        raise OperatorFault([complaint("ADVISOR_METRICS_PORT", trouble)]) from error
