"""What is known at once is said in the very answer that Slack waits for, instead of in a call of its own."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

from bot.during import During

Answer = Callable[[Mapping[str, Any]], bool]
"""Gives Slack its answer; False when nobody waits for one any more."""

_current: ContextVar[Answer | None] = ContextVar("ack", default=None)


def answering(answer: Answer) -> During[Answer]:
    """Inside of the block, Slack waits to be answered."""
    return During(_current, answer)


def say_at_once(body: Mapping[str, Any]) -> bool:
    """Say it in the answer that Slack waits for; False when none is waited for, or one was given."""
    answer = _current.get()
    return answer is not None and answer(body)
