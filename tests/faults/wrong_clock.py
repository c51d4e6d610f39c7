"""A clock that a test sets wrongly while processes of the app live by it."""

import mmap
import struct
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

_FORM = struct.Struct("q")


class WrongClock:
    """What the clock on the wall says to some processes: the right time, or so much more.

    Attributes:
        file: where they look how much it is, each time that they look at the clock.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        file.write_bytes(bytes(_FORM.size))
        with file.open("r+b") as opened:
            self._ahead = mmap.mmap(opened.fileno(), _FORM.size)

    def jump(self, ahead: timedelta) -> None:
        """From this moment on it is so much ahead of the right time."""
        _FORM.pack_into(self._ahead, 0, ahead // timedelta(microseconds=1) * 1000)


def live_by(file: Path) -> None:
    """In a process of the app: whoever asks for the time, by whatever name, is told that clock's."""
    with file.open("rb") as opened:
        ahead = mmap.mmap(opened.fileno(), _FORM.size, prot=mmap.PROT_READ)
    seconds, nanoseconds = time.time, time.time_ns

    def wrong_ns() -> int:
        return nanoseconds() + int(_FORM.unpack_from(ahead)[0])

    def wrong() -> float:
        return seconds() + int(_FORM.unpack_from(ahead)[0]) / 1e9

    _replace(seconds, wrong)
    _replace(nanoseconds, wrong_ns)


def _replace(right: Callable[[], float], wrong: Callable[[], float]) -> None:
    for module in list(sys.modules.values()):
        for name, value in list(vars(module).items()):
            if value is right:
                setattr(module, name, wrong)
