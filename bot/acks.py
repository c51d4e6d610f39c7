"""What is known at once is said in the very answer that Slack waits for, instead of in a call of its own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Answer = Callable[[Mapping[str, Any]], bool]
"""Gives Slack its answer; False when nobody waits for one any more."""

_current: ContextVar[Answer | None] = ContextVar("ack", default=None)


@contextmanager
def answering(answer: Answer) -> Iterator[None]:
    """Inside of the block, Slack waits to be answered."""
    token = _current.set(answer)
    try:
        yield
    finally:
        _current.reset(token)


def say_at_once(body: Mapping[str, Any]) -> bool:
    """Say it in the answer that Slack waits for; False when none is waited for, or one was given."""
    answer = _current.get()
    return answer is not None and answer(body)
