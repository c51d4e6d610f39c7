"""What Slack sends arrives twice, late, out of order or never, as a test wishes; connections drop."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest

from bot.sandbox.faults import Hang, Late, LateAck, Lost, LostAck, Step, Twice
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Json
from tests.sandbox.test_delivery import Receiver, listen
from tests.sandbox.tiny_app import HURRIED, make_manifest, new_app, served, socket_mode


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """More patient than in other stories: what is counted here must not come again by accident."""
    async with Sandbox(make_manifest(), timing=replace(HURRIED, ack=1.0)) as running:
        yield running


class Line:
    """A Socket Mode connection that acknowledges everything and keeps what it heard."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.heard: list[Json] = []

    async def follow(self) -> None:
        async for message in self.socket:
            envelope = json.loads(message.data)
            self.heard.append(envelope)
            await self.socket.send_json({"envelope_id": envelope["envelope_id"]})

    @property
    def texts(self) -> list[str]:
        return [envelope["payload"]["event"]["text"] for envelope in self.heard]


@asynccontextmanager
async def lines(sandbox: Sandbox, many: int = 1) -> AsyncIterator[list[Line]]:
    async with aiohttp.ClientSession() as session:
        opened = [Line(await listen(sandbox, session)) for _ in range(many)]
        tasks = [asyncio.create_task(line.follow()) for line in opened]
        yield opened
        for task in tasks:
            task.cancel()


async def test_one_envelope_may_arrive_twice(sandbox: Sandbox) -> None:
    sandbox.faults.delivery(Twice(), "events_api")
    async with lines(sandbox) as (line,):
        await sandbox.person("alice").dm("hi")
        await sandbox.settle()

    assert line.texts == ["hi", "hi"]
    assert len({envelope["envelope_id"] for envelope in line.heard}) == 1


async def test_one_envelope_may_arrive_by_two_connections(sandbox: Sandbox) -> None:
    sandbox.faults.delivery(Twice(), "events_api")
    async with aiohttp.ClientSession() as session:
        first, second = [await listen(sandbox, session) for _ in range(2)]
        await sandbox.person("alice").dm("hi")
        one, other = [await socket.receive_json(timeout=5) for socket in (first, second)]

    assert one == other


async def test_one_request_may_arrive_twice(sandbox: Sandbox) -> None:
    receiver = Receiver()
    sandbox.faults.delivery(Twice())
    async with served(receiver.app()) as url:
        sandbox.deliver_to(url)
        await sandbox.person("alice").dm("hi")
        await sandbox.settle()
    first, second = (body for _, body in receiver.received)

    assert first == second


async def test_an_event_that_was_lost_comes_again(sandbox: Sandbox) -> None:
    sandbox.faults.delivery(Lost())
    async with lines(sandbox) as (line,):
        await sandbox.person("alice").dm("hi")
        await sandbox.settle()

    assert [(one["retry_attempt"], one["retry_reason"]) for one in line.heard] == [(1, "connection_failed")]


async def test_an_acknowledgement_that_was_lost_brings_the_event_again(sandbox: Sandbox) -> None:
    sandbox.faults.delivery(LostAck())
    async with lines(sandbox) as (line,):
        await sandbox.person("alice").dm("hi")
        await sandbox.settle()

    assert [one["retry_attempt"] for one in line.heard] == [0, 1]


@pytest.mark.parametrize(("seconds", "times"), [(0.1, 1), (5.0, 2)])
async def test_an_acknowledgement_that_is_late_may_still_be_in_time(
    sandbox: Sandbox, seconds: float, times: int
) -> None:
    sandbox.faults.delivery(LateAck(seconds))
    async with lines(sandbox) as (line,):
        await sandbox.person("alice").dm("hi")
        await sandbox.settle()

    assert len(line.heard) == times


async def test_a_late_event_arrives_after_those_that_came_later(sandbox: Sandbox) -> None:
    sandbox.faults.delivery(Late(0.2), where=lambda payload: payload["event"]["text"] == "one")
    async with lines(sandbox) as (line,):
        await sandbox.person("alice").dm("one")
        await sandbox.person("alice").dm("two")
        await sandbox.settle()

    assert line.texts == ["two", "one"]


