"""Slack's own client as we want it: one for each token, all on one session."""

from collections.abc import Callable
from typing import Any, Final

import aiohttp
from cachetools import LRUCache
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

MOST: Final = 1_000
"""Clients that are kept ready."""


class Clients:
    """Makes them when they are first needed.

    Args:
        api_url: base of the Web API.
        session: what all of them share.
        handlers: what stands by the patient ones.
        served: tells the workspace that is being served, and its token.
    """

    def __init__(
        self,
        api_url: str,
        session: aiohttp.ClientSession,
        handlers: list[AsyncRetryHandler],
        served: Callable[[], tuple[str, str]],
    ) -> None:
        self.session = session
        self._api_url = api_url
        self._handlers = handlers
        self._served = served
        self._patient: LRUCache[str | None, AsyncWebClient] = LRUCache(MOST)
        self._impatient: LRUCache[str | None, AsyncWebClient] = LRUCache(MOST)

    def team(self) -> str:
        """The workspace that is being served."""
        team, _ = self._served()
        return team

    def now(self) -> AsyncWebClient:
        """For the workspace that is being served: it tries again for a while."""
        return self._kept(self._patient, self._handlers)

    def impatient(self) -> AsyncWebClient:
        """The same, for what nobody should wait for: it never tries again."""
        return self._kept(self._impatient, [])

    def nobody(self) -> AsyncWebClient:
        """Without any token: Bolt sets it by request."""
        return self._make(None, self._handlers)

    def webhook(self, url: str) -> AsyncWebhookClient:
        """Answers through a `response_url`."""
        handlers: list[Any] = self._handlers
        return AsyncWebhookClient(url, session=self.session, retry_handlers=handlers)

    def _kept(
        self, kept: LRUCache[str | None, AsyncWebClient], handlers: list[AsyncRetryHandler]
    ) -> AsyncWebClient:
        _, token = self._served()
        if (client := kept.get(token)) is None:
            client = kept[token] = self._make(token, handlers)
        return client

    def _make(self, token: str | None, handlers: list[AsyncRetryHandler]) -> AsyncWebClient:
        return AsyncWebClient(
            token, base_url=self._api_url, session=self.session, retry_handlers=list(handlers)
        )
