"""What comes from one person is done in its order; long work steps aside, and lets the rest pass."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from weakref import WeakValueDictionary

from bot.hands import need_no_hand


@dataclass(slots=True)
class _Turn:
    lock: asyncio.Lock
    is_over: bool = False

    def end(self) -> None:
        if not self.is_over:
            self.is_over = True
            self.lock.release()


_current: ContextVar[_Turn | None] = ContextVar("turn", default=None)


class Lanes:
    """One lane for each key; within it, one at a time."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def in_order(self, key: tuple[str, str]) -> AsyncIterator[None]:
        """Inside of the block, nobody else is in that lane; unless we stepped aside."""
        if (lock := self._locks.get(key)) is None:
            lock = self._locks[key] = asyncio.Lock()
        await lock.acquire()
        turn = _Turn(lock)
        token = _current.set(turn)
        try:
            yield
        finally:
            _current.reset(token)
            turn.end()


def step_aside() -> None:
    """Let the next one in this lane begin, while we go on."""
    need_no_hand()
    if turn := _current.get():
        turn.end()
