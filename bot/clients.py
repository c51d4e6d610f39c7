"""Slack's own client as we want it: one for each workspace that we work for, all on one session."""

import logging
from collections.abc import Mapping
from typing import Any, Final

import aiohttp
from cachetools import LRUCache
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.answering import Answered, Answering
from bot.describing import refusal
from bot.hands import waiting
from bot.tenancy import team_served, tenant

DEAD: Final = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "team_not_found", "token_expired", "token_revoked"}
)
"""Slack's names for "that token opens nothing (any more)"."""

QUIET: Final = logging.getLogger("slack_sdk.quiet")
"""Below WARNING the library would write whole messages, and would put them together even for nobody."""

QUIET.setLevel(logging.WARNING)

MOST: Final = 1_000
"""Clients that are kept ready."""


def granted(headers: Mapping[str, str]) -> frozenset[str]:
    """What a token may do: Slack names its scopes in a header of every answer."""
    named = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    return frozenset(scope for part in named.split(",") if (scope := part.strip()))


class Clients:
    """Makes them when they are first needed.

    Args:
        api_url: base of the Web API.
        session: what all of them share.
        handlers: what stands by the patient ones.
    """

    def __init__(
        self,
        api_url: str,
        session: aiohttp.ClientSession,
        handlers: list[AsyncRetryHandler],
    ) -> None:
        self.session = session
        self._api_url = api_url
        self._handlers = handlers
        self._answering = Answering(session, handlers)
        self._patient: LRUCache[str, AsyncWebClient] = LRUCache(MOST)
        self._impatient: LRUCache[str, AsyncWebClient] = LRUCache(MOST)

    def team(self) -> str:
        """The workspace that is being served, "" outside of any work."""
        return team_served()

    def now(self) -> AsyncWebClient:
        """For the workspace that is being served: it tries again for a while.

        Raises:
            NoTenant: outside of any work.
        """
        return self._kept(self._patient, self._handlers)

    def impatient(self) -> AsyncWebClient:
        """The same, for what nobody should wait for: it never tries again."""
        return self._kept(self._impatient, [])

    def nobody(self) -> AsyncWebClient:
        """Without any token, for Bolt, which sets it by request, and for methods that take their own."""
        return self._make(None, self._handlers)

    def nobody_waits(self) -> AsyncWebClient:
        """The same, but it never tries again: for what serves only once."""
        return self._make(None, [])

    async def is_alive(self, token: str) -> bool:
        """Whether Slack still knows that token.

        Raises:
            SlackApiError: Slack did not say; so do `aiohttp.ClientError` and `TimeoutError`.
        """
        try:
            await self.nobody().auth_test(token=token)
        except SlackApiError as error:
            if refusal(error) not in DEAD:
                raise
            return False
        return True

    async def answer(self, url: str, body: Mapping[str, Any], *, once: bool = False) -> Answered:
        """Say that through a `response_url`; while it waits, another piece of work may go on.

        Args:
            url: the address.
            body: what is said.
            once: it must not come twice.

        Raises:
            aiohttp.ClientError, TimeoutError: Slack can't be reached.
        """
        async with waiting():
            return await self._answering.send(url, body, once=once)

    def _kept(self, kept: LRUCache[str, AsyncWebClient], handlers: list[AsyncRetryHandler]) -> AsyncWebClient:
        token = tenant().bot_token
        if (client := kept.get(token)) is None:
            client = kept[token] = self._make(token, handlers)
        return client

    def _make(self, token: str | None, handlers: list[AsyncRetryHandler]) -> AsyncWebClient:
        return _Client(
            token,
            base_url=self._api_url,
            session=self.session,
            logger=QUIET,
            retry_handlers=list(handlers),
        )


class _Client(AsyncWebClient):
    """Slack's own; while it waits for the answer, another piece of work may go on."""

    async def api_call(self, *given: Any, **named: Any) -> AsyncSlackResponse:
        """As the library has it."""
        async with waiting():
            return await super().api_call(*given, **named)
