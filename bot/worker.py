"""Does the work that came in: each piece once, by whoever is alive, and again when it went wrong."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from bot import correlation, metrics
from bot.acks import Answer
from bot.describing import describe
from bot.hands import Hands
from bot.intake import Intake
from bot.lanes import Lanes
from bot.leases import LEASE, Leases
from bot.logs import logger
from bot.resting import Resting, here
from bot.shared_time import SharedTime
from bot.transient import is_transient
from dialogs.storage import Arrival, Item, StorageFault, Store, Visit

log = logger("worker")

SIGNS: Final = 4
"""Signs of life within the time of a lease: it takes more than one that is late to lose what one has."""

LOOK: Final = 0.5
"""Seconds between two looks at what waits in the database."""

HANDING_ON: Final = 0.7
"""Seconds for telling the others what we leave to them."""

MOST_AT_ONCE: Final = 400
"""Pieces of work in this process; what comes beyond them waits in the database, in its order."""

MOST_IN_ALL: Final = 2_000
"""The same with those that only wait for their turn, or for Slack's pace in a busy channel."""

MOST_TRIES: Final = 14
"""With the pauses between them, that is close to an hour."""

LONGEST_PAUSE: Final = 600.0
"""Seconds."""

Do = Callable[[Item, Answer], Awaitable[None]]
"""Does one piece of work; done again after it was broken off, it must end as if done once."""

GiveUp = Callable[[Item, Exception], Awaitable[None]]
"""Tells the person that it did not go well."""


