"""In each table there is, a person's rows go with them and are handed out to them; nothing stays too long.

A table that is added later fails here until it is filled in below, and treated.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, create_engine, insert

from dialogs.archive import Archive
from dialogs.audit import KEPT as ACTS_KEPT
from dialogs.audit import Act, Audit
from dialogs.choices import LONGEST_RETENTION, RETENTION
from dialogs.forgetting import DONE_KEPT, FAILED_KEPT, Forgetting
from dialogs.leaving import Leaving
from dialogs.preferences import Preferences
from dialogs.storage import SqlStore, normalise_url
from dialogs.storage.columns import HELD, Holds
from dialogs.storage.tables import metadata
from dialogs.storage.times import micros
from knowledge import Knowledge
from tests.dump import dump

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEAM, OTHER_TEAM, ALICE, BOB = "T1", "T2", "U0ALICE", "U0BOB"
SECRET = "Zanzibar"

OF_NOBODY = frozenset({"seen_event", "grid_team", "oauth_state"})
"""Tables in which nothing is anybody's."""

STAYS = frozenset({"installation", "grid_team"})
"""Tables whose rows stay until a workspace leaves."""


def row(table: Table, person: str, team: str = TEAM, **more: Any) -> dict[str, Any]:
    """A row of that person's, filled in by what each column holds."""
    words = {
        Holds.WORDS: json.dumps({"text": f"{SECRET} of {person}", "trigger_id": "a door"}),
        Holds.PERSON: person,
        Holds.TEAM: team,
        Holds.PLACE: f"channel:{person}",
        Holds.KEY: f"{table.name}-{person}-{team}",
        Holds.OURS: "open",
        Holds.NUMBER: micros(NOON),
    }
    filled = {name: words[held] for name, held in HELD[table.name].items()}
    if table.primary_key.columns.keys() == ["number"]:
        del filled["number"]
    return {**filled, **OWN.get(table.name, dict)(), **more}


def _conversation() -> dict[str, Any]:
    rest = {"waiting": [SECRET], "helpers": {"core": ALICE, "presence": BOB}}
    return {
        "phase": "asking",
        "turn": 1,
        "answers": "{}",
        "revisiting": None,
        "card_below": 0,
        "version": 1,
        "channel": "D1",
        "card_channel": "D1",
        "card_url": "https://door",
        "rest": json.dumps(rest),
    }


OWN: dict[str, Callable[[], dict[str, Any]]] = {
    "conversation": _conversation,
    "record": lambda: {"kind": "note", "due_at": None, "version": 1},
    "inbox": lambda: {"owner": "", "fault": "", "seed": "00"},
    "outbox": lambda: {"fault": "", "result": "{}"},
    "installation": lambda: {
        "enterprise": "",
        "app_id": "A1",
        "bot_id": "B1",
        "bot_user": "U0BOT",
        "name": "Mill",
        "token": "t",
        "refresh": "r",
        "version": 1,
    },
    "audit": lambda: {"who": "operator", "detail": "{}"},
}
"""What the tables want otherwise."""


