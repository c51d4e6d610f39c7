"""What nobody touched for as long as the workspace keeps it is forgotten, with all that belongs to it."""

import asyncio
from datetime import datetime, timedelta

import pytest
from pydantic import BaseModel

from dialogs.choices import Chosen, WorkspaceChoice
from dialogs.forgetting import EVERY, TOLD, Forgetting
from dialogs.places import Place
from dialogs.preferences import Preferences
from dialogs.session import Phase, Session
from dialogs.shelf import Shelf
from dialogs.storage import SqlStore
from tests.dialogs.talking import NOON

HOME = Place("T1", "D1", "", "alice", "direct")


class Note(BaseModel):
    """Something that stands beside a conversation."""

    text: str = "note"


@pytest.fixture
def preferences(store: SqlStore) -> Preferences:
    return Preferences(store)


@pytest.fixture
def forgetting(store: SqlStore, preferences: Preferences) -> Forgetting:
    return Forgetting(store, preferences)


def days(count: float) -> datetime:
    return NOON + timedelta(days=count)


async def talked(store: SqlStore, name: str, at: datetime, place: Place = HOME) -> None:
    await store.run(
        lambda visit: visit.add(Session(name, place.person, Phase.ASKING, 1, "payroll", touched_at=at), place)
    )


async def noted(
    store: SqlStore, at: datetime, *, kind: str = "note", about: str = "", due: datetime | None = None
) -> None:
    shelf = Shelf(store, kind, Note)
    await shelf.put(shelf.spot("T1", about=about, person="alice"), Note(), at, due)


async def left(store: SqlStore) -> list[str]:
    """What there still is."""
    talks = [
        stored.session.id for stored in await store.run(lambda visit: visit.of_person("T1", "alice", 99))
    ]
    return talks + [
        record.spot.kind for record in await store.run(lambda visit: visit.records.everything("T1", "alice"))
    ]


async def test_a_conversation_goes_after_the_days_that_the_workspace_keeps_it(
    store: SqlStore, forgetting: Forgetting
) -> None:
    await talked(store, "old", days(0))
    await talked(store, "young", days(1))
    await forgetting.forget(days(180.5))

    assert await left(store) == ["young"]


async def test_what_was_chosen_holds_for_the_next_look(
    store: SqlStore, forgetting: Forgetting, preferences: Preferences
) -> None:
    await talked(store, "old", days(0))
    wish = Chosen(workspace=WorkspaceChoice(retention=30))
    await preferences.keep(await preferences.now("T1"), wish, "bob", days(0))
    await forgetting.forget(days(31))

    assert await left(store) == []


async def test_each_workspace_keeps_as_long_as_it_chose(
    store: SqlStore, forgetting: Forgetting, preferences: Preferences
) -> None:
    await talked(store, "ours", days(0))
    await talked(store, "theirs", days(0), Place("T2", "D2", "", "carol", "direct"))
    wish = Chosen(workspace=WorkspaceChoice(retention=30))
    await preferences.keep(await preferences.now("T2"), wish, "bob", days(0))
    await forgetting.forget(days(31))

    assert await left(store) == ["ours"]


async def test_a_record_by_itself_goes_by_its_own_age(store: SqlStore, forgetting: Forgetting) -> None:
    await noted(store, days(0), kind="old")
    await noted(store, days(1), kind="young")
    await forgetting.forget(days(180.5))

    assert await left(store) == ["young"]


async def test_what_is_about_a_conversation_stays_as_long_as_that(
    store: SqlStore, forgetting: Forgetting
) -> None:
    await talked(store, "talk", days(100))
    await noted(store, days(0), about="talk")
    await forgetting.forget(days(200))

    assert await left(store) == ["talk", "note"]


async def test_a_conversation_stays_while_something_about_it_is_young(
    store: SqlStore, forgetting: Forgetting
) -> None:
    await talked(store, "talk", days(0))
    await noted(store, days(100), about="talk")
    await forgetting.forget(days(200))

    assert await left(store) == ["talk", "note"]


async def test_a_reminder_that_is_still_to_come_keeps_what_it_is_about(
    store: SqlStore, forgetting: Forgetting
) -> None:
    await talked(store, "talk", days(0))
    await noted(store, days(0), about="talk", due=days(365))
    await forgetting.forget(days(300))

    assert await left(store) == ["talk", "note"]


async def test_in_the_end_all_of_it_goes(store: SqlStore, forgetting: Forgetting) -> None:
    await talked(store, "talk", days(0))
    await noted(store, days(0), about="talk", due=days(10))
    await forgetting.forget(days(300))

    assert await left(store) == []


async def test_a_choice_stays_however_old_it_is(
    store: SqlStore, forgetting: Forgetting, preferences: Preferences
) -> None:
    await preferences.choose_language("T1", "alice", "es", days(0))
    await noted(store, days(0), kind=TOLD)
    await forgetting.forget(days(4000))

    assert await left(store) == ["language", TOLD]


async def test_of_several_processes_one_looks_each_hour(store: SqlStore, preferences: Preferences) -> None:
    processes = [Forgetting(store, preferences) for _ in range(4)]
    for hour in range(3):
        await talked(store, f"a{hour}", days(0))
        now = days(200) + hour * EVERY
        counts = await asyncio.gather(*(process.when_due(now) for process in processes))
        assert sum(counts) == 1


async def test_within_the_hour_nobody_looks_again(store: SqlStore, forgetting: Forgetting) -> None:
    await forgetting.when_due(days(200))
    await talked(store, "old", days(0))

    assert await forgetting.when_due(days(200) + EVERY / 2) == 0
    assert await forgetting.when_due(days(200) + EVERY) == 1


async def test_a_look_of_a_clock_that_was_wrong_keeps_nobody_from_looking(
    store: SqlStore, forgetting: Forgetting
) -> None:
    await forgetting.when_due(days(201))
    await talked(store, "old", days(0))

    assert await forgetting.when_due(days(200)) == 1
