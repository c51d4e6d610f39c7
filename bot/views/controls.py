"""What can be pressed: each button or menu option holds a press of `bot.wire`."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.limits import registry
from bot.views.escape import shorten
from bot.views.message import Block, Part
from bot.views.parts import plain_text, row
from bot.wire import MIXED_MENU, Press, name_action, name_menu, write_press
from bot.wording import Confirm

FEW = 6
"""As many choices still read well as buttons under each other on a phone."""


class Choice(NamedTuple):
    """Something to press, and what stands on it."""

    label: str
    press: Press
    primary: bool = False
    confirm: Confirm | None = None


def button(choice: Choice) -> Block:
    """A button; its full words stay in its accessible name where they had to be cut."""
    made: Block = {
        "type": "button",
        "text": plain_text(shorten(choice.label, registry.BUTTON_TEXT.most)),
        "action_id": name_action(choice.press),
        "value": write_press(choice.press),
    }
    if choice.primary:
        made["style"] = "primary"
    if choice.confirm is not None:
        made["confirm"] = confirm(choice.confirm)
    return made


def confirm(words: Confirm) -> Block:
    """The dialog that asks once more."""
    return {
        "title": plain_text(words.title),
        "text": plain_text(words.text),
        "confirm": plain_text(words.confirm),
        "deny": plain_text(words.deny),
    }


def menu(placeholder: str, choices: Iterable[Choice]) -> Block:
    """A menu of one kind of press; a primary choice is shown as chosen."""
    choices = tuple(choices)
    options = [
        {
            "text": plain_text(shorten(choice.label, registry.OPTION_TEXT.most)),
            "value": write_press(choice.press),
        }
        for choice in choices[: registry.SELECT_OPTIONS.most]
    ]
    return {
        "type": "static_select",
        "action_id": name_menu(type(choices[0].press)),
        "placeholder": plain_text(placeholder),
        "options": options,
    }


def more_menu(choices: Iterable[Choice]) -> Block:
    """The three dots: up to five presses of any kind; it stands in a row or beside a paragraph."""
    options = [
        {
            "text": plain_text(shorten(choice.label, registry.OPTION_TEXT.most)),
            "value": write_press(choice.press),
        }
        for choice in choices
    ]
    return {"type": "overflow", "action_id": MIXED_MENU, "options": options}


def buttons(template: str, choices: Iterable[Choice]) -> Part:
    """A row of buttons."""
    choices = tuple(choices)
    return row(template, [button(choice) for choice in choices], [choice.label for choice in choices])


def pick(template: str, placeholder: str, choices: Iterable[Choice]) -> Part:
    """Few choices as buttons, many as a menu."""
    choices = tuple(choices)
    if len(choices) <= FEW:
        return buttons(template, choices)
    return row(template, [menu(placeholder, choices)], [choice.label for choice in choices])
