"""The three ways to ask, from the first word to the advice, at the real page with the real app."""

import pytest
from playwright.async_api import expect

from tests.browser.answering import ADVICE, answer_by_keyboard, answer_by_mouse
from tests.browser.conftest import Sit

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("office")]

APP = "Outsource Advisor"


async def test_a_mention_is_answered_in_its_thread_by_mouse(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.say(f"@{APP} monthly payroll for our shops")
    await alice.open_thread()
    await answer_by_mouse(alice.thread)

    await alice.sees(ADVICE, place=alice.thread)


async def test_a_mention_is_answered_in_its_thread_by_keyboard(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.page.keyboard.type("@out")
    await alice.page.keyboard.press("Enter")
    await alice.page.keyboard.type("monthly payroll for our shops")
    await alice.page.keyboard.press("Enter")
    replies = alice.conversation.get_by_role("button", name="1 reply")
    await replies.wait_for()
    await replies.focus()
    await alice.page.keyboard.press("Enter")
    await answer_by_keyboard(alice, alice.thread)

    await alice.sees(ADVICE, place=alice.thread)


async def test_the_command_asks_for_the_task_and_answers_in_private_by_mouse(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.say("/outsource-check")
    await alice.dialog.get_by_role("textbox").first.fill("monthly payroll for our shops")
    await alice.dialog.locator("[type=submit]").click()
    await expect(alice.dialog).to_have_count(0)
    await answer_by_mouse(alice.conversation)

    await alice.sees(ADVICE, place=alice.conversation)
    await alice.sees("Only visible to you", place=alice.conversation)


async def test_the_command_asks_for_the_task_and_answers_in_private_by_keyboard(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.page.keyboard.type("/out")
    await alice.page.keyboard.press("Enter")
    await alice.page.keyboard.press("Enter")
    await expect(alice.dialog.get_by_role("textbox").first).to_be_focused()
    await alice.page.keyboard.type("monthly payroll for our shops")
    await alice.tab_to(alice.dialog.locator("[type=submit]"))
    await alice.page.keyboard.press("Enter")
    await expect(alice.dialog).to_have_count(0)
    await answer_by_keyboard(alice, alice.conversation)

    await alice.sees(ADVICE, place=alice.conversation)


async def test_a_private_message_is_answered_in_private_by_mouse(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.go_to(APP)
    await alice.say("monthly payroll for our shops")
    await answer_by_mouse(alice.conversation)

    await alice.sees(ADVICE, place=alice.conversation)


async def test_a_private_message_is_answered_in_private_by_keyboard(sit: Sit) -> None:
    alice = await sit("alice")
    entry = alice.page.get_by_role("navigation", name="Channels").get_by_role("button", name=APP)
    await entry.focus()
    await alice.page.keyboard.press("Enter")
    await expect(alice.conversation.get_by_role("combobox")).to_be_focused()
    await alice.page.keyboard.type("monthly payroll for our shops")
    await alice.page.keyboard.press("Enter")
    await answer_by_keyboard(alice, alice.conversation)

    await alice.sees(ADVICE, place=alice.conversation)
