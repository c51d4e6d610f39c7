"""Forms and their inputs: a label, a hint, and what the person fills in or picks."""

from collections.abc import Collection, Iterable, Mapping

from bot.limits import registry
from bot.views.escape import shorten
from bot.views.message import Block, View
from bot.views.parts import plain_text
from bot.wire import Form, name_view, write_form


def modal(form: Form, title: str, blocks: Iterable[Block], *, close: str, submit: str = "") -> View:
    """A modal; without `submit` it only tells something."""
    view: View = {
        "type": "modal",
        "callback_id": name_view(type(form)),
        "private_metadata": write_form(form),
        "title": plain_text(title),
        "close": plain_text(close),
        "blocks": list(blocks),
    }
    return {**view, "submit": plain_text(submit)} if submit else view


def field(block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    """An input of a form; its block and its element bear one id."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label),
        "element": {**element, "action_id": block_id},
    }
    if hint:
        block["hint"] = plain_text(hint)
    if optional:
        block["optional"] = True
    return block


def lines(*, at_most: int, typed: str = "", placeholder: str = "") -> Block:
    """Text of several lines."""
    element: Block = {"type": "plain_text_input", "multiline": True, "max_length": at_most}
    if typed:
        element["initial_value"] = typed
    if placeholder:
        element["placeholder"] = plain_text(placeholder)
    return element


def person(placeholder: str, *, chosen: str = "") -> Block:
    """Somebody of the workspace."""
    element: Block = {"type": "users_select", "placeholder": plain_text(placeholder)}
    return {**element, "initial_user": chosen} if chosen else element


def day(placeholder: str, *, chosen: str = "") -> Block:
    """A day of the calendar, as YYYY-MM-DD."""
    element: Block = {"type": "datepicker", "placeholder": plain_text(placeholder)}
    return {**element, "initial_date": chosen} if chosen else element


def choices(options: Iterable[tuple[str, str]], *, chosen: str | None, placeholder: str) -> Block:
    """One of them, by value and label: few all in view, many in a menu."""
    offered = dict(options)
    if len(offered) <= registry.CHOICE_OPTIONS.most:
        return radio(offered, chosen or "")
    listed = {value: option(value, label) for value, label in offered.items()}
    element: Block = {
        "type": "static_select",
        "placeholder": plain_text(placeholder),
        "options": list(listed.values()),
    }
    return {**element, "initial_option": listed[chosen]} if chosen in listed else element


def radio(options: Mapping[str, str], chosen: str) -> Block:
    """One of several, by value and label; nothing is chosen when `chosen` is none of them."""
    listed = {value: option(value, label) for value, label in options.items()}
    element: Block = {"type": "radio_buttons", "options": list(listed.values())}
    return {**element, "initial_option": listed[chosen]} if chosen in listed else element


def checkboxes(options: Mapping[str, str], chosen: Collection[str]) -> Block:
    """Any of several."""
    listed = {value: option(value, label) for value, label in options.items()}
    element: Block = {"type": "checkboxes", "options": list(listed.values())}
    ticked = [listed[value] for value in listed if value in chosen]
    return {**element, "initial_options": ticked} if ticked else element


def option(value: str, label: str) -> Block:
    """One that can be picked."""
    return {"text": plain_text(shorten(label, registry.OPTION_TEXT.most)), "value": value}
