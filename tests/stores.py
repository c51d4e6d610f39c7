"""A store in front of another one, for stories in which something happens on the way."""

from collections.abc import Callable
from typing import TypeVar

from dialogs.storage import SqlStore, Visit

T = TypeVar("T")


class InFront:
    """Hands everything on; whoever owns the store behind it closes that."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def run(self, unit: Callable[[Visit], T], *, one_change: bool = False) -> T:
        return await self._store.run(unit, one_change=one_change)

    async def settle(self) -> None:
        await self._store.settle()

    async def close(self) -> None:
        pass