async def test_an_event_hangs_until_it_is_released(sandbox: Sandbox) -> None:
    hanging = sandbox.faults.delivery(Hang())
    async with lines(sandbox) as (line,):
        await sandbox.person("alice").dm("hi")
        assert line.heard == []
        hanging.release()
        await sandbox.settle()

    assert line.texts == ["hi"]


async def test_events_may_come_last_first(sandbox: Sandbox) -> None:
    sandbox.faults.reverse(3)
    alice = sandbox.person("alice")
    async with lines(sandbox, 2) as both:
        for text in ("one", "two", "three", "four"):
            await alice.dm(text)
        await sandbox.settle()
    tried = [line for line in sandbox.transcript.lines if line.what == "acknowledged"]

    assert [line.detail["payload"]["event"]["text"] for line in tried] == ["three", "two", "one", "four"]
    assert sum(len(line.heard) for line in both) == 4


async def test_an_event_comes_again_long_after_it_was_acknowledged(sandbox: Sandbox) -> None:
    async with lines(sandbox) as (line,):
        await sandbox.person("alice").dm("one")
        await sandbox.person("alice").dm("two")
        await sandbox.faults.redeliver(lambda payload: payload["event"]["text"] == "one", attempt=2)

    assert line.texts == ["one", "two", "one"]
    assert (line.heard[-1]["retry_attempt"], line.heard[-1]["retry_reason"]) == (2, "timeout")
    assert line.heard[-1]["payload"] == line.heard[0]["payload"]


async def test_a_request_comes_again_with_its_headers(sandbox: Sandbox) -> None:
    receiver = Receiver()
    async with served(receiver.app()) as url:
        sandbox.deliver_to(url)
        await sandbox.person("alice").dm("hi")
        await sandbox.faults.redeliver(reason="http_timeout")
    headers = receiver.received[-1][0].headers

    assert (headers["X-Slack-Retry-Num"], headers["X-Slack-Retry-Reason"]) == ("1", "http_timeout")


async def test_what_never_happened_can_not_come_again(sandbox: Sandbox) -> None:
    with pytest.raises(LookupError, match="No such event"):
        await sandbox.faults.redeliver()


async def test_a_connection_may_drop_without_a_word(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await listen(sandbox, session)
        assert sandbox.faults.drop() == 1
        message = await socket.receive(timeout=2)

    assert message.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    assert sandbox.socket_mode.connections == 0
    assert socket.close_code == aiohttp.WSCloseCode.ABNORMAL_CLOSURE


async def test_what_was_on_its_way_when_a_connection_dropped_comes_again(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        first, second = [await listen(sandbox, session) for _ in range(2)]
        await sandbox.person("alice").dm("hi")
        began = await first.receive_json(timeout=2)
        sandbox.faults.drop(1)
        again = await second.receive_json(timeout=2)

    assert again["payload"] == began["payload"]
    assert again["retry_reason"] == "connection_failed"


async def test_a_real_app_connects_anew_after_a_drop(sandbox: Sandbox) -> None:
    async with socket_mode(new_app(sandbox), sandbox):
        sandbox.faults.drop()
        assert sandbox.socket_mode.connections == 0
        await asyncio.wait_for(sandbox.connected(), 5)


async def test_a_test_hears_of_each_delivery(sandbox: Sandbox) -> None:
    heard: list[tuple[int, str, str]] = []

    async def note(step: Step) -> None:
        heard.append((step.number, step.name, step.when))

    sandbox.faults.on_delivery(note)
    async with lines(sandbox):
        await sandbox.person("alice").dm("hi")
        await sandbox.person("alice").command("/outsource-check payroll")

    assert heard == [
        (1, "events_api", "before"),
        (1, "events_api", "after"),
        (2, "slash_commands", "before"),
        (2, "slash_commands", "after"),
    ]
