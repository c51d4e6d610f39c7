"""The way back by a `response_url`: most of what we say in a busy hour, so it is one lean request.

Slack's own client for it makes itself anew for every answer, and asks the machine for proxies each time.
What it does when something goes wrong is the library's all the same.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import aiohttp
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.webhook.async_client import AsyncWebhookClient
from yarl import URL

from bot import quick_json

HEADERS: Final = {
    **AsyncWebhookClient("").default_headers,  # Says who we are, as that client does.
    "Content-Type": "application/json;charset=utf-8",
}


LONGEST: Final = 65_536
"""Bytes of an answer that are read; Slack says "ok", or names a reason."""


class Answered(NamedTuple):
    """What Slack said to that."""

    status: int
    text: str


class Answering:
    """Posts to the addresses that Slack sends along with a press or a command.

    Args:
        session: what every call goes by.
        handlers: say whether something is tried again, and wait until it is time.
    """

    def __init__(self, session: aiohttp.ClientSession, handlers: list[AsyncRetryHandler]) -> None:
        self._session = session
        self._handlers = handlers

    async def send(self, url: str, body: Mapping[str, Any], *, once: bool = False) -> Answered:
        """Say it there, again for a while where Slack can't be reached or says that it is too much.

        Args:
            url: as Slack wrote it.
            body: plain data.
            once: it is tried again only where it is certain that Slack took nothing of it.

        Raises:
            ValueError: it is no address.
            aiohttp.ClientError, TimeoutError: Slack can't be reached.
        """
        address, octets, state = URL(url, encoded=True), quick_json.octets(body), RetryState()
        while True:
            try:
                async with self._session.post(
                    address, data=octets, headers=HEADERS, allow_redirects=False
                ) as response:
                    said = Answered(response.status, await _told(response))
            except (aiohttp.ClientError, TimeoutError) as error:
                is_uncertain = not isinstance(error, aiohttp.ClientConnectorError)
                if (once and is_uncertain) or not await self._goes_on(state, url, error=error):
                    raise
                continue
            if said.status != 429:
                return said
            refused = HttpResponse(status_code=said.status, headers=dict(response.headers))
            if not await self._goes_on(state, url, response=refused):
                return said

    async def _goes_on(
        self,
        state: RetryState,
        url: str,
        *,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        """Whether it is time to try again, which may have taken a while."""
        request = HttpRequest(method="POST", url=url, headers={})
        told: dict[str, Any] = {"state": state, "request": request, "response": response, "error": error}
        for handler in self._handlers:
            if await handler.can_retry_async(**told):
                await handler.prepare_for_next_attempt_async(**told)
                return True
        return False


async def _told(response: aiohttp.ClientResponse) -> str:
    """The answer to its end, or to where it is longer than any of Slack's.

    Raises:
        aiohttp.ClientError: it broke off.
    """
    told = b""
    async for some in response.content.iter_chunked(LONGEST):
        told += some
        if len(told) >= LONGEST:
            break
    return told[:LONGEST].decode(errors="replace")
