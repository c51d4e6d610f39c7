"""A modal as a person fills it in: by the labels of its fields."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.sandbox.blocks import Control, controls
from bot.sandbox.fields import read_initial
from bot.sandbox.shapes import Json
from bot.sandbox.text import bare


def fill(view: Json, draft: Json, typed: Mapping[str, Any], enter: Callable[[Json, Any], Json]) -> Json:
    """The values of every field: what stood there, what was picked, and what is typed now.

    Args:
        view: the modal as Slack shows it.
        draft: what was picked before, in Slack's `state.values` shape.
        typed: text (or an option's text, or several) by a field's label, block id or action id.
        enter: makes Slack's value of a control out of these.

    Raises:
        AssertionError: there is no such field or option.
    """
    values: Json = {}
    for control in _fields(view):
        values.setdefault(control.block["block_id"], {})[control.element["action_id"]] = read_initial(
            control.element
        )
    for block_id, picked in {**view["state"]["values"], **draft}.items():
        values.setdefault(block_id, {}).update(picked)
    for label, entry in typed.items():
        control = _field(view, label)
        values[control.block["block_id"]][control.element["action_id"]] = enter(control.element, entry)
    return values


def _fields(view: Json) -> Iterator[Control]:
    return (control for control in controls(view["blocks"]) if control.block["type"] == "input")


def _field(view: Json, label: str) -> Control:
    wanted = bare(label.replace("_", " "))
    for control in _fields(view):
        shown = bare(control.block["label"]["text"])
        if shown == wanted or label in (control.block["block_id"], control.element["action_id"]):
            return control
    there = [control.block["label"]["text"] for control in _fields(view)]
    raise AssertionError(f"There is no field {label!r}. Fields here: {there}")
