"""HTTP mode: Slack's requests come to one address, proven by signature; health and metrics beside it."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.manifest import REQUEST_PATH
from bot.metrics import ACK_SECONDS

log = logging.getLogger("advisor.http")

LARGEST_BODY: Final = 1024 * 1024
"""Bytes; Slack's own payloads stay far below."""

Check = Callable[[], Awaitable[None]]


def serve(app: AsyncApp, signing_secret: str, ready: Check) -> web.Application:
    """The web application; `ready` raises while something that we stand on is away."""
    verifier = SignatureVerifier(signing_secret)

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        if not _genuine(verifier, request, body):
            return web.Response(status=401, text="The signature does not fit.")
        if (asked := _parse(request, body)) is None:
            return web.Response(status=400, text="This is no request of Slack's.")
        with ACK_SECONDS.time():
            answer = await app.async_dispatch(asked)
        return await to_aiohttp_response(answer)

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

    server = web.Application(client_max_size=LARGEST_BODY)
    server.add_routes(
        [
            web.post(REQUEST_PATH, take),
            web.get("/healthz", healthy),
            web.get("/readyz", readiness),
            web.get("/metrics", metrics),
        ]
    )
    return server


def _genuine(verifier: SignatureVerifier, request: web.Request, body: bytes) -> bool:
    """Whether Slack signed this, within five minutes; hostile headers and bytes count as unsigned."""
    try:
        headers = {name.lower(): value for name, value in request.headers.items()}
        return verifier.is_valid_request(body, headers)
    except (ValueError, TypeError, OverflowError):  # UnicodeDecodeError is a ValueError
        return False


def _parse(request: web.Request, body: bytes) -> AsyncBoltRequest | None:
    """The request as Bolt takes it, or None when it is signed but not of a form that Slack sends."""
    try:
        asked = AsyncBoltRequest(
            body=body.decode(), query=request.query_string, headers=dict(request.headers)
        )
    except (ValueError, TypeError, AttributeError):
        return None
    return asked if isinstance(asked.body, dict) else None
