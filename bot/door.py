"""Where every surface comes in: it is put down first, then Slack is told that we have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.clocks import Clock
from bot.delivered import MALFORMED, Kind, put_down
from bot.logs import logger
from bot.worker import Worker
from dialogs.storage import Arrival

log = logger("door")


@dataclass(frozen=True, slots=True)
class Door:
    """Takes payloads of every kind; what is none of Slack's is passed over.

    Attributes:
        events: the names of the events that somebody here wants to hear of.
    """

    worker: Worker
    clock: Clock
    events: frozenset[str]

    async def take(self, kind: Kind, body: Mapping[str, Any]) -> None:
        """Keep it to be worked on.

        Raises:
            StorageFault: it could not be kept; Slack must hear of that, and send it again.
        """
        if arrival := self._read(kind, body):
            await self.worker.take(arrival)

    async def ask(self, kind: Kind, body: Mapping[str, Any], *, within: float) -> Mapping[str, Any]:
        """Keep it to be worked on; what Slack is to be told at once, if that is known within so many seconds.

        Raises:
            StorageFault: it could not be kept.
        """
        arrival = self._read(kind, body)
        return await self.worker.ask(arrival, within=within) if arrival else {}

    def _read(self, kind: Kind, body: Mapping[str, Any]) -> Arrival | None:
        try:
            return put_down(kind, body, self.clock())
        except MALFORMED as error:
            log.warning("not Slack's", kind=kind, error=type(error).__name__)
            return None
