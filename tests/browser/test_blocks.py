"""Block Kit as the page draws it: each block and element, and what a press on it sends."""

import pytest
from playwright.async_api import expect

from tests.browser.drawing import actions, draw, entered, field, mrkdwn, option, plain, pressed
from tests.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_mrkdwn_becomes_what_it_means(board: Screen) -> None:
    text = (
        "*bold* _italic_ ~strike~ `code` <https://example.com|link> <@U2> :wave: 2*3*4 &lt;b&gt;\n"
        "&gt; said\n• one\n• two\n```a *b*```"
    )
    drawn = await draw(board, {"type": "section", "text": mrkdwn(text)})

    for tag, words in {
        "strong": "bold",
        "em": "italic",
        "del": "strike",
        "a": "link",
        "blockquote": "said",
    }.items():
        await expect(drawn.locator(tag)).to_have_text(words)
    await expect(drawn.locator("li")).to_have_text(["one", "two"])
    await expect(drawn.locator("pre")).to_have_text("a *b*")
    await expect(drawn.locator("p")).to_contain_text("@Bob 👋 2*3*4 <b>")


async def test_plain_text_stays_as_it_is_written(board: Screen) -> None:
    drawn = await draw(board, {"type": "header", "text": plain("*not bold* <b>")})

    await expect(drawn.get_by_role("heading")).to_have_text("*not bold* <b>")


async def test_a_section_shows_its_fields(board: Screen) -> None:
    drawn = await draw(board, {"type": "section", "fields": [mrkdwn("*Lean*\nBPO"), mrkdwn("*Sure*\n91 %")]})

    await expect(drawn.locator(".field")).to_have_text(["LeanBPO", "Sure91 %"])


async def test_an_alert_a_table_and_a_picture_that_is_missing(board: Screen) -> None:
    cell = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Steps"}]}],
    }
    drawn = await draw(
        board,
        {"type": "alert", "level": "warning", "text": mrkdwn("Mind the *data*")},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "Because"}], [cell]]},
        {"type": "image", "image_url": "data:image/png;base64,broken", "alt_text": "A chart"},
    )

    await expect(drawn.get_by_role("note")).to_have_text("Mind the data")
    await expect(drawn.get_by_role("cell")).to_have_text("Steps")
    await expect(drawn.locator(".picture-missing")).to_have_text("A chart")


async def test_rich_text_and_markdown(board: Screen) -> None:
    words = [{"type": "text", "text": "rich", "style": {"bold": True}}, {"type": "user", "user_id": "U2"}]
    rows = [{"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}]
    drawn = await draw(
        board,
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_section", "elements": words},
                {"type": "rich_text_list", "style": "ordered", "elements": rows},
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "kept  as is"}]},
            ],
        },
        {"type": "markdown", "text": "# Title\n**strong** and [a link](https://example.com)\n- a\n- b"},
    )

    await expect(drawn.locator("strong")).to_have_text(["rich", "strong"])
    await expect(drawn.locator("ol li")).to_have_text("first")
    await expect(drawn.locator("blockquote")).to_have_text("quoted")
    await expect(drawn.locator(".block-markdown li")).to_have_text(["a", "b"])
    await expect(drawn.locator(".markdown-heading")).to_have_text("Title")


async def test_an_unknown_block_or_element_is_not_hidden(board: Screen) -> None:
    drawn = await draw(board, {"type": "hologram"}, actions({"type": "lever", "action_id": "l"}))

    await expect(drawn.locator(".unsupported")).to_have_text(
        ["Unsupported block: hologram", "Unsupported element: lever"]
    )


async def test_a_button_sends_its_value(board: Screen) -> None:
    drawn = await draw(
        board, actions({"type": "button", "action_id": "go", "value": "v1", "text": plain("Go")})
    )
    await drawn.get_by_role("button", name="Go").click()

    sent = await pressed(board)
    assert (sent["type"], sent["action_id"], sent["block_id"], sent["value"]) == ("button", "go", "b", "v1")


