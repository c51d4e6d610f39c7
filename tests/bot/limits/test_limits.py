"""Our registry of Slack's limits: what it takes, what it refuses, and where it points."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.limits import Fault, judge_message, judge_view, registry


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def option(value: str = "v", text: str = "t") -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}} | more


def actions(*elements: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Go")} | more


def typed(**more: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "a"} | more
    return {"type": "input", "label": plain("Task"), "element": element}


def modal(**more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("T"), "submit": plain("Go"), "blocks": [typed()]} | more


def judge(*blocks: Any) -> list[Fault]:
    return judge_message({"text": "x", "blocks": list(blocks)})


def pointers(faults: list[Fault]) -> list[str]:
    return [fault.pointer for fault in faults]


ACCEPTED: dict[str, dict[str, Any]] = {
    "section with an accessory": section(accessory=button(), expand=True, block_id="b"),
    "section of fields": {"type": "section", "fields": [plain("a"), {"type": "mrkdwn", "text": "*b*"}]},
    "header": {"type": "header", "text": plain("Hi")},
    "divider": {"type": "divider"},
    "context": {
        "type": "context",
        "elements": [plain("a"), {"type": "image", "image_url": "https://e.org/i.png", "alt_text": "An i"}],
    },
    "buttons": actions(button(style="primary", action_id="a"), button(url="https://e.org", action_id="b")),
    "confirmed button": actions(
        button(confirm={"title": plain("S"), "text": plain("T"), "confirm": plain("Y"), "deny": plain("N")})
    ),
    "select": actions({"type": "static_select", "options": [option()], "initial_option": option()}),
    "select of groups": actions(
        {"type": "static_select", "option_groups": [{"label": plain("G"), "options": [option()]}]}
    ),
    "several": actions({"type": "multi_static_select", "options": [option()], "max_selected_items": 1}),
    "radio": actions({"type": "radio_buttons", "options": [option()]}),
    "checkboxes": actions({"type": "checkboxes", "options": [option()], "initial_options": [option()]}),
    "overflow": actions({"type": "overflow", "options": [option() | {"url": "https://e.org"}]}),
    "people and places": actions(
        {"type": "users_select", "action_id": "u"},
        {"type": "conversations_select", "action_id": "c", "filter": {"include": ["public"]}},
        {"type": "datepicker", "action_id": "d", "initial_date": "2026-11-22"},
    ),
    "input": typed(multiline=True, min_length=1, max_length=3000, placeholder=plain("p")),
    "image": {"type": "image", "image_url": "https://e.org/i.png", "alt_text": "An i", "title": plain("I")},
    "table": {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]],
        "column_settings": [{"align": "right", "is_wrapped": True}],
    },
    "data table": {
        "type": "data_table",
        "caption": "Tasks, the best first",
        "rows": [
            [{"type": "raw_text", "text": "Task"}, {"type": "raw_text", "text": "Fit"}],
            [
                {"type": "action_cell", "element": button(action_id="open", value="1")},
                {"type": "raw_number", "value": 0.7, "text": "0.7"},
            ],
        ],
        "page_size": 20,
        "row_header_column_index": 0,
    },
    "card": {
        "type": "card",
        "slack_icon": {"type": "icon", "name": "check"},
        "title": plain("Payroll"),
        "subtitle": plain("Outsource as BPO"),
        "body": {"type": "mrkdwn", "text": "*Routine* work"},
        "actions": [button(action_id="open")],
    },
    "several people and places": actions(
        {"type": "multi_users_select", "action_id": "u", "initial_users": ["U1"], "max_selected_items": 3},
        {"type": "multi_conversations_select", "action_id": "c", "default_to_current_conversation": True},
        {"type": "multi_channels_select", "action_id": "d"},
        {"type": "channels_select", "action_id": "e"},
    ),
    "markdown": {"type": "markdown", "text": "# Hi"},
    "feedback": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain("Good"), "value": "1"},
                "negative_button": {"text": plain("Bad"), "value": "0"},
            },
            {"type": "icon_button", "icon": "trash", "text": plain("Delete")},
        ],
    },
    "rich text": {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Hi ", "style": {"bold": True}},
                    {"type": "user", "user_id": "U1"},
                    {"type": "link", "url": "https://e.org", "text": "there"},
                    {"type": "emoji", "name": "wave"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 1,
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "q"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "p"}], "border": 1},
        ],
    },
}


@pytest.mark.parametrize("block", ACCEPTED.values(), ids=ACCEPTED)
def test_what_slack_takes_is_taken(block: dict[str, Any]) -> None:
    assert judge(block) == []


REFUSED: dict[str, tuple[Any, str]] = {
    "section text over 3,000": (section(text=plain("x" * 3001)), "/blocks/0/text/text"),
    "empty text": (section(text=plain("")), "/blocks/0/text/text"),
    "text of another type": (section(text={"type": "html", "text": "x"}), "/blocks/0/text/type"),
    "section without anything": ({"type": "section"}, "/blocks/0"),
    "eleven fields": ({"type": "section", "fields": [plain("x")] * 11}, "/blocks/0/fields"),
    "field over 2,000": ({"type": "section", "fields": [plain("x" * 2001)]}, "/blocks/0/fields/0/text"),
    "unknown key": (section(color="red"), "/blocks/0"),
    "unknown block": ({"type": "sekshon"}, "/blocks/0/type"),
    "block without type": ({"text": plain("x")}, "/blocks/0"),
    "a block that is no object": ("hello", "/blocks/0"),
    "header over 150": ({"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text"),
    "header in mrkdwn": ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "/blocks/0/text/type"),
    "eleven context elements": ({"type": "context", "elements": [plain("x")] * 11}, "/blocks/0/elements"),
    "a button in context": ({"type": "context", "elements": [button()]}, "/blocks/0/elements/0/type"),
    "26 buttons": (actions(*[button()] * 26), "/blocks/0/elements"),
    "no buttons": (actions(), "/blocks/0/elements"),
    "button text over 75": (actions(button(text=plain("x" * 76))), "/blocks/0/elements/0/text/text"),
    "button value over 2,000": (actions(button(value="x" * 2001)), "/blocks/0/elements/0/value"),
    "button of another style": (actions(button(style="warning")), "/blocks/0/elements/0/style"),
    "button that is disabled": (actions(button(disabled=True)), "/blocks/0/elements/0"),
    "label for listeners over 75": (
        actions(button(accessibility_label="x" * 76)),
        "/blocks/0/elements/0/accessibility_label",
    ),
    "the same action twice": (
        actions(button(action_id="a"), button(action_id="a")),
        "/blocks/0/elements/1/action_id",
    ),
    "action id over 255": (actions(button(action_id="x" * 256)), "/blocks/0/elements/0/action_id"),
    "confirm title over 100": (
        actions(
            button(
                confirm={
                    "title": plain("x" * 101),
                    "text": plain("T"),
                    "confirm": plain("Y"),
                    "deny": plain("N"),
                }
            )
        ),
        "/blocks/0/elements/0/confirm/title/text",
    ),
    "option value over 150": (
        actions({"type": "static_select", "options": [option("x" * 151)]}),
        "/blocks/0/elements/0/options/0/value",
    ),
    "option text over 75": (
        actions({"type": "static_select", "options": [option(text="x" * 76)]}),
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "101 options": (
        actions({"type": "static_select", "options": [option(str(n)) for n in range(101)]}),
        "/blocks/0/elements/0/options",
    ),
    "a select without options": (actions({"type": "static_select"}), "/blocks/0/elements/0"),
    "a select of options and groups": (
        actions({"type": "static_select", "options": [option()], "option_groups": []}),
        "/blocks/0/elements/0",
    ),
    "a choice that is not offered": (
        actions({"type": "static_select", "options": [option()], "initial_option": option("w")}),
        "/blocks/0/elements/0/initial_option",
    ),
    "eleven radio buttons": (
        actions({"type": "radio_buttons", "options": [option(str(n)) for n in range(11)]}),
        "/blocks/0/elements/0/options",
    ),
    "six in an overflow": (
        actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]}),
        "/blocks/0/elements/0/options",
    ),
    "the same value twice": (
        actions({"type": "radio_buttons", "options": [option("a"), option("a")]}),
        "/blocks/0/elements/0/options/1/value",
    ),
    "an input that takes 3,001": (typed(max_length=3001), "/blocks/0/element/max_length"),
    "an input at least longer than at most": (
        typed(min_length=9, max_length=8),
        "/blocks/0/element/min_length",
    ),
    "a flag that is a word": (typed(multiline="yes"), "/blocks/0/element/multiline"),
    "a number that is a flag": (typed(max_length=True), "/blocks/0/element/max_length"),
    "a date in words": (
        actions({"type": "datepicker", "initial_date": "today"}),
        "/blocks/0/elements/0/initial_date",
    ),
    "an image without words": ({"type": "image", "image_url": "https://e.org/i.png"}, "/blocks/0"),
    "an image from nowhere": ({"type": "image", "alt_text": "x"}, "/blocks/0"),
    "101 rows": (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101},
        "/blocks/0/rows",
    ),
    "21 cells": (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]},
        "/blocks/0/rows/0",
    ),
    "an alert outside of a modal": ({"type": "alert", "text": plain("x")}, "/blocks/0/type"),
    "a number to type outside of a modal": (
        typed(type="number_input", is_decimal_allowed=False),
        "/blocks/0/element/type",
    ),
    "rows of different lengths": (
        {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": "x"}] * 2, [{"type": "raw_text", "text": "x"}]],
        },
        "/blocks/0/rows/1",
    ),
    "a data table of a header only": (
        {"type": "data_table", "caption": "c", "rows": [[{"type": "raw_text", "text": "x"}]]},
        "/blocks/0/rows",
    ),
    "202 rows of data": (
        {"type": "data_table", "caption": "c", "rows": [[{"type": "raw_text", "text": "x"}]] * 202},
        "/blocks/0/rows",
    ),
    "a data table without a caption": (
        {"type": "data_table", "rows": [[{"type": "raw_text", "text": "x"}]] * 2},
        "/blocks/0",
    ),
    "a button in the header of a data table": (
        {
            "type": "data_table",
            "caption": "c",
            "rows": [
                [{"type": "action_cell", "element": button()}],
                [{"type": "raw_text", "text": "x"}],
            ],
        },
        "/blocks/0/rows/0/0/type",
    ),
    "a page of 101 rows": (
        {"type": "data_table", "caption": "c", "page_size": 101, "rows": [[]] * 2},
        "/blocks/0/page_size",
    ),
    "a card of nothing": ({"type": "card", "subtitle": plain("x")}, "/blocks/0"),
    "a card of four buttons": (
        {"type": "card", "actions": [button(action_id=str(n)) for n in range(4)]},
        "/blocks/0/actions",
    ),
    "a card's body over 200": ({"type": "card", "body": plain("x" * 201)}, "/blocks/0/body/text"),
    "a card of two icons": (
        {
            "type": "card",
            "title": plain("x"),
            "icon": {"type": "image", "image_url": "https://e.org/i.png", "alt_text": "i"},
            "slack_icon": {"type": "icon", "name": "check"},
        },
        "/blocks/0",
    ),
    "a list inside of text": (
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "rich_text_list"}]}],
        },
        "/blocks/0/elements/0/elements/0/type",
    ),
    "checked boxes that are not offered": (
        actions({"type": "checkboxes", "options": [option()], "initial_options": [option("w")]}),
        "/blocks/0/elements/0/initial_options/0",
    ),
    "fields that are no list": ({"type": "section", "fields": "a, b"}, "/blocks/0/fields"),
    "a url that is a number": (actions(button(url=7)), "/blocks/0/elements/0/url"),
    "an element that is no object": (actions("Go"), "/blocks/0/elements/0"),
    "block id over 255": (section(block_id="x" * 256), "/blocks/0/block_id"),
}


@pytest.mark.parametrize(("block", "pointer"), REFUSED.values(), ids=REFUSED)
def test_what_slack_refuses_is_refused_with_a_pointer_to_it(block: Any, pointer: str) -> None:
    assert pointer in pointers(judge(block))


def test_a_key_with_a_slash_is_escaped_in_the_pointer() -> None:
    fault = judge({"type": "rich_text", "elements": [], "a/b": 1})

    assert fault == [Fault("/blocks/0", "invalid additional property: a/b")]


def test_a_message_needs_text_or_blocks() -> None:
    assert judge_message({"text": "", "blocks": []}) == [Fault("", "needs text or blocks", "no_text")]


def test_fifty_blocks_are_taken_and_51_are_not() -> None:
    assert judge(*[{"type": "divider"}] * 50) == []
    assert pointers(judge(*[{"type": "divider"}] * 51)) == ["/blocks"]


def test_two_blocks_with_one_id_are_refused() -> None:
    assert pointers(judge(section(block_id="b"), section(block_id="b"))) == ["/blocks/1/block_id"]


def test_a_posted_text_may_be_40000_long() -> None:
    assert judge_message({"text": "x" * 40_000}) == []
    assert judge_message({"text": "x" * 40_001})[0].error == "msg_too_long"


def test_an_updated_text_may_only_be_4000_long() -> None:
    faults = judge_message({"text": "x" * 4_001}, text_limit=registry.UPDATED_TEXT)

    assert [(fault.pointer, fault.error) for fault in faults] == [("/text", "msg_too_long")]


def test_all_blocks_together_have_a_budget() -> None:
    faults = judge(*[section(text=plain("x" * 2_990))] * 5)

    assert [(fault.pointer, fault.error) for fault in faults] == [("/blocks", "msg_blocks_too_long")]


def test_a_message_has_one_table_at_most() -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}

    assert [fault.rule for fault in judge(table, table)] == ["no more than 1 table allowed"]


def test_the_tables_of_a_home_share_one_budget_of_characters() -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 2_600}]]}
    faults = judge_view({"type": "home", "blocks": [table] * 4})

    assert [(fault.pointer, fault.error) for fault in faults] == [("/blocks", "invalid_arguments")]


IN_A_MODAL: dict[str, dict[str, Any]] = {
    "alert": {"type": "alert", "text": plain("Mind the gap"), "level": "warning"},
    "e-mail": typed(type="email_text_input", initial_value="a@b.org"),
    "address": typed(type="url_text_input"),
    "number": typed(type="number_input", is_decimal_allowed=True, min_value="-1.5", max_value="10"),
    "files": typed(type="file_input", filetypes=["csv", "xlsx"], max_files=1),
    "card": {"type": "card", "title": plain("Payroll")},
}


@pytest.mark.parametrize("block", IN_A_MODAL.values(), ids=IN_A_MODAL)
def test_what_a_modal_takes_is_taken(block: dict[str, Any]) -> None:
    assert judge_view(modal(blocks=[block])) == []


def test_markdown_blocks_share_one_budget_of_characters() -> None:
    markdown = {"type": "markdown", "text": "x" * 6_100}

    assert pointers(judge(markdown, markdown)) == ["/blocks"]


def test_lengths_count_code_points_not_bytes() -> None:
    assert judge({"type": "header", "text": plain("😀" * 150)}) == []


def test_a_good_modal_is_taken() -> None:
    assert judge_view(modal(callback_id="c", private_metadata="{}", close=plain("Close"))) == []


def test_a_good_home_is_taken() -> None:
    assert judge_view({"type": "home", "blocks": [section()]}) == []


BAD_VIEWS: dict[str, tuple[dict[str, Any], str]] = {
    "title over 24": (modal(title=plain("x" * 25)), "/title/text"),
    "submit over 24": (modal(submit=plain("x" * 25)), "/submit/text"),
    "metadata over 3,000": (modal(private_metadata="x" * 3001), "/private_metadata"),
    "callback id over 255": (modal(callback_id="x" * 256), "/callback_id"),
    "no blocks": (modal(blocks=[]), "/blocks"),
    "101 blocks": (modal(blocks=[{"type": "divider"}] * 101), "/blocks"),
    "two inputs of one id": (modal(blocks=[typed() | {"block_id": "b"}] * 2), "/blocks/1/block_id"),
    "alert over 200": (modal(blocks=[{"type": "alert", "text": plain("x" * 201)}]), "/blocks/0/text/text"),
    "alert of another level": (
        modal(blocks=[{"type": "alert", "text": plain("x"), "level": "red"}]),
        "/blocks/0/level",
    ),
    "a number from more to less": (
        modal(blocks=[typed(type="number_input", is_decimal_allowed=False, min_value="2", max_value="1")]),
        "/blocks/0/element/min_value",
    ),
    "eleven files": (modal(blocks=[typed(type="file_input", max_files=11)]), "/blocks/0/element/max_files"),
    "feedback": (modal(blocks=[ACCEPTED["feedback"]]), "/blocks/0/type"),
    "markdown": (modal(blocks=[ACCEPTED["markdown"]]), "/blocks/0/type"),
    "an alert at home": (
        {"type": "home", "blocks": [{"type": "alert", "text": plain("x")}]},
        "/blocks/0/type",
    ),
    "a table": (modal(blocks=[ACCEPTED["table"]]), "/blocks/0/type"),
    "a home with a button to submit": (
        {"type": "home", "blocks": [section()], "submit": plain("x")},
        "",
    ),
    "a workflow step": ({"type": "workflow_step", "blocks": []}, "/type"),
}


@pytest.mark.parametrize(("view", "pointer"), BAD_VIEWS.values(), ids=BAD_VIEWS)
def test_a_bad_view_is_refused_with_a_pointer(view: dict[str, Any], pointer: str) -> None:
    assert pointer in pointers(judge_view(view))


def test_a_modal_with_inputs_needs_a_button_to_submit() -> None:
    view = modal()
    del view["submit"]

    assert pointers(judge_view(view)) == ["/submit"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "blocks", "options", "element", "rows", "fields"]),
            inner
            | st.sampled_from(["section", "actions", "button", "static_select", "input", "modal", "table"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_no_payload_breaks_the_judge(value: Any) -> None:
    faults = judge_message({"text": "x", "blocks": value})
    faults += judge_view({"type": "modal", "blocks": value})

    assert all(isinstance(fault, Fault) for fault in faults)
