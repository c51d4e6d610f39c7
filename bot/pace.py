"""How fast we speak to Slack: by the limits that it publishes, and by the one it names when it says stop."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from cachetools import LRUCache

from bot.hands import waiting
from bot.resting import resting
from bot.shared_time import MICROS, SharedTime
from dialogs.storage import Store

_MINUTE: Final = 60 * MICROS


@dataclass(frozen=True, slots=True)
class Limit:
    """So often, and so many at once after a quiet while.

    Attributes:
        interval: microseconds between two, in the long run.
        burst: how many may go at once.
    """

    interval: int
    burst: int


IN_A_CHANNEL: Final = Limit(MICROS, 5)
"""Slack: one message a second in each channel, "short bursts" allowed."""

IN_A_WORKSPACE: Final[Mapping[str, Limit]] = {
    "chat.postMessage": Limit(_MINUTE // 300, 100),
    "chat.postEphemeral": Limit(_MINUTE // 100, 200),
    "chat.update": Limit(_MINUTE // 50, 200),
    "chat.delete": Limit(_MINUTE // 50, 100),
    "views.publish": Limit(_MINUTE // 100, 200),
}
"""Slack's tiers ("50+", "100+", "several hundred" a minute); it lets short bursts pass, and says when not.

What must happen within the three seconds of a trigger is not held up.
"""


STOCK: Final = 10
"""Turns of a method that a process takes in advance."""


class Ledger(Protocol):
    """Where it is written who may go when; times are microseconds since 1970."""

    async def take(self, team: str, bucket: str, now: int, interval: int) -> int:
        """Takes the next place; the theoretical time of arrival after it."""

    async def look(self, team: str, bucket: str) -> int:
        """The theoretical time of arrival of the next; 0 where nobody came yet."""

    async def hold(self, team: str, bucket: str, until: int) -> None:
        """Nobody goes before that time."""


class OwnLedger:
    """In memory, for a process that is alone."""

    def __init__(self) -> None:
        self._next: dict[tuple[str, str], int] = defaultdict(int)

    async def take(self, team: str, bucket: str, now: int, interval: int) -> int:
        """Takes the next place."""
        self._forget(now)
        key = (team, bucket)
        self._next[key] = after = max(self._next[key], now) + interval
        return after

    async def look(self, team: str, bucket: str) -> int:
        """When the next may go."""
        return self._next[team, bucket]

    async def hold(self, team: str, bucket: str, until: int) -> None:
        """Nobody goes before that time."""
        key = (team, bucket)
        self._next[key] = max(self._next[key], until)

    def _forget(self, now: int) -> None:
        if len(self._next) > 10_000:
            self._next = defaultdict(int, {key: at for key, at in self._next.items() if at > now})


class SharedLedger:
    """In the database, for several processes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def take(self, team: str, bucket: str, now: int, interval: int) -> int:
        """Takes the next place."""
        return await self._store.run(
            lambda visit: visit.pace.take(team, bucket, now, interval), one_change=True
        )

    async def look(self, team: str, bucket: str) -> int:
        """When the next may go."""
        return await self._store.run(lambda visit: visit.pace.look(team, bucket), one_change=True)

    async def hold(self, team: str, bucket: str, until: int) -> None:
        """Nobody goes before that time."""
        await self._store.run(lambda visit: visit.pace.hold(team, bucket, until), one_change=True)


@dataclass(slots=True)
class _Stock:
    """Turns that this process took in advance; none left: none are to be had until then."""

    left: int
    until: int


class Pace:
    """Waits where we would be too fast."""

    def __init__(self, ledger: Ledger, time: SharedTime) -> None:
        self._ledger = ledger
        self._time = time
        self._stock: LRUCache[tuple[str, str], _Stock] = LRUCache(10_000)

    async def turn(self, method: str, team: str, channel: str = "") -> None:
        """Wait until a call of that method may go."""
        waits = [await self._wait_for(team, f"method:{method}", IN_A_WORKSPACE.get(method))]
        if method == "chat.postMessage":
            waits.append(await self._wait_for(team, f"channel:{channel}", IN_A_CHANNEL))
        if (wait := max(waits)) > 0:
            async with waiting():
                with resting():
                    await asyncio.sleep(wait / MICROS)

    async def hold(self, method: str, team: str, seconds: float) -> None:
        """Slack said stop: no call of that method goes before that many seconds have passed."""
        if limit := IN_A_WORKSPACE.get(method):
            # After the pause one goes at once, the others one by one.
            until = self._time() + int(seconds * MICROS) + limit.interval * (limit.burst - 1)
            await self._ledger.hold(team, f"method:{method}", until)

    async def has_room(self, method: str, team: str) -> bool:
        """Take the next turn of that method if it is one at once; False, and none is taken, if it is not."""
        key, now = (team, method), self._time()
        stock = self._stock.get(key)
        if stock is None or (stock.left == 0 and stock.until <= now):
            stock = self._stock[key] = await self._stock_up(method, team, now)
        stock.left -= bool(there := stock.left)
        return bool(there)

    async def _stock_up(self, method: str, team: str, now: int) -> "_Stock":
        """Several turns at once, so that not each of them asks the ledger; none, if there are none."""
        limit, bucket = IN_A_WORKSPACE[method], f"method:{method}"
        after = await self._ledger.look(team, bucket) + limit.interval * STOCK
        if (until := after - limit.burst * limit.interval) > now:
            return _Stock(0, until)
        await self._ledger.take(team, bucket, now, limit.interval * STOCK)
        return _Stock(STOCK, now)

    async def _wait_for(self, team: str, bucket: str, limit: Limit | None) -> int:
        if limit is None:
            return 0
        now = self._time()
        after = await self._ledger.take(team, bucket, now, limit.interval)
        return after - limit.burst * limit.interval - now
