"""Work that has begun: at the end it gets a moment to finish, so that no answer is lost half way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

LONGEST_WAIT = 6.0
"""Seconds; hosts kill a process ten seconds after they asked it to stop, and the gate takes up to four."""


class InFlight:
    """Counts the listeners that are at work."""

    def __init__(self) -> None:
        self._begun = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """One piece of work, from its begin to its end."""
        self._begun += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._begun -= 1
            if not self._begun:
                self._idle.set()

    @asynccontextmanager
    async def finished(self) -> AsyncIterator[None]:
        """At the end of the block, wait for what has begun, but not for ever."""
        try:
            yield
        finally:
            await _at_most(self._idle.wait())


async def _at_most(waiting: Any) -> None:
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await waiting
    except TimeoutError:
        pass
