"""Pieces of work that only wait, for their turn or for Slack's pace: they keep no other from its place.

A busy channel takes one message a second. Those who wait for that must not be all that a process does.
"""

from collections.abc import Callable
from contextvars import ContextVar
from types import TracebackType
from typing import Final


class Resting:
    """How many of a worker's pieces rest just now.

    Args:
        begun: called when one more does.
    """

    __slots__ = ("_begun", "count")

    def __init__(self, begun: Callable[[], None]) -> None:
        self._begun = begun
        self.count = 0

    def begin(self) -> None:
        """One more."""
        self.count += 1
        self._begun()

    def end(self) -> None:
        """One less."""
        self.count -= 1


here: Final[ContextVar[Resting | None]] = ContextVar("resting", default=None)
"""Of whose pieces the one is that is being done."""


def resting() -> "_Rest":
    """Inside of the block the piece that is being done only waits."""
    return _Rest()


class _Rest:
    """A block for each wait."""

    __slots__ = ("_where",)

    def __enter__(self) -> None:
        self._where = here.get()
        if self._where is not None:
            self._where.begin()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._where is not None:
            self._where.end()