class Worker:
    """The pieces of work of one process.

    Args:
        store: where the inbox is.
        do: does one piece.
        give_up: is told of one that can't be done.
        time: what all processes agree on.
        alone: no other process works on this database, so that whatever is open is ours.
        lease: seconds without a sign of life after which others take over what this process had.
        kinds: those that `do` knows; none means every one.
    """

    def __init__(  # noqa: PLR0913 - each is a part of its own
        self,
        store: Store,
        do: Do,
        give_up: GiveUp,
        time: SharedTime,
        *,
        alone: bool,
        lease: float = LEASE,
        kinds: Sequence[str] = (),
    ) -> None:
        self._store = store
        self._do = do
        self._give_up = give_up
        self._signs = lease / SIGNS
        self._leases = Leases(store, time, alone=alone, lasts=lease, kinds=kinds)
        self._intake = Intake(store)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._resting = Resting(self._look_if_behind)
        self._lanes = Lanes()
        self._hands = Hands(knocking=lambda: self._intake.knocking)
        # At first: what waits in the database came before whatever comes now.
        self._behind = True
        self._stopping = False
        self._look_now = asyncio.Event()

    async def take(self, arrival: Arrival) -> None:
        """Keep it, and begin with it as soon as there is a hand free.

        Raises:
            StorageFault: it could not be kept; who sent it must send it again.
        """
        is_ours = self._room > 0 and not self._behind
        if (number := await self._put(arrival, is_ours=is_ours)) is None:
            return
        if is_ours:
            self._begin(_item(number, arrival), _nobody_waits)
        else:
            self._behind = True
            self._look_now.set()

    async def ask(self, arrival: Arrival, *, within: float) -> Mapping[str, Any]:
        """Keep it and begin with it at once; what it answers within so many seconds, else nothing.

        Raises:
            StorageFault: it could not be kept.
        """
        if (number := await self._put(arrival, is_ours=True)) is None:
            return {}
        answered: asyncio.Future[Mapping[str, Any]] = asyncio.get_running_loop().create_future()

        def answer(ack: Mapping[str, Any]) -> bool:
            if answered.done():
                return False
            answered.set_result(ack)
            return True

        work = self._begin(_item(number, arrival), answer)
        # Without an answer, it is known to be nothing as soon as the work is done.
        work.add_done_callback(lambda _: answer({}))
        try:
            async with asyncio.timeout(within):
                return await answered
        except TimeoutError:
            # Both may come in one moment, and who gave the answer trusts that it is given.
            return {} if answered.cancelled() else answered.result()

    @asynccontextmanager
    async def working(self, *, longest: float) -> AsyncIterator[None]:
        """Work while the block lasts; at its end, what has begun gets so many seconds to be finished."""
        await self._leases.begin()
        self._look_now.set()
        beside = [asyncio.create_task(each()) for each in (self._show_life, self._look_for_work)]
        try:
            yield
        finally:
            self._stopping = True
            await self._finish(longest)
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

    @property
    def busy(self) -> int:
        """How many pieces of work are under way."""
        return len(self._tasks)

    async def _finish(self, longest: float) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=longest)
        left = list(self._tasks.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        try:
            async with asyncio.timeout(HANDING_ON):
                await self._intake.written()
                await self._leases.let_go()
        except (StorageFault, TimeoutError) as fault:  # Our lease comes to its end by itself.
            log.warning("what was left could not be handed on", error=describe(fault))

    async def _put(self, arrival: Arrival, *, is_ours: bool) -> int | None:
        owner = self._leases.owner if is_ours else ""
        return await self._intake.put(arrival, owner, self._leases.end())

    @property
    def _room(self) -> int:
        """How many more may begin."""
        active = len(self._tasks) - self._resting.count
        return 0 if self._stopping else min(MOST_AT_ONCE - active, MOST_IN_ALL - len(self._tasks))

    def _look_if_behind(self) -> None:
        if self._behind and self._room > MOST_AT_ONCE // 2:
            self._look_now.set()

    def _begin(self, item: Item, answer: Answer) -> asyncio.Task[None]:
        task = asyncio.create_task(self._in_lane(item, answer))
        self._tasks[item.number] = task
        task.add_done_callback(lambda _: self._ended(item.number))
        return task

    def _ended(self, number: int) -> None:
        del self._tasks[number]
        self._look_if_behind()

    async def _in_lane(self, item: Item, answer: Answer) -> None:
        here.set(self._resting)  # The task is this piece's own, and so is its context.
        lane = (item.arrival.team, item.arrival.person or str(item.number))
        async with self._lanes.in_order(lane), self._hands.at_work():
            with correlation.bound(item.arrival.trace, item.arrival.team):
                await self._try(item, answer)

    async def _try(self, item: Item, answer: Answer) -> None:
        try:
            await self._do(item, answer)
        except Exception as error:  # noqa: BLE001 - whatever it is, the piece of work must not be lost
            await self._put_off(item, error)
        else:
            self._intake.finish(item.number)

    async def _put_off(self, item: Item, error: Exception) -> None:
        attempts, fault = item.attempts + 1, describe(error)
        passes = is_transient(error) and attempts < MOST_TRIES
        log.warning("put off", kind=item.arrival.kind, attempt=attempts, again=passes, error=fault)
        try_at = self._leases.after(pause(attempts))
        try:
            if passes:
                metrics.retried("inbox")
                await self._note(lambda visit: visit.inbox.retry(item.number, attempts, try_at, fault))
            else:
                await self._note(lambda visit: visit.inbox.bury(item.number, fault))
        except StorageFault as second:
            # The database is away: it is tried again when it is back, or by others when our lease runs out.
            log.warning("could not be put off", error=describe(second))
            self._leases.loosen(item.number)
            return
        if not passes:
            await self._give_up(item, error)

    async def _note(self, what: Callable[[Visit], object]) -> None:
        await self._store.run(what, one_change=True)

    async def _show_life(self) -> None:
        while True:
            await asyncio.sleep(self._signs)
            await self._quietly(lambda: self._leases.hold(list(self._tasks)))

    async def _look_for_work(self) -> None:
        while True:
            try:
                async with asyncio.timeout(LOOK):
                    await self._look_now.wait()
            except TimeoutError:
                pass
            self._look_now.clear()
            await self._quietly(self._claim)

    async def _claim(self) -> None:
        if (free := self._room) <= 0:
            return
        found = await self._leases.take_up(free, self._tasks.keys())
        self._behind = len(found) == free
        for item in found:
            # A jump of the clock makes our own leases look old.
            if item.number not in self._tasks:
                self._begin(item, _nobody_waits)

    async def _quietly(self, look: Callable[[], Awaitable[None]]) -> None:
        try:
            await look()
        except StorageFault as fault:
            log.warning("the inbox can't be reached", error=describe(fault))


def pause(attempts: int) -> float:
    """Seconds before the next attempt: twice as long each time, never two at the same moment."""
    return float(min(LONGEST_PAUSE, 2 ** (attempts - 1)) * random.uniform(0.5, 1.5))  # noqa: S311 - no secret


def _item(number: int, arrival: Arrival) -> Item:
    return Item(number, arrival, "open", 0, "", 0, is_fresh=True)


def _nobody_waits(_ack: Mapping[str, Any]) -> bool:
    return False
