"""The ways to the app beside messages: shortcuts, files, workflow steps, invitations, an agent's extras."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import expect
from slack_bolt.async_app import AsyncApp

from bot.sandbox.server import Sandbox
from tests.browser.conftest import Sit, listening, seated, tiny_app
from tests.browser.drawing import field, plain
from tests.browser.screen import Screen
from tests.browser.seats import Seats
from tests.sandbox.tiny_app import EVENTS, SCOPES, make_manifest

pytestmark = pytest.mark.asyncio(loop_scope="session")

APP = "Outsource Advisor"
SHORTCUTS = (
    {
        "type": "message",
        "callback_id": "check_message",
        "name": "Check this task",
        "description": "In private",
    },
    {"type": "global", "callback_id": "check_task", "name": "Check a task", "description": "By a form"},
)
STEP = {
    "title": "Check a task",
    "description": "Should we outsource it?",
    "input_parameters": {
        "task": {"type": "string", "title": "Task", "description": "What is done", "is_required": True},
        "hours": {"type": "number", "title": "Hours", "description": "", "is_required": False},
    },
    "output_parameters": {
        "best_lean": {"type": "string", "title": "Lean", "description": "", "is_required": True}
    },
}
DROP = """(pane, names) => {
    const dataTransfer = new DataTransfer();
    const file = (name) => new File(["task"], name, { type: "text/csv" });
    names.forEach((name) => dataTransfer.items.add(file(name)));
    const happening = { dataTransfer, bubbles: true, cancelable: true };
    ["dragover", "drop"].forEach((kind) => pane.dispatchEvent(new DragEvent(kind, happening)));
}"""
PROMPTS = [{"title": "Payroll", "message": "Should we outsource payroll?"}]


def everything(*, agent: bool = False) -> dict[str, Any]:
    """A manifest with all that a page can offer."""
    made = make_manifest(
        scopes=(*SCOPES, "assistant:write", "files:read"),
        events=(*EVENTS, "agent_session_stopped"),
        shortcuts=SHORTCUTS,
    )
    if agent:
        made["features"]["agent_view"] = {"agent_description": "Helps to decide."}
    made["functions"] = {"check_task": STEP}
    made["settings"]["org_deploy_enabled"] = True
    return made


@asynccontextmanager
async def opened(seats: Seats, *, agent: bool = False) -> AsyncIterator[tuple[AsyncApp, Sandbox, Sit]]:
    async with (
        Sandbox(everything(agent=agent)) as sandbox,
        listening(app := tiny_app(sandbox), sandbox),
        seated(seats, sandbox.url) as sit,
    ):
        yield app, sandbox, sit


async def use_message_shortcut(screen: Screen) -> None:
    more = screen.conversation.get_by_role("button", name="More actions for the message of")
    await more.focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        await screen.page.keyboard.press(key)


async def test_a_message_has_the_apps_shortcuts_in_its_menu_by_keyboard(seats: Seats) -> None:
    async with opened(seats) as (app, _, sit):

        @app.shortcut("check_message")
        async def check(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            words = f"You mean: {body['message']['text']}"
            view = {
                "type": "modal",
                "title": plain("Check"),
                "blocks": [{"type": "header", "text": plain(words)}],
            }
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        alice = await sit("alice")
        await alice.say("Payroll takes two days")
        await alice.sees("Payroll takes two days", place=alice.conversation)
        await use_message_shortcut(alice)

        await alice.sees("You mean: Payroll takes two days", place=alice.dialog)


async def test_the_composer_offers_the_shortcuts_that_are_everywhere(seats: Seats) -> None:
    async with opened(seats) as (app, _, sit):

        @app.shortcut("check_task")
        async def check(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            view = {
                "type": "modal",
                "title": plain("Check a task"),
                "blocks": [field("Task", {"type": "plain_text_input"})],
                "submit": plain("Go"),
            }
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        alice = await sit("alice")
        await alice.conversation.get_by_role("button", name="Shortcuts").click()
        await alice.page.get_by_role("menuitem", name="Check a task").click()

        await expect(
            alice.page.get_by_role("dialog", name="Check a task").get_by_label("Task")
        ).to_be_focused()


async def test_files_are_dropped_on_the_conversation_and_one_is_taken_back(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.conversation.evaluate(DROP, ["tasks.csv", "wrong.csv"])
    await alice.conversation.get_by_role("button", name="Remove wrong.csv").click()
    await alice.conversation.get_by_role("button", name="Send").click()

    await expect(alice.conversation.get_by_role("group", name="File tasks.csv")).to_be_visible()
    await expect(alice.conversation.get_by_role("list", name="Files to send")).to_be_hidden()
    await alice.does_not_see("wrong.csv")


async def test_a_file_that_is_refused_waits_with_its_text(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.attach(alice.picker, empty_csv=b"")
    await alice.say("Our tasks")

    await expect(alice.page.get_by_role("region", name="Notices").get_by_role("alert")).to_be_visible()
    await expect(alice.conversation.get_by_role("listitem").filter(has_text="empty.csv")).to_be_visible()
    await expect(alice.conversation.get_by_role("combobox")).to_have_value("Our tasks")


async def test_a_workflow_step_is_set_up_run_and_its_outcome_shown(seats: Seats) -> None:
    async with opened(seats) as (app, _, sit):

        @app.function("check_task")
        async def check(inputs: dict[str, Any], complete: Any, fail: Any) -> None:
            if inputs["task"] == "x":
                await fail("Say a little more.")
            else:
                await complete({"best_lean": f"BPO for {inputs['task']}, {inputs['hours']} hours"})

        alice = await sit("alice")
        await alice.conversation.get_by_role("button", name="Workflows").click()
        await alice.dialog.get_by_role("button", name="Set up Check a task").click()
        run = alice.dialog.get_by_role("button", name="Run", exact=True)
        await run.click()
        await expect(alice.dialog.get_by_label("Task")).to_be_focused()
        await alice.dialog.get_by_label("Task").fill("payroll")
        await alice.dialog.get_by_label("Hours").fill("12")
        await run.click()
        await alice.sees("BPO for payroll, 12 hours", place=alice.dialog)
        await alice.sees("Completed", place=alice.dialog)
        await expect(alice.dialog.get_by_role("term")).to_have_text("Best lean")

        await alice.dialog.get_by_role("button", name="Back").click()
        await alice.dialog.get_by_role("button", name="Set up Check a task").click()
        await alice.dialog.get_by_label("Task").fill("x")
        await run.click()

        await expect(alice.dialog.get_by_role("alert").last).to_have_text("Say a little more.")


async def test_the_app_is_added_to_a_channel_by_a_button_and_removed_by_the_menu(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.go_to("random")
    await alice.conversation.get_by_role("button", name=f"Add {APP}").click()
    await alice.sees("was added to #random", place=alice.conversation)
    await alice.conversation.get_by_role("button", name="More actions for #random").click()
    await alice.page.get_by_role("menuitem", name=f"Remove {APP}").click()

    await alice.sees("is not in this channel", place=alice.conversation)
    await expect(alice.conversation.get_by_role("button", name=f"Add {APP}")).to_be_visible()


async def test_an_agent_suggests_works_in_a_thread_waits_and_is_stopped(seats: Seats) -> None:
    async with opened(seats, agent=True) as (app, _, sit):
        stopped = asyncio.Event()

        @app.event("app_home_opened")
        async def suggest(event: dict[str, Any], client: Any) -> None:
            if event["tab"] == "messages":
                await client.assistant_threads_setSuggestedPrompts(
                    channel_id=event["channel"], prompts=PROMPTS, title="Try this"
                )

        @app.event("message")
        async def work(event: dict[str, Any], client: Any, say: Any) -> None:
            place = {"channel_id": event["channel"], "thread_ts": event["ts"]}
            await client.api_call(
                "agents.sessions.setStatus", json={**place, "status": "processing", "title": "A task"}
            )
            await stopped.wait()
            await say("How often?", thread_ts=event["ts"])
            await client.api_call("agents.sessions.setStatus", json={**place, "status": "suspended"})

        @app.event("agent_session_stopped")
        async def stop() -> None:
            stopped.set()

        alice = await sit("alice")
        await alice.go_to(APP)
        prompts = alice.conversation.get_by_role("region", name="Try this")
        await prompts.get_by_role("button", name="Payroll").click()

        await alice.sees("Should we outsource payroll?", place=alice.thread)
        session = alice.thread.get_by_role("group", name="Session")
        await expect(session).to_have_text("A taskWorking…Stop")
        await session.get_by_role("button", name="Stop").click()
        await expect(session).to_have_text("A taskWaiting for you")
        await alice.sees("How often?", place=alice.thread)
        await expect(alice.conversation.get_by_role("group", name="Session")).to_contain_text(
            "Waiting for you"
        )
