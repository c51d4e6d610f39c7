"""How much waits in a queue, how long already, and how much was given up."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.storage.link import Row


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits.

    Attributes:
        open: how many are to be done.
        dead: how many were given up.
        oldest: when the first of the open ones came or was to be tried again, microseconds since 1970; None
            where nothing waits.
    """

    open: int
    dead: int
    oldest: int | None

    def age(self, now: int) -> float:
        """Seconds for which the oldest open one has waited; 0 where nothing waits."""
        return max(0.0, (now - self.oldest) / 1_000_000) if self.oldest is not None else 0.0


def read_backlog(rows: Iterable[Row]) -> Backlog:
    """What rows of `state`, `count` and `oldest` say."""
    found = {row["state"]: row for row in rows}
    counts = {state: found[state]["count"] if state in found else 0 for state in ("open", "dead")}
    return Backlog(counts["open"], counts["dead"], found["open"]["oldest"] if "open" in found else None)
