"""Whatever happens in a story, Slack never refuses what we sent for what it was."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from bot.sandbox.server import Sandbox

OUR_FAULT: Final = frozenset(
    {
        "alt_txt_too_large",
        "cannot_reply_to_message",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_errors",
        "invalid_form_data",
        "invalid_json",
        "invalid_payload",
        "invalid_post_type",
        "invalid_response_action",
        "json_not_object",
        "missing_argument",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_allowed_token_type",
        "parameter_validation_failed",
        "push_limit_reached",
        "snippet_too_large",
        "unknown_method",
        "view_too_large",
    }
)
"""Errors that a better payload would have avoided; others say how things stand (a message is gone, ...)."""


HOW_THINGS_STAND: Final = ("invalid slack file", "`user_id`")
"""What Slack calls an invalid argument, though only it can know: a file that is gone, a stranger's Home."""


@pytest.fixture(autouse=True)
def nothing_that_we_sent_is_refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The payload judge over everything that was sent in the story."""
    opened: list[Sandbox] = []
    enter = Sandbox.__aenter__

    async def remember(sandbox: Sandbox) -> Sandbox:
        opened.append(sandbox)
        return await enter(sandbox)

    monkeypatch.setattr(Sandbox, "__aenter__", remember)
    yield
    calls: list[Any] = [call for sandbox in opened for call in sandbox.calls]
    assert [(call.method, call.answer) for call in calls if _is_our_fault(call.answer)] == []


def _is_our_fault(answer: dict[str, Any]) -> bool:
    return answer.get("error") in OUR_FAULT and not any(words in str(answer) for words in HOW_THINGS_STAND)
