"""What time it is to the app: a clock of this machine that jumps is not believed at once."""

import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.logs import logger
from dialogs.storage import moment

log = logger("clocks")

Clock = Callable[[], datetime]
"""Tells the time, aware and in UTC."""

JUMP: Final = 60_000_000
"""Microseconds; a clock that is set by less was only put right."""

DOUBTED: Final = 3_600_000_000
"""Microseconds for which a clock must stand by its new time: whoever set it wrongly can set it back."""


def _wall() -> int:
    return time.time_ns() // 1000


def steady() -> int:
    """Microseconds of some beginning; never jumps, and goes on while the machine sleeps where it can."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000
    return time.monotonic_ns() // 1000


class PatientClock:
    """This machine's clock, for an app that has nobody else to ask.

    After a jump the time goes on as it did: nothing is forgotten, and nobody reminded, by a clock that was
    set wrongly for a while. What it says for an hour is believed.

    Args:
        wall: the clock, microseconds since 1970; it may jump.
        steady: microseconds of any beginning; never jumps.
    """

    def __init__(self, wall: Callable[[], int] = _wall, steady: Callable[[], int] = steady) -> None:
        self._wall = wall
        self._steady = steady
        self._ahead = wall() - steady()
        self._doubted: tuple[int, int] | None = None

    def __call__(self) -> datetime:
        """The time."""
        steady = self._steady()
        self._judge(self._wall() - steady, steady)
        return moment(steady + self._ahead)

    def _judge(self, ahead: int, steady: int) -> None:
        if abs(ahead - self._ahead) <= JUMP:
            self._believe(ahead)
        elif self._doubted is None or abs(ahead - self._doubted[0]) > JUMP:
            self._doubted = (ahead, steady)
            log.warning("the clock jumped", seconds=(ahead - self._ahead) // 1_000_000)
        elif steady - self._doubted[1] >= DOUBTED:
            log.warning("the clock is believed", seconds=(ahead - self._ahead) // 1_000_000)
            self._believe(ahead)

    def _believe(self, ahead: int) -> None:
        self._ahead, self._doubted = ahead, None
