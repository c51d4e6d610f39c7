"""How the queues stand: measured now and then for whoever watches, and told when somebody asks."""

from dataclasses import dataclass
from datetime import datetime

from bot import metrics
from bot.clocks import Clock, micros
from dialogs.storage import Backlog, Store, Visit


@dataclass(frozen=True, slots=True)
class Queues:
    """Looks at the inbox and the outbox."""

    store: Store
    clock: Clock

    async def measure(self, now: datetime) -> None:
        """A chore: set what the metrics say of both."""
        inbox, outbox = await self.store.run(_backlogs)
        _set("inbox", inbox, now)
        _set("outbox", outbox, now)

    async def oldest(self) -> float:
        """Seconds since the oldest open piece of work came in; 0 when there is none."""
        return (await self.store.run(lambda visit: visit.inbox.backlog())).age(micros(self.clock()))


def _set(queue: metrics.Queue, backlog: Backlog, now: datetime) -> None:
    metrics.queued(queue, waiting=backlog.open, dead=backlog.dead, oldest=backlog.age(micros(now)))


def _backlogs(visit: Visit) -> tuple[Backlog, Backlog]:
    return visit.inbox.backlog(), visit.outbox.backlog()
