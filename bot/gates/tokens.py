"""Proves the tokens before anything starts, so that whoever runs the app hears of a bad one at once."""

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.faults import OperatorFault
from bot.settings import Settings, complaint


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


def _granted(headers: Mapping[str, str]) -> frozenset[str]:
    """Slack names the token's scopes in a header of every answer."""
    named = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    return frozenset(scope for part in named.split(",") if (scope := part.strip()))


async def _try_app_token(client: AsyncWebClient, token: str) -> list[str]:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return [] if error.response.get("error") == "ratelimited" else [_refused("SLACK_APP_TOKEN", error)]
    except (aiohttp.ClientError, TimeoutError, OSError):
        return []  # Slack answered a moment ago; whoever connects tries again.
    return []


def _refused(name: str, error: SlackApiError) -> str:
    return complaint(name, f"was refused by Slack ({error.response.get('error')})")
