"""Where an advice is shown: one message a channel for each who shows it."""

from datetime import UTC, datetime

from dialogs.shares import Shared, Shares
from dialogs.storage import SqlStore

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def shared(channel: str = "C1", person: str = "alice", ts: str = "1.2") -> Shared:
    return Shared(assessment="a1", person=person, channel=channel, ts=ts, at=NOON)


async def test_every_place_is_remembered(store: SqlStore) -> None:
    shares = Shares(store)
    for channel in ("C1", "C2"):
        await shares.note("T1", shared(channel))

    assert {each.channel for each in await shares.of("T1", "a1")} == {"C1", "C2"}
    assert len(await shares.of_person("T1", "alice")) == 2


async def test_a_share_is_found_by_who_and_where(store: SqlStore) -> None:
    shares = Shares(store)
    await shares.note("T1", shared())

    assert await shares.find("T1", "a1", "alice", "C1") == shared()
    assert await shares.find("T1", "a1", "bob", "C1") is None
    assert await shares.find("T1", "a1", "alice", "C2") is None


async def test_what_is_forgotten_is_shown_no_more(store: SqlStore) -> None:
    shares = Shares(store)
    await shares.note("T1", shared())

    assert await shares.forget("T1", shared())
    assert not await shares.forget("T1", shared())
    assert await shares.of("T1", "a1") == ()


def test_a_message_without_a_ts_is_out_of_reach() -> None:
    assert shared().is_reachable
    assert not shared(ts="").is_reachable
