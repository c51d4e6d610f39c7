"""Home in a browser: searched with the keyboard, deleted from with the mouse, and asked about first."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.sandbox.server import Sandbox
from tests.browser.conftest import Sit
from tests.browser.screen import Screen
from tests.stories.shelves import fill

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def alice(sit: Sit, sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Screen]:
    """Alice at her Home, with nine checks behind her."""
    chosen = settings.read(environment(sandbox, tmp_path))
    await fill(chosen.database_url, sandbox.person("alice").id, 9)
    async with running(chosen):
        await sandbox.connected()
        screen = await sit("alice")
        await screen.go_to("Outsource Advisor")
        await screen.conversation.get_by_role("button", name="Home").click()
        await screen.sees("9 checks, newest first")
        yield screen


async def test_enter_searches_and_one_press_shows_all_again(alice: Screen) -> None:
    search = alice.conversation.get_by_label("Find a check")
    await search.fill("patent")
    await search.press("Enter")
    await alice.sees("3 checks, newest first")
    await expect(search).to_have_value("patent")
    await alice.conversation.get_by_role("button", name="Show all").click()
    await alice.sees("9 checks, newest first")

    await expect(search).to_have_value("")


async def test_a_lean_is_chosen_in_a_menu_that_shows_it(alice: Screen) -> None:
    menu = alice.conversation.get_by_role("combobox").filter(has_text="BPO and KPO")
    await menu.select_option("KPO")
    await alice.sees("6 checks, newest first")

    await expect(alice.conversation.get_by_role("combobox").first).to_have_value("home-lean:KPO")


async def test_everything_is_deleted_only_after_a_yes(alice: Screen) -> None:
    erase = alice.conversation.get_by_role("button", name="Delete mine")
    await erase.click()
    question = alice.page.get_by_role("alertdialog")
    await question.get_by_role("button", name="Keep it").click()
    await alice.sees("9 checks, newest first")
    await erase.click()
    await question.get_by_role("button", name="Delete everything").click()

    await alice.sees("I have forgotten everything about you")
