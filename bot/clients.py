"""Slack's own client as we want it: on one shared session, for the workspace that we work for just now."""

from typing import Any, Final

import aiohttp
from cachetools import LRUCache
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.tenancy import tenant

DEAD: Final = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked", "team_not_found"}
)
"""Slack's names for "that token opens nothing (any more)"."""

TRIES_WHEN_LIMITED: Final = 3

MOST: Final = 2_000
"""Clients that are kept: one or two for each of the workspaces that were at work last."""


class Clients:
    """Every way to Slack's Web API, over the same session.

    Attributes:
        session: what all of them send by, and what response_urls and files are asked by.
        api_url: base of the Web API, ending in a slash.
    """

    def __init__(self, session: aiohttp.ClientSession, api_url: str) -> None:
        self.session = session
        self.api_url = api_url
        self._made: LRUCache[tuple[str, bool], AsyncWebClient] = LRUCache(MOST)

    def now(self, *, patient: bool = True) -> AsyncWebClient:
        """The client of the workspace that the running piece of work is for.

        Raises:
            NoTenant: outside of any piece of work.
        """
        return self.of(tenant().bot_token, patient=patient)

    def of(self, token: str, *, patient: bool = True) -> AsyncWebClient:
        """The client for that token, made once; not `patient`: it never tries again."""
        key = (token, patient)
        if (made := self._made.get(key)) is None:
            made = self._made[key] = make_client(token, self.api_url, self.session, patient=patient)
        return made

    async def is_alive(self, token: str) -> bool:
        """Whether Slack still knows that token.

        Raises:
            SlackApiError: Slack did not say; so do `aiohttp.ClientError` and `TimeoutError`.
        """
        try:
            await make_client(token, self.api_url, self.session).auth_test()
        except SlackApiError as error:
            if refusal(error) not in DEAD:
                raise
            return False
        return True

    def nobody(self, *, patient: bool = True) -> AsyncWebClient:
        """A fresh client without a token, for methods that need none, and for Bolt, which sets one itself."""
        return make_client(None, self.api_url, self.session, patient=patient)


def make_client(
    token: str | None, api_url: str, session: aiohttp.ClientSession, *, patient: bool = True
) -> AsyncWebClient:
    """A client on that session; not `patient`: for what nobody should wait for, it never tries again."""
    handlers = retry_handlers() if patient else []
    return AsyncWebClient(token, base_url=api_url, session=session, retry_handlers=handlers)


def retry_handlers() -> list[Any]:
    """Lost connections are tried again, and 429 is obeyed: Slack's Retry-After is waited for."""
    return [
        AsyncConnectionErrorRetryHandler(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES_WHEN_LIMITED),
    ]


def refusal(error: SlackApiError) -> str:
    """Slack's own name for why; "" when what came was no answer of Slack's, such as a proxy's page."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""
