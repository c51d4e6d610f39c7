"""Tokens that expire are renewed in time, and by one process only: a refresh token serves once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import aiohttp
import pytest
from aiohttp import web

from bot.clients import Clients
from bot.oauth import Installed, Rotation
from bot.oauth.rotation import Patience
from bot.tenancy import TenantAway
from dialogs.storage import Installation, SqlStore, StorageFault, Store, Visit, migrate
from tests.bot.oauth_slack import OAuthSlack, oauth_slack
from tests.dialogs.installing import GROUP, NORTHWIND, get, put
from tests.stores import InFront

T = TypeVar("T")

HOUR = timedelta(hours=1)
QUICK = Patience(while_good=0.3, when_dead=0.6)


@dataclass
class House:
    """Two processes on one database, and Slack."""

    slack: OAuthSlack
    stores: tuple[SqlStore, SqlStore]
    http: aiohttp.ClientSession
    clock: list[datetime] = field(default_factory=lambda: [datetime.now(UTC)])

    def process(
        self, number: int = 0, store: Store | None = None, patience: Patience | None = None
    ) -> Rotation:
        clients = Clients(self.slack.url, self.http, [])
        where = store or self.stores[number]
        return Rotation(where, clients, "1.2", "secret", lambda: self.clock[0], patience or Patience())

    async def installed(self, left: timedelta) -> Installation:
        """An installation whose token lives for that much longer."""
        one = replace(NORTHWIND, expires_at=self.clock[0].replace(microsecond=0) + left)
        await put(self.stores[0], one)
        return one


@pytest.fixture(params=["sqlite", "postgresql"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    url = f"sqlite:///{tmp_path / 'house.db'}"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        name = f"rotation_{tmp_path.name.lower().replace('-', '_')}"
        server.psql(f"CREATE DATABASE {name}")
        url = str(server.get_uri(database=name))
    await migrate(url)
    stores = SqlStore.open(url), SqlStore.open(url)
    async with oauth_slack() as slack, aiohttp.ClientSession() as http:
        yield House(slack, stores, http)
    for store in stores:
        await store.close()


@pytest.mark.parametrize("left", [2 * HOUR + timedelta(minutes=1), 12 * HOUR])
async def test_a_token_that_lives_on_is_left_alone(house: House, left: timedelta) -> None:
    one = await house.installed(left)

    assert await house.process().fresh(one) == one
    assert house.slack.renewals == 0


async def test_a_token_without_an_end_is_left_alone(house: House) -> None:
    endless = replace(NORTHWIND, expires_at=None, refresh="")
    await put(house.stores[0], endless)

    assert await house.process().fresh(endless) == endless


@pytest.mark.parametrize("left", [timedelta(minutes=119), -HOUR])
async def test_a_token_near_its_end_or_past_it_is_renewed_and_kept(house: House, left: timedelta) -> None:
    fresh = await house.process().fresh(await house.installed(left))

    assert (fresh.token, fresh.refresh) == ("xoxe.xoxb-1-renewed-1", "xoxe-1-renewed-1")
    assert fresh.expires_at
    assert fresh.expires_at - house.clock[0] == 12 * HOUR
    assert await get(house.stores[1]) == fresh


@pytest.mark.parametrize("left", [HOUR, -HOUR])
async def test_of_two_processes_one_asks_slack_and_both_have_the_new_token(
    house: House, left: timedelta
) -> None:
    one = await house.installed(left)
    house.slack.gate.clear()
    asking = [asyncio.create_task(house.process(number).fresh(one)) for number in (0, 1, 0, 1)]
    await asyncio.sleep(0.15)
    house.slack.gate.set()
    got = await asyncio.gather(*asking)

    assert house.slack.renewals == 1
    assert {each.token for each in got} == {"xoxe.xoxb-1-renewed-1"}


async def test_who_comes_with_what_it_read_before_gets_what_another_renewed(house: House) -> None:
    one = await house.installed(HOUR)
    await house.process(0).fresh(one)
    late = await house.process(1).fresh(one)

    assert late.token == "xoxe.xoxb-1-renewed-1"
    assert house.slack.renewals == 1


async def test_twelve_hours_later_it_is_renewed_again(house: House) -> None:
    first = await house.process().fresh(await house.installed(HOUR))
    house.clock[0] += 11 * HOUR
    second = await house.process(1).fresh(first)

    assert second.token == "xoxe.xoxb-1-renewed-2"


async def test_while_slack_is_away_the_old_token_serves_to_its_end(house: House) -> None:
    one = await house.installed(HOUR)
    house.slack.broken = web.Response(status=503, text="<html>", content_type="text/html")

    assert await house.process(patience=QUICK).fresh(one) == one
    assert await house.process(1, patience=QUICK).fresh(one) == one


async def test_after_a_pause_it_is_tried_again(house: House) -> None:
    one = await house.installed(HOUR)
    house.slack.broken = web.Response(status=503, text="<html>", content_type="text/html")
    await house.process(patience=QUICK).fresh(one)
    house.slack.broken = None
    house.clock[0] += timedelta(seconds=61)
    fresh = await house.process(1, patience=QUICK).fresh(one)

    assert fresh.token == "xoxe.xoxb-1-renewed-1"


async def test_a_dead_token_that_can_not_be_renewed_is_said_to_be_away(house: House) -> None:
    one = await house.installed(-HOUR)
    house.slack.spent.add(one.refresh)

    with pytest.raises(TenantAway):
        await house.process(patience=QUICK).fresh(one)


async def test_a_process_that_died_with_the_refresh_token_in_hand_costs_two_hours_of_grace(
    house: House,
) -> None:
    one = await house.installed(HOUR)
    now = house.clock[0]
    await house.stores[0].run(
        lambda visit: visit.installations.claim_refresh(one, now, now + timedelta(minutes=1))
    )
    house.slack.spent.add(one.refresh)  # Slack took it; what it gave was never stored.
    house.clock[0] += timedelta(minutes=2)

    assert await house.process(1, patience=QUICK).fresh(one) == one


async def test_who_asked_may_give_up_and_what_was_bought_is_kept(house: House) -> None:
    one = await house.installed(HOUR)
    house.slack.gate.clear()
    asking = asyncio.create_task(house.process().fresh(one))
    await asyncio.sleep(0.1)
    asking.cancel()
    house.slack.gate.set()
    for _ in range(50):
        await asyncio.sleep(0.02)
        if (found := await get(house.stores[1])) and found.version == 2:
            break

    assert found
    assert found.refresh == "xoxe-1-renewed-1"


class Stumbling(InFront):
    """A store that is away for a moment just when what was bought is to be kept."""

    runs = 0

    async def run(self, unit: Callable[[Visit], T], *, one_change: bool = False) -> T:
        self.runs += 1
        if self.runs == 2:
            raise StorageFault("The database failed.")
        return await super().run(unit, one_change=one_change)


async def test_a_database_that_stumbles_does_not_cost_the_token(house: House) -> None:
    one = await house.installed(HOUR)
    stumbling = Stumbling(house.stores[0])
    fresh = await house.process(store=stumbling).fresh(one)

    assert fresh.token == "xoxe.xoxb-1-renewed-1"
    assert stumbling.runs == 3


# ---------------------------------------------------------------- who is served by what


async def test_what_was_read_serves_for_half_a_minute_and_not_longer(house: House) -> None:
    time = [0.0]
    tenants = Installed(house.stores[0], house.process(), lambda: time[0])
    await house.installed(12 * HOUR)
    await tenants.of("", "T1")
    await house.stores[1].run(lambda visit: visit.installations.drop("", "T1"))
    time[0] = 29.0
    soon = await tenants.of("", "T1")
    time[0] = 31.0
    later = await tenants.of("", "T1")

    assert soon is not None
    assert later is None


async def test_who_left_is_forgotten_at_once_in_this_process(house: House) -> None:
    tenants = Installed(house.stores[0], house.process())
    await put(house.stores[0], GROUP)
    met = [await tenants.of("E1", team) for team in ("T7", "T8", "E1")]
    await house.stores[0].run(lambda visit: visit.installations.drop("E1", ""))
    tenants.drop("E1", "")
    left = [await tenants.of("E1", team) for team in ("T7", "T8", "E1")]

    assert [one.team for one in met if one] == ["T7", "T8", "E1"]
    assert left == [None, None, None]


async def test_a_workspace_met_with_its_organization_is_found_without_it_later(house: House) -> None:
    tenants = Installed(house.stores[0], house.process())
    await put(house.stores[0], GROUP)
    before = await tenants.of("", "T7")
    await tenants.of("E1", "T7")
    after = await tenants.of("", "T7")

    assert before is None
    assert after
    assert (after.enterprise, after.team, after.bot_user) == ("E1", "T7", "W0BOT")


async def test_what_is_dropped_while_it_is_being_read_is_not_remembered(house: House) -> None:
    tenants = Installed(house.stores[0], house.process())
    await house.installed(HOUR)
    house.slack.gate.clear()
    reading = asyncio.create_task(tenants.of("", "T1"))
    await asyncio.sleep(0.1)
    await house.stores[1].run(lambda visit: visit.installations.drop("", "T1"))
    tenants.drop("", "T1")
    house.slack.gate.set()
    with pytest.raises(TenantAway):
        await reading

    assert await tenants.of("", "T1") is None
