"""Whatever came in is done once, whoever dies, and what can't be done is kept for an operator."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot import intake, leases
from bot import worker as workers
from bot.acks import Answer
from bot.resting import resting
from bot.shared_time import SharedTime
from bot.worker import Worker, pause
from dialogs.storage import Arrival, Item, SqlStore, StorageFault, migrate


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    url = f"sqlite:///{tmp_path}/inbox.db"
    await migrate(url)
    opened = SqlStore.open(url)
    yield opened
    await opened.close()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in {"LOOK": 0.02}.items():
        monkeypatch.setattr(workers, name, seconds)
    monkeypatch.setattr(workers, "pause", lambda attempts: 0.01 * attempts)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.01)


class Hands:
    """Does what it is told, and remembers it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.given_up: list[tuple[str, str]] = []
        self.faults: dict[str, list[Exception]] = {}
        self.hold = asyncio.Event()
        self.hold.set()
        self.begun = asyncio.Event()

    async def do(self, item: Item, answer: Answer) -> None:
        self.begun.set()
        await self.hold.wait()
        if self.faults.get(item.arrival.key):
            raise self.faults[item.arrival.key].pop(0)
        self.done.append(item.arrival.key)
        answer({"heard": item.arrival.key})

    async def give_up(self, item: Item, error: Exception) -> None:
        self.given_up.append((item.arrival.key, type(error).__name__))

    async def have_done(self, *keys: str) -> None:
        await until(lambda: sorted(self.done) == sorted(keys))


def arrival(key: str, person: str = "U1") -> Arrival:
    return Arrival("T1", key, "press", person, "{}", "00" * 16, "ABC123", 1)


@asynccontextmanager
async def working(
    store: SqlStore,
    hands: Hands,
    *,
    alone: bool = False,
    lease: float = 0.4,
    kinds: tuple[str, ...] = (),
) -> AsyncIterator[Worker]:
    worker = Worker(store, hands.do, hands.give_up, SharedTime(store), alone=alone, lease=lease, kinds=kinds)
    async with worker.working(longest=0.2):
        yield worker


async def states(store: SqlStore) -> dict[str, int]:
    backlog = await store.run(lambda visit: visit.inbox.backlog())
    return {"open": backlog.open, "dead": backlog.dead}


async def test_what_came_in_is_done(store: SqlStore) -> None:
    hands = Hands()
    async with working(store, hands) as worker:
        await asyncio.gather(*(worker.take(arrival(f"Ev{n}", f"U{n}")) for n in range(50)))
        await hands.have_done(*(f"Ev{n}" for n in range(50)))

    assert await states(store) == {"open": 0, "dead": 0}


async def test_what_comes_twice_is_done_once(store: SqlStore) -> None:
    hands = Hands()
    async with working(store, hands) as worker:
        await asyncio.gather(*(worker.take(arrival("Ev1")) for _ in range(5)))
        await worker.take(arrival("Ev1"))
        await hands.have_done("Ev1")
        await asyncio.sleep(0.05)

    assert hands.done == ["Ev1"]


async def test_one_person_s_events_are_done_in_their_order(store: SqlStore) -> None:
    hands = Hands()
    async with working(store, hands) as worker:
        for number in range(20):
            await worker.take(arrival(f"Ev{number}"))
        await hands.have_done(*(f"Ev{n}" for n in range(20)))

    assert hands.done == [f"Ev{number}" for number in range(20)]


async def test_a_form_hears_its_answer_at_once(store: SqlStore) -> None:
    async with working(store, Hands()) as worker:
        assert await worker.ask(arrival("Ev1"), within=0.2) == {"heard": "Ev1"}


async def test_a_form_that_takes_too_long_is_let_go_and_done_all_the_same(store: SqlStore) -> None:
    hands = Hands()
    hands.hold.clear()
    async with working(store, hands) as worker:
        assert await worker.ask(arrival("Ev1"), within=0.2) == {}

        hands.hold.set()
        await hands.have_done("Ev1")


async def test_an_answer_in_the_very_moment_that_time_runs_out_is_not_lost(store: SqlStore) -> None:
    taken: list[bool] = []

    class Late(Hands):
        async def do(self, item: Item, answer: Answer) -> None:
            time.sleep(0.05)  # noqa: ASYNC251 - nothing else shall go on until time has run out
            await asyncio.sleep(0)
            taken.append(answer({"heard": item.arrival.key}))

    async with working(store, Late()) as worker:
        told = await worker.ask(arrival("Ev1"), within=0.02)

    assert taken == [bool(told)]


