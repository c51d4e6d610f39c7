"""Block Kit's elements that a person picks from: menus, boxes, people, places, dates."""

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
    FLAG,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    STRING,
    named,
    plain_text,
)
from bot.limits.rules import Fault, Many, Rule, Shape, String, exactly_one_of, unique

_CONFIRMED: Final[dict[str, Rule]] = {"action_id": ACTION_ID, "focus_on_load": FLAG, "confirm": CONFIRM}
_SELECT: Final[dict[str, Rule]] = {**_CONFIRMED, "placeholder": plain_text(registry.PLACEHOLDER)}
_SEVERAL: Final[dict[str, Rule]] = {**_SELECT, "max_selected_items": COUNT}
_IDS: Final = Many(STRING, registry.SELECT_OPTIONS)
_OPTIONS: Final[dict[str, Rule]] = {
    "options": Many(OPTION, registry.SELECT_OPTIONS),
    "option_groups": Many(OPTION_GROUP, registry.OPTION_GROUPS),
}
_PLACES: Final[dict[str, Rule]] = {
    "default_to_current_conversation": FLAG,
    "filter": CONVERSATION_FILTER,
}


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


_STATIC_SELECT: Final = Shape(
    {"type": named("static_select")},
    {**_SELECT, **_OPTIONS, "initial_option": OPTION},
    (exactly_one_of("options", "option_groups"), _initial_is_offered, unique("value", inside="options")),
)

_MULTI_STATIC_SELECT: Final = Shape(
    {"type": named("multi_static_select")},
    {
        **_SEVERAL,
        **_OPTIONS,
        "initial_options": Many(OPTION, registry.SELECT_OPTIONS),
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
    {"action_id": ACTION_ID, "confirm": CONFIRM},
    (unique("value", inside="options"),),
)

_DATEPICKER: Final = Shape(
    {"type": named("datepicker")},
    {**_SELECT, "initial_date": String(form=re.compile(r"\d{4}-\d{2}-\d{2}"))},
)


def _select(kind: str, **may: Rule) -> Shape:
    return Shape({"type": named(kind)}, {**_SELECT, **may})


def _several(kind: str, **may: Rule) -> Shape:
    return Shape({"type": named(kind)}, {**_SEVERAL, **may})


PICKED: Final[dict[str, Rule]] = {
    "static_select": _STATIC_SELECT,
    "multi_static_select": _MULTI_STATIC_SELECT,
    "radio_buttons": _RADIO_BUTTONS,
    "checkboxes": _CHECKBOXES,
    "users_select": _select("users_select", initial_user=STRING),
    "multi_users_select": _several("multi_users_select", initial_users=_IDS),
    "conversations_select": _select(
        "conversations_select", initial_conversation=STRING, response_url_enabled=FLAG, **_PLACES
    ),
    "multi_conversations_select": _several(
        "multi_conversations_select", initial_conversations=_IDS, **_PLACES
    ),
    "channels_select": _select("channels_select", initial_channel=STRING, response_url_enabled=FLAG),
    "multi_channels_select": _several("multi_channels_select", initial_channels=_IDS),
    "datepicker": _DATEPICKER,
}
"""Works in sections, actions and inputs, on every surface."""

OVERFLOW: Final[Rule] = _OVERFLOW
