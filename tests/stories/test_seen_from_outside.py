"""Whoever looks after the app sees how it does, by numbers and by parts, and nothing of what people said."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, cast

import aiohttp
import pytest
from prometheus_client import REGISTRY, generate_latest
from slack_sdk.errors import SlackApiError
from yarl import URL

from bot import metrics, settings
from bot.app import running
from bot.clients import DEAD
from bot.demo import environment
from bot.faults import OperatorFault
from bot.readiness import Part, Readiness, queue_part, slack_part
from bot.sandbox.server import Sandbox
from bot.status import looked_at
from bot.watched import WatchedStore, method_of
from dialogs.storage import Arrival, SqlStore, Store
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.deciding import advised

SAID = "payroll for the secret Zanzibar office"


def counted(name: str, **labels: str) -> float:
    """What that metric says now; 0 where it says nothing yet."""
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def well() -> None:
    """A part that is as it should be."""


async def broken() -> None:
    raise ValueError(SAID)


# --------------------------------------------------------------------- counting


async def test_calls_of_slack_are_timed_by_method_and_429_is_counted(office: Office) -> None:
    timed = counted("advisor_slack_seconds_count", method="chat.postMessage")
    limited = counted("advisor_rate_limited_total", method="chat.postMessage")
    office.sandbox.limit("chat.postMessage", times=1, retry_after=1)
    await office.alice.mention(SAID)
    await office.alice.sees("Question 1", within=5)

    assert counted("advisor_slack_seconds_count", method="chat.postMessage") > timed
    assert counted("advisor_rate_limited_total", method="chat.postMessage") == limited + 1


async def test_whether_an_advice_helped_is_counted_by_what_it_said(office: Office) -> None:
    before = ratings("unhelpful")
    await advised(office.alice, SAID)
    await office.alice.press("Not helpful", on="Recommended")
    await office.alice.sees("Thanks")

    assert ratings("unhelpful") == before + 1


def ratings(rating: str) -> float:
    """How many people said so, of any advice."""
    return total("advisor_feedback", rating=rating)


def total(counter: str, **labels: str) -> float:
    """What that counter says of all that has these labels."""
    found = next(each for each in REGISTRY.collect() if each.name == counter)
    return sum(
        sample.value
        for sample in found.samples
        if sample.name.endswith("_total") and labels.items() <= sample.labels.items()
    )


async def test_no_metric_names_anybody_or_says_what_they_said(office: Office, knowledge: Knowledge) -> None:
    await advised(office.alice, SAID)
    await office.alice.command(f"/outsource-check {SAID}")
    await office.alice.sees("Zanzibar")
    told = generate_latest().decode()

    assert "advisor_slack_seconds_count" in told
    for private in ("Zanzibar", office.alice.id, office.sandbox.bot_token, "T0SANDBOX", "D0"):
        assert private not in told


@pytest.mark.parametrize(
    ("url", "method"),
    [
        ("https://slack.com/api/chat.postMessage", "chat.postMessage"),
        ("https://slack.com/api/files.getUploadURLExternal", "files.getUploadURLExternal"),
        ("https://slack.com/api/oauth.v2.access", "oauth.v2.access"),
        ("https://hooks.slack.com/commands/T123/456/secret", "response_url"),
        ("https://hooks.slack.com/actions/T123/456/secret", "response_url"),
        ("https://files.slack.com/files-pri/T1-F1/payroll.csv", "other"),
        ("https://slack.com/api/Zanzibar", "other"),
        ("https://slack.com/api/", "other"),
    ],
)
def test_a_call_is_named_by_its_method_and_never_by_its_address(url: str, method: str) -> None:
    assert method_of(URL(url)) == method


def test_a_surface_that_nobody_knows_makes_no_label_of_its_own() -> None:
    before = counted("advisor_turn_seconds_count", surface="other")
    metrics.turn(SAID, 0.1)

    assert counted("advisor_turn_seconds_count", surface="other") == before + 1


async def test_in_socket_mode_connections_and_answers_to_slack_are_counted(office: Office) -> None:
    before = counted("advisor_ack_seconds_count", gate="socket")
    await office.sandbox.connected(2)
    await office.alice.mention(SAID)
    await office.alice.sees("Question 1")
    await office.sandbox.settle()

    await until(lambda: counted("advisor_socket_connections") == 2)
    await until(lambda: counted("advisor_ack_seconds_count", gate="socket") > before)


async def test_each_unit_of_the_database_is_timed() -> None:
    class Answering:
        async def run(self, unit: Callable[[Any], str], **_how: object) -> str:
            return unit(None)

        async def close(self) -> None:
            pass

    before = counted("advisor_database_seconds_count")
    done = await WatchedStore(cast("Store", Answering())).run(lambda _visit: "done")

    assert done == "done"
    assert counted("advisor_database_seconds_count") == before + 1


async def test_it_is_counted_which_questions_come_up_are_answered_and_are_left(office: Office) -> None:
    before = {name: questions(name) for name in ("asked", "answered", "left")}
    await office.alice.dm("handling of incoming forms")
    await office.alice.sees("Question 1")
    await office.alice.dm("1")
    await office.alice.sees("Question 2")
    await office.alice.dm("help")
    await office.alice.dm("cancel")
    await office.alice.sees("Stopped")
    came = {name: questions(name) - before[name] for name in before}

    assert came == {"asked": 2, "answered": 1, "left": 1}


def questions(what: str) -> float:
    """How often that happened to any question."""
    return total(f"advisor_questions_{what}")


async def test_what_the_advice_says_is_counted_once_however_often_it_is_shown(office: Office) -> None:
    before = total("advisor_verdicts")
    await advised(office.alice, SAID)
    await office.alice.dm("status")
    await office.alice.sees("Zanzibar")

    assert total("advisor_verdicts") == before + 1


async def test_a_piece_of_work_is_timed_by_where_it_came_from(office: Office) -> None:
    before = counted("advisor_turn_seconds_count", surface="command")
    await office.alice.command(f"/outsource-check {SAID}")
    await office.alice.sees("Question 1")
    await office.alice.command("/outsource-check status")
    await office.alice.sees("Zanzibar")

    assert counted("advisor_turn_seconds_count", surface="command") > before


async def test_how_the_queues_stand_is_measured_now_and_then(sandbox: Sandbox, tmp_path: Path) -> None:
    chosen = settings.read(environment(sandbox, tmp_path))
    async with running(chosen, tick=0.01):
        store = SqlStore.open(chosen.database_url, connections=1)
        minute_ago = time.time_ns() // 1000 - 60_000_000
        arrival = Arrival("T1", "Ev0DEAD", "event", "", "{}", "00" * 16, "7F3A9C", minute_ago)
        numbers = await store.run(lambda visit: visit.inbox.put([arrival], "somebody", 2**62))
        await until(lambda: counted("advisor_queue_oldest_seconds", queue="inbox") >= 60)
        await store.run(lambda visit: visit.inbox.bury(numbers["T1", "Ev0DEAD"], "ValueError"))
        await until(lambda: counted("advisor_queue_dead", queue="inbox") == 1)
        await store.close()

    assert counted("advisor_queue_open", queue="inbox") == 0


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for it, but not for long."""
    async with asyncio.timeout(5):
        while not is_so():
            await asyncio.sleep(0.01)


