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


def view(title: str, *blocks: dict[str, Any], submit: bool = True) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": title},
        **({"submit": {"type": "plain_text", "text": "Next"}} if submit else {}),
        "blocks": list(blocks),
    }


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}


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
        {"type": "button", "action_id": "add", "text": {"type": "plain_text", "text": "Add a field"}},
        {"type": "button", "action_id": "load", "text": {"type": "plain_text", "text": "Load"}},
    ],
}


def clerk(sandbox: Sandbox) -> AsyncApp:
    """A tiny app whose command opens a form; the word `wrong` is refused, `second` pushes another view."""
    app = tiny_app(sandbox)

    @app.command("/outsource-check")
    async def open_form(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        filler = (section(f"Line {number}\n" * 3) for number in range(9))
        form = view("First", field("Task"), field("Note", optional=True), *filler, ADD)
        await app.client.views_open(trigger_id=body["trigger_id"], view=form)

    @app.action("add")
    async def add_field(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        filler = (section(f"Line {number}\n" * 3) for number in range(9))
        extra = field("Extra", optional=True)
        form = view("First", field("Task"), field("Note", optional=True), *filler, extra, ADD)
        await app.client.views_update(view_id=body["view"]["id"], view=form)

    @app.action("load")
    async def load(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        typed = body["view"]["state"]["values"]["task"]["typed"]["value"]
        waiting = view("Loading", section("One moment…"), submit=False)
        pushed = await app.client.views_push(trigger_id=body["trigger_id"], view=waiting)
        done = view("Loaded", section(f"You typed {typed}."), field("Reason"))
        await app.client.views_update(view_id=pushed["view"]["id"], view=done)

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


async def test_a_changed_view_stays_where_it_was_scrolled_and_the_button_keeps_the_focus(
    alice: Screen,
) -> None:
    add = alice.dialog.get_by_role("button", name="Add a field")
    await add.click()
    await alice.dialog.get_by_label("Extra").wait_for(state="attached")

    await expect(add).to_be_focused()
    assert await alice.run("document.querySelector('.modal-body').scrollTop") > 100


async def test_a_press_tells_what_stands_in_the_other_fields_and_loading_gives_way(alice: Screen) -> None:
    await alice.dialog.get_by_label("Task").fill("payroll")
    await alice.dialog.get_by_role("button", name="Load").click()
    loaded = alice.page.get_by_role("dialog", name="Loaded")

    await expect(loaded.get_by_text("You typed payroll.")).to_be_visible()
    await expect(loaded.get_by_label("Reason")).to_be_focused()


async def test_back_returns_to_the_view_below_as_it_was_left(alice: Screen) -> None:
    await alice.dialog.get_by_label("Task").fill("second")
    await submit(alice).click()
    await alice.page.get_by_role("dialog", name="Second").get_by_role("button", name="Back").click()

    await expect(alice.page.get_by_role("dialog", name="First")).to_be_visible()
    await expect(submit(alice)).to_be_focused()


async def test_the_cross_of_a_second_view_closes_both(alice: Screen) -> None:
    await alice.dialog.get_by_label("Task").fill("second")
    await submit(alice).click()
    await alice.dialog.get_by_role("button", name="Close all").click()

    await expect(alice.dialog).to_have_count(0)


async def test_enter_in_a_view_that_cannot_be_handed_in_does_nothing(sandbox: Sandbox, sit: Sit) -> None:
    app = tiny_app(sandbox)

    @app.command("/outsource-check")
    async def show(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        plain = view("Only to read", section("That is all."), submit=False)
        await app.client.views_open(trigger_id=body["trigger_id"], view=plain)

    async with listening(app, sandbox):
        alice = await sit("alice")
        await alice.say("/outsource-check")
        only = alice.page.get_by_role("dialog", name="Only to read")
        await only.locator("form").evaluate("form => form.requestSubmit()")

        await expect(only).to_be_visible()
        await expect(only.get_by_role("button", name="Close").last).to_be_focused()


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
