"""What every adapter keeps, over SQLite and over a real PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from dialogs.places import CardAt, Place
from dialogs.session import Phase, Session
from dialogs.storage import SqlStore, StorageFault, migrate, normalise_url, pending
from dialogs.storage.tables import metadata

AT = datetime(2026, 11, 23, 12, 0, 0, 123_456, tzinfo=UTC)
HOME = Place("T1", "C1", "17.1", "alice", "thread")
SESSION = Session(
    id="a1",
    owner="alice",
    phase=Phase.ASKING,
    turn=3,
    task="Löhne \N{MONEY BAG} 'quoted'; DROP TABLE conversation",
    answers={"structure": "worker", "core": "apart", "analysis": "much"},
    revisiting="core",
    pack_version="1.0",
    touched_at=AT,
)


async def test_a_session_comes_back_as_it_was(store: SqlStore) -> None:
    async with store.desk() as desk:
        await desk.add(SESSION, HOME)
        stored = await desk.find("a1")

    assert stored is not None
    assert (stored.session, stored.place, stored.card_at) == (SESSION, HOME, CardAt())


async def test_answers_come_back_in_the_order_in_which_they_were_given(store: SqlStore) -> None:
    async with store.desk() as desk:
        await desk.add(SESSION, HOME)
        stored = await desk.find("a1")

    assert stored is not None
    assert list(stored.session.answers) == ["structure", "core", "analysis"]


async def test_an_empty_session_comes_back_as_it_was(store: SqlStore) -> None:
    empty = Session("a1", "alice", Phase.DESCRIBING, turn=1, task="")
    async with store.desk() as desk:
        await desk.add(empty, HOME)
        stored = await desk.find("a1")

    assert stored is not None
    assert stored.session == empty


@pytest.mark.parametrize("unknown", ["a2", "", "\x00", "\ud800", "ü"])
async def test_an_unknown_id_finds_nothing(store: SqlStore, unknown: str) -> None:
    async with store.desk() as desk:
        await desk.add(SESSION, HOME)

        assert await desk.find(unknown) is None


async def test_an_id_is_taken_once(store: SqlStore) -> None:
    async with store.desk() as desk:
        assert await desk.add(SESSION, HOME)
        assert not await desk.add(replace(SESSION, task="another"), HOME)


async def test_the_latest_conversation_of_a_place_is_the_one_begun_last(store: SqlStore) -> None:
    async with store.desk() as desk:
        for name in ("b", "c", "a"):
            await desk.add(replace(SESSION, id=name), HOME)
        stored = await desk.latest(HOME)

    assert stored is not None
    assert stored.session.id == "a"


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(HOME, team="T2"),
        replace(HOME, channel="C2"),
        replace(HOME, thread=""),
        replace(HOME, person="bob"),
        replace(HOME, surface="command"),
    ],
)
async def test_another_place_has_conversations_of_its_own(store: SqlStore, elsewhere: Place) -> None:
    async with store.desk() as desk:
        await desk.add(SESSION, HOME)

        assert await desk.latest(elsewhere) is None


async def test_a_save_of_what_somebody_else_saved_meanwhile_changes_nothing(store: SqlStore) -> None:
    async with store.desk() as desk:
        await desk.add(SESSION, HOME)
        read = await desk.find("a1")
        assert read is not None

        assert await desk.save(read, replace(SESSION, turn=4), typed=False)
        assert not await desk.save(read, replace(SESSION, turn=5), typed=False)
        now = await desk.find("a1")

    assert now is not None
    assert (now.session.turn, now.version) == (4, read.version + 1)


async def test_remembering_the_card_is_in_nobodys_way(store: SqlStore) -> None:
    card = CardAt("C1", "18.2", "https://slack.test/response", 0)
    async with store.desk() as desk:
        await desk.add(SESSION, HOME)
        read = await desk.find("a1")
        assert read is not None
        await desk.put("a1", card)

        assert await desk.save(read, replace(SESSION, turn=4), typed=True)
        now = await desk.find("a1")

    assert now is not None
    assert now.card_at == replace(card, below=1)


async def test_an_event_is_noted_once_a_team(store: SqlStore) -> None:
    async with store.desk() as desk:
        assert await desk.note_event("T1", "Ev1", AT)
        assert not await desk.note_event("T1", "Ev1", AT + timedelta(hours=24))
        assert await desk.note_event("T2", "Ev1", AT)


async def test_an_event_noted_by_many_at_once_is_first_for_one(store: SqlStore) -> None:
    async def note() -> bool:
        async with store.desk() as desk:
            return await desk.note_event("T1", "Ev1", AT)

    assert sorted(await asyncio.gather(*(note() for _ in range(12)))) == [False] * 11 + [True]


async def test_old_events_are_forgotten_and_newer_ones_kept(store: SqlStore) -> None:
    async with store.desk() as desk:
        await desk.note_event("T1", "old", AT)
        await desk.note_event("T1", "new", AT + timedelta(hours=1))
        await desk.forget_events(AT + timedelta(hours=1))

        assert await desk.note_event("T1", "old", AT)
        assert not await desk.note_event("T1", "new", AT)


async def test_a_phase_from_the_future_is_named(store: SqlStore, url: str) -> None:
    async with store.desk() as desk:
        await desk.add(SESSION, HOME)
    await _run(url, "UPDATE conversation SET phase = 'dreaming'")

    async with store.desk() as desk:
        with pytest.raises(StorageFault, match=r"'dreaming'.*newer"):
            await desk.find("a1")


# ------------------------------------------------------------------------- migrations


async def test_a_new_database_waits_for_its_tables(empty_url: str) -> None:
    assert await pending(empty_url)

    await migrate(empty_url)

    assert not await pending(empty_url)


async def test_migrating_again_changes_nothing(url: str, store: SqlStore) -> None:
    async with store.desk() as desk:
        await desk.add(SESSION, HOME)

        await migrate(url)

        assert await desk.find("a1") is not None


async def test_many_processes_may_migrate_at_once(empty_url: str) -> None:
    await asyncio.gather(*(migrate(empty_url) for _ in range(4)))

    assert not await pending(empty_url)


async def test_a_database_of_a_newer_version_is_left_alone(empty_url: str) -> None:
    await migrate(empty_url)
    await _run(empty_url, "UPDATE alembic_version SET version_num = '9999'")

    assert await pending(empty_url)
    with pytest.raises(StorageFault, match="newer version"):
        await migrate(empty_url)


async def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    await _run(empty_url, "CREATE TABLE seen_event (theirs INTEGER)")

    with pytest.raises(StorageFault, match="seen_event"):
        await migrate(empty_url)

    await _run(empty_url, "DROP TABLE seen_event")
    await migrate(empty_url)
    assert not await pending(empty_url)


async def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    engine = create_async_engine(normalise_url(url))
    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()

    assert found == []


async def test_without_tables_we_say_what_the_database_said(empty_url: str) -> None:
    store = SqlStore.open(empty_url)
    async with store.desk() as desk:
        with pytest.raises(StorageFault, match="conversation"):
            await desk.add(SESSION, HOME)
    await store.close()


async def test_no_words_of_a_person_stand_in_an_error(empty_url: str) -> None:
    store = SqlStore.open(empty_url)
    async with store.desk() as desk:
        with pytest.raises(StorageFault) as caught:
            await desk.add(SESSION, HOME)
    await store.close()
    whole = f"{caught.value} {caught.value.__cause__!r} {caught.value.__cause__}"

    assert "DROP TABLE" not in whole
    assert "apart" not in whole


# ------------------------------------------------------------------------------ speed


async def test_look_ups_use_their_index(url: str) -> None:
    where = "team = 'T1' AND person = 'alice' AND channel = 'C1' AND thread = '' AND surface = 'direct'"
    by_place = f"SELECT * FROM conversation WHERE {where} ORDER BY number DESC LIMIT 1"  # noqa: S608 - constants
    by_id = "SELECT * FROM conversation WHERE id = 'a1'"
    if url.startswith("sqlite"):
        plans = [await _run(url, f"EXPLAIN QUERY PLAN {query}") for query in (by_place, by_id)]
    else:
        plans = [await _run(url, f"SET enable_seqscan = off; EXPLAIN {query}") for query in (by_place, by_id)]

    for plan in plans:
        assert "INDEX" in plan.upper()
        assert "SORT" not in plan.upper()
        assert "TEMP B-TREE" not in plan.upper()


async def _run(url: str, statements: str) -> str:
    engine = create_async_engine(normalise_url(url))
    async with engine.begin() as connection:
        for statement in statements.split("; "):
            result = await connection.execute(text(statement))
        rows = "\n".join(str(row) for row in result) if result.returns_rows else ""
    await engine.dispose()
    return rows