async def test_a_form_whose_desk_breaks_is_let_go_at_once(store: SqlStore) -> None:
    hands = Hands()
    hands.faults["Ev1"] = [KeyError()]
    async with working(store, hands) as worker:
        assert await worker.ask(arrival("Ev1"), within=0.2) == {}

    assert hands.given_up == [("Ev1", "KeyError")]


async def test_trouble_that_passes_is_tried_again(store: SqlStore) -> None:
    hands = Hands()
    hands.faults["Ev1"] = [TimeoutError(), ConnectionResetError(), StorageFault("away", transient=True)]
    async with working(store, hands) as worker:
        await worker.take(arrival("Ev1"))
        await hands.have_done("Ev1")

    assert hands.given_up == []
    assert await states(store) == {"open": 0, "dead": 0}


async def test_trouble_that_would_not_pass_is_kept_and_told(store: SqlStore) -> None:
    hands = Hands()
    hands.faults["Ev1"] = [KeyError("payroll of the secret merger")]
    async with working(store, hands) as worker:
        await worker.take(arrival("Ev1"))
        await until(lambda: bool(hands.given_up))
    (dead,) = await store.run(lambda visit: visit.inbox.list("dead", 10))

    assert hands.given_up == [("Ev1", "KeyError")]
    assert dead.arrival.body == "{}"
    assert "KeyError" in dead.fault
    assert "merger" not in dead.fault


