"""How many pieces of work are under way in the processor at once, so that whoever knocks is answered first.

One process has one processor. With hundreds of pieces begun, each step of each would stand between an arrival
and its acknowledgement; so only so many go on at a time, fewer while many knock, and one that waits for Slack
lets another go on.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from bot.during import Holding

MOST: Final = 64
"""Pieces at once, beside those that wait for Slack: enough to share writes to the disk and statements."""

CROWD: Final = 16
"""With so many arrivals that are not acknowledged yet, only one piece goes on."""


class Hands:
    """As many as one process has.

    Args:
        most: how many pieces may go on at once.
        knocking: how many arrivals wait to be acknowledged.
    """

    def __init__(self, most: int = MOST, knocking: Callable[[], int] = lambda: 0) -> None:
        self._most = most
        self._knocking = knocking
        self._held = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    def at_work(self) -> Holding:
        """Wait for a free hand; inside of the block it is ours."""
        return Holding(_current, self._hand)

    async def take(self, *, first: bool = False) -> None:
        """Wait for one; `first`: before all who wait, as who has begun should come to an end."""
        if not self._waiting and self._has_one():
            self._held += 1
            return
        given: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        (self._waiting.appendleft if first else self._waiting.append)(given)
        try:
            await given
        except asyncio.CancelledError:
            if not given.cancelled():  # It was given to us, and nobody will use it.
                self.give_back()
            raise

    def give_back(self) -> None:
        """One is free again: whoever waits has it, and others if the crowd is gone."""
        self._held -= 1
        while self._waiting and self._has_one():
            if not (given := self._waiting.popleft()).done():
                self._held += 1
                given.set_result(None)

    async def _hand(self) -> "_Hand":
        await self.take()
        return _Hand(self)

    def _has_one(self) -> bool:
        return self._held < (1 if self._knocking() >= CROWD else self._most)


@dataclass(slots=True)
class _Hand:
    hands: Hands
    is_held: bool = True

    def let_go(self) -> bool:
        """Whether it was held."""
        was_held, self.is_held = self.is_held, False
        if was_held:
            self.hands.give_back()
        return was_held


_current: ContextVar[_Hand | None] = ContextVar("hand", default=None)


def waiting() -> "_Waiting":
    """Inside of the block we only wait: whoever needs the hand may have it meanwhile."""
    return _Waiting()


class _Waiting:
    """A block without the hand that was ours."""

    __slots__ = ("_given_away",)

    async def __aenter__(self) -> None:
        hand = _current.get()
        self._given_away = hand if hand is not None and hand.let_go() else None

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if hand := self._given_away:
            await hand.hands.take(first=True)
            hand.is_held = True


def need_no_hand() -> None:
    """For long work that rests most of the time: from here on it goes on beside the others."""
    if hand := _current.get():
        hand.let_go()
