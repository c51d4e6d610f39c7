"""How the queues stand: measured now and then for whoever watches, and told when somebody asks."""

import time
from dataclasses import dataclass
from datetime import datetime

from bot import metrics
from dialogs.storage import Backlog, Store, Visit


@dataclass(frozen=True, slots=True)
class Queues:
    """Looks at the inbox and the outbox."""

    store: Store

    async def measure(self, _now: datetime) -> None:
        """A chore: set what the metrics say of both."""
        inbox, outbox = await self.store.run(_backlogs)
        _set("inbox", inbox)
        _set("outbox", outbox)

    async def oldest(self) -> float:
        """Seconds since the oldest open piece of work came in; 0 when there is none."""
        return (await self.store.run(lambda visit: visit.inbox.backlog())).age(_micros())


def _set(queue: metrics.Queue, backlog: Backlog) -> None:
    metrics.queued(queue, waiting=backlog.open, dead=backlog.dead, oldest=backlog.age(_micros()))


def _backlogs(visit: Visit) -> tuple[Backlog, Backlog]:
    return visit.inbox.backlog(), visit.outbox.backlog()


def _micros() -> int:
    return time.time_ns() // 1000
