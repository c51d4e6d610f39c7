"""A person finds what they asked, takes it along, and is forgotten: nothing of anybody else's is touched."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import BaseModel
from sqlalchemy import create_engine, text

from dialogs.archive import Archive
from dialogs.listing import PAGE, Wanted
from dialogs.places import Place
from dialogs.readers import Readers
from dialogs.session import Phase, Session, Verdict
from dialogs.shelf import Shelf
from dialogs.storage import SqlStore, normalise_url
from knowledge import Knowledge
from knowledge.model import Fit, Lean

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEAM, ALICE, BOB = "T1", "U0ALICE", "U0BOB"


class Note(BaseModel):
    text: str
    who: str = ""


@pytest.fixture
def archive(knowledge: Knowledge, store: SqlStore) -> Archive:
    return Archive(knowledge, store)


async def ask(
    store: SqlStore,
    id_: str,
    task: str,
    *,
    person: str = ALICE,
    phase: Phase = Phase.ADVISED,
    lean: Lean = Lean.BPO,
    fit: Fit = Fit.OUTSOURCE,
    minutes: int = 0,
    helpers: dict[str, str] | None = None,
) -> None:
    given = Verdict("1.0", lean, fit, 0.9 if lean is Lean.KPO else 0.1) if phase is Phase.ADVISED else None
    session = Session(
        id_,
        person,
        phase,
        turn=3,
        task=task,
        answers={},
        touched_at=NOON + timedelta(minutes=minutes),
        given=given,
        helpers=helpers or {},
    )
    assert await store.run(lambda visit: visit.add(session, Place(TEAM, "D1", "", person, "direct")))


def every_row(url: str) -> str:
    """All that stands in the database, in one text."""
    engine = create_engine(normalise_url(url))
    with engine.connect() as connection:
        dialect = connection.dialect.name
        names = (
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            if dialect == "sqlite"
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        tables = connection.execute(text(names)).scalars().all()
        rows = [connection.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables]  # noqa: S608 - names of our own tables
    engine.dispose()
    return str(rows)


# -------------------------------------------------------------------------- the list


async def test_mine_are_listed_with_their_verdict_the_last_touched_first(
    archive: Archive, store: SqlStore
) -> None:
    await ask(store, "a1", "Monthly payroll for 40 people")
    await ask(store, "a2", "Patent research", lean=Lean.KPO, fit=Fit.KEEP, minutes=5)
    await ask(store, "b1", "Bob's own", person=BOB, minutes=9)
    listing = (await archive.mine(TEAM, ALICE)).page()

    assert [(line.assessment, line.verdict and line.verdict.lean) for line in listing.items] == [
        ("a2", Lean.KPO),
        ("a1", Lean.BPO),
    ]
    assert (listing.found, listing.total, listing.pages, listing.advised) == (2, 2, 1, 2)


async def test_the_kind_of_service_is_told_where_the_advice_still_stands(
    archive: Archive, store: SqlStore, knowledge: Knowledge
) -> None:
    now = knowledge.classify("Monthly payroll for 40 people", {})
    other = Lean.KPO if now.lean is Lean.BPO else Lean.BPO
    await ask(store, "a1", "Monthly payroll for 40 people", lean=now.lean, fit=now.fit)
    await ask(store, "a2", "Monthly payroll for 40 people", lean=other, fit=now.fit, minutes=1)
    turned, stands = (await archive.mine(TEAM, ALICE)).page().items

    assert stands.kind == now.kind == "payroll"
    assert turned.kind is None


async def test_what_is_open_waits_whatever_is_looked_for(archive: Archive, store: SqlStore) -> None:
    await ask(store, "a1", "Payroll", phase=Phase.ASKING)
    await ask(store, "a2", "", phase=Phase.DESCRIBING)
    await ask(store, "a3", "Stopped one", phase=Phase.CANCELLED)
    listing = (await archive.mine(TEAM, ALICE)).page(Wanted(lean=Lean.KPO))

    assert [line.assessment for line in listing.waiting] == ["a1"]
    assert (listing.items, listing.total) == ((), 2)


@pytest.mark.parametrize("words", ["übersetzung", "UBERSETZUNG", "vertrage ubers", "Übersetzung Verträge"])
async def test_a_search_passes_over_case_and_accents(archive: Archive, store: SqlStore, words: str) -> None:
    await ask(store, "a1", "Übersetzung der Verträge")
    await ask(store, "a2", "Payroll")

    assert [line.assessment for line in (await archive.mine(TEAM, ALICE)).page(Wanted(words)).items] == ["a1"]


async def test_lean_fit_and_words_narrow_together(archive: Archive, store: SqlStore) -> None:
    await ask(store, "a1", "Research on patents", lean=Lean.KPO)
    await ask(store, "a2", "Research on prices", lean=Lean.KPO, fit=Fit.SPLIT)
    await ask(store, "a3", "Research on forms", fit=Fit.SPLIT)
    wanted = Wanted("research", Lean.KPO, Fit.SPLIT)

    assert [line.assessment for line in (await archive.mine(TEAM, ALICE)).page(wanted).items] == ["a2"]


@pytest.mark.parametrize(
    ("page", "shown", "first"), [(1, 20, "a44"), (3, 5, "a4"), (9, 5, "a4"), (-1, 20, "a44")]
)
async def test_pages_hold_twenty_and_a_page_too_far_is_the_last(
    archive: Archive, store: SqlStore, page: int, shown: int, first: str
) -> None:
    for number in range(2 * PAGE + 5):
        await ask(store, f"a{number}", f"Task {number}", minutes=number)
    listing = (await archive.mine(TEAM, ALICE)).page(Wanted(page=page))

    assert (len(listing.items), listing.items[0].assessment, listing.pages) == (shown, first, 3)


async def test_one_s_own_is_found_by_id_and_nobody_else_s(archive: Archive, store: SqlStore) -> None:
    await ask(store, "a1", "Payroll")

    assert await archive.one(TEAM, ALICE, "a1")
    assert await archive.one(TEAM, BOB, "a1") is None
    assert await archive.one("T2", ALICE, "a1") is None
    assert await archive.one(TEAM, ALICE, "a1\0") is None


# ------------------------------------------------------------------ taken along, forgotten


async def test_everything_holds_tasks_answers_and_records(archive: Archive, store: SqlStore) -> None:
    await ask(store, "a1", "Payroll “für alle”")
    notes = Shelf(store, "note", Note)
    await notes.put(notes.spot(TEAM, about="a1", person=ALICE), Note(text="mine"), NOON)
    await notes.put(notes.spot(TEAM, about="a1", person=BOB), Note(text="his"), NOON)
    kept = await archive.everything(TEAM, ALICE, NOON)

    assert [one["task"] for one in kept["assessments"]] == ["Payroll “für alle”"]
    assert [(one["kind"], one["content"]["text"]) for one in kept["records"]] == [("note", "mine")]


async def test_nothing_of_an_erased_person_is_left_in_any_table(
    archive: Archive, store: SqlStore, url: str
) -> None:
    await ask(store, "a1", "Alice's secret payroll")
    await ask(store, "b1", "Bob's own", person=BOB, helpers={"core": ALICE, "presence": "U0CAROL"})
    await Readers(store).note(TEAM, ALICE, NOON)
    notes = Shelf(store, "note", Note)
    await notes.put(notes.spot(TEAM, about="b1", person=ALICE), Note(text="secret opinion"), NOON)
    await notes.put(notes.spot(TEAM, about="a1", person=BOB), Note(text="on her secret task"), NOON)
    await notes.put(notes.spot(TEAM, about="b1", person=BOB), Note(text="asked her", who=ALICE), NOON)
    await notes.put(notes.spot(TEAM, about="b1", person=BOB, name=ALICE), Note(text="for her"), NOON)
    erased = await archive.erase(TEAM, ALICE, NOON)
    rows = every_row(url)

    assert (erased.assessments, erased.records) == (1, 3)
    assert ALICE not in rows
    assert "secret" not in rows


async def test_whoever_is_not_erased_keeps_everything(archive: Archive, store: SqlStore) -> None:
    await ask(store, "a1", "Payroll")
    await ask(store, "b1", "Bob's own", person=BOB, helpers={"core": ALICE, "presence": "U0CAROL"})
    notes = Shelf(store, "note", Note)
    await notes.put(notes.spot(TEAM, about="b1", person=BOB), Note(text="asked her", who=ALICE), NOON)
    await archive.erase(TEAM, ALICE, NOON)
    kept = await archive.everything(TEAM, BOB, NOON)

    assert kept["assessments"][0]["helpers"] == {"core": "", "presence": "U0CAROL"}
    assert kept["records"][0]["content"] == {"text": "asked her", "who": ""}


async def test_a_turn_that_was_under_way_brings_nothing_back(archive: Archive, store: SqlStore) -> None:
    await ask(store, "a1", "Payroll")
    stored = await store.run(lambda visit: visit.find("a1"))
    assert stored
    await archive.erase(TEAM, ALICE, NOON)

    assert not await store.run(lambda visit: visit.save(stored, stored.session, typed=False))


async def test_one_assessment_goes_with_all_about_it_and_the_others_stay(
    archive: Archive, store: SqlStore
) -> None:
    await ask(store, "a1", "Payroll")
    await ask(store, "a2", "Research")
    notes = Shelf(store, "note", Note)
    for about in ("a1", "a2"):
        await notes.put(notes.spot(TEAM, about=about, person=BOB), Note(text=about), NOON)

    assert await archive.erase_one(TEAM, ALICE, "a1")
    assert [line.assessment for line in (await archive.mine(TEAM, ALICE)).page().items] == ["a2"]
    assert [kept.item.text for kept in await notes.of_person(TEAM, BOB)] == ["a2"]


async def test_nobody_can_erase_another_s(archive: Archive, store: SqlStore) -> None:
    await ask(store, "a1", "Payroll")

    assert not await archive.erase_one(TEAM, BOB, "a1")
    assert len((await archive.mine(TEAM, ALICE)).lines) == 1


async def test_only_those_who_opened_their_page_are_its_readers(store: SqlStore) -> None:
    readers = Readers(store)
    await readers.note(TEAM, ALICE, NOON)

    assert [await readers.knows(TEAM, person) for person in (ALICE, BOB)] == [True, False]
