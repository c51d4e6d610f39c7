"""What slack_sdk's own models refuse, our registry refuses too; its numbers are ours."""

from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import blocks as sdk
from slack_sdk.models.views import View

from bot.limits import judge_message, judge_view, registry
from bot.limits.registry import Limit


def plain(size: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": "x" * size}


def options(count: int, *, value: int = 3, text: int = 3) -> list[dict[str, Any]]:
    return [{"text": plain(text), "value": str(n).rjust(value, "0")} for n in range(count)]


def acting(element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": [element]}


def button(**more: Any) -> dict[str, Any]:
    return acting({"type": "button", "action_id": "a", "text": plain(3)} | more)


def select(**more: Any) -> dict[str, Any]:
    return acting({"type": "static_select", "action_id": "a", "placeholder": plain(3)} | more)


def confirm(**sizes: int) -> dict[str, Any]:
    parts = {"title": 1, "text": 1, "confirm": 1, "deny": 1} | sizes
    return button(confirm={key: plain(size) for key, size in parts.items()})


TOO_MUCH: dict[str, dict[str, Any]] = {
    "section text": {"type": "section", "text": plain(3001)},
    "section without text": {"type": "section"},
    "fields": {"type": "section", "fields": [plain(1)] * 11},
    "header": {"type": "header", "text": plain(151)},
    "block id": {"type": "divider", "block_id": "x" * 256},
    "context elements": {"type": "context", "elements": [plain(1)] * 11},
    "actions elements": {"type": "actions", "elements": button()["elements"] * 26},
    "button text": button(text=plain(76)),
    "button value": button(value="x" * 2001),
    "button url": button(url="x" * 3001),
    "button style": button(style="warning"),
    "button label": button(accessibility_label="x" * 76),
    "action id": button(action_id="x" * 256),
    "agent prompt": button(agent_prompt="x" * 4001),
    "confirm title": confirm(title=101),
    "confirm text": confirm(text=301),
    "confirm confirm": confirm(confirm=31),
    "confirm deny": confirm(deny=31),
    "select options": select(options=options(101)),
    "select without options": select(),
    "select placeholder": select(options=options(1), placeholder=plain(151)),
    "groups": select(option_groups=[{"label": plain(1), "options": options(1)}] * 101),
    "overflow": acting({"type": "overflow", "action_id": "a", "options": options(6)}),
    "date": acting({"type": "datepicker", "action_id": "a", "initial_date": "tomorrow"}),
    "input label": {
        "type": "input",
        "label": plain(2001),
        "element": {"type": "plain_text_input", "action_id": "a"},
    },
    "input hint": {
        "type": "input",
        "label": plain(1),
        "hint": plain(2001),
        "element": {"type": "plain_text_input", "action_id": "a"},
    },
    "image url": {"type": "image", "image_url": "x" * 3001, "alt_text": "x"},
    "image words": {"type": "image", "image_url": "x", "alt_text": "x" * 2001},
    "image title": {"type": "image", "image_url": "x", "alt_text": "x", "title": plain(2001)},
    "markdown": {"type": "markdown", "text": "x" * 12_001},
    "table rows": {"type": "table", "rows": []},
    "alert level": {"type": "alert", "text": plain(1), "level": "red"},
    "context actions": {
        "type": "context_actions",
        "elements": [{"type": "icon_button", "icon": "trash", "text": plain(1)}] * 6,
    },
    "feedback": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "positive_button": {"text": plain(76), "value": "1"},
                "negative_button": {"text": plain(1), "value": "0"},
            }
        ],
    },
}


