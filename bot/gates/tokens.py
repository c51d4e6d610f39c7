"""Proves the tokens before anything starts, so that whoever runs the app hears of a bad one at once."""

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.clients import granted
from bot.describing import refusal
from bot.faults import OperatorFault
from bot.settings import Settings, complaint
from bot.tenancy import Tenant


async def check_tokens(client: AsyncWebClient, settings: Settings) -> Tenant | None:
    """The one workspace as Slack knows it; None where many install the app themselves.

    Args:
        client: one without a token.
        settings: what the app was told to be.

    Raises:
        OperatorFault: naming each token that Slack refuses, or the address where nobody answers.
    """
    faults: list[str] = []
    one: Tenant | None = None
    try:
        if settings.serves_many:
            faults += await _try_client(client, settings)
        else:
            one = _tenant(await client.auth_test(token=settings.bot_token), settings.bot_token)
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
    return one


def _tenant(answer: AsyncSlackResponse, token: str) -> Tenant:
    return Tenant(
        enterprise=str(answer.get("enterprise_id") or ""),
        team=str(answer["team_id"]),
        is_enterprise=bool(answer.get("is_enterprise_install")),
        bot_token=token,
        bot_id=str(answer.get("bot_id") or ""),
        bot_user=str(answer["user_id"]),
        team_name=str(answer.get("team") or ""),
        scopes=granted(answer.headers),
    )


async def _try_client(client: AsyncWebClient, settings: Settings) -> list[str]:
    """Slack looks at who asks before it looks at the code, which is none."""
    try:
        await client.oauth_v2_access(
            client_id=settings.client_id, client_secret=settings.client_secret, code="none"
        )
    except SlackApiError as error:
        named = {"invalid_client_id": "SLACK_CLIENT_ID", "bad_client_secret": "SLACK_CLIENT_SECRET"}
        refused = named.get(refusal(error))
        return [_refused(refused, error)] if refused else []
    return []


async def _try_app_token(client: AsyncWebClient, token: str) -> list[str]:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return [] if refusal(error) == "ratelimited" else [_refused("SLACK_APP_TOKEN", error)]
    except (aiohttp.ClientError, TimeoutError, OSError):
        return []  # Slack answered a moment ago; whoever connects tries again.
    return []


def _refused(name: str, error: SlackApiError) -> str:
    return complaint(name, f"was refused by Slack ({refusal(error)})")
