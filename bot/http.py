"""HTTP mode: Slack's requests come to one address, proven by signature; health and metrics beside it."""

from typing import Final

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot import metrics
from bot.manifest import REQUEST_PATH
from bot.readiness import Readiness
from bot.status import health_routes, metrics_route

LARGEST_BODY: Final = 1024 * 1024
"""Bytes; Slack's own payloads stay far below."""


def serve(app: AsyncApp, signing_secret: str, readiness: Readiness, *, counted_here: bool) -> web.Application:
    """The web application; `counted_here`: it serves the metrics too, as no other port does."""
    verifier = SignatureVerifier(signing_secret)

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        if not _genuine(verifier, request, body):
            return web.Response(status=401, text="The signature does not fit.")
        if (asked := _parse(request, body)) is None:
            return web.Response(status=400, text="This is no request of Slack's.")
        with metrics.ack("http"):
            answer = await app.async_dispatch(asked)
        return await to_aiohttp_response(answer)

    server = web.Application(client_max_size=LARGEST_BODY)
    counts = [metrics_route()] if counted_here else []
    server.add_routes([web.post(REQUEST_PATH, take), *health_routes(readiness), *counts])
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