@pytest.mark.parametrize("block", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_the_sdk_refuses_we_refuse(block: dict[str, Any]) -> None:
    with pytest.raises(SlackObjectFormationError):
        [parsed.to_dict() for parsed in sdk.Block.parse_all([block])]

    assert judge_message({"text": "x", "blocks": [block]})


BAD_VIEWS: dict[str, dict[str, Any]] = {
    "title": {"type": "modal", "title": plain(25), "blocks": [{"type": "divider"}]},
    "submit": {"type": "modal", "title": plain(1), "submit": plain(25), "blocks": [{"type": "divider"}]},
    "close": {"type": "modal", "title": plain(1), "close": plain(25), "blocks": [{"type": "divider"}]},
    "blocks": {"type": "modal", "title": plain(1), "blocks": [{"type": "divider"}] * 101},
    "no blocks": {"type": "home", "blocks": []},
    "metadata": {"type": "home", "blocks": [{"type": "divider"}], "private_metadata": "x" * 3001},
    "callback id": {"type": "home", "blocks": [{"type": "divider"}], "callback_id": "x" * 256},
    "home with submit": {"type": "home", "blocks": [{"type": "divider"}], "submit": plain(1)},
}


@pytest.mark.parametrize("view", BAD_VIEWS.values(), ids=BAD_VIEWS)
def test_a_view_that_the_sdk_refuses_we_refuse(view: dict[str, Any]) -> None:
    with pytest.raises(SlackObjectFormationError):
        View(**view).to_dict()

    assert judge_view(view)


NUMBERS: list[tuple[Limit, int]] = [
    (registry.SECTION_TEXT, sdk.SectionBlock.text_max_length),
    (registry.SECTION_FIELDS, sdk.SectionBlock.fields_max_length),
    (registry.HEADER_TEXT, sdk.HeaderBlock.text_max_length),
    (registry.CONTEXT_ELEMENTS, sdk.ContextBlock.elements_max_length),
    (registry.ACTIONS_ELEMENTS, sdk.ActionsBlock.elements_max_length),
    (registry.CONTEXT_ACTIONS_ELEMENTS, sdk.ContextActionsBlock.elements_max_length),
    (registry.MARKDOWN_TEXT, sdk.MarkdownBlock.text_max_length),
    (registry.INPUT_LABEL, sdk.InputBlock.label_max_length),
    (registry.BUTTON_TEXT, sdk.ButtonElement.text_max_length),
    (registry.BUTTON_VALUE, sdk.ButtonElement.value_max_length),
    (registry.URL, sdk.ButtonElement.url_max_length),
    (registry.AGENT_PROMPT, sdk.ButtonElement.agent_prompt_max_length),
    (registry.IDENTIFIER, sdk.ButtonElement.action_id_max_length),
    (registry.OPTION_TEXT, sdk.Option.label_max_length),
    (registry.OPTION_VALUE, sdk.Option.value_max_length),
    (registry.SELECT_OPTIONS, sdk.StaticSelectElement.options_max_length),
    (registry.OPTION_GROUPS, sdk.StaticSelectElement.option_groups_max_length),
    (registry.PLACEHOLDER, sdk.StaticSelectElement.placeholder_max_length),
    (registry.OVERFLOW_OPTIONS, sdk.OverflowMenuElement.options_max_length),
    (registry.ALT_TEXT, sdk.ImageElement.alt_text_max_length),
    (registry.CONFIRM_TITLE, sdk.ConfirmObject.title_max_length),
    (registry.CONFIRM_TEXT, sdk.ConfirmObject.text_max_length),
    (registry.CONFIRM_BUTTON, sdk.ConfirmObject.confirm_max_length),
    (registry.VIEW_TITLE, View.title_max_length),
    (registry.VIEW_BUTTON, View.submit_max_length),
    (registry.VIEW_BLOCKS, View.blocks_max_length),
    (registry.PRIVATE_METADATA, View.private_metadata_max_length),
    (registry.CALLBACK_ID, View.callback_id_max_length),
]


@pytest.mark.parametrize(("limit", "number"), NUMBERS)
def test_our_numbers_are_the_numbers_of_the_sdk(limit: Limit, number: int) -> None:
    assert limit.most == number
