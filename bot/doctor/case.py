"""What the doctor looks at: the environment, and what Slack answered when it was asked who we are."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import settings
from bot.clients import granted
from bot.describing import refusal
from bot.settings.catalog import SLACK

PATIENCE: Final = 10
"""Seconds that Slack is waited for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking Slack something.

    Attributes:
        data: what it said; empty when it refused.
        error: Slack's name for why it refused, or what kept us from reaching it; "" when all went well.
        scopes: what the token may do, as the answer's header says.
        clock: what time it is at Slack's; None where it did not say.
        at: what time it was here.
        reached: Slack answered, whatever it said.
    """

    data: Mapping[str, Any]
    error: str
    scopes: frozenset[str]
    clock: datetime | None
    at: datetime
    reached: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Case:
    """One look at one environment.

    Attributes:
        environ: the environment's variables.
        token: what came of `auth.test` with the bot's token; None where there is no usable token.
        app_token: the same of `apps.connections.open`.
        client: the same of `oauth.v2.access` with a code that is none, where many workspaces are served.
        nobody: the same of `api.test`, where there is nothing else to ask with.
    """

    environ: Mapping[str, str]
    token: Answer | None
    app_token: Answer | None
    client: Answer | None
    nobody: Answer | None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Whatever Slack was asked."""
        return tuple(answer for answer in (self.token, self.app_token, self.client, self.nobody) if answer)

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
    base = usable(environ, "SLACK_API_URL") or SLACK
    slack = AsyncWebClient(base_url=f"{base.rstrip('/')}/", timeout=PATIENCE, retry_handlers=[])
    token, app_token = usable(environ, "SLACK_BOT_TOKEN"), usable(environ, "SLACK_APP_TOKEN")
    name, secret = usable(environ, "SLACK_CLIENT_ID"), usable(environ, "SLACK_CLIENT_SECRET")

    async def hear(asked: Awaitable[AsyncSlackResponse]) -> Answer:
        return await _hear(asked, clock)

    bot = await hear(slack.auth_test(token=token)) if token else None
    app = await hear(slack.apps_connections_open(app_token=app_token)) if app_token else None
    many = name and secret
    client = await hear(_enter(slack, name, secret)) if many else None
    nobody = None if token or app_token or many else await hear(slack.api_test())
    return Case(environ, bot, app, client, nobody)


def _enter(slack: AsyncWebClient, name: str, secret: str) -> Awaitable[AsyncSlackResponse]:
    # Slack looks at who asks before it looks at the code, which is none.
    return slack.oauth_v2_access(client_id=name, client_secret=secret, code="none")


async def _hear(asked: Awaitable[AsyncSlackResponse], clock: Callable[[], datetime]) -> Answer:
    try:
        answer = await asked
    except SlackApiError as error:
        headers: Mapping[str, str] = getattr(error.response, "headers", {})
        return Answer(
            {},
            refusal(error) or "no answer of Slack's own",
            granted(headers),
            _clock(headers),
            clock(),
            reached=True,
        )
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Answer({}, type(error).__name__, frozenset(), None, clock(), reached=False)
    data: Any = answer.data
    return Answer(data, "", granted(answer.headers), _clock(answer.headers), clock(), reached=True)


def _clock(headers: Mapping[str, str]) -> datetime | None:
    told = next((value for name, value in headers.items() if name.lower() == "date"), "")
    try:
        return parsedate_to_datetime(told).astimezone(UTC)
    except ValueError:
        return None
