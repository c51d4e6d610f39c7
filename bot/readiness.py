"""Whether we can do our work now, part by part, for whoever decides where requests go."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Container, Iterable
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.describing import describe, refusal
from bot.logs import logger

log = logger("readiness")

Check = Callable[[], Awaitable[object]]
"""Raises while that part is not as it should be."""

LONGEST: Final = 2.0
"""Seconds that a part may take to show that it is well."""

OLDEST: Final = 60.0
"""Seconds; work that has waited for longer says that we don't keep up."""


class NotReady(Exception):
    """A part is there, but not as it should be."""


class Part:
    """One thing that we stand on; looked at once in a while, however often somebody asks.

    Args:
        name: as the answer names it.
        check: raises while the part is not well.
        every: seconds for which an outcome holds.
        within: seconds that it may take to show that it is well.
        clock: seconds, of any beginning.
    """

    def __init__(
        self,
        name: str,
        check: Check,
        *,
        every: float,
        within: float = LONGEST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._within = within
        self._check = check
        self._every = every
        self._clock = clock
        self._looked_at: float | None = None
        self._is_well = True
        self._one_at_a_time = asyncio.Lock()

    async def is_well(self) -> bool:
        """Whether it was well when it was looked at last, which is now if that was too long ago."""
        async with self._one_at_a_time:
            if self._looked_at is None or self._clock() - self._looked_at >= self._every:
                was_well, self._is_well = self._is_well, await self._look()
                self._looked_at = self._clock()
                if self._is_well and not was_well:
                    log.info("ready again", part=self.name)
        return self._is_well

    async def _look(self) -> bool:
        try:
            async with asyncio.timeout(self._within):
                await self._check()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the answer is "not well"
            if self._is_well:
                log.warning("not ready", part=self.name, error=describe(error))
            return False
        return True


class Readiness:
    """All parts at once."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = tuple(parts)
        self._is_stopping = False

    def stop(self) -> None:
        """From now on nothing new should come here: we finish what we have begun."""
        self._is_stopping = True

    async def look(self) -> dict[str, bool]:
        """Whether each part is well, by its name; "serving" is false once we have been told to stop."""
        well = await asyncio.gather(*(part.is_well() for part in self._parts))
        named = {part.name: good for part, good in zip(self._parts, well, strict=True)}
        return {"serving": not self._is_stopping, **named}


def database_part(unit: Check) -> Part:
    """The database does a unit of work in time."""
    return Part("database", unit, every=1.0)


def slack_part(auth_test: Check, refusals: Container[str], *, every: float = 60.0) -> Part:
    """Slack can be reached, and takes our token.

    Args:
        auth_test: asks Slack who we are.
        refusals: its names for "nobody"; whatever else it answers, it knows us.
        every: seconds between two looks.
    """

    async def known() -> None:
        try:
            await auth_test()
        except SlackApiError as error:
            if refusal(error) in refusals:
                raise
        except aiohttp.ClientError as error:
            raise NotReady from error

    return Part("slack", known, every=every)


def queue_part(oldest: Callable[[], Awaitable[float]]) -> Part:
    """The oldest piece of open work is young; `oldest` tells its age in seconds, 0 when there is none."""

    async def young() -> None:
        if await oldest() >= OLDEST:
            raise NotReady

    return Part("queue", young, every=5.0)