async def test_a_button_with_a_confirm_dialog_waits_for_the_yes(board: Screen) -> None:
    confirm = {
        "title": plain("Stop here?"),
        "text": plain("Nothing is lost."),
        "confirm": plain("Stop"),
        "deny": plain("Go on"),
    }
    drawn = await draw(
        board, actions({"type": "button", "action_id": "x", "text": plain("Cancel"), "confirm": confirm})
    )
    asking = board.page.get_by_role("alertdialog", name="Stop here?")
    await drawn.get_by_role("button").click()
    await board.page.keyboard.press("Escape")
    await expect(asking).to_have_count(0)
    assert await board.run("window.pressed.length") == 0

    await drawn.get_by_role("button").click()
    await asking.get_by_role("button", name="Stop").click()

    assert (await pressed(board))["action_id"] == "x"


async def test_a_static_select_sends_the_chosen_option(board: Screen) -> None:
    drawn = await draw(
        board, actions({"type": "static_select", "action_id": "s", "options": [option("One"), option("Two")]})
    )
    await drawn.get_by_role("combobox").select_option("Two")

    assert (await pressed(board))["selected_option"] == option("Two")


async def test_a_multi_select_sends_all_when_it_is_folded(board: Screen) -> None:
    drawn = await draw(
        board,
        actions(
            {
                "type": "multi_static_select",
                "action_id": "m",
                "options": [option("One"), option("Two"), option("Six")],
            }
        ),
    )
    await drawn.locator("summary").click()
    await drawn.get_by_label("One").check()
    await drawn.get_by_label("Six").check()
    await drawn.locator("summary").click()

    assert (await pressed(board))["selected_options"] == [option("One"), option("Six")]


async def test_radio_buttons_and_checkboxes_send_what_is_chosen(board: Screen) -> None:
    choices = [option("One"), option("Two")]
    drawn = await draw(
        board,
        actions({"type": "radio_buttons", "action_id": "r", "options": choices}),
        {
            **actions(
                {"type": "checkboxes", "action_id": "c", "options": choices, "initial_options": choices[:1]}
            ),
            "block_id": "d",
        },
    )
    await drawn.get_by_role("radio", name="Two").check()
    assert (await pressed(board))["selected_option"] == choices[1]
    await drawn.get_by_role("checkbox", name="Two").check()

    assert (await pressed(board, times=2))["selected_options"] == choices


async def test_an_overflow_menu_is_walked_with_arrow_keys(board: Screen) -> None:
    drawn = await draw(
        board, actions({"type": "overflow", "action_id": "o", "options": [option("One"), option("Two")]})
    )
    await drawn.get_by_role("button", name="More actions").focus()
    await board.page.keyboard.press("Enter")
    await board.page.keyboard.press("ArrowDown")
    await board.page.keyboard.press("Enter")

    assert (await pressed(board))["selected_option"] == option("Two")
    await expect(drawn.get_by_role("button", name="More actions")).to_be_focused()


async def test_inputs_are_labeled_and_give_slacks_state_values(board: Screen) -> None:
    drawn = await draw(
        board,
        field("Task", {"type": "plain_text_input"}),
        field("More", {"type": "plain_text_input", "multiline": True}),
        field("Kind", {"type": "static_select", "options": [option("One")]}),
        field("Often", {"type": "radio_buttons", "options": [option("Daily")]}),
    )
    await drawn.get_by_label("Task").fill("payroll")
    await drawn.get_by_label("More").fill("two\nlines")
    await drawn.get_by_label("Kind").select_option("One")
    await drawn.get_by_role("radiogroup", name="Often").get_by_role("radio").check()

    values = await entered(board)
    assert values["Task"] == {"type": "plain_text_input", "value": "payroll"}
    assert values["More"]["value"] == "two\nlines"
    assert values["Kind"]["selected_option"] == option("One")
    assert values["Often"]["selected_option"] == option("Daily")
    assert await board.run("window.pressed.length") == 0