def write(url: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    engine = create_engine(normalise_url(url))
    with engine.begin() as connection:
        for name, some in rows.items():
            connection.execute(insert(metadata.tables[name]), some)
    engine.dispose()


def of_everybody() -> dict[str, list[dict[str, Any]]]:
    """A row of Alice's and one of Bob's in every table, and hers in another workspace; one of a workspace."""
    return {table.name: _rows(table) for table in metadata.sorted_tables}


def _rows(table: Table) -> list[dict[str, Any]]:
    if table.name in OF_NOBODY:
        return [row(table, "nobody")]
    if table.name == "installation":
        return [row(table, ALICE)]
    return [row(table, ALICE), row(table, BOB), row(table, ALICE, OTHER_TEAM)]


@pytest.fixture
def archive(knowledge: Knowledge, store: SqlStore) -> Archive:
    return Archive(knowledge, store)


def of_team(url: str, team: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of that workspace, of every table that has workspaces."""
    return {
        table: [each for each in rows if each.get("team") == team]
        for table, rows in dump(url).items()
        if table in metadata.tables
    }


async def test_delete_mine_leaves_nothing_in_any_table(archive: Archive, url: str) -> None:
    write(url, of_everybody())
    await archive.erase(TEAM, ALICE, NOON)
    left = {
        table: [each for each in rows if ALICE in str(each)] for table, rows in of_team(url, TEAM).items()
    }

    assert {table: rows for table, rows in left.items() if rows} == {}


async def test_delete_mine_leaves_what_is_of_others_as_it_is(archive: Archive, url: str) -> None:
    write(url, of_everybody())
    before, elsewhere = of_team(url, TEAM), of_team(url, OTHER_TEAM)
    await archive.erase(TEAM, ALICE, NOON)
    after = of_team(url, TEAM)
    touched = {"conversation": {"rest", "version"}}  # She helped in a check of Bob's.

    assert of_team(url, OTHER_TEAM) == elsewhere
    for table, rows in before.items():
        own, kept = of_bob(rows), of_bob(after[table])
        unchanged = set(HELD[table]) - touched.get(table, set())
        assert [{name: one[name] for name in unchanged} for one in kept] == [
            {name: one[name] for name in unchanged} for one in own
        ]


def of_bob(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in rows if BOB in str({**each, "rest": ""})]


async def test_whoever_installed_the_app_is_named_no_more(archive: Archive, url: str) -> None:
    table = metadata.tables["installation"]
    served = {"enterprise": "E1", "team": TEAM}
    own, org = row(table, ALICE), row(table, ALICE, "", enterprise="E1")
    write(url, {"installation": [own, org], "grid_team": [served]})
    await archive.erase(TEAM, ALICE, NOON)

    assert [each["installer"] for each in dump(url)["installation"]] == ["", ""]
    assert ALICE not in str(dump(url)["installation"])


async def test_that_something_is_done_stays_known_without_whose_it_was(archive: Archive, url: str) -> None:
    write(url, {"inbox": [row(metadata.tables["inbox"], ALICE, state="done", body="")]})
    before = dump(url)["inbox"][0]
    await archive.erase(TEAM, ALICE, NOON)

    assert dump(url)["inbox"] == [{**before, "person": ""}]


async def test_what_was_sent_to_her_for_somebody_else_is_not_known_either(archive: Archive, url: str) -> None:
    slot = f"chat.postMessage {ALICE} 1"
    write(url, {"outbox": [row(metadata.tables["outbox"], BOB, slot=slot, state="done", payload="")]})
    await archive.erase(TEAM, ALICE, NOON)

    assert dump(url)["outbox"] == []


async def test_export_mine_reads_every_table(archive: Archive, store: SqlStore, url: str) -> None:
    write(url, of_everybody())
    await Audit(store).note_person(Act.SETTINGS, TEAM, ALICE, NOON, settings="retention")
    kept = await archive.everything(TEAM, ALICE, NOON)
    holding_words = {table for table in HELD if table not in OF_NOBODY | {"pace", "installation"}}
    told = {
        "conversation": [one["task"] for one in kept["assessments"]],
        "record": [one["content"] for one in kept["records"] if one["kind"] == "note"],
        "inbox": [one["content"] for one in kept["passing"] if one["direction"] == "in"],
        "outbox": [one["content"] for one in kept["passing"] if one["direction"] == "out"],
        "audit": [one["act"] for one in kept["acts"]],
    }

    assert set(told) == holding_words
    assert told.pop("audit") == ["settings changed"]
    assert all(f"{SECRET} of {ALICE}" in str(rows) and len(rows) == 1 for rows in told.values())
    assert BOB not in str({**kept, "assessments": []})


async def test_what_opens_a_door_is_not_handed_out(archive: Archive, url: str) -> None:
    table = metadata.tables["inbox"]
    body = {
        "actions": [{"value": "x"}],
        "response_url": "door",
        "view": {"token": "door"},
        "trigger_id": "door",
    }
    write(url, {"inbox": [row(table, ALICE, body=json.dumps(body))]})
    (passed,) = (await archive.everything(TEAM, ALICE, NOON))["passing"]

    assert passed["content"] == {"actions": [{"value": "x"}], "view": {}}


async def test_a_workspace_that_leaves_leaves_nothing_in_any_table(store: SqlStore, url: str) -> None:
    write(url, of_everybody())
    await Audit(store).note_person(Act.SETTINGS, TEAM, ALICE, NOON)
    elsewhere = of_team(url, OTHER_TEAM)
    await Leaving(store).workspace("", TEAM, NOON + timedelta(hours=1), NOON + timedelta(hours=1))
    left = {table: rows for table, rows in of_team(url, TEAM).items() if rows}

    assert set(left) == {"audit", "grid_team"}
    assert ALICE not in str(left["audit"])
    assert of_team(url, OTHER_TEAM) == elsewhere


def forgetting(store: SqlStore) -> Forgetting:
    return Forgetting(store, Preferences(store))


async def test_nothing_outlives_its_time_in_any_table(store: SqlStore, url: str) -> None:
    write(url, of_everybody())
    await Audit(store).note_person(Act.SETTINGS, TEAM, ALICE, NOON)
    await forgetting(store).forget(NOON + ACTS_KEPT + timedelta(days=RETENTION + 1))
    left = {table for table, rows in dump(url).items() if rows and table in metadata.tables}

    assert left == STAYS | {"seen_event"}


async def test_events_that_were_seen_go_after_25_hours(store: SqlStore, url: str) -> None:
    write(url, {"seen_event": [row(metadata.tables["seen_event"], "nobody")]})
    await store.run(lambda visit: visit.forget_events(NOON + timedelta(microseconds=1)))

    assert dump(url)["seen_event"] == []


@pytest.mark.parametrize(
    ("table", "state", "stays", "days"),
    [
        ("inbox", "done", DONE_KEPT, RETENTION),
        ("outbox", "done", DONE_KEPT, RETENTION),
        ("inbox", "dead", FAILED_KEPT, RETENTION),
        ("inbox", "open", FAILED_KEPT, LONGEST_RETENTION),
        ("outbox", "dead", FAILED_KEPT, RETENTION),
        ("outbox", "open", FAILED_KEPT, RETENTION),
        ("inbox", "dead", timedelta(days=3), 3),
        ("outbox", "dead", timedelta(days=3), 3),
    ],
)
async def test_what_passes_through_goes_in_time(  # noqa: PLR0917 - a row of the table above
    store: SqlStore, url: str, table: str, state: str, stays: timedelta, days: int
) -> None:
    write(url, {table: [row(metadata.tables[table], ALICE, state=state)]})
    chosen = {"workspace": {"retention": days}}
    settings = row(metadata.tables["record"], "", kind="settings", about="", name="", body=json.dumps(chosen))
    write(url, {"record": [settings]})
    await forgetting(store).forget(NOON + stays)
    assert len(dump(url)[table]) == 1
    await forgetting(store).forget(NOON + stays + timedelta(seconds=1))

    assert dump(url)[table] == []


async def test_what_was_sent_for_work_that_may_be_done_again_stays(store: SqlStore, url: str) -> None:
    inbox, outbox = metadata.tables["inbox"], metadata.tables["outbox"]
    write(url, {"inbox": [row(inbox, ALICE, state="dead", seed="0123456789")]})
    number = dump(url)["inbox"][0]["number"]
    sent = [row(outbox, ALICE, state="done", work=f"{number}-01234567"), row(outbox, BOB, state="done")]
    write(url, {"outbox": sent})
    await forgetting(store).forget(NOON + timedelta(days=2))

    assert [each["work"] for each in dump(url)["outbox"]] == [f"{number}-01234567"]
