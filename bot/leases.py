"""What of the inbox a process has: it holds that while it is alive, and takes up what nobody has."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import uuid4

from bot.shared_time import MICROS, SharedTime
from dialogs.storage import WHATEVER, Item, Ours, Store, Visit

LEASE: Final = 15.0
"""Seconds without a sign of life after which others take over what a process had."""

LEFT_TO_OTHERS: Final = 3600.0
"""Seconds for which a piece of a kind that we don't know waits for a newer version; then it is given up."""


class Leases:
    """Those of one process. Every verb raises `StorageFault` when the database fails.

    Args:
        store: where the inbox is.
        time: what all processes agree on.
        alone: no other process works on this database, so that whatever is open is ours.
        lasts: seconds without a sign of life after which others take over what this process had.
        kinds: those that this process knows; none means every one.

    Attributes:
        owner: the name of this process.
    """

    def __init__(
        self, store: Store, time: SharedTime, *, alone: bool, lasts: float, kinds: Sequence[str]
    ) -> None:
        self.owner = uuid4().hex
        self._store = store
        self._time = time
        self._alone = alone
        self._lasts = lasts
        self._kinds = tuple(kinds)
        self._loose: set[int] = set()

    def after(self, seconds: float) -> int:
        """In so many seconds, in microseconds since 1970."""
        return self._time() + int(seconds * MICROS)

    def end(self) -> int:
        """When a lease ends that begins now."""
        return self.after(self._lasts)

    async def begin(self) -> None:
        """Agree with the others on the time; alone, what was open is ours."""
        await self._time.look()
        if self._alone:
            await self._store.run(lambda visit: visit.inbox.take_all(), one_change=True)

    async def hold(self, numbers: Sequence[int]) -> None:
        """Show a sign of life; only for what is under way: the rest must come back to somebody."""
        if not self._alone:  # Alone, we need to agree with nobody; and a clock may be set.
            await self._time.look()
        if numbers:
            await self._store.run(
                lambda visit: visit.inbox.keep(numbers, self.owner, self.end()), one_change=True
            )

    def loosen(self, number: int) -> None:
        """Nobody works on it any more, and the database could not be told: let go of it when it can."""
        self._loose.add(number)

    async def take_up(self, most: int, under_way: Collection[int]) -> tuple[Item, ...]:
        """Up to so many that nobody has, the oldest first; they are ours now."""
        loose = self._loose.difference(under_way)
        found = await self._store.run(lambda visit: self._claim(visit, most, loose))
        self._loose -= loose
        return found

    async def let_go(self) -> None:
        """The others may go on with whatever we had."""
        await self._store.run(lambda visit: visit.inbox.let_go(self.owner), one_change=True)

    def _claim(self, visit: Visit, most: int, loose: Collection[int]) -> tuple[Item, ...]:
        if loose:
            visit.inbox.keep([*loose], self.owner, 0)
        return visit.inbox.claim(self.owner, self.after(0), self.end(), most, self._ours())

    def _ours(self) -> Ours:
        return Ours(self._kinds, self.after(-LEFT_TO_OTHERS)) if self._kinds else WHATEVER
