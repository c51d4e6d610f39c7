"""How many pieces of work are under way in the processor at once, so that whoever knocks is answered first.

One process has one processor. With hundreds of pieces begun, each step of each would stand between an arrival
and its acknowledgement; so only a few go on at a time, and one that waits for Slack lets another go on.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

MOST: Final = 4
"""Pieces at once, beside those that wait for Slack."""


@dataclass(slots=True)
class _Hand:
    free: asyncio.Semaphore
    is_held: bool = True

    def let_go(self) -> bool:
        """Whether it was held."""
        was_held, self.is_held = self.is_held, False
        if was_held:
            self.free.release()
        return was_held


_current: ContextVar[_Hand | None] = ContextVar("hand", default=None)


class Hands:
    """As many as one process has."""

    def __init__(self, most: int = MOST) -> None:
        self._free = asyncio.Semaphore(most)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Wait for a free hand; inside of the block it is ours."""
        await self._free.acquire()
        hand = _Hand(self._free)
        token = _current.set(hand)
        try:
            yield
        finally:
            _current.reset(token)
            hand.let_go()


@asynccontextmanager
async def waiting() -> AsyncIterator[None]:
    """Inside of the block we only wait: whoever needs the hand may have it meanwhile."""
    hand = _current.get()
    was_held = hand is not None and hand.let_go()
    try:
        yield
    finally:
        if hand is not None and was_held:
            await hand.free.acquire()
            hand.is_held = True


def need_no_hand() -> None:
    """For long work that rests most of the time: from here on it goes on beside the others."""
    if hand := _current.get():
        hand.let_go()
