"""The blocks that show much at once: tables, cards, Markdown, rich text; and the files of a message."""

from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import Sit
from tests.browser.drawing import draw, mrkdwn, plain, pressed
from tests.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'


def text(words: str) -> dict[str, str]:
    return {"type": "raw_text", "text": words}


def number(value: int) -> dict[str, Any]:
    return {"type": "raw_number", "value": value, "text": f"{value:,}"}


def tasks(*rows: tuple[str, int]) -> dict[str, Any]:
    return {
        "type": "data_table",
        "caption": "Our tasks",
        "page_size": 2,
        "rows": [[text("Task"), text("Hours")], *([text(name), number(hours)] for name, hours in rows)],
    }


async def first_column(table: Locator) -> list[str]:
    return await table.get_by_role("rowheader").all_inner_texts()


async def test_a_data_table_is_sorted_by_its_numbers_turned_and_filtered(board: Screen) -> None:
    table = await draw(board, tasks(("Payroll", 900), ("Audit", 1200), ("Patents", 80)))
    await expect(table.get_by_role("table", name="Our tasks")).to_be_visible()
    assert await first_column(table) == ["Payroll", "Audit"]

    await table.get_by_role("button", name="Hours").click()
    assert await first_column(table) == ["Patents", "Payroll"]
    await expect(table.get_by_role("columnheader", name="Hours")).to_have_attribute("aria-sort", "ascending")

    await table.get_by_role("button", name="Next").click()
    assert await first_column(table) == ["Audit"]
    await expect(table.get_by_role("button", name="Next")).to_be_disabled()

    await table.get_by_role("searchbox", name="Filter").fill("pay")
    assert await first_column(table) == ["Payroll"]
    await expect(table.get_by_role("status")).to_have_text("1 to 1 of 1")


async def test_a_wide_table_scrolls_inside_itself(board: Screen) -> None:
    wide = {"type": "table", "rows": [[text(f"Column number {n}") for n in range(20)]] * 2}
    drawn = await draw(board, wide)
    frame = drawn.get_by_role("region", name="Table")

    assert await frame.evaluate("(node) => node.scrollWidth > node.clientWidth")
    assert await board.run("document.documentElement.scrollWidth === innerWidth")


async def test_a_card_shows_its_words_and_its_buttons(board: Screen) -> None:
    button = {"type": "button", "action_id": "open", "text": plain("Open"), "value": "7"}
    drawn = await draw(
        board,
        {"type": "card", "title": mrkdwn("*Payroll*"), "body": mrkdwn("BPO"), "actions": [button]},
    )
    await expect(drawn.get_by_role("article")).to_contain_text("PayrollBPO")
    await drawn.get_by_role("button", name="Open").click()

    assert (await pressed(board))["value"] == "7"


async def test_feedback_is_given_by_a_thumb_that_stays_marked(board: Screen) -> None:
    thumbs = {
        "type": "feedback_buttons",
        "action_id": "f",
        "positive_button": {"text": plain("Helpful"), "value": "yes"},
        "negative_button": {"text": plain("Not helpful"), "value": "no"},
    }
    waste = {"type": "icon_button", "action_id": "t", "icon": "trash", "text": plain("Delete")}
    hidden = {**waste, "action_id": "h", "text": plain("For Bob"), "visible_to_user_ids": ["U2"]}
    drawn = await draw(board, {"type": "context_actions", "elements": [thumbs, waste, hidden]})
    helpful = drawn.get_by_role("button", name="Helpful", exact=True)
    await helpful.click()

    assert (await pressed(board))["value"] == "yes"
    await expect(helpful).to_have_attribute("aria-pressed", "true")
    await expect(drawn.get_by_role("button")).to_have_count(3)


async def test_markdown_has_lists_in_lists_tasks_and_aligned_tables(board: Screen) -> None:
    words = (
        "3. three\n   - inner\n   - [x] done\n4. four\n\n| Task | Hours |\n|---|---:|\n| Pay \\| tax | 12 |"
    )
    drawn = await draw(board, {"type": "markdown", "text": words})

    await expect(drawn.locator("ol")).to_have_attribute("start", "3")
    await expect(drawn.locator("ol ul li")).to_have_text(["inner", "☑ done"])
    await expect(drawn.get_by_role("cell")).to_have_text(["Pay | tax", "12"])
    await expect(drawn.get_by_role("cell").last).to_have_class("align-right")


async def test_rich_text_shows_marks_dates_and_emoji_by_their_code(board: Screen) -> None:
    parts = [
        {"type": "text", "text": "marked", "style": {"highlight": True}},
        {"type": "emoji", "name": "unheard_of", "unicode": "1f389"},
        {"type": "date", "timestamp": 1_800_000_000, "format": "{date_num}", "fallback": "then"},
        {"type": "date", "timestamp": 1_800_000_000, "format": "{moon}", "fallback": "then"},
    ]
    row = {"type": "rich_text_section", "elements": parts}
    inner = {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [row]}
    drawn = await draw(board, {"type": "rich_text", "elements": [row, inner]})

    await expect(drawn.locator("p mark")).to_have_text("marked")
    await expect(drawn.locator("p")).to_have_text("marked🎉2027-01-15then")
    await expect(drawn.locator("ul")).to_have_class("indent-1 level-1")


async def test_a_picture_and_a_spreadsheet_are_shown_and_can_be_downloaded(sit: Sit) -> None:
    alice, bob = await sit("alice"), await sit("bob")
    await alice.attach(alice.picker, axes_svg=PICTURE, tasks_csv=b"task\n" * 300)
    await alice.say("Our tasks")
    await bob.sees("Our tasks", place=bob.conversation)

    picture = bob.conversation.get_by_role("img", name="axes.svg")
    await expect(bob.conversation.get_by_role("group", name="File tasks.csv")).to_contain_text("CSV · 1.5 KB")
    link = bob.conversation.get_by_role("link", name="Download tasks.csv")
    await expect(link).to_have_attribute("download", "tasks.csv")
    assert await link.evaluate("async (node) => (await (await fetch(node.href)).text()).length") == 1500
    assert await picture.evaluate("node => node.naturalWidth") == 40
