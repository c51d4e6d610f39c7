"""Writing a message: sending, breaking lines, and completing what is half typed."""

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.browser.conftest import Sit
from tests.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def alice(sit: Sit) -> Screen:
    return await sit("alice")


def field(screen: Screen) -> Locator:
    return screen.conversation.get_by_role("combobox")


async def test_enter_sends_and_shift_enter_breaks_the_line(alice: Screen) -> None:
    await alice.page.keyboard.type("first")
    await alice.page.keyboard.press("Shift+Enter")
    await alice.page.keyboard.type("second")
    await alice.page.keyboard.press("Enter")

    await expect(alice.conversation.locator(".message .content")).to_have_text("firstsecond")
    await expect(alice.conversation.locator(".message br")).to_have_count(1)
    await expect(field(alice)).to_have_value("")


async def test_a_slash_offers_the_apps_commands(alice: Screen) -> None:
    await alice.page.keyboard.type("/out")
    await expect(alice.page.get_by_role("option", name="/outsource-check")).to_be_visible()
    await alice.page.keyboard.press("Enter")

    await expect(field(alice)).to_have_value("/outsource-check ")


async def test_an_at_sign_offers_the_app_and_the_people(alice: Screen) -> None:
    await alice.page.keyboard.type("Hi @")
    await expect(alice.page.get_by_role("option").locator(".offer-label")).to_have_text(
        ["Outsource Advisor", "Alice Moreau", "Bob Okafor", "Carol Lindqvist"]
    )
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown", "Tab"):
        await alice.page.keyboard.press(key)

    await expect(field(alice)).to_have_value("Hi @Bob Okafor ")


async def test_escape_closes_the_offers_and_keeps_the_text(alice: Screen) -> None:
    await alice.page.keyboard.type("@bo")
    await alice.page.keyboard.press("Escape")

    await expect(alice.page.get_by_role("option")).to_have_count(0)
    await expect(field(alice)).to_have_value("@bo")


async def test_a_mention_of_a_person_becomes_a_chip(alice: Screen) -> None:
    await alice.say("Ask @Bob Okafor about it")

    await expect(alice.conversation.locator(".mention")).to_have_text("@Bob Okafor")


async def test_what_slack_refuses_is_said_and_the_text_is_kept(alice: Screen) -> None:
    await alice.say("/no-such-command now")

    await alice.sees("no-such-command", place=alice.page.get_by_role("region", name="Notices"))
    await expect(field(alice)).to_have_value("/no-such-command now")


async def test_a_half_written_message_waits_in_its_channel(alice: Screen) -> None:
    await alice.page.keyboard.type("half")
    await alice.go_to("finance")
    await expect(field(alice)).to_have_value("")
    await alice.go_to("general")

    await expect(field(alice)).to_have_value("half")


async def test_the_first_hints_fill_the_composer_and_can_be_dismissed_for_good(alice: Screen) -> None:
    hints = alice.page.get_by_role("complementary", name="What to try first")
    await hints.get_by_role("button", name="Mention the app in #general").click()
    assert (await field(alice).input_value()).startswith("@Outsource Advisor ")
    await hints.get_by_role("button", name="Dismiss").click()
    await alice.page.reload()

    await field(alice).wait_for()
    await expect(hints).to_be_hidden()
