"""The fields of a form: what may be entered, and what Slack says before it bothers the app."""

import re
from collections.abc import Iterator
from typing import Any, Final

from bot.sandbox.blocks import TYPED, Control, controls, options
from bot.sandbox.complaints import complain_of
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json

ONE: Final = frozenset({"static_select", "radio_buttons", "overflow"})
SEVERAL: Final = frozenset({"checkboxes", "multi_static_select"})
KEYS: Final = {
    **dict.fromkeys(ONE, "selected_option"),
    **dict.fromkeys(SEVERAL, "selected_options"),
    **dict.fromkeys(TYPED, "value"),
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "file_input": "files",
}
"""Where each kind of control keeps what was entered."""
LISTS: Final = frozenset(
    {*SEVERAL, "multi_users_select", "multi_conversations_select", "multi_channels_select", "file_input"}
)
DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

INITIAL: Final = {
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "value": "initial_value",
    "files": "initial_files",
}


def read_initial(element: Json) -> Json:
    """What stands in a control before anybody touches it; {} for one that holds nothing."""
    kind = str(element["type"])
    key = KEYS.get(kind)
    if key is None or kind == "overflow":
        return {}
    return {"type": kind, key: element.get(INITIAL[key], [] if kind in LISTS else None)}


def read_state(blocks: list[Json], picked: Json) -> Json:
    """Every control that holds something, as picked or as it was at first: Slack's `state.values`."""
    state: Json = {}
    for control in controls(blocks):
        block_id, action_id = control.block["block_id"], control.element["action_id"]
        held = picked.get(block_id, {}).get(action_id) or read_initial(control.element)
        if held:
            state.setdefault(block_id, {})[action_id] = held
    return state


def read_entry(element: Json, told: Json) -> Json:
    """What a person entered into one control, as Slack passes it on; buttons hold nothing.

    Raises:
        CannotDo: the control offers no such thing.
    """
    kind = str(element["type"])
    if kind == "feedback_buttons":
        return _read_feedback(element, told)
    key = KEYS.get(kind)
    if key is None:
        return {}
    entry = told.get(key)
    if kind in LISTS:
        entry = entry or []
    if not _is_possible(element, entry):
        raise CannotDo("There is no such option here.")
    return {key: entry or None if key == "value" else entry}


def read_form(blocks: list[Json], values: Json) -> Json:
    """Every input with what was entered (null where nothing was), in Slack's `state.values` shape.

    Raises:
        CannotDo: an entry that its input does not offer.
    """
    form: Json = {}
    for field in _inputs(blocks):
        block_id, element = field.block["block_id"], field.element
        told = values.get(block_id, {}).get(element["action_id"], {})
        form.setdefault(block_id, {})[element["action_id"]] = {
            "type": element["type"],
            **read_entry(element, told),
        }
    return form


def read_told(blocks: list[Json], values: Json) -> Json:
    """The inputs that something is told of, in Slack's `state.values` shape.

    Raises:
        CannotDo: an entry that its input does not offer.
    """
    form: Json = {}
    for field in _inputs(blocks):
        block_id, action_id = field.block["block_id"], field.element["action_id"]
        told = values.get(block_id, {})
        if isinstance(told, dict) and isinstance(told.get(action_id), dict):
            entry = {"type": field.element["type"], **read_entry(field.element, told[action_id])}
            form[block_id] = {action_id: entry}
    return form


def complain(blocks: list[Json], form: Json) -> Json:
    """What Slack itself finds wrong with a form, by block id."""
    complaints = {}
    for field in _inputs(blocks):
        entered = form[field.block["block_id"]][field.element["action_id"]]
        value = entered.get(KEYS.get(field.element["type"], ""))
        if complaint := complain_of(field, value):
            complaints[field.block["block_id"]] = complaint
    return complaints


def _inputs(blocks: list[Json]) -> Iterator[Control]:
    return (control for control in controls(blocks) if control.block["type"] == "input")


def _read_feedback(element: Json, told: Json) -> Json:
    pressed = next((one for one in options(element) if one["value"] == told.get("value")), None)
    if pressed is None:
        raise CannotDo("There is no such option here.")
    return {"text": pressed["text"], "value": pressed["value"]}


def _is_possible(element: Json, entry: Any) -> bool:
    kind = element["type"]
    if kind in LISTS:
        few = isinstance(entry, list) and len(entry) <= element.get("max_selected_items", 1_000)
        return few and (kind not in SEVERAL or all(option in options(element) for option in entry))
    if kind in ONE:
        return entry is None or entry in options(element)
    if kind == "datepicker" and entry is not None:
        return isinstance(entry, str) and bool(DATE.fullmatch(entry))
    return entry is None or isinstance(entry, str)
