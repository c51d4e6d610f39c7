"""Units that wait for a database thread, and the way back of what came of them."""

from asyncio import AbstractEventLoop, Future
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from dialogs.storage.link import Link
from dialogs.storage.work import Work


class Letter(NamedTuple):
    """What came of a unit."""

    job: "Job"
    result: Any
    error: BaseException | None


class Mailbox:
    """Brings what came of units back to their loop, as many as there are in one call."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self.loop = loop
        self._letters: deque[Letter] = deque()
        self._called = False

    def deliver(self, letters: Iterable[Letter]) -> None:
        """From any thread."""
        self._letters.extend(letters)
        if not self._called:
            self._called = True
            with suppress(RuntimeError):  # The loop is closed: nobody waits.
                self.loop.call_soon_threadsafe(self._hand_out)

    def _hand_out(self) -> None:
        self._called = False  # First, so that whoever comes from now on calls again.
        while self._letters:
            job, result, error = self._letters.popleft()
            if job.future.done():
                continue  # Whoever waited for it was cancelled.
            if error is None:
                job.future.set_result(result)
            else:
                job.future.set_exception(error)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A unit, the work that it is a part of, and who waits for it.

    Attributes:
        one_change: at most one of its statements changes anything.
    """

    unit: Callable[[Any], Any]
    work: Work
    mailbox: Mailbox
    future: "Future[Any]"
    one_change: bool = False

    def do(self, link: Link, visit: Any) -> Letter:
        """Calls the unit; what it raises, or what failed unheard, is what came of it."""
        link.failed, link.changed = None, False
        try:
            result = self.unit(visit)
        except StopIteration as error:  # No future takes it.
            return Letter(self, None, RuntimeError(f"A unit raised {error!r}."))
        except BaseException as error:  # noqa: BLE001 - whoever waits for it is told.
            return Letter(self, None, error)
        return Letter(self, result, link.failed)


def deliver(letters: Iterable[Letter]) -> None:
    """Each to its own mailbox."""
    by_box: dict[Mailbox, list[Letter]] = {}
    for letter in letters:
        by_box.setdefault(letter.job.mailbox, []).append(letter)
    for box, some in by_box.items():
        box.deliver(some)
