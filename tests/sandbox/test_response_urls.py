"""A `response_url` answers five times in thirty minutes, for one person unless it says otherwise."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import Watch, actions, button, refusal, section, send


@pytest.fixture
async def command_url(sandbox: Sandbox, app: AsyncApp) -> str:
    """The address that a command in #random, where the app is no member, comes with."""
    arrived: asyncio.Queue[str] = asyncio.Queue()

    @app.command("/outsource-check")
    async def check(ack: Any, command: dict[str, Any]) -> None:
        await ack()
        arrived.put_nowait(command["response_url"])

    await sandbox.person("alice").command("/outsource-check", channel="random")
    return await asyncio.wait_for(arrived.get(), 2)


@pytest.fixture
async def button_url(sandbox: Sandbox, app: AsyncApp, client: AsyncWebClient) -> str:
    """The address that a press on an ephemeral message of Alice's comes with."""
    arrived: asyncio.Queue[str] = asyncio.Queue()

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        assert body["container"]["is_ephemeral"]
        assert "message" not in body
        arrived.put_nowait(body["response_url"])

    alice = sandbox.person("alice")
    blocks = [section("The card"), actions(button("Go"))]
    await client.chat_postEphemeral(channel="general", user=alice.id, text="The card", blocks=blocks)
    await alice.press("Go")
    return await asyncio.wait_for(arrived.get(), 2)


async def test_an_answer_is_ephemeral_unless_it_says_otherwise(sandbox: Sandbox, command_url: str) -> None:
    await send(command_url, json={"text": "Quietly"})
    alice, bob = sandbox.person("alice"), sandbox.person("bob")

    assert (await alice.sees("Quietly"))["ephemeral"]
    await bob.does_not_see("Quietly")


async def test_an_answer_in_the_channel_needs_no_membership(sandbox: Sandbox, command_url: str) -> None:
    await send(command_url, json={"text": "Aloud", "response_type": "in_channel"})

    await sandbox.person("bob").sees("Aloud")


async def test_the_sixth_use_is_refused(command_url: str) -> None:
    answers = [(await send(command_url, json={"text": "Again"}))[1] for _ in range(6)]

    assert [answer.get("error") for answer in answers] == [None] * 5 + ["used_url"]


async def test_after_thirty_minutes_it_is_refused(command_url: str, watch: Watch) -> None:
    watch.now += 1_801
    response, answer = await send(command_url, json={"text": "Late"})

    assert (response.status, answer["error"]) == (404, "expired_url")


async def test_an_address_never_given_is_refused(sandbox: Sandbox) -> None:
    response, answer = await send(f"{sandbox.url}/actions/T/1/x", json={"text": "Hi"})

    assert (response.status, answer["error"]) == (404, "no_service")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "no_text"),
        ({"text": "x" * 4_001}, "msg_too_long"),
        ({"text": "Hi", "blocks": [section("")]}, "invalid_blocks"),
        ({"text": "Hi", "colour": "red"}, "invalid_payload"),
        ({"text": "Hi", "response_type": "shout"}, "invalid_payload"),
        ([], "invalid_payload"),
    ],
)
async def test_a_bad_answer_is_refused(command_url: str, body: Any, error: str) -> None:
    response, answer = await send(command_url, json=body)

    assert (response.status, answer["error"]) == (400, error)


async def test_an_ephemeral_card_is_replaced_in_place(sandbox: Sandbox, button_url: str) -> None:
    alice = sandbox.person("alice")
    before = await alice.sees("The card")
    await send(button_url, json={"text": "The next card", "replace_original": True})

    after = await alice.sees("The next card")
    assert after["ts"] == before["ts"]
    assert after["ephemeral"]
    assert len(await alice.messages()) == 1


async def test_an_ephemeral_card_never_becomes_public(sandbox: Sandbox, button_url: str) -> None:
    shout = {"text": "For everybody", "replace_original": True, "response_type": "in_channel"}
    await send(button_url, json=shout)

    await sandbox.person("bob").does_not_see("For everybody")


async def test_an_ephemeral_card_can_be_deleted_once(sandbox: Sandbox, button_url: str) -> None:
    await send(button_url, json={"delete_original": "true"})
    _, again = await send(button_url, json={"delete_original": True})

    assert not await sandbox.person("alice").messages()
    assert again["error"] == "message_not_found"


async def test_a_command_has_no_original_to_replace(sandbox: Sandbox, command_url: str) -> None:
    for text in ("One", "Two"):
        await send(command_url, json={"text": text, "replace_original": True})
    _, deleted = await send(command_url, json={"delete_original": True})

    assert [one["text"] for one in await sandbox.person("alice").messages("random")] == ["One", "Two"]
    assert deleted["error"] == "message_not_found"


async def test_an_answer_through_it_can_not_be_edited_as_a_message(
    sandbox: Sandbox, client: AsyncWebClient, command_url: str
) -> None:
    await send(command_url, json={"text": "Quietly"})
    seen = await sandbox.person("alice").sees("Quietly")
    answer = await refusal(client.chat_update(channel=seen["channel"], ts=seen["ts"], text="Other"))

    assert answer["error"] == "message_not_found"


async def test_answers_are_remembered_among_the_calls(sandbox: Sandbox, command_url: str) -> None:
    await send(command_url, json={"text": "Quietly"})

    assert sandbox.calls[-1].method == "response_url"
    assert sandbox.calls[-1].payload == {"text": "Quietly"}
