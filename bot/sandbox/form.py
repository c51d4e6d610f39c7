"""A modal as a person fills it in: by the labels of its fields."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.sandbox.blocks import Control, controls, options
from bot.sandbox.fields import SEVERAL, read_initial
from bot.sandbox.shapes import Json
from bot.sandbox.text import bare


def fill(view: Json, draft: Json, typed: Mapping[str, Any]) -> Json:
    """The values of every field: what stood there, what was picked, and what is typed now.

    Args:
        view: the modal as Slack shows it.
        draft: what was picked before, in Slack's `state.values` shape.
        typed: text (or an option's text, or several) by a field's label, block id or action id.

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
        values[control.block["block_id"]][control.element["action_id"]] = _enter(control.element, entry)
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


def _enter(element: Json, entry: Any) -> Json:
    kind = element["type"]
    if kind in SEVERAL:
        several = [entry] if isinstance(entry, str) else list(entry)
        return {"type": kind, "selected_options": [_option(element, one) for one in several]}
    if options(element):
        return {"type": kind, "selected_option": _option(element, entry)}
    return {"type": kind, "value": entry}


def _option(element: Json, text: str) -> Json:
    for option in options(element):
        if bare(option["text"]["text"]) == bare(text):
            return option
    there = [option["text"]["text"] for option in options(element)]
    raise AssertionError(f"There is no option {text!r}. Options here: {there}")
