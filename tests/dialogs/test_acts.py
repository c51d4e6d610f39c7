"""What those in charge did is written down once, for good, and names nobody who was forgotten."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogs.archive import Archive
from dialogs.audit import KEPT, OPERATOR, SLACK, Act, Audit
from dialogs.leaving import Leaving
from dialogs.storage import SqlStore, Visit
from dialogs.storage.audit import SqlActs
from knowledge import Knowledge
from tests.dump import dump

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEAM, ALICE = "T1", "U0ALICE"


@pytest.fixture
def audit(store: SqlStore) -> Audit:
    return Audit(store)


async def test_what_was_done_is_told_in_its_order(audit: Audit) -> None:
    await audit.note_person(Act.SETTINGS, TEAM, ALICE, NOON, settings="retention")
    await audit.note(Act.ROTATED, "", OPERATOR, NOON + timedelta(minutes=1), rows="12")
    first, second = await audit.since(NOON)

    assert (first.team, first.at, first.who, first.act) == (TEAM, NOON, ALICE, "settings changed")
    assert dict(first.detail) == {"settings": "retention"}
    assert (second.team, second.who, second.act) == ("", OPERATOR, "keys rotated")


async def test_only_what_was_done_since_then_is_told(audit: Audit) -> None:
    await audit.note(Act.ROTATED, "", OPERATOR, NOON)
    await audit.note(Act.DROPPED, TEAM, OPERATOR, NOON + timedelta(days=1))

    assert [entry.act for entry in await audit.since(NOON + timedelta(seconds=1))] == ["work dropped"]


async def test_a_long_log_is_told_to_its_end(audit: Audit, store: SqlStore) -> None:
    def many(visit: Visit) -> None:
        for number in range(1_100):
            visit.acts.append(TEAM, NOON, OPERATOR, "work replayed", {"id": str(number)})

    await store.run(many)
    told = await audit.since(NOON)

    assert [entry.detail["id"] for entry in told] == [str(number) for number in range(1_100)]


async def test_no_id_of_a_person_stands_in_the_log(audit: Audit, url: str) -> None:
    await audit.note_person(Act.EXPORTED, TEAM, ALICE, NOON)

    assert ALICE not in str(dump(url)["audit"])


async def test_whoever_was_forgotten_did_what_they_did_without_a_name(
    audit: Audit, store: SqlStore, knowledge: Knowledge, url: str
) -> None:
    await audit.note_person(Act.SETTINGS, TEAM, ALICE, NOON)
    before = dump(url)["audit"]
    await Archive(knowledge, store).erase(TEAM, ALICE, NOON)
    changed, deleted = await audit.since(NOON)

    assert changed.who == deleted.who
    assert changed.who.startswith("someone-")
    assert dump(url)["audit"][:1] == before


async def test_whoever_comes_back_is_somebody_else(
    audit: Audit, store: SqlStore, knowledge: Knowledge
) -> None:
    await audit.note_person(Act.SETTINGS, TEAM, ALICE, NOON)
    await Archive(knowledge, store).erase(TEAM, ALICE, NOON)
    await audit.note_person(Act.SETTINGS, TEAM, ALICE, NOON)
    first, farewell, again = await audit.since(NOON)

    assert first.who == farewell.who != again.who == ALICE


async def test_that_a_workspace_left_is_written_once_however_often_slack_says_so(
    audit: Audit, store: SqlStore
) -> None:
    for minute in range(2):
        at = NOON + timedelta(minutes=minute)
        await Leaving(store).workspace("", TEAM, at, at)

    assert [(entry.team, entry.who, entry.act) for entry in await audit.since(NOON)] == [
        (TEAM, SLACK, "uninstalled")
    ]


async def test_after_its_time_it_goes(audit: Audit, store: SqlStore) -> None:
    await audit.note(Act.ROTATED, "", OPERATOR, NOON)
    await audit.note(Act.DROPPED, "", OPERATOR, NOON + timedelta(days=1))
    await store.run(lambda visit: visit.acts.purge(NOON + KEPT + timedelta(hours=1) - KEPT))

    assert [entry.act for entry in await audit.since(NOON)] == ["work dropped"]


def test_nothing_that_was_written_can_be_changed_or_taken_back() -> None:
    verbs = {name for name in vars(SqlActs) if not name.startswith("_")}

    assert verbs == {"append", "since", "by", "purge"}
