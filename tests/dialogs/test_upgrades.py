"""Whatever a release wrote is there after the upgrade and is gone on with; older processes may stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import column, create_engine, insert, inspect, table

from dialogs import storage
from dialogs.conversation import Conversations
from dialogs.house_terms import always
from dialogs.messages import Ask, Choose, Shown
from dialogs.storage import Spot, SqlStore, migrate, normalise_url, pending
from knowledge import Knowledge

RELEASED = ("0001", "0002", "0003", "0004")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MICROS = int(NOON.timestamp()) * 1_000_000


def written_by(revision: str, name: str) -> dict[str, dict[str, object]]:
    """One row for each table that this version had, of only the columns that it knew."""
    place = {"team": "T1", "channel": "D1", "thread": "", "person": "alice", "surface": "direct"}
    task = {"phase": "asking", "turn": 1, "task": "handling of forms", "answers": "{}", "pack_version": "1.0"}
    card = {"card_channel": "D1", "card_ts": "1.2", "card_url": "", "card_below": 0}
    rows: dict[str, dict[str, object]] = {
        "conversation": {"id": name, **place, **task, **card, "touched_at": MICROS, "version": 1},
        "seen_event": {"team": "T1", "event_id": name, "seen_at": MICROS},
    }
    if revision >= "0003":
        spot = {"team": "T1", "kind": "kept", "about": name, "person": "alice", "name": ""}
        rows["record"] = {**spot, "body": "{}", "put_at": MICROS, "version": 1}
    return rows


def write(url: str, rows: dict[str, dict[str, object]]) -> None:
    engine = create_engine(normalise_url(url))
    with engine.begin() as connection:
        for name, row in rows.items():
            connection.execute(insert(table(name, *map(column, row))).values(row))
    engine.dispose()


@pytest.fixture
def left_by(empty_url: str) -> Callable[[str], str]:
    """A database as that version left it, with a row in each of its tables; its address."""

    def leave(revision: str) -> str:
        config = Config()
        config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
        engine = create_engine(normalise_url(empty_url))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
        engine.dispose()
        write(empty_url, written_by(revision, "old"))
        return empty_url

    return leave


@pytest.mark.parametrize("revision", RELEASED)
async def test_a_conversation_of_any_release_is_gone_on_with(
    left_by: Callable[[str], str], revision: str, knowledge: Knowledge
) -> None:
    url = left_by(revision)
    assert await pending(url)

    await migrate(url)
    store = SqlStore.open(url)
    conversations = Conversations(always(knowledge), store, idle=timedelta(days=3))
    before = await conversations.look("T1", "old", "alice", NOON)
    assert isinstance(before.reply, Shown)
    assert isinstance(before.reply.card, Ask)
    asked = knowledge.pack.question(before.reply.card.question)
    assert asked
    choice = Choose("alice", NOON, before.reply.card.turn, asked.id, asked.options[0].id)
    await conversations.tell("T1", "old", choice)
    stored = await store.run(lambda visit: visit.find("old"))
    await store.close()

    assert stored
    assert stored.session.answers == {asked.id: asked.options[0].id}


@pytest.mark.parametrize("revision", RELEASED)
async def test_what_stood_beside_is_still_there(left_by: Callable[[str], str], revision: str) -> None:
    url = left_by(revision)
    await migrate(url)
    store = SqlStore.open(url)
    seen = await store.run(lambda visit: visit.note_event("T1", "old", NOON))
    kept = await store.run(lambda visit: visit.records.get(Spot("T1", "kept", "old", "alice")))
    await store.close()

    assert not seen
    assert (kept is not None) == (revision >= "0003")


@pytest.mark.parametrize("revision", RELEASED)
async def test_a_process_of_an_older_release_may_go_on_writing_beside_the_new_one(
    left_by: Callable[[str], str], revision: str
) -> None:
    url = left_by(revision)
    await migrate(url)
    write(url, written_by(revision, "later"))
    store = SqlStore.open(url)
    found = await store.run(lambda visit: visit.find("later"))
    await store.close()

    assert found
    assert found.session.task == "handling of forms"


async def test_what_a_newer_version_keeps_of_a_conversation_is_still_there_when_ours_has_saved_it(
    url: str, store: SqlStore
) -> None:
    rows = written_by("0004", "theirs")
    rows["conversation"]["rest"] = '{"stopped": true, "mood": {"of": "tomorrow"}}'
    write(url, rows)
    read = await store.run(lambda visit: visit.find("theirs"))
    assert read
    ours = replace(read.session, stopped=False, turn=2)
    assert await store.run(lambda visit: visit.save(read, ours, typed=False))
    saved = await store.run(lambda visit: visit.find("theirs"))

    assert saved
    assert (saved.session, saved.beyond) == (ours, {"mood": {"of": "tomorrow"}})


@pytest.mark.parametrize("revision", RELEASED)
async def test_an_upgrade_takes_no_table_and_no_column_away(
    left_by: Callable[[str], str], revision: str
) -> None:
    url = left_by(revision)
    before = columns(url)
    await migrate(url)
    after = columns(url)

    assert {name: after.get(name, set()) & names for name, names in before.items()} == before


def columns(url: str) -> dict[str, set[str]]:
    engine = create_engine(normalise_url(url))
    looked = inspect(engine)
    found = {name: {each["name"] for each in looked.get_columns(name)} for name in looked.get_table_names()}
    engine.dispose()
    return found
