"""Slack's own client as we want it: on a shared session, and as patient as its purpose allows."""

from typing import Any, Final

import aiohttp
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

TRIES_WHEN_LIMITED: Final = 3


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