# -------------------------------------------------------------------- readiness


async def test_every_part_that_is_well_is_named_so() -> None:
    readiness = Readiness([Part("database", well, every=1), Part("slack", well, every=60)])

    assert await readiness.look() == {"serving": True, "database": True, "slack": True}


async def test_the_part_that_is_not_well_is_named() -> None:
    readiness = Readiness([Part("database", broken, every=1), Part("slack", well, every=60)])

    assert await readiness.look() == {"serving": True, "database": False, "slack": True}


async def test_a_part_that_takes_too_long_is_not_well() -> None:
    async def stuck() -> None:
        await asyncio.sleep(60)

    assert not await Part("database", stuck, every=1, within=0.01).is_well()


async def test_whoever_has_been_told_to_stop_is_not_ready_for_more() -> None:
    readiness = Readiness([])
    readiness.stop()

    assert await readiness.look() == {"serving": False}


async def test_slack_is_asked_no_more_than_once_a_minute() -> None:
    asked: list[float] = []
    time = [1_000.0]

    async def ask() -> None:
        asked.append(time[0])

    part = Part("slack", ask, every=60, clock=lambda: time[0])
    for moment in (1_000.0, 1_001.0, 1_059.0, 1_061.0):
        time[0] = moment
        await part.is_well()

    assert asked == [1_000.0, 1_061.0]


