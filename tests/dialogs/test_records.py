"""What is kept beside the conversations: it comes back as it was, to whom it belongs, once."""

from datetime import UTC, datetime, timedelta

from pydantic import BaseModel

from dialogs.shelf import Shelf
from dialogs.storage import SqlStore

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Note(BaseModel):
    text: str


def shelf(store: SqlStore, kind: str = "note") -> Shelf[Note]:
    return Shelf(store, kind, Note)


async def test_a_record_comes_back_as_it_was(store: SqlStore) -> None:
    notes = shelf(store)
    spot = notes.spot("T1", about="a1", person="U1", name="n")
    await notes.put(spot, Note(text="über “100 %”"), MORNING, MORNING + timedelta(days=1))
    kept = await notes.get(spot)

    assert kept
    assert (kept.item.text, kept.spot, kept.record.put_at) == ("über “100 %”", spot, MORNING)
    assert kept.record.due == MORNING + timedelta(days=1)


async def test_a_second_put_takes_the_place_of_the_first(store: SqlStore) -> None:
    notes = shelf(store)
    spot = notes.spot("T1", person="U1")
    await notes.put(spot, Note(text="first"), MORNING)
    await notes.put(spot, Note(text="second"), MORNING)
    found = await notes.of_person("T1", "U1")

    assert [kept.item.text for kept in found] == ["second"]


async def test_of_two_who_change_the_same_version_one_is_told_no(store: SqlStore) -> None:
    notes = shelf(store)
    spot = notes.spot("T1", person="U1")
    await notes.put(spot, Note(text="open"), MORNING, due=MORNING)
    kept = await notes.get(spot)
    assert kept
    answers = [await notes.swap(kept, Note(text=by), MORNING) for by in ("first", "second")]
    now = await notes.get(spot)

    assert answers == [True, False]
    assert now
    assert (now.item.text, now.record.due) == ("first", None)


async def test_records_are_found_by_what_they_are_about_and_by_whose_they_are(store: SqlStore) -> None:
    notes = shelf(store)
    for minute, (about, person) in enumerate([("a1", "U1"), ("a1", "U2"), ("a2", "U1")]):
        at = MORNING + timedelta(minutes=minute)
        await notes.put(notes.spot("T1", about=about, person=person), Note(text=about + person), at)
    await notes.put(notes.spot("T2", about="a1", person="U1"), Note(text="another team"), MORNING)

    assert [kept.item.text for kept in await notes.about("T1", "a1")] == ["a1U1", "a1U2"]
    assert [kept.item.text for kept in await notes.of_person("T1", "U1")] == ["a2U1", "a1U1"]


async def test_what_is_due_is_found_in_time_and_in_order(store: SqlStore) -> None:
    notes = shelf(store)
    for hours in (3, 1, 2):
        due = MORNING + timedelta(hours=hours)
        await notes.put(notes.spot("T1", person=f"U{hours}"), Note(text=str(hours)), MORNING, due)
    await notes.put(notes.spot("T1", person="U9"), Note(text="never"), MORNING)
    found = await notes.due(MORNING + timedelta(hours=2))

    assert [kept.item.text for kept in found] == ["1", "2"]


async def test_a_dropped_record_is_gone(store: SqlStore) -> None:
    notes = shelf(store)
    spot = notes.spot("T1", person="U1")
    await notes.put(spot, Note(text="x"), MORNING)

    assert [await notes.drop(spot), await notes.drop(spot)] == [True, False]
    assert await notes.get(spot) is None


async def test_everything_of_a_person_is_listed_and_erased_and_nobody_elses(store: SqlStore) -> None:
    for kind, person in [("note", "U1"), ("wish", "U1"), ("note", "U2")]:
        kept = shelf(store, kind)
        await kept.put(kept.spot("T1", person=person), Note(text=kind), MORNING)
    before = await store.run(lambda visit: visit.records.everything("T1", "U1"))
    erased = await store.run(lambda visit: visit.records.erase("T1", "U1"))
    after = await store.run(lambda visit: visit.records.everything("T1", "U1"))
    others = await store.run(lambda visit: visit.records.everything("T1", "U2"))

    assert [record.spot.kind for record in before] == ["note", "wish"]
    assert (erased, after, len(others)) == (2, (), 1)