async def test_what_only_a_newer_version_can_do_waits_for_it_and_then_for_an_operator(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands()
    hands.faults["Ev1"] = [ValueError("remark")]
    theirs = replace(arrival("Ev1"), kind="remark", at=SharedTime(store)())
    await store.run(lambda visit: visit.inbox.put([theirs], "", 0))
    async with working(store, hands, kinds=("press",)) as worker:
        await worker.take(arrival("Ev2"))
        await hands.have_done("Ev2")
        await asyncio.sleep(0.1)
        assert await states(store) == {"open": 1, "dead": 0}

        monkeypatch.setattr(leases, "LEFT_TO_OTHERS", 0.0)
        await until(lambda: bool(hands.given_up))

    assert await states(store) == {"open": 0, "dead": 1}


async def test_it_is_not_tried_for_ever(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST_TRIES", 3)
    hands = Hands()
    hands.faults["Ev1"] = [TimeoutError() for _ in range(9)]
    async with working(store, hands) as worker:
        await worker.take(arrival("Ev1"))
        await until(lambda: bool(hands.given_up))

    assert len(hands.faults["Ev1"]) == 6
    assert await states(store) == {"open": 0, "dead": 1}


async def test_what_a_stopped_process_had_begun_is_finished_first(store: SqlStore) -> None:
    hands = Hands()
    async with working(store, hands) as worker:
        hands.hold.clear()
        await worker.take(arrival("Ev1"))
        await hands.begun.wait()
        asyncio.get_running_loop().call_later(0.05, hands.hold.set)

    assert hands.done == ["Ev1"]
    assert await states(store) == {"open": 0, "dead": 0}


async def test_what_it_can_t_finish_another_goes_on_with_at_once(store: SqlStore) -> None:
    stuck, other = Hands(), Hands()
    stuck.hold.clear()
    async with working(store, stuck) as worker:
        await worker.take(arrival("Ev1"))
        await stuck.begun.wait()
    async with working(store, other):
        await other.have_done("Ev1")

    assert stuck.done == []


async def test_what_a_dead_process_had_another_takes_over(store: SqlStore) -> None:
    await store.run(lambda visit: visit.inbox.put([arrival("Ev1")], "dead", 1))
    hands = Hands()
    async with working(store, hands):
        await hands.have_done("Ev1")


async def test_what_a_process_owns_and_knows_nothing_of_comes_back_while_it_is_busy(store: SqlStore) -> None:
    hands = Hands()
    hands.faults["Ev1"] = [OSError("it could not even be put off")]
    async with working(store, hands) as worker:
        soon = SharedTime(store)() + 100_000
        await store.run(lambda visit: visit.inbox.put([arrival("Ev2", "U2")], worker._leases.owner, soon))
        hands.hold.clear()
        await worker.take(arrival("Ev1"))
        await until(lambda: worker.busy == 2)


async def test_what_could_not_even_be_put_off_is_done_once_the_database_is_back(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands()
    hands.hold.clear()
    hands.faults["Ev1"] = [StorageFault("away", transient=True)]
    async with working(store, hands, lease=600) as worker:
        await worker.take(arrival("Ev1"))
        await hands.begun.wait()
        with monkeypatch.context() as away:
            away.setattr(SqlStore, "run", _fail)
            hands.hold.set()
            await until(lambda: worker.busy == 0)
        await hands.have_done("Ev1")


async def test_that_something_is_done_is_written_once_the_database_is_back(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "PAUSE", 0.05)
    hands = Hands()
    hands.hold.clear()
    async with working(store, hands) as worker:
        await worker.take(arrival("Ev1"))
        await hands.begun.wait()
        with monkeypatch.context() as away:
            away.setattr(SqlStore, "run", _fail)
            hands.hold.set()
            await hands.have_done("Ev1")
            await asyncio.sleep(0.02)
        async with asyncio.timeout(0.3):
            while (await states(store))["open"]:
                await asyncio.sleep(0.01)

    assert hands.done == ["Ev1"]


async def _fail(*_: object, **__: object) -> None:
    raise StorageFault("away", transient=True)


@pytest.mark.parametrize("hours", [-3, 3])
async def test_a_promise_of_a_clock_that_was_wrong_binds_nobody(store: SqlStore, hours: int) -> None:
    wrong = SharedTime(store)() + hours * 3_600_000_000
    await store.run(lambda visit: visit.inbox.put([arrival("Ev1")], "dead", wrong))
    (item,) = await store.run(lambda visit: visit.inbox.list("open", 1))
    await store.run(lambda visit: visit.inbox.put([arrival("Ev2", "U2")], "", 0))
    await store.run(lambda visit: visit.inbox.retry(item.number + 1, 1, wrong, "x"))
    hands = Hands()
    async with working(store, hands):
        await hands.have_done("Ev1", "Ev2")


async def test_a_process_that_is_alone_waits_for_no_lease(store: SqlStore) -> None:
    far = 10**18
    await store.run(lambda visit: visit.inbox.put([arrival("Ev1")], "dead", far))
    hands = Hands()
    async with working(store, hands, alone=True):
        await hands.have_done("Ev1")


async def test_long_work_is_not_taken_away(store: SqlStore) -> None:
    slow, other = Hands(), Hands()
    slow.hold.clear()
    async with working(store, slow) as worker, working(store, other):
        await worker.take(arrival("Ev1"))
        await asyncio.sleep(1.0)
        slow.hold.set()
        await slow.have_done("Ev1")

    assert other.done == []


async def test_beyond_what_fits_the_rest_waits_in_the_database_and_is_done_in_order(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MOST_AT_ONCE", 5)
    monkeypatch.setattr(workers, "MOST_IN_ALL", 5)
    hands = Hands()
    hands.hold.clear()
    async with working(store, hands) as worker:
        for number in range(40):
            await worker.take(arrival(f"Ev{number:02}"))

        assert worker.busy == 5

        hands.hold.set()
        await hands.have_done(*(f"Ev{number:02}" for number in range(40)))

    assert hands.done == sorted(hands.done)


def test_each_pause_is_longer_than_the_last_and_none_is_endless() -> None:
    assert all(0.5 * 2 ** (n - 1) <= pause(n) <= 1.5 * 2 ** (n - 1) for n in range(1, 9))
    assert pause(1000) <= 900


@pytest.mark.parametrize("whose", ["U1", "everybody's"], ids=["one person's", "many people's"])
async def test_those_who_only_wait_take_nobodys_place(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    monkeypatch.setattr(workers, "MOST_AT_ONCE", 4)
    paced = asyncio.Event()
    hands = Hands()

    async def do(item: Item, answer: Answer) -> None:
        if item.arrival.key.startswith("busy"):
            with resting():  # As in a channel that takes one message a second.
                await paced.wait()
        await Hands.do(hands, item, answer)

    monkeypatch.setattr(hands, "do", do)
    busy = [arrival(f"busy{n}", "U1" if whose == "U1" else f"U{n}") for n in range(30)]
    async with working(store, hands) as worker:
        for each in busy:
            await worker.take(each)
        await worker.take(arrival("other", "U99"))
        await hands.have_done("other")
        paced.set()
        await hands.have_done("other", *(each.key for each in busy))

    assert await states(store) == {"open": 0, "dead": 0}
