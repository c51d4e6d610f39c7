"""The page for everybody: on a phone, in the dark, with a keyboard, with a screen reader, over a bad line."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from tests.browser.conftest import Sit, listening, seated, tiny_app
from tests.browser.drawing import draw
from tests.browser.every_block import PICKED, SHOWN
from tests.browser.screen import Screen
from tests.browser.seats import Seats

pytestmark = pytest.mark.asyncio(loop_scope="session")

APP = "Outsource Advisor"

READY = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "ready", "text": {"type": "plain_text", "text": "Ready"}}],
}

FAINT = (Path(__file__).parent / "faint_texts.js").read_text(encoding="utf-8")
SMALL = (Path(__file__).parent / "small_targets.js").read_text(encoding="utf-8")
NAMELESS = (Path(__file__).parent / "nameless_controls.js").read_text(encoding="utf-8")


async def talk(screen: Screen) -> None:
    await screen.say(f"@{APP} monthly payroll, ask @Bob Okafor, see `code` and https://example.com")
    await screen.say("/outsource-check patent research")
    await screen.sees("Only visible to you")
    await screen.open_thread()
    await screen.thread.locator(".from-app").wait_for()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.usefixtures("office")
async def test_every_text_stands_out_from_its_ground(sit: Sit, *, dark: bool) -> None:
    alice = await sit("alice", dark=dark)
    await talk(alice)

    assert await alice.run(FAINT) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.usefixtures("office")
async def test_every_text_of_the_apps_home_stands_out(sit: Sit, *, dark: bool) -> None:
    alice = await sit("alice", dark=dark)
    await alice.go_to(APP)
    await alice.conversation.get_by_role("button", name="Home").click()
    await alice.page.locator(".home .block").first.wait_for()

    assert await alice.run(FAINT) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_every_block_stands_out_and_has_a_name(sit: Sit, *, dark: bool) -> None:
    alice = await sit("alice", dark=dark)
    await draw(alice, *SHOWN, *PICKED)

    assert await alice.run(FAINT) == []
    assert await alice.run(NAMELESS) == []


@pytest.mark.parametrize("blocks", [SHOWN, PICKED], ids=["shown", "picked"])
async def test_every_block_fits_a_phone_and_a_thumb(sit: Sit, blocks: list[dict[str, Any]]) -> None:
    alice = await sit("alice", phone=True)
    drawn = await draw(alice, *blocks)
    for summary in await drawn.locator("summary").all():
        await summary.evaluate("node => (node.parentElement.open = true)")

    assert await drawn.evaluate("node => node.scrollWidth - node.clientWidth") == 0
    assert await alice.run(SMALL) == []


async def test_the_theme_follows_the_system_until_it_is_switched(sit: Sit) -> None:
    alice = await sit("alice", dark=True)
    paper = "getComputedStyle(document.getElementById('conversation')).backgroundColor"
    dark = await alice.run(paper)
    await alice.page.get_by_role("button", name="Switch to the light theme").click()
    light = await alice.run(paper)
    await alice.page.reload()
    await alice.conversation.get_by_role("combobox").wait_for()

    assert (dark, light) == ("rgb(27, 29, 34)", "rgb(255, 255, 255)")
    assert await alice.run(paper) == light


@pytest.mark.usefixtures("office")
async def test_a_phone_shows_one_thing_at_a_time_with_a_way_back(sit: Sit) -> None:
    alice = await sit("alice", phone=True)
    await alice.say(f"@{APP} monthly payroll")
    await alice.open_thread()
    await expect(alice.conversation).to_be_hidden()
    await alice.thread.get_by_role("button", name="Back to the conversation").click()
    await expect(alice.thread).to_be_hidden()
    await alice.conversation.get_by_role("button", name="Back to the channels").click()
    await alice.go_to("finance")

    await alice.sees("#finance", place=alice.conversation)


@pytest.mark.usefixtures("office")
async def test_everything_on_a_phone_is_large_enough_for_a_thumb(sit: Sit) -> None:
    alice = await sit("alice", phone=True)
    small = {"channel": await alice.run(SMALL)}
    await alice.say(f"@{APP} monthly payroll")
    await alice.open_thread()
    await alice.thread.locator(".from-app").wait_for()
    small["thread"] = await alice.run(SMALL)
    await alice.thread.get_by_role("button", name="Back to the conversation").click()
    await alice.conversation.get_by_role("button", name="Back to the channels").click()
    small["list"] = await alice.run(SMALL)
    await alice.go_to(APP)
    await alice.conversation.get_by_role("button", name="Home").click()
    await alice.page.locator(".home .block").first.wait_for()
    small["home"] = await alice.run(SMALL)

    assert small == {"channel": [], "thread": [], "list": [], "home": []}


@pytest.mark.parametrize("width", [360, 390, 1280])
@pytest.mark.usefixtures("office")
async def test_nothing_is_wider_than_the_window(sit: Sit, width: int) -> None:
    alice = await sit("alice")
    await alice.say(f"@{APP} {'payroll' * 30}")
    await alice.open_thread()
    await alice.page.set_viewport_size({"width": width, "height": 800})

    assert await alice.run("document.documentElement.scrollWidth") == width
    assert await alice.run(
        "[...document.querySelectorAll('.scroller')].every((n) => n.scrollWidth <= n.clientWidth)"
    )


@pytest.mark.usefixtures("office")
async def test_the_browsers_back_button_leaves_the_thread(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.say(f"@{APP} monthly payroll")
    await alice.open_thread()
    await alice.page.go_back()

    await expect(alice.thread).to_be_hidden()


@pytest.mark.usefixtures("office")
async def test_a_reload_comes_back_to_the_same_thread(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.say(f"@{APP} monthly payroll")
    await alice.open_thread()
    await alice.page.reload()

    await alice.sees("monthly payroll", place=alice.thread)


@pytest.mark.usefixtures("office")
async def test_each_part_of_the_page_has_a_name(sit: Sit) -> None:
    alice = await sit("alice")
    await talk(alice)

    assert await alice.run(NAMELESS) == []


@pytest.mark.usefixtures("office")
async def test_a_new_message_is_announced_to_screen_readers(sit: Sit) -> None:
    alice, bob = await sit("alice"), await sit("bob")
    await bob.say("Good *morning*")

    await expect(alice.page.locator("[aria-live=polite]")).to_have_text("Bob Okafor in general: Good morning")


@pytest.mark.usefixtures("office")
async def test_the_keyboard_keeps_its_place_when_a_card_changes(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.go_to(APP)
    await alice.say("monthly payroll for our shops")
    card = alice.conversation.locator(".from-app", has_text="Question 1")
    await card.locator(".block-actions button").first.focus()
    await alice.page.keyboard.press("Enter")
    await alice.sees(re.compile("Question 2|Recommended"), place=alice.conversation)

    assert await alice.run("document.activeElement.closest('.from-app') !== null")


async def test_a_pressed_button_shows_that_an_answer_is_awaited(sandbox: Sandbox, sit: Sit) -> None:
    app, answer = tiny_app(sandbox), asyncio.Event()

    @app.action("ready")
    async def go_on(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        await answer.wait()
        await app.client.chat_update(
            channel=body["channel"]["id"], ts=body["message"]["ts"], text="Go!", blocks=[]
        )

    async with listening(app, sandbox):
        await app.client.chat_postMessage(channel="C0GENERAL1", text="Ready?", blocks=[READY])
        alice = await sit("alice")
        button = alice.conversation.get_by_role("button", name="Ready")
        await button.click()
        await expect(button).to_have_attribute("aria-busy", "true")
        answer.set()

        await alice.sees("Go!", place=alice.conversation)


async def test_the_page_finds_its_way_back_when_the_sandbox_is_started_anew(seats: Seats) -> None:
    async with Sandbox(manifest()) as first, seated(seats, first.url) as sit_down:
        alice = await sit_down("alice")
        await alice.say("Are you there?")
        await alice.sees("Are you there?", place=alice.conversation)
        await first.__aexit__(None, None, None)
        await alice.sees("Reconnecting")
        async with Sandbox(manifest(), port=int(first.url.rsplit(":", 1)[1])) as second:
            await second.person("bob").say("Here we are again")

            await alice.sees("Here we are again", place=alice.conversation)
            await alice.does_not_see("Are you there?")
        alice.troubles.clear()
