"""The keys change while the app runs: everything stands under the newest one, and no turn is lost."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import count as counting
from pathlib import Path

import pytest
from pydantic import BaseModel

from dialogs.places import CardAt, Place
from dialogs.session import Phase, Session
from dialogs.shelf import Shelf
from dialogs.storage import SqlStore, Stored
from dialogs.storage.faults import StorageFault
from dialogs.storage.rotation import Rotated, count, rotate
from dialogs.storage.sealed import Sealed, label_of, new_key, seal_under
from tests.dump import bytes_on_disk, dump

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEAM, ALICE = "T1", "U0ALICE"
OLD, NEW, GONE = (new_key() for _ in range(3))
PLACE = Place(TEAM, "D1", "", ALICE, "direct")


class Note(BaseModel):
    text: str


class Stores:
    """Processes that were started with these keys."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opened: list[SqlStore] = []

    def under(self, *keys: str) -> SqlStore:
        """One more."""
        self._opened.append(SqlStore.open(self.url, seal=seal_under(keys)))
        return self._opened[-1]

    async def close(self) -> None:
        """All go home."""
        for store in self._opened:
            await store.close()


@pytest.fixture
async def stores(url: str) -> AsyncIterator[Stores]:
    opened = Stores(url)
    yield opened
    await opened.close()


def session(number: int, task: str) -> Session:
    return Session(
        f"a{number}", ALICE, Phase.ASKING, turn=1, task=task, answers={"core": "no"}, touched_at=NOON
    )


async def write(store: SqlStore, *numbers: int) -> None:
    """A conversation and a record of each number."""
    for number in numbers:
        await _write(store, number)


async def _write(store: SqlStore, number: int) -> None:
    notes = Shelf(store, "note", Note)
    await store.run(lambda visit: visit.add(session(number, f"secret {number}"), PLACE))
    await store.run(lambda visit: visit.put(f"a{number}", CardAt(url="https://secret")))
    spot = notes.spot(TEAM, about=f"a{number}", person=ALICE)
    await notes.put(spot, Note(text=f"secret note {number}"), NOON)


async def read(store: SqlStore) -> list[str]:
    """What they read."""
    mine = await store.run(lambda visit: visit.of_person(TEAM, ALICE, 1_000))
    notes = await Shelf(store, "note", Note).of_person(TEAM, ALICE)
    return [*(one.session.task for one in mine), *(one.item.text for one in notes)]


def turn(url: str, *keys: str) -> list[Rotated]:
    return list(rotate(url, keys))


async def test_rows_are_counted_by_the_key_that_they_need(stores: Stores) -> None:
    await write(stores.under(), 1)
    await write(stores.under(OLD), 2, 3)
    await write(stores.under(NEW, OLD), 4)
    await write(stores.under(GONE), 5)

    assert count(stores.url, [NEW, OLD]) == Counter(
        {"plain": 2, label_of(OLD): 4, label_of(NEW): 2, label_of(GONE): 2}
    )


async def test_everything_stands_under_the_newest_key_and_reads_as_before(stores: Stores) -> None:
    await write(stores.under(), 1, 2)
    await write(stores.under(OLD), 3)
    before = sorted(await read(stores.under(NEW, OLD)))
    done = turn(stores.url, NEW, OLD)

    assert {each.table: each.sealed for each in done if each.sealed} == {"conversation": 3, "record": 3}
    assert count(stores.url, [NEW]) == Counter({label_of(NEW): 6})
    assert sorted(await read(stores.under(NEW))) == before


async def test_after_the_rotation_the_old_key_opens_nothing(stores: Stores) -> None:
    await write(stores.under(OLD), 1)
    turn(stores.url, NEW, OLD)

    with pytest.raises(StorageFault, match="sealed under a key that is missing"):
        await read(stores.under(OLD))


async def test_nothing_that_was_written_in_the_open_is_left(stores: Stores) -> None:
    await write(stores.under(), 1, 2, 3)
    assert "secret" in str(dump(stores.url))
    turn(stores.url, NEW)

    assert "secret" not in str(dump(stores.url))


async def test_what_no_key_opens_is_counted_and_left_as_it_is(stores: Stores) -> None:
    await write(stores.under(GONE), 1)
    await write(stores.under(OLD), 2)
    done = turn(stores.url, NEW, OLD)

    assert {each.table: (each.sealed, each.lost) for each in done if each.lost} == {
        "conversation": (1, 1),
        "record": (1, 1),
    }
    assert count(stores.url, [NEW]) == Counter({label_of(NEW): 2, label_of(GONE): 2})


async def test_a_second_time_there_is_nothing_to_do(stores: Stores) -> None:
    await write(stores.under(OLD), 1)
    turn(stores.url, NEW, OLD)
    before = dump(stores.url)

    assert sum(each.sealed for each in turn(stores.url, NEW, OLD)) == 0
    assert dump(stores.url) == before


async def test_more_rows_than_are_read_at_once_are_all_sealed(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, number = stores.under(), counting()
    begun = [session(next(number), "secret") for _ in range(450)]
    await store.run(lambda visit: [visit.add(one, PLACE) for one in begun])
    turn(stores.url, NEW)

    assert count(stores.url, [NEW]) == Counter({label_of(NEW): 450})


async def test_broken_off_it_is_gone_on_with(stores: Stores) -> None:
    await write(stores.under(OLD), 1, 2)
    first = next(rotate(stores.url, [NEW, OLD]))

    assert (first.table, first.sealed) == ("conversation", 2)
    assert {each.table for each in turn(stores.url, NEW, OLD) if each.sealed} == {"record"}


async def test_turns_that_are_taken_meanwhile_are_not_lost(stores: Stores) -> None:
    store = stores.under(NEW, OLD)
    await write(stores.under(OLD), *range(40))
    taken, begun = 0, asyncio.Event()

    async def take_turn(stored: Stored) -> bool:
        later = session(int(stored.session.id[1:]), f"{stored.session.task}+")
        return await store.run(lambda visit: visit.save(stored, later, typed=False))

    async def take_turns() -> None:
        nonlocal taken
        while True:
            for stored in await store.run(lambda visit: visit.of_person(TEAM, ALICE, 50)):
                taken += await take_turn(stored)
                begun.set()

    people = asyncio.create_task(take_turns())
    await begun.wait()
    await asyncio.to_thread(turn, stores.url, NEW, OLD)
    people.cancel()
    await asyncio.gather(people, return_exceptions=True)
    tasks = [one.session.task for one in await store.run(lambda visit: visit.of_person(TEAM, ALICE, 50))]

    assert sum(task.count("+") for task in tasks) >= taken
    assert set(count(stores.url, [NEW, OLD])) == {label_of(NEW)}


async def test_of_a_turn_and_a_rotation_at_once_the_turn_is_kept(stores: Stores) -> None:
    store = stores.under(NEW, OLD)
    await write(stores.under(OLD), 1)
    stored = await store.run(lambda visit: visit.find("a1"))
    assert stored
    turn(stores.url, NEW, OLD)

    assert await store.run(lambda visit: visit.save(stored, session(1, "later"), typed=False))
    assert "later" in await read(store)


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_no_byte_of_the_file_tells_what_once_stood_there(stores: Stores, tmp_path: Path) -> None:
    store = stores.under()
    await write(store, *range(30))
    turn(stores.url, NEW)

    assert isinstance(Sealed([NEW]).labels, tuple)
    assert b"secret" not in bytes_on_disk(tmp_path / "conversations.db")
