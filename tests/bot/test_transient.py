"""What passes by itself is tried again; what Slack would say again is not."""

import json
from types import SimpleNamespace

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.transient import Newer, Unanswered, is_transient
from dialogs.storage import StorageFault


def said_by_slack(name: str, status: int = 200) -> SlackApiError:
    return refused("no", data={"ok": False, "error": name}, status_code=status)


def refused(message: str, **answer: object) -> SlackApiError:
    return SlackApiError(message, SimpleNamespace(**answer))  # type: ignore[no-untyped-call]  # It has no types.


@pytest.mark.parametrize(
    "error",
    [
        said_by_slack("internal_error"),
        said_by_slack("ratelimited", 429),
        said_by_slack("whatever", 503),
        refused("half an answer", status=200),
        Unanswered(502),
        StorageFault("The database is away.", transient=True),
        StorageFault("It is in a phase of tomorrow.", newer=True),
        Newer("an errand of tomorrow"),
        TimeoutError(),
        ConnectionResetError(),
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientPayloadError(),
        json.JSONDecodeError("half", "{", 1),
    ],
    ids=repr,
)
def test_it_passes(error: Exception) -> None:
    assert is_transient(error)


@pytest.mark.parametrize(
    "error",
    [
        said_by_slack("invalid_blocks"),
        said_by_slack("channel_not_found"),
        StorageFault("The address can't be read."),
        KeyError("event"),
        ValueError(),
    ],
    ids=repr,
)
def test_it_stays(error: Exception) -> None:
    assert not is_transient(error)
