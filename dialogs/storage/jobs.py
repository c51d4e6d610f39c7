"""Units that wait for a connection, and what came of them."""

from asyncio import CancelledError, Future
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from dialogs.storage.link import Link
from dialogs.storage.work import Work


class Letter(NamedTuple):
    """What came of a unit."""

    job: "Job"
    result: Any
    error: BaseException | None


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A unit, the work that it is a part of, and who waits for it.

    Attributes:
        one_change: at most one of its statements changes anything.
        first: somebody outside waits for it.
    """

    unit: Callable[[Any], Any]
    work: Work
    future: "Future[Any]"
    one_change: bool = False
    first: bool = False

    def do(self, link: Link, visit: Any) -> Letter:
        """Calls the unit; what it raises, or what failed unheard, is what came of it.

        Raises:
            CancelledError: the loop comes to its end, and whoever waits for the unit with it.
        """
        link.failed, link.changed = None, False
        try:
            result = self.unit(visit)
        except CancelledError:
            self.future.cancel()
            raise
        except StopIteration as error:  # No future takes it.
            return Letter(self, None, RuntimeError(f"A unit raised {error!r}."))
        except BaseException as error:  # noqa: BLE001 - whoever waits for it is told.
            return Letter(self, None, error)
        return Letter(self, result, link.failed)


def deliver(letters: Iterable[Letter]) -> None:
    """Each to whoever waits for it, unless they were cancelled."""
    for job, result, error in letters:
        if job.future.done():
            continue
        if error is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(error)
