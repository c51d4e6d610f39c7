"""How the queues stand: measured now and then for whoever watches, and told when somebody asks."""

from dataclasses import dataclass
from datetime import datetime

from bot import metrics
from bot.clocks import Clock
from dialogs.storage import Backlog, Ours, Store, micros


@dataclass(frozen=True, slots=True)
class Queues:
    """Looks at the inbox and the outbox.

    Attributes:
        kinds: what this version of the app knows of what comes in; the age of others is not ours to mend.
    """

    store: Store
    clock: Clock
    kinds: tuple[str, ...]

    async def measure(self, now: datetime) -> None:
        """A chore: set what the metrics say of both."""
        ours = self._ours()
        inbox, outbox = await self.store.run(
            lambda visit: (visit.inbox.backlog(ours), visit.outbox.backlog())
        )
        _set("inbox", inbox, now)
        _set("outbox", outbox, now)

    async def oldest(self) -> float:
        """Seconds since the oldest open piece of work that we know was due; 0 when there is none."""
        ours = self._ours()
        return (await self.store.run(lambda visit: visit.inbox.backlog(ours))).age(micros(self.clock()))

    def _ours(self) -> Ours:
        return Ours(self.kinds, 0)


def _set(queue: metrics.Queue, backlog: Backlog, now: datetime) -> None:
    metrics.queued(queue, waiting=backlog.open, dead=backlog.dead, oldest=backlog.age(micros(now)))
