"""The time that all processes agree on: the database's, carried on by a clock that never jumps."""

import time
from typing import Final

from bot.clocks import steady
from dialogs.storage import Store

MICROS: Final = 1_000_000

SLOWEST: Final = MICROS
"""Microseconds: an answer that took longer says too little of when it was true."""


class SharedTime:
    """Tells it in microseconds since 1970: for what one process writes and another one judges.

    A clock of this machine that is set, or goes wrong, moves nothing of it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._looked = False
        self._ahead = time.time_ns() // 1000 - steady()

    async def look(self) -> None:
        """Look at the database's clock.

        Raises:
            StorageFault: it can't be reached; the time goes on as it did.
        """
        before, there = await self._store.run(lambda visit: (steady(), visit.now()), one_change=True)
        after = steady()
        if after - before <= SLOWEST or not self._looked:
            self._looked = True
            self._ahead = there - (before + after) // 2

    def __call__(self) -> int:
        """The time."""
        return steady() + self._ahead
