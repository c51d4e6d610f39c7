"""The app's modals at the page: fields and their faults, a stack of views, and the keyboard."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect
from slack_bolt.async_app import AsyncApp

from bot.sandbox.server import Sandbox
from tests.browser.conftest import Sit, listening, tiny_app
from tests.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")


def view(title: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Next"},
        "blocks": list(blocks),
    }


def field(name: str, *, optional: bool = False) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": name.lower(),
        "label": {"type": "plain_text", "text": name},
        "element": {"type": "plain_text_input", "action_id": "typed"},
        "optional": optional,
    }


ADD = {
    "type": "actions",
    "block_id": "more",
    "elements": [
        {"type": "button", "action_id": "add", "text": {"type": "plain_text", "text": "Add a field"}}
    ],
}


def clerk(sandbox: Sandbox) -> AsyncApp:
    """A tiny app whose command opens a form; the word `wrong` is refused, `second` pushes another view."""
    app = tiny_app(sandbox)

    @app.command("/outsource-check")
    async def open_form(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        form = view("First", field("Task"), field("Note", optional=True), ADD)
        await app.client.views_open(trigger_id=body["trigger_id"], view=form)

    @app.action("add")
    async def add_field(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        form = view("First", field("Task"), field("Note", optional=True), field("Extra", optional=True), ADD)
        await app.client.views_update(view_id=body["view"]["id"], view=form)

    @app.view("form")
    async def take_form(ack: Any, view: dict[str, Any]) -> None:
        typed = next(iter(view["state"]["values"].values()))["typed"]["value"]
        if typed == "wrong":
            await ack(response_action="errors", errors={"task": "That is no task."})
        elif typed == "second":
            await ack(response_action="push", view=_second())
        else:
            await ack()

    return app


def _second() -> dict[str, Any]:
    return view("Second", field("Reason"))


@pytest_asyncio.fixture(loop_scope="session")
async def alice(sandbox: Sandbox, sit: Sit) -> AsyncIterator[Screen]:
    """Alice, with the form open in front of her."""
    async with listening(clerk(sandbox), sandbox):
        screen = await sit("alice")
        await screen.say("/outsource-check")
        await screen.dialog.wait_for()
        yield screen


def submit(screen: Screen) -> Locator:
    return screen.dialog.get_by_role("button", name="Next")


async def test_a_required_field_that_is_empty_is_pointed_at(alice: Screen) -> None:
    await submit(alice).click()

    await expect(alice.dialog.get_by_role("alert").first).to_have_text("Please complete this required field.")
    await expect(alice.dialog.get_by_label("Task")).to_be_focused()
    await expect(alice.dialog.get_by_label("Task")).to_have_attribute("aria-invalid", "true")


async def test_what_the_app_refuses_stands_at_the_field_and_what_was_typed_stays(alice: Screen) -> None:
    await alice.dialog.get_by_label("Task").fill("wrong")
    await submit(alice).click()

    await expect(alice.dialog.get_by_text("That is no task.")).to_be_visible()
    await expect(alice.dialog.get_by_label("Task")).to_have_value("wrong")
    await expect(alice.dialog.get_by_label("Task")).to_be_focused()


async def test_what_the_app_takes_closes_the_modal(alice: Screen) -> None:
    await alice.dialog.get_by_label("Task").fill("payroll")
    await alice.page.keyboard.press("Enter")

    await expect(alice.dialog).to_have_count(0)


async def test_a_second_view_stands_on_the_first_and_escape_goes_back_to_it(alice: Screen) -> None:
    await alice.dialog.get_by_label("Task").fill("second")
    await submit(alice).click()
    await expect(alice.page.get_by_role("dialog", name="Second")).to_be_visible()
    await alice.page.keyboard.press("Escape")

    await expect(alice.page.get_by_role("dialog", name="First")).to_be_visible()
    await expect(alice.dialog.get_by_label("Task")).to_have_value("second")


async def test_a_changed_view_keeps_what_was_typed(alice: Screen) -> None:
    await alice.dialog.get_by_label("Note").fill("in a hurry")
    await alice.dialog.get_by_role("button", name="Add a field").click()
    await alice.dialog.get_by_label("Extra").wait_for()

    await expect(alice.dialog.get_by_label("Note")).to_have_value("in a hurry")


async def test_escape_closes_and_focus_returns_to_the_page(alice: Screen) -> None:
    await expect(alice.dialog.get_by_label("Task")).to_be_focused()
    await alice.page.keyboard.press("Escape")

    await expect(alice.dialog).to_have_count(0)
    await expect(alice.conversation.get_by_role("combobox")).to_be_focused()


async def test_the_tab_key_stays_inside(alice: Screen) -> None:
    inside = "document.querySelector('[role=dialog]').contains(document.activeElement)"
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 8:
        await alice.page.keyboard.press(key)

        assert await alice.run(inside)


async def test_the_page_behind_cannot_be_reached(alice: Screen) -> None:
    assert await alice.run("document.getElementById('app').inert")
