"""Puts down what came in before anybody is told that it came, many at a time."""

import asyncio
from collections.abc import Sequence
from typing import Final, NamedTuple

from dialogs.storage import Arrival, Came, Numbers, StorageFault, Store, Visit

MOST_AT_ONCE: Final = 500
"""Arrivals in one transaction."""

AGAIN: Final = 3
"""So often a line to the database may break just then."""

PAUSE: Final = 1.0
"""Seconds after which what is done is written down again, where the database was away."""


class _Waiting(NamedTuple):
    came: Came
    until: int
    kept: asyncio.Future[int | None]


class Intake:
    """Writes arrivals, and which of them are done, in as few transactions as there is time for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[_Waiting] = []
        self._knocking = 0
        self._done: list[int] = []
        self._undone: list[int] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, arrival: Arrival, owner: str, until: int) -> int | None:
        """Keep it; its number, or None when it was here before.

        Raises:
            StorageFault: it could not be kept, and may be sent again.
        """
        kept: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(Came(arrival, owner), until, kept))
        self._begin()
        self._knocking += 1
        try:
            return await kept
        finally:
            self._knocking -= 1

    @property
    def knocking(self) -> int:
        """How many wait until theirs is kept."""
        return self._knocking

    def finish(self, number: int) -> None:
        """It is done; written down at the next occasion, since done twice is as good as once."""
        self._done.append(number)
        self._begin()

    async def written(self) -> None:
        """Wait until everything so far is written."""
        while self._writing:
            await asyncio.wait([self._writing])

    def _put_off(self, done: list[int]) -> None:
        """Nobody waits for what is done, but without it everything would be done again."""
        if done:
            self._undone += done
            asyncio.get_running_loop().call_later(PAUSE, self._go_on)

    def _go_on(self) -> None:
        self._done += self._undone
        self._undone.clear()
        self._begin()

    def _begin(self) -> None:
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        try:
            while self._waiting or self._done:
                await self._write_some()
        finally:
            self._writing = None

    async def _write_some(self) -> None:
        some, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
        done, self._done = self._done, []
        came = [each.came for each in some]
        until = max((each.until for each in some), default=0)
        try:
            numbers = await self._write(came, until, done)
        except Exception as error:  # noqa: BLE001 - it is handed to everybody who waits for it
            for each in some:
                if not each.kept.done():
                    each.kept.set_exception(error)
            self._put_off(done)
            return
        for (arrival, _), _, kept in some:
            if not kept.done():
                # The same thing twice in one batch is one: the second finds no number left.
                kept.set_result(numbers.pop((arrival.team, arrival.key), None))

    async def _write(self, came: Sequence[Came], until: int, done: Sequence[int]) -> Numbers:
        """Again where nobody knows what came of it: that changes nothing more.

        Raises:
            StorageFault: it could not be written.
        """
        left = AGAIN
        while True:
            try:
                return await self._store.run(
                    lambda visit: _turn_over(visit, came, until, done), one_change=True
                )
            except StorageFault as fault:
                left -= 1
                if not fault.uncertain or not left:
                    raise


def _turn_over(visit: Visit, came: Sequence[Came], until: int, done: Sequence[int]) -> Numbers:
    once = {(arrival.team, arrival.key): (arrival, owner) for arrival, owner in came}
    return visit.inbox.turn_over([Came(*each) for each in once.values()], until, done)
