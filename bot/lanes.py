"""What comes from one person is done in its order; long work steps aside, and lets the rest pass."""

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
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

    def in_order(self, key: tuple[str, str]) -> "_InOrder":
        """Inside of the block, nobody else is in that lane; unless we stepped aside."""
        if (lock := self._locks.get(key)) is None:
            lock = self._locks[key] = asyncio.Lock()
        return _InOrder(lock)


class _InOrder:
    """A block in a lane."""

    __slots__ = ("_before", "_turn")

    def __init__(self, lock: asyncio.Lock) -> None:
        self._turn = _Turn(lock)

    async def __aenter__(self) -> None:
        await self._turn.lock.acquire()
        self._before = _current.set(self._turn)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _current.reset(self._before)
        self._turn.end()


def step_aside() -> None:
    """Let the next one in this lane begin, while we go on."""
    need_no_hand()
    if turn := _current.get():
        turn.end()