@pytest.mark.parametrize(
    ("answer", "is_well"), [("token_revoked", False), ("account_inactive", False), ("ratelimited", True)]
)
async def test_only_a_refused_token_is_slacks_way_to_say_no(answer: str, is_well: bool) -> None:
    async def auth_test() -> None:
        raise SlackApiError(answer, {"error": answer})  # type: ignore[no-untyped-call]  # It has no types.

    assert await slack_part(auth_test, DEAD).is_well() == is_well


async def test_a_slack_that_can_not_be_reached_is_not_well() -> None:
    async def auth_test() -> None:
        raise aiohttp.ClientConnectionError

    assert not await slack_part(auth_test, DEAD).is_well()


@pytest.mark.parametrize(("age", "is_well"), [(0.0, True), (59.0, True), (61.0, False)])
async def test_work_that_has_waited_for_a_minute_is_too_old(age: float, is_well: bool) -> None:
    async def oldest() -> float:
        return age

    assert await queue_part(oldest).is_well() == is_well


# ------------------------------------------------------------------ its own port


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def at_port(sandbox: Sandbox, folder: Path, port: int) -> settings.Settings:
    """The app, to be looked at on that port."""
    return settings.read({**environment(sandbox, folder), "ADVISOR_METRICS_PORT": str(port)})


async def test_readyz_says_which_part_but_not_what_is_wrong(
    sandbox: Sandbox, tmp_path: Path, http: aiohttp.ClientSession
) -> None:
    anywhere = at_port(sandbox, tmp_path, 0)
    async with looked_at(Readiness([Part("database", broken, every=1)]), anywhere) as address:
        answer = await http.get(f"{address}/readyz")

        assert answer.status == 503
        assert await answer.json() == {"ok": False, "parts": {"serving": True, "database": False}}


async def test_in_socket_mode_too_a_port_can_be_looked_at(
    sandbox: Sandbox, tmp_path: Path, unused_tcp_port: int, http: aiohttp.ClientSession
) -> None:
    chosen = {**environment(sandbox, tmp_path), "ADVISOR_METRICS_PORT": str(unused_tcp_port)}
    async with running(settings.read(chosen)):
        address = f"http://127.0.0.1:{unused_tcp_port}"
        healthy, ready, told = [
            await http.get(f"{address}/{path}") for path in ("healthz", "readyz", "metrics")
        ]

        assert (healthy.status, ready.status, told.status) == (200, 200, 200)
        assert all(json.loads(await ready.text())["parts"].values())
        assert "advisor_" in await told.text()


async def test_with_a_port_of_their_own_metrics_are_not_where_the_internet_comes_in(
    sandbox: Sandbox, tmp_path: Path, http: aiohttp.ClientSession
) -> None:
    http_mode = {"SLACK_APP_TOKEN": "", "PORT": "0", "ADVISOR_METRICS_PORT": "0"}
    async with running(settings.read({**environment(sandbox, tmp_path), **http_mode})) as address:
        told, ready = await http.get(f"{address}/metrics"), await http.get(f"{address}/readyz")

        assert (told.status, ready.status) == (404, 200)


async def test_a_port_that_is_taken_is_named_with_its_setting(sandbox: Sandbox, tmp_path: Path) -> None:
    async with looked_at(Readiness([]), at_port(sandbox, tmp_path, 0)) as address:
        taken = at_port(sandbox, tmp_path, int(address.rpartition(":")[2]))
        with pytest.raises(OperatorFault, match="ADVISOR_METRICS_PORT"):
            async with looked_at(Readiness([]), taken):
                pass
