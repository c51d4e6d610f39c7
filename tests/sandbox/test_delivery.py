"""What is not acknowledged is delivered again, or told to the person; by Socket Mode and by signed HTTP."""

import asyncio
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import Watch, actions, button, modal, new_app, new_client, served, socket_mode


async def listen(sandbox: Sandbox, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    """A bare Socket Mode connection, past its hello."""
    opened = await new_client(sandbox).apps_connections_open(app_token=sandbox.app_token)
    socket = await session.ws_connect(opened["url"])
    assert (await socket.receive_json())["type"] == "hello"
    return socket


# ---------------------------------------------------------------- Socket Mode
async def test_the_hello_counts_the_connections(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        first = await listen(sandbox, session)
        opened = await new_client(sandbox).apps_connections_open(app_token=sandbox.app_token)
        second = await session.ws_connect(opened["url"])
        hello = await second.receive_json()
        assert not first.closed

    assert hello["num_connections"] == 2
    assert hello["connection_info"]["app_id"].startswith("A")


async def test_an_event_is_delivered_four_times_when_it_is_never_acknowledged(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await listen(sandbox, session)
        await sandbox.person("alice").dm("hi")
        envelopes = [await socket.receive_json(timeout=2) for _ in range(4)]
        await sandbox.settle()

    assert [envelope["retry_attempt"] for envelope in envelopes] == [0, 1, 2, 3]
    assert [envelope["retry_reason"] for envelope in envelopes] == ["", "timeout", "timeout", "timeout"]
    assert len({envelope["envelope_id"] for envelope in envelopes}) == 4
    assert len({envelope["payload"]["event_id"] for envelope in envelopes}) == 1


async def test_an_acknowledged_event_is_not_delivered_again(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await listen(sandbox, session)
        await sandbox.person("alice").dm("hi")
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        await sandbox.settle()
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=0.2)


async def test_a_garbled_acknowledgement_is_none(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await listen(sandbox, session)
        await sandbox.person("alice").dm("hi")
        await socket.receive_json()
        for garbage in ("not json", "[]", '{"envelope_id": 5}'):
            await socket.send_str(garbage)

        assert (await socket.receive_json(timeout=2))["retry_attempt"] == 1


async def test_a_real_app_learns_that_it_is_a_redelivery(sandbox: Sandbox, app: AsyncApp) -> None:
    attempts: asyncio.Queue[str] = asyncio.Queue()

    @app.middleware
    async def stall(request: Any, next: Any) -> None:  # noqa: A002 - Bolt names its arguments
        attempt = request.headers["x-slack-retry-num"][0]
        attempts.put_nowait(attempt)
        if attempt == "0":
            await asyncio.sleep(0.4)
        await next()

    @app.event("message")
    async def hear() -> None:
        pass

    await sandbox.person("alice").dm("hi")
    await sandbox.settle()

    assert [attempts.get_nowait() for _ in range(attempts.qsize())] == ["0", "1"]


def listening(sandbox: Sandbox, name: str, heard: list[str]) -> AsyncApp:
    app = new_app(sandbox)

    @app.event("message")
    async def hear() -> None:
        heard.append(name)

    return app


async def test_each_delivery_goes_to_one_connection_only(sandbox: Sandbox) -> None:
    heard: list[str] = []
    first, second = (listening(sandbox, name, heard) for name in ("first", "second"))
    async with socket_mode(first, sandbox), socket_mode(second, sandbox):
        for text in ("one", "two"):
            await sandbox.person("alice").dm(text)
            await sandbox.settle()

    assert sorted(heard) == ["first", "second"]


async def test_a_real_app_connects_anew_when_it_is_asked_to(sandbox: Sandbox, app: AsyncApp) -> None:
    @app.event("message")
    async def answer(say: Any) -> None:
        await say("Still here")

    await sandbox.disconnect("refresh_requested")
    await asyncio.wait_for(sandbox.connected(), 5)
    await sandbox.person("alice").dm("hi")

    await sandbox.person("alice").sees("Still here")


async def test_an_address_of_socket_mode_serves_once(sandbox: Sandbox, client: AsyncWebClient) -> None:
    opened = await client.apps_connections_open(app_token=sandbox.app_token)
    async with aiohttp.ClientSession() as session:
        await session.ws_connect(opened["url"])
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])


async def test_an_eleventh_connection_is_turned_away(sandbox: Sandbox, client: AsyncWebClient) -> None:
    async with aiohttp.ClientSession() as session:
        ten = [await listen(sandbox, session) for _ in range(10)]
        opened = await client.apps_connections_open(app_token=sandbox.app_token)
        word = await (await session.ws_connect(opened["url"])).receive_json()
        assert not any(socket.closed for socket in ten)

    assert (word["type"], word["reason"]) == ("disconnect", "too_many_websockets")


async def test_a_silent_command_is_told_in_slacks_words(sandbox: Sandbox) -> None:
    alice = sandbox.person("alice")
    async with aiohttp.ClientSession() as session:
        socket = await listen(sandbox, session)
        await alice.command("/outsource-check payroll")
        assert (await socket.receive_json())["accepts_response_payload"]

    await alice.sees('/outsource-check failed with the error "operation_timeout"')


async def test_a_command_without_an_app_is_told_in_slacks_words(sandbox: Sandbox) -> None:
    alice = sandbox.person("alice")
    await alice.command("/outsource-check payroll")

    await alice.sees('/outsource-check failed with the error "dispatch_failed"')


async def test_a_silent_button_is_told(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="general", text="Card", blocks=[actions(button("Go"))])
    alice, bob = sandbox.person("alice"), sandbox.person("bob")
    await alice.press("Go")

    await alice.sees("is not responding")
    await bob.does_not_see("is not responding")


# ----------------------------------------------------------------------- HTTP
async def test_a_real_app_behind_http_hears_everything(sandbox: Sandbox) -> None:
    app = new_app(sandbox)

    @app.event("message")
    async def ask(say: Any) -> None:
        await say(text="Ready?", blocks=[actions(button("Go"))])

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.view("task")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"b": "Say more"})

    @app.command("/outsource-check")
    async def check(ack: Any, command: dict[str, Any]) -> None:
        await ack(f"Heard & seen: {command['text']}")

    alice = sandbox.person("alice")
    async with served(app.web_app("/slack/events")) as url:
        sandbox.deliver_to(url)
        await alice.dm("hi")
        await alice.press("Go")
        await alice.submit(your_task="x")
        await alice.sees("Say more")
        await alice.close_view()
        await alice.command("/outsource-check ünïcode & more")
        await alice.sees("Heard & seen: ünïcode & more")


