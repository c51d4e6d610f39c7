"""Socket Mode keeps several connections: one may break, fall silent or be sent away, and nothing is lost."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.faults import SlackLost
from bot.gates.sockets import connected
from bot.gates.timing import Timing
from bot.sandbox.server import Sandbox
from tests.stories.odd_slack import OddSlack, app_of

QUICK = Timing(open=0.5, ping=0.1, silence=0.3, look=0.05, brief=0, first_pause=0.05, farewell=1)


@pytest.fixture
async def slack() -> AsyncIterator[OddSlack]:
    async with OddSlack().served() as odd:
        yield odd


@asynccontextmanager
async def app(
    slack: OddSlack, count: int = 2, pause: float = 0.0, timing: Timing = QUICK
) -> AsyncIterator[list[str]]:
    """The app with that many connections; the names that it has heard."""
    heard: list[str] = []
    async with app_of(slack, heard, pause) as bolt, connected(bolt, "xapp-1", count, timing):
        yield heard


# ----------------------------------------------------------------------------- one of two is lost


async def test_events_come_by_either_connection(slack: OddSlack) -> None:
    async with app(slack) as heard:
        one, other = await slack.has(2)
        await one.mention("ann")
        await other.mention("ben")

        assert await one.acked("ann")
        assert await other.acked("ben")
    assert sorted(heard) == ["ann", "ben"]


async def test_when_one_breaks_the_other_serves_and_a_new_one_is_opened(slack: OddSlack) -> None:
    async with app(slack):
        broken, whole = await slack.has(2)
        broken.cut()
        await slack.until(lambda: not broken.is_open)
        await whole.mention("ann")

        assert await whole.acked("ann")
        await slack.until(lambda: len(slack.lines) == 3)
        new = slack.lines[2]
        await new.mention("ben")
        assert await new.acked("ben")


@pytest.mark.parametrize("timing", [QUICK, Timing(ping=60, silence=0.2, look=0.05, brief=0)])
async def test_one_that_falls_silent_is_replaced_though_the_library_sees_nothing(
    slack: OddSlack, timing: Timing
) -> None:
    slack.is_mute = True
    async with app(slack, 1, timing=timing):
        await slack.has(1)
        slack.is_mute = False
        await slack.until(lambda: len(slack.lines) == 2)
        await slack.lines[1].mention("ann")

        assert await slack.lines[1].acked("ann")


async def test_a_clock_that_is_set_ends_no_connection(
    slack: OddSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app(slack, 1):
        (one,) = await slack.has(1)
        await asyncio.sleep(0.15)
        jump(monkeypatch, 3600)
        await asyncio.sleep(0.25)

        assert one.is_open
        assert len(slack.lines) == 1


async def test_a_clock_that_is_set_hides_no_silence(slack: OddSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    slack.is_mute = True
    async with app(slack, 1, timing=Timing(ping=60, silence=0.2, look=0.05, brief=0)):
        await slack.has(1)
        jump(monkeypatch, -3600)
        slack.is_mute = False

        await slack.until(lambda: len(slack.lines) == 2)


def jump(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """The clock on the wall is set."""
    before = time.time
    monkeypatch.setattr(time, "time", lambda: before() + seconds)


# ------------------------------------------------------------------------- Slack asks to connect anew


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_what_is_under_way_is_answered_where_it_came_from(slack: OddSlack, reason: str) -> None:
    async with app(slack, 1, pause=0.2) as heard:
        (old,) = await slack.has(1)
        await old.mention("ann")
        await old.disconnect(reason)
        await old.mention("ben")
        await slack.until(lambda: len(slack.lines) == 2)

        assert old.is_open, "The new one comes before the old one goes."
        assert await old.acked("ann")
        assert await old.acked("ben")
    assert heard == ["ann", "ben"]


async def test_a_connection_that_we_were_asked_to_leave_is_left(slack: OddSlack) -> None:
    async with app(slack, 1, timing=Timing(farewell=0.1, brief=0, look=0.05)):
        (old,) = await slack.has(1)
        await old.disconnect("warning")
        await slack.until(lambda: len(slack.lines) == 2 and not old.is_open)

        assert slack.lines[1].is_open


# --------------------------------------------------------------------------------- Slack refuses


async def test_after_each_refusal_it_waits_longer(slack: OddSlack) -> None:
    slack.refusals = [(500, {}), (200, {}), (429, {}), (200, {})]
    async with app(slack, 1):
        await slack.has(1)
    waits = [after - before for before, after in pairwise(slack.asked_at)]

    assert [wait >= least for wait, least in zip(waits, (0.025, 0.05, 0.1, 0.2), strict=True)] == [True] * 4


async def test_it_waits_as_long_as_slack_says(slack: OddSlack) -> None:
    slack.refusals = [(429, {"Retry-After": "1"})]
    async with app(slack, 1):
        await slack.has(1)

    assert slack.asked_at[1] - slack.asked_at[0] >= 1


async def test_two_connections_ask_one_after_the_other(slack: OddSlack) -> None:
    slack.refusals = [(500, {})] * 3
    async with app(slack, 2):
        await slack.has(2)

    assert len(slack.asked_at) == 5


async def test_where_there_are_too_many_it_does_not_ask_without_end(slack: OddSlack) -> None:
    slack.welcome = "too_many_websockets"
    async with app(slack, 2, timing=Timing(first_pause=0.2, first_hello=0.5)):
        pass

    assert len(slack.asked_at) <= 3


async def test_a_start_without_a_connection_goes_on_trying(slack: OddSlack) -> None:
    slack.refusals = [(500, {})] * 3
    async with app(slack, 1, timing=Timing(first_hello=0, first_pause=0.05)):
        assert slack.lines == []
        await slack.has(1)


async def test_without_any_connection_for_long_it_gives_up(slack: OddSlack) -> None:
    slack.refusals = [(500, {})] * 100
    with pytest.raises(SlackLost):
        async with app(slack, timing=Timing(give_up=0.3, first_hello=0, first_pause=0.05)):
            await asyncio.Event().wait()


async def test_it_gives_up_only_when_the_last_one_is_lost(slack: OddSlack) -> None:
    async with app(slack, timing=Timing(give_up=0.3, brief=0, look=0.05)):
        one, whole = await slack.has(2)
        slack.refusals = [(500, {})] * 100
        one.cut()
        await asyncio.sleep(0.5)
        await whole.mention("ann")

        assert await whole.acked("ann")


# ------------------------------------------------------------------------------ what is acknowledged


async def test_what_nobody_listens_to_is_not_acknowledged(slack: OddSlack) -> None:
    async with app(slack, 1):
        (line,) = await slack.has(1)
        await line.mention("ann", kind="reaction_added")

        assert not await line.acked("ann", within=0.2)


async def test_at_the_end_what_was_taken_is_answered(slack: OddSlack) -> None:
    async with app(slack, 1, pause=0.3) as heard:
        (line,) = await slack.has(1)
        await line.mention("ann")
        while not heard:
            await asyncio.sleep(0.01)

    assert await line.acked("ann", within=0)


async def test_no_more_is_begun_than_there_is_room_for(slack: OddSlack) -> None:
    async with app(slack, 1, pause=0.3, timing=Timing(at_once=1)) as heard:
        (line,) = await slack.has(1)
        await line.mention("ann")
        await line.mention("ben")
        await asyncio.sleep(0.2)

        assert heard == ["ann"]
        assert await line.acked("ben")


# --------------------------------------------------------------------------------- the whole app


async def test_people_notice_nothing_when_all_connections_are_renewed(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    alice = sandbox.person("alice")
    chosen = settings.read({**environment(sandbox, tmp_path), "ADVISOR_CONNECTIONS": "3"})
    async with running(chosen):
        await sandbox.connected(3)
        await alice.mention("handling of incoming forms")
        await sandbox.disconnect()
        await sandbox.connected(3)
        await alice.dm("patent research for a new kind of sensor")

        await alice.sees("handling of incoming forms")
        await alice.sees("patent research")
    assert not [line for line in sandbox.transcript.lines if line.what == "not acknowledged"]
