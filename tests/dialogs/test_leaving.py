"""Who leaves is erased, and nobody else; who came back keeps what is new."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import create_engine, select

from dialogs.leaving import Leaving
from dialogs.places import Place
from dialogs.session import Phase, Session
from dialogs.storage import Arrival, Installation, SqlStore, Visit
from dialogs.storage.port import Spot
from dialogs.storage.tables import audit, installation, metadata
from dialogs.storage.urls import read_url
from tests.dialogs.installing import GROUP, HOUR, MORNING, NORTHWIND, get, put

MINUTE = timedelta(minutes=1)
US = 1_000_000


async def live(store: SqlStore, team: str, at: datetime = MORNING, name: str = "") -> None:
    """Somebody of that workspace works with the app, and leaves traces in every table."""
    person, key = f"U{team}", f"{team}{name}"

    def unit(visit: Visit) -> None:
        visit.add(
            Session(
                id=key,
                owner=person,
                phase=Phase.ASKING,
                turn=1,
                task="payroll",
                pack_version="1",
                touched_at=at,
            ),
            Place(team, "D1", "", person, "direct"),
        )
        visit.records.put(Spot(team, "note", about=key, person=person), "{}", at, None)
        visit.note_event(team, f"Ev{key}", at)
        arrival = Arrival(team, f"k{key}", "direct", person, "{}", "00", "AAAAAA", int(at.timestamp()) * US)
        visit.inbox.put([arrival], "", 0)
        visit.pace.take(team, f"method:{key}", int(at.timestamp()) * US, 1)

    await store.run(unit)


def left(url: str) -> dict[str, set[str]]:
    """The workspaces of which something stands, by table."""
    engine = create_engine(read_url(url))
    with engine.connect() as connection:
        tables = [table for table in metadata.sorted_tables if "team" in table.c and table is not audit]
        found = {
            table.name: {row[0] for row in connection.execute(select(table.c.team))} - {""}
            for table in tables
            if table is not installation
        }
    engine.dispose()
    return {name: teams for name, teams in found.items() if teams}


EVERYWHERE = ("conversation", "record", "seen_event", "inbox", "pace")


async def test_a_workspace_that_leaves_is_erased_from_every_table_and_no_other_is(
    store: SqlStore, url: str
) -> None:
    await put(store, NORTHWIND, replace(NORTHWIND, team="T2"))
    for team in ("T1", "T2"):
        await live(store, team)
    erased = await Leaving(store).workspace("", "T1", MORNING + MINUTE, MORNING + MINUTE)

    assert erased == ("T1",)
    assert left(url) == {key: {"T2"} for key in EVERYWHERE}
    assert await get(store) is None
    assert await get(store, "", "T2") is not None


async def test_told_twice_and_in_any_order_it_ends_the_same(store: SqlStore, url: str) -> None:
    await put(store, NORTHWIND)
    await live(store, "T1")
    for _ in range(3):
        await Leaving(store).workspace("", "T1", MORNING + MINUTE, MORNING + MINUTE)

    assert left(url) == {}


async def test_a_workspace_by_token_has_no_installation_and_is_erased_all_the_same(
    store: SqlStore, url: str
) -> None:
    await live(store, "T1")
    await Leaving(store).workspace("", "T1", MORNING, MORNING)

    assert left(url) == {}


async def test_told_after_it_came_back_only_what_was_before_goes(store: SqlStore, url: str) -> None:
    await live(store, "T1", MORNING, "old")
    await put(store, replace(NORTHWIND, installed_at=MORNING + 2 * HOUR))
    await live(store, "T1", MORNING + 3 * HOUR, "new")
    await Leaving(store).workspace("", "T1", MORNING + HOUR, MORNING + 3 * HOUR)
    found = await store.run(lambda visit: (visit.find("T1old"), visit.find("T1new")))

    assert found[0] is None
    assert found[1] is not None
    assert await get(store) is not None


async def test_a_workspace_that_left_and_came_back_within_the_hour_is_erased_when_it_leaves_again(
    store: SqlStore, url: str
) -> None:
    await put(store, NORTHWIND)
    await Leaving(store).workspace("", "T1", MORNING + MINUTE, MORNING + MINUTE)
    await put(store, replace(NORTHWIND, installed_at=MORNING + 2 * MINUTE))
    await live(store, "T1", MORNING + 3 * MINUTE)
    await Leaving(store).workspace("", "T1", MORNING + 4 * MINUTE, MORNING + 4 * MINUTE)

    assert left(url) == {}
    assert await get(store) is None


# ------------------------------------------------------------------ organizations


async def organization(store: SqlStore, *teams: str) -> None:
    await put(store, GROUP)
    for team in teams:
        await serve(store, team)
        await live(store, team)
    await live(store, "E1")


async def serve(store: SqlStore, team: str) -> None:
    await store.run(lambda visit: visit.installations.serve("E1", team))


async def test_an_organization_that_leaves_takes_its_workspaces_along(store: SqlStore, url: str) -> None:
    await organization(store, "T7", "T8")
    await live(store, "T9")
    erased = await Leaving(store).organization("E1", MORNING + MINUTE, MORNING + MINUTE)

    assert set(erased) == {"E1", "T7", "T8"}
    assert left(url) == {key: {"T9"} for key in EVERYWHERE}
    assert await get(store, "E1", "") is None


async def test_a_workspace_with_an_installation_of_its_own_stays(store: SqlStore, url: str) -> None:
    await organization(store, "T7", "T8")
    await put(store, replace(NORTHWIND, enterprise="E1", team="T8"))
    await Leaving(store).organization("E1", MORNING + MINUTE, MORNING + MINUTE)

    assert left(url) == {key: {"T8"} for key in EVERYWHERE}


async def test_told_after_the_organization_came_back_it_is_served_on(store: SqlStore, url: str) -> None:
    await organization(store, "T7")
    await put(store, replace(GROUP, installed_at=MORNING + 2 * HOUR))
    await live(store, "T7", MORNING + 3 * HOUR, "new")
    await Leaving(store).organization("E1", MORNING + HOUR, MORNING + 3 * HOUR)

    assert await get(store, "E1", "") is not None
    assert left(url)["grid_team"] == {"T7"}
    assert left(url)["conversation"] == {"T7"}


async def test_workspaces_that_the_organization_takes_it_from_are_erased(store: SqlStore, url: str) -> None:
    await organization(store, "T7", "T8")
    erased = await Leaving(store).withdraw("E1", ["T7"], MORNING + MINUTE, MORNING + MINUTE)
    served = await store.run(lambda visit: visit.installations.served("E1"))

    assert (erased, served) == (("T7",), ("T8",))
    assert left(url)["conversation"] == {"T8", "E1"}


async def test_a_workspace_that_moved_to_another_organization_is_spared(store: SqlStore, url: str) -> None:
    await organization(store, "T7")
    await put(store, replace(GROUP, enterprise="E2", installed_at=MORNING + MINUTE))
    await store.run(lambda visit: visit.installations.serve("E2", "T7"))
    later = MORNING + HOUR
    erased = await Leaving(store).withdraw("E1", ["T7"], later, later)
    erased += await Leaving(store).organization("E1", later, later)

    assert erased == ("E1",)
    assert left(url) == {**{key: {"T7"} for key in EVERYWHERE}, "grid_team": {"T7"}}


async def test_a_late_notice_spares_what_came_after_the_organization_installed_it_again(
    store: SqlStore, url: str
) -> None:
    await organization(store, "T7")
    await put(store, replace(GROUP, installed_at=MORNING + 2 * HOUR))
    await live(store, "T7", MORNING + 3 * HOUR, "new")
    await Leaving(store).withdraw("E1", ["T7"], MORNING + HOUR, MORNING + 3 * HOUR)
    found = await store.run(lambda visit: (visit.find("T7"), visit.find("T7new")))

    assert found[0] is None
    assert found[1] is not None
    assert left(url)["grid_team"] == {"T7"}


@pytest.mark.parametrize("is_back", [True, False])
async def test_who_went_on_after_it_was_taken_away_stays_if_heard_of_within_a_day(
    store: SqlStore, url: str, *, is_back: bool
) -> None:
    await organization(store, "T7")
    await live(store, "T7", MORNING + 3 * HOUR, "new")
    await Leaving(store).withdraw("E1", ["T7"], MORNING + HOUR, MORNING + 3 * HOUR)
    found = await store.run(lambda visit: (visit.find("T7"), visit.find("T7new")))
    if is_back:
        await serve(store, "T7")
    await Leaving(store).sweep(MORNING + 28 * HOUR)

    assert found[0] is None
    assert found[1] is not None
    assert (await store.run(lambda visit: visit.find("T7new")) is not None) == is_back


async def test_the_notice_of_a_workspaces_own_leaving_once_more_spares_what_its_organization_serves(
    store: SqlStore, url: str
) -> None:
    await organization(store, "T7")
    await live(store, "T7", MORNING + HOUR, "new")
    await Leaving(store).workspace("E1", "T7", MORNING + MINUTE, MORNING + HOUR)
    found = await store.run(lambda visit: (visit.find("T7"), visit.find("T7new")))

    assert found[0] is None
    assert found[1] is not None
    assert await get(store, "E1", "") is not None


# --------------------------------------------------------------------- once more


async def test_what_work_under_way_wrote_after_they_left_goes_two_minutes_later(
    store: SqlStore, url: str
) -> None:
    leaving = Leaving(store)
    await put(store, NORTHWIND)
    await leaving.workspace("", "T1", MORNING, MORNING)
    await live(store, "T1")
    await leaving.sweep(MORNING + MINUTE)
    soon = left(url)
    await leaving.sweep(MORNING + 2 * MINUTE)

    assert "conversation" in soon
    assert left(url) == {}


@pytest.mark.parametrize("back", [NORTHWIND, GROUP])
async def test_who_came_back_meanwhile_is_not_swept_away(
    store: SqlStore, url: str, back: Installation
) -> None:
    leaving, team = Leaving(store), "T1" if back is NORTHWIND else "E1"
    await leaving.workspace("", team, MORNING, MORNING)
    await put(store, back)
    await live(store, team)
    await leaving.sweep(MORNING + 2 * MINUTE)

    assert left(url)["conversation"] == {team}
