"""Whoever is forgotten is named nowhere, even in what is sealed; and nobody's turn is undone by that."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread

import pytest
from pydantic import BaseModel

from dialogs.archive import Archive
from dialogs.places import Place
from dialogs.session import Phase, Session
from dialogs.shelf import Shelf
from dialogs.storage import SqlStore
from dialogs.storage.sealed import Sealed, new_key
from knowledge import Knowledge

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEAM, ALICE, BOB = "T1", "U0ALICE", "U0BOB"
KEY = new_key()
CHECK = Session(
    "b1",
    BOB,
    Phase.ASKING,
    turn=1,
    task="Bob's own",
    answers={"core": "no"},
    helpers={"core": ALICE, "presence": "U0CAROL"},
)


class Note(BaseModel):
    text: str
    who: str = ""


class Meddled(Sealed):
    """While the first text that names somebody is opened, somebody else is quicker."""

    def __init__(self, named: str, meddle: Callable[[], None]) -> None:
        super().__init__([KEY])
        self._named = named
        self._meddle = [meddle]

    def open(self, text: str) -> str:
        opened = super().open(text)
        if self._named in opened and self._meddle:
            self._meddle.pop()()
        return opened


@pytest.fixture
async def sealed(url: str) -> AsyncIterator[SqlStore]:
    opened = SqlStore.open(url, seal=Sealed([KEY]))
    await opened.run(lambda visit: visit.add(CHECK, Place(TEAM, "D1", "", BOB, "direct")))
    notes = Shelf(opened, "note", Note)
    for number in range(3):
        spot = notes.spot(TEAM, about="b1", person=BOB, name=str(number))
        await notes.put(spot, Note(text=f"note {number}", who=ALICE if number else ""), NOON)
    yield opened
    await opened.close()


async def test_what_is_sealed_names_nobody_who_was_forgotten(sealed: SqlStore, knowledge: Knowledge) -> None:
    archive = Archive(knowledge, sealed)
    await archive.erase(TEAM, ALICE, NOON)
    kept = await archive.everything(TEAM, BOB, NOON)

    assert kept["assessments"][0]["helpers"] == {"core": "", "presence": "U0CAROL"}
    assert [one["content"] for one in kept["records"]] == [
        {"text": f"note {number}", "who": ""} for number in range(3)
    ]


async def test_it_takes_many_slices_where_there_is_much(sealed: SqlStore, knowledge: Knowledge) -> None:
    others = [replace(CHECK, id=f"c{number}") for number in range(1_100)]
    place = Place(TEAM, "D1", "", BOB, "direct")
    await sealed.run(lambda visit: [visit.add(other, place) for other in others])
    archive = Archive(knowledge, sealed)
    await archive.erase(TEAM, ALICE, NOON)
    kept = await archive.everything(TEAM, BOB, NOON)

    assert len(kept["assessments"]) == 1_101
    assert ALICE not in str(kept)


@pytest.mark.parametrize("kind", ["postgresql"])  # SQLite lets nobody write beside.
async def test_a_turn_that_was_quicker_is_not_undone(
    url: str, sealed: SqlStore, knowledge: Knowledge
) -> None:
    async def take_turn() -> None:
        other = SqlStore.open(url, seal=Sealed([KEY]))
        stored = await other.run(lambda visit: visit.find("b1"))
        assert stored
        later = replace(stored.session, turn=2, waiting=("one more task",))
        assert await other.run(lambda visit: visit.save(stored, later, typed=False))
        await other.close()

    def beside() -> None:
        thread = Thread(target=asyncio.run, args=(take_turn(),))
        thread.start()
        thread.join()

    seal = Meddled(ALICE, beside)
    store = SqlStore.open(url, seal=seal)
    await Archive(knowledge, store).erase(TEAM, ALICE, NOON)
    kept = await store.run(lambda visit: visit.find("b1"))
    await store.close()

    assert kept
    assert (kept.session.turn, kept.session.waiting) == (2, ("one more task",))
    assert kept.session.helpers == {"core": "", "presence": "U0CAROL"}
