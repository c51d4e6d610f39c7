"""What the doctor looks at: the environment, and what Slack answered when it was asked who we are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import settings
from bot.describing import refusal

PATIENCE: Final = 10
"""Seconds that Slack is waited for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking Slack something.

    Attributes:
        data: what it said; empty when it refused.
        error: Slack's name for why it refused, or what kept us from reaching it; "" when all went well.
        reached: Slack answered, whatever it said.
        scopes: what the token may do, as the answer's header says.
        clock: what time it is at Slack's; None where it did not say.
        at: what time it was here.
    """

    data: Mapping[str, Any]
    error: str
    reached: bool
    scopes: frozenset[str]
    clock: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """One look at one environment.

    Attributes:
        environ: the environment's variables.
        token: what came of `auth.test` with the bot's token; None where there is no usable token.
        app_token: the same of `apps.connections.open`.
    """

    environ: Mapping[str, str]
    token: Answer | None
    app_token: Answer | None

    def value(self, name: str) -> str:
        """What a setting says, with its default; "" when what it says can't be used."""
        return usable(self.environ, name)


def usable(environ: Mapping[str, str], name: str) -> str:
    """The setting's value or its default; "" for a value with a fault."""
    setting = settings.setting_of(name)
    value = environ.get(name, "").strip() or setting.default
    return "" if value and setting.fault(value) else value


async def open_case(
    environ: Mapping[str, str], clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Case:
    """Ask Slack once, for all the checks."""
    token, app_token = usable(environ, "SLACK_BOT_TOKEN"), usable(environ, "SLACK_APP_TOKEN")
    base = usable(environ, "SLACK_API_URL")
    return Case(
        environ,
        await _ask(base, "auth.test", token, clock) if token and base else None,
        await _ask(base, "apps.connections.open", app_token, clock) if app_token and base else None,
    )


async def _ask(base: str, method: str, token: str, clock: Callable[[], datetime]) -> Answer:
    client = AsyncWebClient(token, base_url=f"{base.rstrip('/')}/", timeout=PATIENCE, retry_handlers=[])
    try:
        answer = await client.api_call(method)
    except SlackApiError as error:
        headers, name = getattr(error.response, "headers", {}), refusal(error)
        return Answer({}, name, True, _scopes(headers), _clock(headers), clock())  # noqa: FBT003 - a field's value
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Answer({}, type(error).__name__, False, frozenset(), None, clock())  # noqa: FBT003 - same
    data: Any = answer.data
    return Answer(data, "", True, _scopes(answer.headers), _clock(answer.headers), clock())  # noqa: FBT003 - same


def _scopes(headers: Mapping[str, str]) -> frozenset[str]:
    named = _header(headers, "x-oauth-scopes")
    return frozenset(scope for part in named.split(",") if (scope := part.strip()))


def _clock(headers: Mapping[str, str]) -> datetime | None:
    try:
        return parsedate_to_datetime(_header(headers, "date")).astimezone(UTC)
    except ValueError:
        return None


def _header(headers: Mapping[str, str], wanted: str) -> str:
    return next((value for name, value in headers.items() if name.lower() == wanted), "")
