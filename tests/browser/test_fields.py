"""The fields of forms: what may be entered, when it is sent, and what is wrong with it."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.drawing import actions, draw, entered, field, option, plain, pressed
from tests.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

ON_TYPING = {"trigger_actions_on": ["on_character_entered"]}
MANY = [option(f"Kind {number}") for number in range(9)]


async def test_people_and_conversations_are_picked_by_name(board: Screen) -> None:
    drawn = await draw(
        board,
        field("Who", {"type": "users_select"}),
        field("Where", {"type": "conversations_select", "default_to_current_conversation": True}),
        field("Not in private", {"type": "multi_conversations_select", "filter": {"include": ["public"]}}),
    )
    await drawn.get_by_label("Who").select_option("Bob")
    await drawn.locator("summary").click()
    await expect(drawn.get_by_role("checkbox")).to_have_count(1)
    await drawn.get_by_role("checkbox", name="#general").check()

    values = await entered(board)
    assert values["Who"] == {"type": "users_select", "selected_user": "U2"}
    assert values["Where"] == {"type": "conversations_select", "selected_conversation": "C1"}
    assert values["Not in private"]["selected_conversations"] == ["C1"]


async def test_several_people_are_sent_when_the_list_is_left(board: Screen) -> None:
    drawn = await draw(board, actions({"type": "multi_users_select", "action_id": "m"}))
    await drawn.locator("summary").focus()
    for key in ("Enter", "Tab", "Space", "Tab", "Space", "Escape"):
        await board.page.keyboard.press(key)

    assert (await pressed(board))["selected_users"] == ["U1", "U2"]
    await expect(drawn.locator("summary")).to_have_text("Alice, Bob")
    await expect(drawn.locator("summary")).to_be_focused()


async def test_a_long_list_is_narrowed_and_takes_no_more_than_it_should(board: Screen) -> None:
    groups = [{"label": plain("Kinds"), "options": MANY}]
    kinds = {"type": "multi_static_select", "option_groups": groups, "max_selected_items": 2}
    drawn = await draw(board, field("Kinds", kinds))
    await drawn.locator("summary").click()
    await drawn.get_by_role("searchbox", name="Find in Kinds").fill("kind 7")
    await drawn.get_by_role("checkbox").check()
    await drawn.get_by_role("searchbox").fill("")
    await drawn.get_by_role("checkbox", name="Kind 2").check()

    assert (await entered(board))["Kinds"]["selected_options"] == [MANY[2], MANY[7]]
    await expect(drawn.get_by_role("checkbox", name="Kind 3")).to_be_disabled()
    await expect(drawn.get_by_role("checkbox", name="Kind 7")).to_be_enabled()


@pytest.mark.parametrize(
    ("element", "typed", "fault"),
    [
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "whole number"),
        ({"type": "number_input", "is_decimal_allowed": True, "max_value": "9"}, "10", "at most 9"),
        ({"type": "number_input", "is_decimal_allowed": True}, "many", "enter a number"),
        ({"type": "email_text_input"}, "alice", "valid email address"),
        ({"type": "url_text_input"}, "javascript:alert(1)", "valid URL"),
        ({"type": "plain_text_input", "max_length": 3}, "four", "it has 4"),
    ],
    ids=["decimals", "most", "words", "email", "address", "length"],
)
async def test_what_slack_would_not_take_is_told_at_once(
    board: Screen, element: dict[str, Any], typed: str, fault: str
) -> None:
    drawn = await draw(board, field("Field", element))
    await drawn.get_by_label("Field").fill(typed)

    assert fault in (await board.run("window.form.faults()"))["Field"]


async def test_a_text_is_sent_on_enter_where_the_app_wants_it(board: Screen) -> None:
    drawn = await draw(board, field("Search", {"type": "plain_text_input"}, dispatch_action=True))
    await expect(drawn.get_by_label("Search")).to_have_accessible_description("Press Enter to submit.")
    await drawn.get_by_label("Search").fill("payroll")
    await board.page.keyboard.press("Enter")

    assert (await pressed(board))["value"] == "payroll"


async def test_a_text_is_sent_at_a_pause_in_typing_where_the_app_wants_it(board: Screen) -> None:
    search = {"type": "plain_text_input", "dispatch_action_config": ON_TYPING}
    await draw(board, field("Search", search, dispatch_action=True))
    await board.page.get_by_label("Search").press_sequentially("payroll")

    assert (await pressed(board))["value"] == "payroll"


async def test_who_thinks_better_of_a_choice_has_the_old_one_again(board: Screen) -> None:
    confirm = {
        "title": plain("Sure?"),
        "text": plain("All see it."),
        "confirm": plain("Yes"),
        "deny": plain("No"),
    }
    options = [option("Private"), option("Shared")]
    drawn = await draw(
        board,
        actions(
            {
                "type": "static_select",
                "action_id": "s",
                "options": options,
                "initial_option": options[0],
                "confirm": confirm,
            }
        ),
    )
    await drawn.get_by_role("combobox").select_option("Shared")
    await board.page.get_by_role("alertdialog").get_by_role("button", name="No").click()
    await expect(drawn.get_by_role("combobox")).to_have_value("private")
    assert await board.run("window.pressed.length") == 0

    await drawn.get_by_role("combobox").select_option("Shared")
    await board.page.get_by_role("alertdialog").get_by_role("button", name="Yes").click()

    assert (await pressed(board))["selected_option"] == options[1]


async def test_a_date_is_picked_and_sent(board: Screen) -> None:
    drawn = await draw(
        board, actions({"type": "datepicker", "action_id": "d", "placeholder": plain("Remind on")})
    )
    await drawn.get_by_label("Remind on").fill("2026-12-24")

    assert (await pressed(board))["selected_date"] == "2026-12-24"


async def test_a_file_is_handed_in_with_the_form_and_can_be_taken_out_again(board: Screen) -> None:
    drawn = await draw(board, field("List", {"type": "file_input", "max_files": 1}))
    picker = drawn.get_by_label("List")
    await board.attach(picker, tasks_csv=b"task")
    await expect(drawn.get_by_role("listitem")).to_contain_text("tasks.csv")
    assert (await entered(board))["List"]["files"][0]["id"] == "F1"
    await drawn.get_by_role("button", name="Remove tasks.csv").click()

    assert "required" in (await board.run("window.form.faults()"))["List"]
    await expect(picker).to_be_visible()
