"""Who installed the app: found by workspace and organization, renewed by one, and sealed at rest."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dialogs.storage import SqlStore, StorageFault
from dialogs.storage.sealed import Sealed, new_key
from tests.dialogs.installing import GROUP, HOUR, MORNING, NORTHWIND, get, put, serving

MINUTE = timedelta(minutes=1)


async def test_an_installation_comes_back_as_it_was(store: SqlStore) -> None:
    await put(store, NORTHWIND)

    assert await get(store) == NORTHWIND


async def test_one_whose_token_never_ends_comes_back_so(store: SqlStore) -> None:
    endless = replace(NORTHWIND, expires_at=None, refresh="")
    await put(store, endless)

    assert await get(store) == endless


async def test_installed_again_the_new_one_stands_in_its_place(store: SqlStore) -> None:
    await put(store, NORTHWIND, replace(NORTHWIND, token="xoxb-new", scopes=frozenset()))
    found = await store.run(lambda visit: visit.installations.everyone())

    assert [(one.token, one.scopes, one.version) for one in found] == [("xoxb-new", frozenset(), 2)]


async def test_a_workspace_is_served_by_its_own_before_its_organizations(store: SqlStore) -> None:
    own = replace(NORTHWIND, enterprise="E1", token="xoxb-own")
    await put(store, GROUP, own)

    assert await serving(store, "E1", "T1") == "xoxb-own"
    assert await serving(store, "E1", "T2") == GROUP.token
    assert await serving(store, "E1", "") == GROUP.token


async def test_an_organization_serves_no_other_organizations_workspace(store: SqlStore) -> None:
    await put(store, GROUP, NORTHWIND)

    assert await serving(store, "E2", "T9") == ""
    assert await serving(store, "", "T9") == ""
    assert await serving(store, "", "") == ""


async def test_a_workspace_alone_leads_to_its_organization_once_we_met_them_together(store: SqlStore) -> None:
    await put(store, GROUP)
    before = await serving(store, "", "T7")
    await store.run(lambda visit: visit.installations.serve("E1", "T7"))
    after = await serving(store, "", "T7")
    await store.run(lambda visit: visit.installations.unserve("E1", "T7"))

    assert (before, after) == ("", GROUP.token)
    assert await serving(store, "", "T7") == ""


async def test_a_workspace_that_joined_an_organization_stands_once(store: SqlStore) -> None:
    await put(store, NORTHWIND)
    known = await serving(store, "E1", "T1")
    await put(store, replace(NORTHWIND, enterprise="E1", token="xoxb-joined"))
    found = await store.run(lambda visit: visit.installations.everyone())

    assert known == NORTHWIND.token
    assert [one.token for one in found] == ["xoxb-joined"]


async def test_those_who_came_of_late_are_found(store: SqlStore) -> None:
    await put(store, NORTHWIND, replace(NORTHWIND, team="T2", installed_at=MORNING + HOUR))
    found = await store.run(lambda visit: visit.installations.everyone(MORNING + MINUTE))

    assert [one.team for one in found] == ["T2"]


async def test_what_was_dropped_is_gone(store: SqlStore) -> None:
    await put(store, NORTHWIND)
    dropped = [await store.run(lambda visit: visit.installations.drop("", "T1")) for _ in range(2)]

    assert dropped == [True, False]
    assert await get(store) is None


async def test_tokens_are_sealed_at_rest(url: str) -> None:
    sealed, plain = SqlStore.open(url, seal=Sealed([new_key()])), SqlStore.open(url)
    await put(sealed, NORTHWIND)

    assert await get(sealed) == NORTHWIND
    with pytest.raises(StorageFault, match="sealed"):
        await get(plain)
    await sealed.close()
    await plain.close()


# ------------------------------------------------------------------------ renewing


async def claims(store: SqlStore, after: timedelta = timedelta(0)) -> bool:
    now = MORNING + after
    return await store.run(lambda visit: visit.installations.claim_refresh(NORTHWIND, now, now + MINUTE))


async def renew(store: SqlStore, after: timedelta = timedelta(0)) -> bool:
    now = MORNING + after
    ends = now + 12 * HOUR
    return await store.run(lambda visit: visit.installations.renew(NORTHWIND, "new", "next", ends, now))


async def test_of_many_who_want_to_renew_one_may(url: str) -> None:
    stores = [SqlStore.open(url) for _ in range(2)]
    await put(stores[0], NORTHWIND)
    claimed = await asyncio.gather(*(claims(store) for store in stores * 10))

    assert sorted(claimed) == [False] * 19 + [True]
    for store in stores:
        await store.close()


async def test_who_claims_after_it_was_renewed_may_not_spend_the_old_token(store: SqlStore) -> None:
    await put(store, NORTHWIND)
    first = await claims(store)
    renewed = await renew(store, MINUTE / 2)
    second = await claims(store, MINUTE / 2)
    found = await get(store)

    assert (first, renewed, second) == (True, True, False)
    assert found
    assert (found.token, found.refresh, found.version) == ("new", "next", 2)


async def test_a_claim_of_a_process_that_died_ends(store: SqlStore) -> None:
    await put(store, NORTHWIND)
    claimed = [await claims(store), await claims(store, MINUTE / 2), await claims(store, MINUTE)]

    assert claimed == [True, False, True]


async def test_a_claim_of_a_clock_that_was_wrong_binds_nobody(store: SqlStore) -> None:
    await put(store, NORTHWIND)
    claimed = [await claims(store, HOUR), await claims(store), await claims(store, MINUTE / 2)]

    assert claimed == [True, True, False]


async def test_what_was_installed_anew_meanwhile_is_not_overwritten(store: SqlStore) -> None:
    await put(store, NORTHWIND)
    await claims(store)
    await put(store, replace(NORTHWIND, token="xoxb-installed-anew"))
    renewed = await renew(store)
    found = await get(store)

    assert not renewed
    assert found
    assert found.token == "xoxb-installed-anew"


async def test_what_was_removed_meanwhile_stays_removed(store: SqlStore) -> None:
    await put(store, NORTHWIND)
    await claims(store)
    await store.run(lambda visit: visit.installations.drop("", "T1"))

    assert not await renew(store)
    assert await get(store) is None


# -------------------------------------------------------------------------- states


async def test_a_state_serves_once_and_for_its_time(store: SqlStore) -> None:
    async def take(name: str, at: datetime) -> bool:
        return await store.run(lambda visit: visit.installations.take_state(name, at))

    await store.run(lambda visit: visit.installations.add_state("one", MORNING, MORNING + MINUTE))
    await store.run(lambda visit: visit.installations.add_state("two", MORNING, MORNING + MINUTE))
    asked = [("one", MORNING), ("one", MORNING), ("two", MORNING + MINUTE), ("three", MORNING)]
    taken = [await take(*each) for each in asked]

    assert taken == [True, False, False, False]


async def test_of_many_who_come_with_one_state_one_gets_in(url: str) -> None:
    stores = [SqlStore.open(url) for _ in range(2)]
    await stores[0].run(lambda visit: visit.installations.add_state("one", MORNING, MORNING + MINUTE))
    taken = await asyncio.gather(
        *(store.run(lambda visit: visit.installations.take_state("one", MORNING)) for store in stores * 10)
    )

    assert sum(taken) == 1
    for store in stores:
        await store.close()