async def test_a_real_app_refuses_a_signature_that_is_too_old(sandbox: Sandbox, watch: Watch) -> None:
    watch.now -= 301
    async with served(new_app(sandbox).web_app("/slack/events")) as url:
        assert not await sandbox.verify(url)


class Receiver:
    """An app behind HTTP that answers as it is told and keeps what it received."""

    def __init__(self, *answers: web.Response) -> None:
        self.received: list[tuple[web.Request, str]] = []
        self._answers = list(answers)

    async def serve(self, request: web.Request) -> web.Response:
        self.received.append((request, await request.text()))
        return self._answers.pop(0) if self._answers else web.Response()

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/slack/events", self.serve)
        return app


async def test_every_request_is_signed_over_its_raw_body(sandbox: Sandbox) -> None:
    receiver = Receiver()
    async with served(receiver.app()) as url:
        sandbox.deliver_to(url)
        await sandbox.person("alice").command("/outsource-check payroll & more")
    request, body = receiver.received[0]
    base = f"v0:{request.headers['X-Slack-Request-Timestamp']}:{body}"
    signed = hmac.new(sandbox.signing_secret.encode(), base.encode(), hashlib.sha256).hexdigest()

    assert request.headers["X-Slack-Signature"] == f"v0={signed}"
    assert request.content_type == "application/x-www-form-urlencoded"
    assert parse_qs(body)["text"] == ["payroll & more"]


async def test_a_failed_event_comes_again_with_its_number_and_reason(sandbox: Sandbox) -> None:
    receiver = Receiver(web.Response(status=500), web.Response(status=404), web.Response())
    async with served(receiver.app()) as url:
        sandbox.deliver_to(url)
        await sandbox.person("alice").dm("hi")
        await sandbox.settle()
    retries = [
        (request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason"))
        for request, _ in receiver.received
    ]

    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error")]
    assert len({json.loads(body)["event_id"] for _, body in receiver.received}) == 1


async def test_an_app_may_ask_for_no_redelivery(sandbox: Sandbox) -> None:
    receiver = Receiver(web.Response(status=500, headers={"x-slack-no-retry": "1"}))
    async with served(receiver.app()) as url:
        sandbox.deliver_to(url)
        await sandbox.person("alice").dm("hi")
        await sandbox.settle()

    assert len(receiver.received) == 1


async def test_an_app_that_is_not_there_is_a_failed_connection(sandbox: Sandbox) -> None:
    async with served(web.Application()) as url:
        gone = url
    sandbox.deliver_to(gone)
    await sandbox.person("alice").dm("hi")
    await sandbox.settle()
    reasons = [line.detail["reason"] for line in sandbox.transcript.lines if line.what == "not acknowledged"]

    assert reasons == ["connection_failed"] * 4


async def test_a_slow_app_is_a_timeout(sandbox: Sandbox) -> None:
    async def dawdle(_: web.Request) -> web.Response:
        await asyncio.sleep(0.5)
        return web.Response()

    app = web.Application()
    app.router.add_post("/slack/events", dawdle)
    alice = sandbox.person("alice")
    async with served(app) as url:
        sandbox.deliver_to(url)
        await alice.command("/outsource-check payroll")

    await alice.sees("operation_timeout")


async def test_an_address_proves_itself_by_the_challenge(sandbox: Sandbox) -> None:
    async with served(new_app(sandbox).web_app("/slack/events")) as url:
        assert await sandbox.verify(url)
    async with served(Receiver().app()) as url:
        assert not await sandbox.verify(url)


async def test_http_and_socket_mode_can_be_switched(sandbox: Sandbox, app: AsyncApp) -> None:
    @app.event("message")
    async def answer(say: Any) -> None:
        await say("By socket")

    sandbox.deliver_to("http://127.0.0.1:9/")
    sandbox.deliver_to(None)
    await sandbox.person("alice").dm("hi")

    await sandbox.person("alice").sees("By socket")
