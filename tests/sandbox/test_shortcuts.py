"""Shortcuts: in a message's menu and everywhere, where the manifest declares them."""

from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import HURRIED, make_manifest, modal, new_app, new_client, refusal, socket_mode

CHECK = {
    "name": "Check this task",
    "type": "message",
    "callback_id": "check_message",
    "description": "Should we outsource what this message describes?",
}
START = {"name": "Check a task", "type": "global", "callback_id": "check", "description": "Start a check"}


def declaring(*scopes: str, **more: Any) -> dict[str, Any]:
    return make_manifest(scopes=scopes or ("commands", "chat:write"), shortcuts=(CHECK, START), **more)


async def test_a_message_shortcut_is_answered_where_the_app_is_no_member() -> None:
    async with Sandbox(declaring(), timing=HURRIED) as sandbox:
        app = new_app(sandbox)

        @app.shortcut("check_message")
        async def check(ack: Any, shortcut: dict[str, Any], respond: Any) -> None:
            await ack()
            await respond(f"Checking: {shortcut['message']['text']}")

        async with socket_mode(app, sandbox):
            alice, bob = sandbox.person("alice"), sandbox.person("bob")
            await bob.say("Who does the invoices?", "random")
            await alice.message_shortcut("Check this task", on="the invoices")

            answer = await alice.sees("Checking: Who does the invoices?")
            assert answer["ephemeral"]
            await bob.does_not_see("Checking")


async def test_a_message_shortcut_says_what_slack_says() -> None:
    async with Sandbox(declaring(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        said = await sandbox.person("bob").say("Who does the invoices?")
        await sandbox.person("alice").message_shortcut("Check this task", on=said)
        payload = ear.parcels[-1].payload

    assert (payload["type"], payload["callback_id"]) == ("message_action", "check_message")
    assert payload["channel"] == {"id": "C0GENERAL1", "name": "general"}
    assert payload["message_ts"] == payload["message"]["ts"] == said["ts"]
    assert payload["message"]["user"] == "U0BOB00002"
    assert payload["user"]["id"] == "U0ALICE001"
    assert payload["response_url"].startswith(sandbox.url)


async def test_a_global_shortcut_opens_a_modal() -> None:
    async with Sandbox(declaring(), timing=HURRIED) as sandbox:
        app = new_app(sandbox)

        @app.shortcut("check")
        async def check(ack: Any, shortcut: dict[str, Any], client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=shortcut["trigger_id"], view=modal())

        async with socket_mode(app, sandbox):
            alice = sandbox.person("alice")
            await alice.global_shortcut("Check a task")

            assert (await alice.sees("Your task"))["type"] == "modal"


async def test_a_global_shortcut_knows_no_place() -> None:
    async with Sandbox(declaring(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        await sandbox.person("alice").global_shortcut("Check a task")
        payload = ear.parcels[-1].payload

    assert payload["type"] == "shortcut"
    assert not {"channel", "message", "response_url"} & set(payload)


async def test_the_trigger_of_a_shortcut_opens_one_modal_only() -> None:
    async with Sandbox(declaring(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        await sandbox.person("alice").global_shortcut("Check a task")
        trigger = ear.parcels[-1].payload["trigger_id"]
        client = new_client(sandbox)
        await client.views_open(trigger_id=trigger, view=modal())
        answer = await refusal(client.views_open(trigger_id=trigger, view=modal()))

    assert answer["error"] == "exchanged_trigger_id"


@pytest.mark.parametrize(
    "manifest", [declaring("chat:write"), declaring(interactive=False)], ids=["no scope", "no interactivity"]
)
async def test_shortcuts_need_the_scope_commands_and_interactivity(manifest: dict[str, Any]) -> None:
    async with Sandbox(manifest, timing=HURRIED) as sandbox:
        with pytest.raises(AssertionError, match="There is no global shortcut"):
            await sandbox.person("alice").global_shortcut("Check a task")


async def test_a_message_that_one_person_sees_has_no_shortcuts() -> None:
    async with Sandbox(declaring(), timing=HURRIED) as sandbox:
        alice = sandbox.person("alice")
        await new_client(sandbox).chat_postEphemeral(channel="C0GENERAL1", user=alice.id, text="Between us")
        await alice.message_shortcut("Check this task", on="Between us")

        await alice.sees("A message that only you see has no shortcuts.")


async def test_a_shortcut_that_nobody_acknowledges_is_told() -> None:
    async with Sandbox(declaring(), timing=HURRIED) as sandbox:
        alice = sandbox.person("alice")
        await alice.global_shortcut("Check a task")

        await alice.sees("Outsource Advisor is not responding")
