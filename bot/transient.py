"""Which trouble passes by itself, so that the same is worth trying again."""

import asyncio
import json
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.describing import refusal
from bot.tenancy import TenantAway
from dialogs.storage import StorageFault

PASSING: Final = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
    }
)
"""Slack's names for "not now"."""


class Declined(Exception):
    """It was not sent and will not be; whoever sends it knows another way."""


class Unsent(Declined):
    """Slack did not take it this time, and may the next."""


class Newer(Exception):
    """A newer version of the app put it down; a process of that version can do it."""


class Unanswered(Exception):
    """Slack answered with a status that says "not now"."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


def is_transient(error: BaseException) -> bool:
    """Whether it may go well in a while: Slack or the database is away, or slow, or slows us down."""
    match error:
        case Unanswered() | Unsent() | TenantAway() | Newer():
            return True
        case SlackApiError():
            return _is_passing(error)
        case StorageFault():
            return error.transient or error.newer
        case SlackRequestError() | json.JSONDecodeError():  # An answer that broke off half way.
            return True
        case aiohttp.ClientError() | TimeoutError() | asyncio.IncompleteReadError() | ConnectionError():
            return True
        case _:
            return False


def _is_passing(error: SlackApiError) -> bool:
    data = getattr(error.response, "data", None)
    if not isinstance(data, dict):  # Half an answer, or a proxy's page.
        return True
    status = getattr(error.response, "status_code", 200)
    return status >= 500 or status == 429 or refusal(error) in PASSING
