"""The addresses of HTTP mode: what comes is refused as early as can be, and the rest goes to Bolt."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final

from aiohttp import web
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from yarl import query_to_pairs

from bot import metrics, quick_json
from bot.delivered import MALFORMED
from bot.http.bounds import Bounds
from bot.http.crowd import Crowd
from bot.http.line import NAME, Line
from bot.http.refusals import LARGEST_BODY, SIGNATURE, TIMESTAMP, Refused, check_headers, unproven
from bot.logs import logger
from bot.manifest import REQUEST_PATH
from bot.trouble import describe

log = logger("http")

COME_AGAIN: Final = "5"
"""Seconds after which somebody who was sent away may try again."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
"""What a web server calls for each request, whatever its address."""


def serve(
    app: AsyncApp,
    signing_secret: str,
    routes: Iterable[web.AbstractRouteDef] = (),
    bounds: Bounds = Bounds(),  # noqa: B008 - a frozen value
) -> web.Application:
    """The web application, to be run on `Line`s.

    Args:
        app: takes what Slack sends.
        signing_secret: proves that it is Slack who sends; "": Slack's requests come by Socket Mode.
        routes: further addresses.
        bounds: what a caller may take.
    """
    verifier = SignatureVerifier(signing_secret) if signing_secret else None
    under_way, within = Crowd(bounds), bounds.body_within

    async def take(request: web.Request) -> web.Response:
        check_headers(request.headers, request.content_length, time.time())
        with under_way.joined_by(request.content_length if request.body_exists else 0):
            body = await _read(request, within)
            if verifier is None or not _is_genuine(verifier, request, body):
                raise unproven()
            with metrics.ack("http"):
                return _answer(await _dispatch(app, _parse(request, body)))

    server = web.Application(middlewares=[_orderly], client_max_size=LARGEST_BODY)
    server.add_routes([web.post(REQUEST_PATH, take)])
    server.add_routes(routes)
    server.on_response_prepare.append(_name_no_version)
    return server


@web.middleware
async def _orderly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever happens, there is one short answer, and only what is our fault counts as our fault."""
    line = request.protocol
    if isinstance(line, Line):
        line.begin()
    try:
        return await handler(request)
    except Refused as refused:
        return _refusal(refused)
    except web.HTTPException:
        raise
    except Exception as error:  # noqa: BLE001 - the caller is told so, and Slack sends it again
        log.error("request failed", error=describe(error))
        return web.Response(status=500, text="That went wrong.")
    finally:
        if isinstance(line, Line):
            line.end()


def _refusal(refused: Refused) -> web.Response:
    answer = web.Response(status=refused.status, text=refused.why)
    if refused.status == 503:
        answer.headers["Retry-After"] = COME_AGAIN
    if refused.status in {408, 413, 417}:
        answer.force_close()
    return answer


def unasked(handler: Serve) -> Serve:
    """The same, but whoever asks before sending a body is turned away: Slack never does.

    aiohttp would repeat what was asked, for which some octets are no text.
    """

    async def serve_unasked(request: web.BaseRequest) -> web.StreamResponse:
        if "Expect" not in request.headers:
            return await handler(request)
        answer = _refusal(Refused(417, "Just send it."))
        answer.headers["Server"] = NAME
        return answer

    return serve_unasked


async def _name_no_version(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = NAME


async def _read(request: web.Request, within: float) -> bytes:
    """The body.

    Raises:
        Refused: 408 when it comes too slowly, 413 when it is too long, 400 when it breaks off.
    """
    try:
        async with asyncio.timeout(within):
            return await request.read()
    except TimeoutError:
        raise Refused(408, "That took too long.") from None
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "That is too long.") from None
    except (web.RequestPayloadError, ConnectionError):
        raise Refused(400, "This can't be read.") from None


def _is_genuine(verifier: SignatureVerifier, request: web.Request, body: bytes) -> bool:
    """Whether Slack signed these bytes; bytes that are no text were signed by nobody."""
    try:
        return verifier.is_valid(body, request.headers[TIMESTAMP], request.headers[SIGNATURE])
    except UnicodeDecodeError:
        return False


async def _dispatch(app: AsyncApp, asked: AsyncBoltRequest) -> BoltResponse:
    """What Bolt answers.

    Raises:
        Refused: the request is of a form that Bolt stumbles over before anybody of ours sees it.
    """
    try:
        return await app.async_dispatch(asked)
    except MALFORMED as error:
        log.warning("not Slack's", error=describe(error))
        raise _alien() from error


def _parse(request: web.Request, body: bytes) -> AsyncBoltRequest:
    """The request as Bolt takes it.

    Raises:
        Refused: it is signed but not of a form that Slack sends.
    """
    try:
        given = _unwrapped(body.decode())
        # Of Bolt's modes, the other one takes what was proven and read by whoever hands it over.
        mode = "http" if isinstance(given, str) else "socket_mode"
        asked = AsyncBoltRequest(body=given, headers=dict(request.headers), mode=mode)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise _alien() from None
    if not isinstance(asked.body, dict):
        raise _alien()
    return asked


def _unwrapped(text: str) -> dict[str, Any] | str:
    """The JSON, also in a form's `payload`, read a tenfold faster than Bolt would; any other form as it is.

    Raises:
        ValueError, RecursionError: it is neither.
    """
    payload = text
    if text.startswith("payload="):
        payload = dict(query_to_pairs(text))["payload"]
    if not payload.startswith("{"):
        return text
    read: dict[str, Any] = quick_json.read(payload)
    return read


def _alien() -> Refused:
    return Refused(400, "This is no request of Slack's.")


def _answer(answer: BoltResponse) -> web.Response:
    return web.Response(
        status=answer.status, text=answer.body, headers=answer.first_headers_without_set_cookie()
    )
