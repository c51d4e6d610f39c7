"""The fields of a form: what may be entered, and what Slack says before it bothers the app."""

from collections.abc import Iterator
from typing import Any, Final

from bot.sandbox.blocks import Control, controls, options
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json

REQUIRED: Final = "Please complete this required field."
ONE: Final = frozenset({"static_select", "radio_buttons", "overflow"})
SEVERAL: Final = frozenset({"checkboxes", "multi_static_select"})
KEYS: Final = {
    **dict.fromkeys(ONE, "selected_option"),
    **dict.fromkeys(SEVERAL, "selected_options"),
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "plain_text_input": "value",
}
"""Where each kind of control keeps what was entered."""


INITIAL: Final = {
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_conversation": "initial_conversation",
    "selected_date": "initial_date",
    "value": "initial_value",
}


def read_initial(element: Json) -> Json:
    """What stands in a control before anybody touches it; {} for one that holds nothing."""
    kind = str(element["type"])
    key = KEYS.get(kind)
    if key is None or kind == "overflow":
        return {}
    return {"type": kind, key: element.get(INITIAL[key], [] if kind in SEVERAL else None)}


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
    key = KEYS.get(kind)
    if key is None:
        return {}
    entry = told.get(key)
    if kind in SEVERAL:
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


def complain(blocks: list[Json], form: Json) -> Json:
    """What Slack itself finds wrong with a form, by block id."""
    complaints = {}
    for field in _inputs(blocks):
        entered = form[field.block["block_id"]][field.element["action_id"]]
        value = entered.get(KEYS.get(field.element["type"], ""))
        if complaint := _complain(field, value):
            complaints[field.block["block_id"]] = complaint
    return complaints


def _complain(field: Control, value: Any) -> str:
    if not value:
        return "" if field.block.get("optional") else REQUIRED
    if not isinstance(value, str):
        return ""
    least, most = field.element.get("min_length", 0), field.element.get("max_length", 3_000)
    if len(value) > most:
        return f"Please use at most {most} characters."
    return f"Please use at least {least} characters." if len(value) < least else ""


def _inputs(blocks: list[Json]) -> Iterator[Control]:
    return (control for control in controls(blocks) if control.block["type"] == "input")


def _is_possible(element: Json, entry: Any) -> bool:
    if element["type"] in SEVERAL:
        return isinstance(entry, list) and all(option in options(element) for option in entry)
    if element["type"] in ONE:
        return entry is None or entry in options(element)
    return entry is None or isinstance(entry, str)
