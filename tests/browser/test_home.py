"""The app's Home at the page: long, searched, and changed while somebody is in the middle of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import Sit, listening, tiny_app
from tests.browser.drawing import field, option, plain
from tests.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

APP = "Outsource Advisor"


def home(*, updated: bool) -> dict[str, Any]:
    filler = [{"type": "section", "text": plain(f"Task {number}\n\n\n")} for number in range(20)]
    search = {
        "type": "plain_text_input",
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    button = {"type": "button", "action_id": "turn", "text": plain("Next page")}
    pick = {"type": "static_select", "action_id": "lean", "options": [option("BPO"), option("KPO")]}
    top = {"type": "header", "text": plain("Page 2" if updated else "Page 1")}
    found = {"type": "actions", "block_id": "turns", "elements": [pick, button]}
    return {"type": "home", "blocks": [top, *filler, field("Search", search, dispatch_action=True), found]}


@asynccontextmanager
async def at_home(sandbox: Sandbox, sit: Sit) -> AsyncIterator[Screen]:
    app = tiny_app(sandbox)

    async def turn(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        await app.client.views_publish(user_id=body["user"]["id"], view=home(updated=True))

    app.action("turn")(turn)
    app.action("a")(turn)
    async with listening(app, sandbox):
        await app.client.views_publish(user_id="U0ALICE001", view=home(updated=False))
        alice = await sit("alice")
        await alice.go_to(APP)
        await alice.conversation.get_by_role("button", name="Home").click()
        yield alice


async def test_a_long_home_stays_where_it_is_and_keeps_the_focus_when_it_changes(
    sandbox: Sandbox, sit: Sit
) -> None:
    async with at_home(sandbox, sit) as alice:
        button = alice.conversation.get_by_role("button", name="Next page")
        await button.click()
        await expect(alice.conversation.get_by_role("heading", name="Page 2")).to_be_attached()

        await expect(button).to_be_focused()
        assert await alice.run("document.querySelector('.home').scrollTop") > 300


async def test_what_is_being_typed_at_home_survives_the_answer_to_it(sandbox: Sandbox, sit: Sit) -> None:
    async with at_home(sandbox, sit) as alice:
        search = alice.conversation.get_by_label("Search")
        await search.press_sequentially("payrll")
        await search.press("ArrowLeft")
        await search.press("ArrowLeft")
        await expect(alice.conversation.get_by_role("heading", name="Page 2")).to_be_attached()
        await alice.page.keyboard.type("o")

        await expect(search).to_have_value("payroll")
