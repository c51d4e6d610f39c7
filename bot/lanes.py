"""What comes from one person is done in its order; long work steps aside, and lets the rest pass."""

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass
from weakref import WeakValueDictionary

from bot.during import Holding
from bot.hands import need_no_hand
from bot.resting import resting


@dataclass(slots=True)
class _Turn:
    lock: asyncio.Lock
    is_over: bool = False

    async def begin(self) -> "_Turn":
        if self.lock.locked():
            with resting():
                await self.lock.acquire()
        else:
            await self.lock.acquire()
        return self

    def let_go(self) -> bool:
        """Whether it was not over yet."""
        was_held, self.is_over = not self.is_over, True
        if was_held:
            self.lock.release()
        return was_held


_current: ContextVar[_Turn | None] = ContextVar("turn", default=None)


class Lanes:
    """One lane for each key; within it, one at a time."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    def in_order(self, key: tuple[str, str]) -> Holding:
        """Inside of the block, nobody else is in that lane; unless we stepped aside."""
        if (lock := self._locks.get(key)) is None:
            lock = self._locks[key] = asyncio.Lock()
        return Holding(_current, _Turn(lock).begin)


def step_aside() -> None:
    """Let the next one in this lane begin, while we go on."""
    need_no_hand()
    if turn := _current.get():
        turn.let_go()
