"""What is to be done when it is time, without anybody asking: reminders, forgetting what is too old."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime

from bot import reports
from bot.describing import describe
from bot.logs import logger

log = logger("chores")

Chore = Callable[[datetime], Awaitable[None]]
"""Does what is due at that time; several processes may try at once, so it claims each piece first.

What is to be sent for it is an errand, put down in the unit that claims it: see `bot.errands`.
"""


@asynccontextmanager
async def done_in_time(
    chores: Iterable[Chore], clock: Callable[[], datetime], *, tick: float
) -> AsyncIterator[None]:
    """While the block lasts, look every so many seconds whether something is due."""
    work = asyncio.create_task(_look_now_and_then(tuple(chores), clock, tick))
    try:
        yield
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def _look_now_and_then(chores: tuple[Chore, ...], clock: Callable[[], datetime], tick: float) -> None:
    while True:
        await asyncio.sleep(tick)
        for chore in chores:
            await _try(chore, clock())


async def _try(chore: Chore, now: datetime) -> None:
    try:
        await chore(now)
    except Exception as error:  # noqa: BLE001 - one failed chore must not end the others; it is tried again
        reports.report(error)
        log.error("chore failed", chore=getattr(chore, "__qualname__", "?"), error=describe(error))
