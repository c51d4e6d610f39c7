"""The page's API: each person sees their own, does what they can, and is told plainly what can't be done."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import actions, button, modal, question, section, send

ALICE, BOB = "U0ALICE001", "U0BOB00002"


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def ear(sandbox: Sandbox) -> Ear:
    ear = Ear()
    sandbox.delivery.transport = ear
    return ear


async def state(sandbox: Sandbox, browser: aiohttp.ClientSession, who: str) -> Any:
    async with browser.get(f"{sandbox.url}/page/state", params={"as": who}) as answer:
        return await answer.json()


async def do(sandbox: Sandbox, deed: str, **body: Any) -> Any:
    return (await send(f"{sandbox.url}/page/{deed}", json=body))[1]


async def test_the_page_and_its_files_are_served_safely(
    sandbox: Sandbox, browser: aiohttp.ClientSession
) -> None:
    async with browser.get(sandbox.url) as answer:
        assert answer.status == 200
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    async with browser.get(f"{sandbox.url}/static/index.html") as answer:
        assert answer.status == 200
    async with browser.get(f"{sandbox.url}/static/../server.py") as answer:
        assert answer.status == 404


async def test_the_state_is_the_whole_picture(sandbox: Sandbox, browser: aiohttp.ClientSession) -> None:
    picture = await state(sandbox, browser, ALICE)

    assert picture["me"] == ALICE
    assert [user["name"] for user in picture["users"]][:3] == ["alice", "bob", "carol"]
    assert picture["app"]["commands"][0]["command"] == "/outsource-check"
    assert [(one["name"], one["app_is_member"]) for one in picture["channels"]] == [
        ("general", True),
        ("finance", True),
        ("random", False),
        ("Outsource Advisor", True),
    ]
    assert (picture["home"], picture["modals"]) == (None, [])


async def test_nobody_sees_what_is_not_theirs(
    sandbox: Sandbox, browser: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="general", user=ALICE, text="Only for Alice")
    await client.chat_postMessage(channel=ALICE, text="Privately to Alice")
    await client.views_publish(user_id=ALICE, view={"type": "home", "blocks": [section("Home of Alice")]})

    assert "Alice" in json.dumps((await state(sandbox, browser, ALICE))["messages"])
    assert "Alice" not in json.dumps((await state(sandbox, browser, BOB))["messages"])
    assert (await state(sandbox, browser, BOB))["home"] is None


async def test_unread_messages_are_counted_until_they_are_read(
    sandbox: Sandbox, browser: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="general", text="One")
    await client.chat_postMessage(channel="general", text="Two")
    before = (await state(sandbox, browser, ALICE))["channels"][0]["unread"]
    await do(sandbox, "read", **{"as": ALICE, "channel": "C0GENERAL1"})
    after = (await state(sandbox, browser, ALICE))["channels"][0]["unread"]

    assert (before, after) == (2, 0)


async def test_the_feed_tells_each_change_to_those_who_may_see_it(
    sandbox: Sandbox, browser: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    feed = f"{sandbox.url}/page/feed"
    async with (
        browser.ws_connect(f"{feed}?as={ALICE}") as alices,
        browser.ws_connect(f"{feed}?as={BOB}") as bobs,
    ):
        await client.chat_postEphemeral(channel="general", user=ALICE, text="Quietly")
        posted = await client.chat_postMessage(channel="general", text="Aloud")
        await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Louder")
        await client.chat_delete(channel=posted["channel"], ts=posted["ts"])
        await client.views_publish(user_id=BOB, view={"type": "home", "blocks": [section("Hi")]})
        alice_heard = [await alices.receive_json(timeout=2) for _ in range(4)]
        bob_heard = [await bobs.receive_json(timeout=2) for _ in range(4)]

    assert [change["type"] for change in alice_heard] == ["message", "message", "changed", "deleted"]
    assert alice_heard[0]["message"]["ephemeral"]
    assert [change["type"] for change in bob_heard] == ["message", "changed", "deleted", "home"]


async def test_a_reply_updates_the_count_under_its_parent(
    sandbox: Sandbox, browser: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    parent = await client.chat_postMessage(channel="general", text="Parent")
    async with browser.ws_connect(f"{sandbox.url}/page/feed?as={ALICE}") as feed:
        await client.chat_postMessage(channel="general", text="Reply", thread_ts=parent["ts"])
        heard = [await feed.receive_json(timeout=2) for _ in range(2)]

    assert heard[1]["message"]["reply_count"] == 1


async def test_a_conversation_by_the_page_alone(
    sandbox: Sandbox, browser: aiohttp.ClientSession, app: AsyncApp
) -> None:
    @app.event("message")
    async def ask(say: Any) -> None:
        await say(text="Ready?", blocks=[actions(button("Go"))])

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.view("task")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        task = view["state"]["values"]["b"]["a"]["value"]
        await (ack(response_action="errors", errors={"b": "More, please"}) if task == "x" else ack())

    async with browser.ws_connect(f"{sandbox.url}/page/feed?as={ALICE}") as feed:
        said = await do(sandbox, "say", **{"as": ALICE, "channel": "D0ALICE001", "text": "hi"})
        assert said["ok"]
        assert (await feed.receive_json(timeout=2))["message"]["text"] == "hi"
        card = (await feed.receive_json(timeout=2))["message"]
        block = card["blocks"][0]
        pressed = await do(
            sandbox,
            "press",
            **{
                "as": ALICE,
                "container": {"type": "message", "channel": "D0ALICE001", "ts": card["ts"]},
                "action": {"type": "button", "action_id": "go", "block_id": block["block_id"], "value": "1"},
            },
        )
        assert pressed == {"ok": True}
        view = (await feed.receive_json(timeout=2))["stack"][0]
        form = {"as": ALICE, "view_id": view["id"]}
        refused = await do(sandbox, "submit", **form, values={"b": {"a": {"value": "x"}}})
        accepted = await do(sandbox, "submit", **form, values={"b": {"a": {"value": "payroll"}}})
        closed = await feed.receive_json(timeout=2)

    assert refused["errors"] == {"b": "More, please"}
    assert accepted == {"ok": True}
    assert closed == {"type": "modal", "stack": []}


async def test_a_refused_call_is_a_toast(
    sandbox: Sandbox, browser: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    async with browser.ws_connect(f"{sandbox.url}/page/feed?as={ALICE}") as feed:
        with pytest.raises(Exception, match="invalid_blocks"):
            await client.chat_postMessage(channel="general", text="Hi", blocks=[section("")])
        toast = await feed.receive_json(timeout=2)

    assert (toast["type"], toast["level"]) == ("toast", "error")
    assert "chat.postMessage: invalid_blocks" in toast["text"]
    assert "/blocks/0/text/text" in toast["text"]


@pytest.mark.parametrize(
    ("deed", "body", "words"),
    [
        ("say", {"channel": "C0GENERAL1", "text": "  "}, "nothing to send"),
        ("say", {"channel": "D0BOB00002", "text": "hi"}, "not in it"),
        ("say", {"channel": "C0GENERAL1", "text": "/nothing"}, "not a valid command"),
        ("say", {"channel": "C0GENERAL1", "text": "hi", "thread_ts": "1.1"}, "no thread"),
        (
            "press",
            {"container": {"type": "message", "channel": "C0GENERAL1", "ts": "1"}, "action": {}},
            "not there",
        ),
        ("press", {"container": {"type": "view", "view_id": "V1"}, "action": {}}, "not open"),
        ("submit", {"view_id": "V1"}, "not open"),
        ("close", {"view_id": "V1"}, "not open"),
        ("read", {"channel": "nowhere"}, "not in it"),
        ("open_home", {"as": "U0NOBODY1"}, "nobody called"),
        (
            "say",
            {"channel": "C0GENERAL1", "text": "/outsource-check", "thread_ts": "1.1"},
            "not supported in threads",
        ),
    ],
)
async def test_what_cannot_be_done_is_told(sandbox: Sandbox, deed: str, body: Any, words: str) -> None:
    answer = await do(sandbox, deed, **{"as": ALICE, **body})

    assert not answer["ok"]
    assert words in answer["error"]


async def test_a_misshapen_request_is_told_where(sandbox: Sandbox) -> None:
    response, answer = await send(f"{sandbox.url}/page/say", json={"as": ALICE, "text": 5, "extra": 1})

    assert response.status == 400
    assert all(field in answer["error"] for field in ("channel", "text", "extra"))


async def test_an_option_that_is_not_offered_is_refused(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient
) -> None:
    yes = {"text": {"type": "plain_text", "text": "Yes"}, "value": "yes"}
    radio = {"type": "radio_buttons", "action_id": "r", "options": [yes]}
    blocks = [{"type": "actions", "block_id": "b", "elements": [radio]}]
    posted = await client.chat_postMessage(channel="general", text="Card", blocks=blocks)
    answer = await do(
        sandbox,
        "press",
        **{
            "as": ALICE,
            "container": {"type": "message", "channel": "C0GENERAL1", "ts": posted["ts"]},
            "action": {"action_id": "r", "block_id": "b", "selected_option": {**yes, "value": "forged"}},
        },
    )

    assert answer["error"] == "There is no such option here."
    assert not ear.parcels


async def test_a_press_on_somebody_elses_ephemeral_message_is_refused(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    blocks = [{**actions(button("Go")), "block_id": "b"}]
    sent = await client.chat_postEphemeral(channel="general", user=ALICE, text="Card", blocks=blocks)
    container = {"type": "message", "channel": "C0GENERAL1", "ts": sent["message_ts"]}
    answer = await do(
        sandbox,
        "press",
        **{"as": BOB, "container": container, "action": {"action_id": "go", "block_id": "b"}},
    )

    assert "not there" in answer["error"]


async def test_a_modal_closes_by_the_page(
    sandbox: Sandbox, ear: Ear, browser: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    await do(sandbox, "say", **{"as": ALICE, "channel": "C0RANDOM03", "text": "/outsource-check"})
    await sandbox.settle()
    trigger = ear.parcels[0].payload["trigger_id"]
    view = modal("A task", question(initial_value="payroll"))
    opened = await client.views_open(trigger_id=trigger, view=view)
    shown = (await state(sandbox, browser, ALICE))["modals"]
    await do(sandbox, "close", **{"as": ALICE, "view_id": opened["view"]["id"]})

    assert [one["id"] for one in shown] == [opened["view"]["id"]]
    assert (await state(sandbox, browser, ALICE))["modals"] == []


async def test_a_feed_that_is_left_is_forgotten(sandbox: Sandbox, browser: aiohttp.ClientSession) -> None:
    async with browser.ws_connect(f"{sandbox.url}/page/feed?as={ALICE}"):
        assert sandbox.feed.screens(ALICE) == 1
    await asyncio.sleep(0.05)

    assert sandbox.feed.screens(ALICE) == 0
