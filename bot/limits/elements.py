"""Block Kit's elements: what a person presses, picks and types into, and small images."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bot.limits import registry
from bot.limits.objects import (
    ACTION_ID,
    CHOICE_OPTION,
    CONFIRM,
    CONVERSATION_FILTER,
    COUNT,
    DISPATCH,
    FLAG,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    SLACK_FILE,
    STRING,
    URL,
    named,
    plain_text,
)
from bot.limits.rules import ByType, Fault, Many, Rule, Shape, String, Whole, exactly_one_of, unique

_INTERACTIVE: Final[dict[str, Rule]] = {"action_id": ACTION_ID}
_FOCUSABLE: Final[dict[str, Rule]] = {**_INTERACTIVE, "focus_on_load": FLAG}
_CONFIRMED: Final[dict[str, Rule]] = {**_FOCUSABLE, "confirm": CONFIRM}
_SELECT: Final[dict[str, Rule]] = {**_CONFIRMED, "placeholder": plain_text(registry.PLACEHOLDER)}
_OPTIONS: Final[dict[str, Rule]] = {
    "options": Many(OPTION, registry.SELECT_OPTIONS),
    "option_groups": Many(OPTION_GROUP, registry.OPTION_GROUPS),
}
_LABEL: Final = String(registry.ACCESSIBILITY_LABEL)


def _offered(value: Mapping[str, object]) -> list[object]:
    groups = value.get("option_groups")
    found = value.get("options")
    offered = list(found) if isinstance(found, list) else []
    for group in groups if isinstance(groups, list) else []:
        inner = group.get("options") if isinstance(group, Mapping) else None
        offered += inner if isinstance(inner, list) else []
    return offered


def _initial_is_offered(value: Mapping[str, object], at: str) -> Iterator[Fault]:
    if "initial_option" in value and value["initial_option"] not in _offered(value):
        yield Fault(f"{at}/initial_option", "must exactly match one of the provided options")
    chosen = value.get("initial_options")
    for number, option in enumerate(chosen if isinstance(chosen, list) else []):
        if option not in _offered(value):
            yield Fault(f"{at}/initial_options/{number}", "must exactly match one of the provided options")


def _lengths_agree(value: Mapping[str, object], at: str) -> Iterator[Fault]:
    least, most = value.get("min_length"), value.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield Fault(f"{at}/min_length", "must not be greater than max_length")


_BUTTON: Final = Shape(
    {"type": named("button"), "text": plain_text(registry.BUTTON_TEXT)},
    {
        **_INTERACTIVE,
        "value": String(registry.BUTTON_VALUE),
        "url": URL,
        "style": String(one_of=frozenset({"primary", "danger"})),
        "confirm": CONFIRM,
        "accessibility_label": _LABEL,
        "agent_prompt": String(registry.AGENT_PROMPT),
        "agent_prompt_display": STRING,
        "visible_to_user_ids": Many(STRING, registry.BUTTON_VIEWERS),
    },
)

_STATIC_SELECT: Final = Shape(
    {"type": named("static_select")},
    {**_SELECT, **_OPTIONS, "initial_option": OPTION},
    (exactly_one_of("options", "option_groups"), _initial_is_offered, unique("value", inside="options")),
)

_MULTI_STATIC_SELECT: Final = Shape(
    {"type": named("multi_static_select")},
    {
        **_SELECT,
        **_OPTIONS,
        "initial_options": Many(OPTION, registry.SELECT_OPTIONS),
        "max_selected_items": COUNT,
    },
    (exactly_one_of("options", "option_groups"), _initial_is_offered, unique("value", inside="options")),
)

_RADIO_BUTTONS: Final = Shape(
    {"type": named("radio_buttons"), "options": Many(CHOICE_OPTION, registry.CHOICE_OPTIONS)},
    {**_CONFIRMED, "initial_option": CHOICE_OPTION},
    (_initial_is_offered, unique("value", inside="options")),
)

_CHECKBOXES: Final = Shape(
    {"type": named("checkboxes"), "options": Many(CHOICE_OPTION, registry.CHOICE_OPTIONS)},
    {**_CONFIRMED, "initial_options": Many(CHOICE_OPTION, registry.CHOICE_OPTIONS)},
    (_initial_is_offered, unique("value", inside="options")),
)

_OVERFLOW: Final = Shape(
    {"type": named("overflow"), "options": Many(OVERFLOW_OPTION, registry.OVERFLOW_OPTIONS)},
    {**_INTERACTIVE, "confirm": CONFIRM},
    (unique("value", inside="options"),),
)

_PLAIN_TEXT_INPUT: Final = Shape(
    {"type": named("plain_text_input")},
    {
        **_FOCUSABLE,
        "placeholder": plain_text(registry.PLACEHOLDER),
        "initial_value": String(registry.TYPED_TEXT),
        "multiline": FLAG,
        "min_length": Whole(registry.TYPED_TEXT),
        "max_length": Whole(registry.Limit(registry.TYPED_TEXT.most, registry.TYPED_TEXT.source, least=1)),
        "dispatch_action_config": DISPATCH,
    },
    (_lengths_agree,),
)

_USERS_SELECT: Final = Shape({"type": named("users_select")}, {**_SELECT, "initial_user": STRING})

_CONVERSATIONS_SELECT: Final = Shape(
    {"type": named("conversations_select")},
    {
        **_SELECT,
        "initial_conversation": STRING,
        "default_to_current_conversation": FLAG,
        "response_url_enabled": FLAG,
        "filter": CONVERSATION_FILTER,
    },
)

_DATEPICKER: Final = Shape(
    {"type": named("datepicker")},
    {**_SELECT, "initial_date": String(form=re.compile(r"\d{4}-\d{2}-\d{2}"))},
)

_FEEDBACK_BUTTON: Final = Shape(
    {"text": plain_text(registry.BUTTON_TEXT), "value": String(registry.BUTTON_VALUE)},
    {"accessibility_label": _LABEL},
)

_FEEDBACK_BUTTONS: Final = Shape(
    {
        "type": named("feedback_buttons"),
        "positive_button": _FEEDBACK_BUTTON,
        "negative_button": _FEEDBACK_BUTTON,
    },
    _INTERACTIVE,
)

_ICON_BUTTON: Final = Shape(
    {"type": named("icon_button"), "icon": STRING, "text": plain_text(registry.BUTTON_TEXT)},
    {
        **_INTERACTIVE,
        "value": String(registry.BUTTON_VALUE),
        "confirm": CONFIRM,
        "accessibility_label": _LABEL,
        "visible_to_user_ids": Many(STRING, registry.BUTTON_VIEWERS),
    },
)

IMAGE: Final = Shape(
    {"type": named("image"), "alt_text": String(registry.ALT_TEXT)},
    {"image_url": URL, "slack_file": SLACK_FILE},
    (exactly_one_of("image_url", "slack_file"),),
)

_ELEMENTS: Final = ByType(
    {
        "button": _BUTTON,
        "static_select": _STATIC_SELECT,
        "multi_static_select": _MULTI_STATIC_SELECT,
        "radio_buttons": _RADIO_BUTTONS,
        "checkboxes": _CHECKBOXES,
        "overflow": _OVERFLOW,
        "plain_text_input": _PLAIN_TEXT_INPUT,
        "users_select": _USERS_SELECT,
        "conversations_select": _CONVERSATIONS_SELECT,
        "datepicker": _DATEPICKER,
        "feedback_buttons": _FEEDBACK_BUTTONS,
        "icon_button": _ICON_BUTTON,
        "image": IMAGE,
    }
)

_PICKED: Final = (
    "static_select",
    "multi_static_select",
    "radio_buttons",
    "checkboxes",
    "users_select",
    "conversations_select",
    "datepicker",
)

IN_SECTION: Final = _ELEMENTS.only("button", "overflow", "image", *_PICKED)
IN_ACTIONS: Final = _ELEMENTS.only("button", "overflow", *_PICKED)
IN_INPUT: Final = _ELEMENTS.only("plain_text_input", *_PICKED)
IN_CONTEXT_ACTIONS: Final = _ELEMENTS.only("feedback_buttons", "icon_button")
