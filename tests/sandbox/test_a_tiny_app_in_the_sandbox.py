"""A real Bolt app behaves in the sandbox as it would in Slack, on every surface."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import actions, button, modal, new_app, section, socket_mode


async def test_a_mention_is_answered_in_its_thread(sandbox: Sandbox, app: AsyncApp) -> None:
    @app.event("app_mention")
    async def answer(event: dict[str, Any], client: Any) -> None:
        await client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="Hello there")

    alice = sandbox.person("alice")
    asked = await alice.mention("should we outsource payroll?")

    answered = await alice.sees("hello there")
    assert answered["thread_ts"] == asked["ts"]
    assert (await alice.messages())[0]["reply_count"] == 1


async def test_a_button_edits_its_message_in_place(sandbox: Sandbox, app: AsyncApp) -> None:
    @app.event("message")
    async def ask(say: Any) -> None:
        await say(text="Ready?", blocks=[actions(button("Go"))])

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        place = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
        await client.chat_update(**place, text=f"Gone with {body['actions'][0]['value']}")

    alice = sandbox.person("alice")
    await alice.dm("hi")
    await alice.press("Go")

    gone = await alice.sees("Gone with 1")
    assert gone["edited"]
    assert "blocks" not in gone


async def test_a_command_is_answered_for_the_one_who_typed_it_only(sandbox: Sandbox, app: AsyncApp) -> None:
    @app.command("/outsource-check")
    async def check(ack: Any, command: dict[str, Any], respond: Any) -> None:
        await ack("Looking")
        await respond(f"You said {command['text']}")

    alice, bob = sandbox.person("alice"), sandbox.person("bob")
    await alice.command("/outsource-check monthly payroll", channel="random")

    said = await alice.sees("You said monthly payroll")
    assert said["ephemeral"]
    await alice.sees("Looking")
    await bob.does_not_see("monthly payroll")


async def test_a_modal_is_filled_in_refused_and_submitted(sandbox: Sandbox, app: AsyncApp) -> None:
    @app.command("/outsource-check")
    async def check(ack: Any, command: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=modal())

    @app.view("task")
    async def submitted(ack: Any, view: dict[str, Any], body: dict[str, Any], client: Any) -> None:
        task = view["state"]["values"]["b"]["a"]["value"]
        if task == "x":
            await ack(response_action="errors", errors={"b": "Say a little more"})
        else:
            await ack()
            await client.chat_postMessage(channel=body["user"]["id"], text=f"Task: {task}")

    alice = sandbox.person("alice")
    await alice.command("/outsource-check")
    await alice.press("Start")
    await alice.sees("complete this required field")
    await alice.submit(your_task="x")
    await alice.sees("Say a little more")
    await alice.submit({"Your task": "payroll"})

    posted = await alice.sees("Task: payroll")
    assert posted["channel"].startswith("D")


async def test_app_home_is_published_when_it_is_opened(sandbox: Sandbox, app: AsyncApp) -> None:
    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: Any) -> None:
        view = {"type": "home", "blocks": [section("*Welcome* home")]}
        await client.views_publish(user_id=event["user"], view=view)

    alice, bob = sandbox.person("alice"), sandbox.person("bob")
    await alice.open_home()

    await alice.sees("Welcome home")
    await bob.does_not_see("Welcome home")


async def test_a_double_press_on_an_old_button_still_reaches_the_app(sandbox: Sandbox, app: AsyncApp) -> None:
    presses = []

    @app.event("message")
    async def ask(say: Any) -> None:
        await say(text="Ready?", blocks=[actions(button("Go", value="first"))])

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        presses.append(body["actions"][0]["value"])
        place = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
        await client.chat_update(**place, text="Next", blocks=[actions(button("Go on", value="second"))])

    alice = sandbox.person("alice")
    await alice.dm("hi")
    old = await alice.sees("Go")
    await alice.press("Go", on=old)
    await alice.press("Go", on=old)

    assert presses == ["first", "first"]


async def test_a_forged_press_reaches_the_app_too(sandbox: Sandbox, app: AsyncApp) -> None:
    forged = []

    @app.action("never:offered")
    async def act(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        forged.append(body["actions"][0]["value"])

    posted = await app.client.chat_postMessage(channel="general", text="Hello")
    alice = sandbox.person("alice")
    seen = await alice.sees("Hello")
    await alice.forge(seen, action_id="never:offered", value="drop table")

    assert posted["ts"] == seen["ts"]
    assert forged == ["drop table"]


async def test_a_command_that_is_answered_with_bad_blocks_is_told(sandbox: Sandbox, app: AsyncApp) -> None:
    @app.command("/outsource-check")
    async def check(ack: Any) -> None:
        await ack(text="Hi", blocks=[section("")])

    alice = sandbox.person("alice")
    await alice.command("/outsource-check")

    await alice.sees('/outsource-check failed with the error "invalid_command_response" (invalid_blocks)')


async def test_the_sdk_hears_its_pings_answered(sandbox: Sandbox) -> None:
    async with socket_mode(new_app(sandbox), sandbox) as handler:
        await asyncio.sleep(0.1)

        assert handler.client.last_ping_pong_time is not None
        assert not await handler.client.is_ping_pong_failing()
