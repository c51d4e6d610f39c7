"""The two ways in: Socket Mode, where we call Slack, and HTTP, where Slack calls us."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.faults import OperatorFault
from bot.http import serve
from bot.readiness import Readiness
from bot.settings import Settings, complaint

log = logging.getLogger("advisor.gates")

EVERYWHERE = "0.0.0.0"  # noqa: S104 - a host's router reaches us from outside; every request is proven by signature


async def check_tokens(client: AsyncWebClient, settings: Settings) -> tuple[dict[str, Any], frozenset[str]]:
    """Who we are and what we may, as Slack says it.

    Raises:
        OperatorFault: naming each token that Slack refuses, or the address where nobody answers.
    """
    faults: list[str] = []
    identity: dict[str, Any] = {}
    scopes: frozenset[str] = frozenset()
    try:
        answer = await client.auth_test()
        identity = dict(answer.data)  # type: ignore[arg-type]  # Always a dict for JSON methods.
        scopes = _granted(answer.headers)
    except SlackApiError as error:
        faults.append(_refused("SLACK_BOT_TOKEN", error))
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise OperatorFault(
            [complaint("SLACK_API_URL", f"does not answer ({type(error).__name__})")]
        ) from error
    if settings.app_token:
        faults += await _try_app_token(client, settings.app_token)
    if faults:
        raise OperatorFault(faults)
    return identity, scopes


def open_gate(bolt: AsyncApp, settings: Settings, readiness: Readiness) -> AbstractAsyncContextManager[str]:
    """Let events in; yields the address of HTTP mode, or "" in Socket Mode."""
    if settings.app_token:
        return _socket(bolt, settings.app_token)
    return _http(bolt, settings, readiness)


def _granted(headers: Mapping[str, str]) -> frozenset[str]:
    """Slack names the token's scopes in a header of every answer."""
    named = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    return frozenset(scope for part in named.split(",") if (scope := part.strip()))


async def _try_app_token(client: AsyncWebClient, token: str) -> list[str]:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return [_refused("SLACK_APP_TOKEN", error)]
    return []


def _refused(name: str, error: SlackApiError) -> str:
    return complaint(name, f"was refused by Slack ({error.response.get('error')})")


@asynccontextmanager
async def _socket(bolt: AsyncApp, token: str) -> AsyncIterator[str]:
    client: Any = AsyncSocketModeHandler(bolt, token).client  # Its verbs carry no types.
    await client.connect()
    try:
        yield ""
    finally:
        await client.close()


@asynccontextmanager
async def _http(bolt: AsyncApp, settings: Settings, readiness: Readiness) -> AsyncIterator[str]:
    served = serve(bolt, settings.signing_secret, readiness, counted_here=settings.metrics_port is None)
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    try:
        await _bind(web.TCPSite(runner, EVERYWHERE, settings.port), settings.port)
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _bind(site: web.TCPSite, port: int) -> None:
    try:
        await site.start()
    except OSError as error:
        raise OperatorFault([complaint("PORT", f"{port} can't be opened ({error.strerror})")]) from error
