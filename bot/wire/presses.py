"""What a button, a menu or an input on our messages stands for, written into it and read back.

A feature adds its own presses in a module of its own:

    @press("share")
    @dataclass(frozen=True, slots=True)
    class PressShare(Press): ...
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar

from bot.limits.registry import IDENTIFIER, OPTION_VALUE
from bot.wire.encoding import join
from bot.wire.records import Registry

OURS: Final = re.compile(r"^oa:")
"""Matches every action id that we write, and nobody else's."""

MIXED_MENU: Final = "oa:mixed"
"""The action id of a menu whose options hold presses of several kinds (the "more" of a card)."""

_INPUT: Final = "oa:in:"
_NOT_IN_ACTION_IDS: Final = frozenset({"assessment", "turn"})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Press:
    """Something that a person can press, choose or fill in."""


REGISTRY: Final = Registry[Press](at_most=OPTION_VALUE.most, alike=_NOT_IN_ACTION_IDS)


def press(name: str) -> Callable[[type[T]], type[T]]:
    """Gives a press its name in buttons; it must never change, old messages carry it.

    Raises:
        ValueError: when the name is taken.
    """
    return REGISTRY.named(name)


def write_press(pressed: Press) -> str:
    """A button's or an option's value that `read_press` reads back.

    Raises:
        ValueError: when the ids are too long for the value of an option in a menu.
    """
    return REGISTRY.write(pressed)


def read_press(value: object) -> Press | None:
    """The press that was written into a value; None for anything that we would not have written."""
    return REGISTRY.read(value)


def name_action(pressed: Press) -> str:
    """An action id: what the press does, and enough more to be unique among the buttons beside it."""
    return _join_action(*REGISTRY.apart(pressed))


def name_menu(kind: type[Press]) -> str:
    """The action id of a menu whose every option holds a press of this kind."""
    return f"oa:{REGISTRY.name(kind)}"


def name_input(pressed: Press) -> str:
    """The action id of an input (a search line, a choice of people, a date): its value is the person's own.

    Raises:
        ValueError: when the ids are too long for it.
    """
    named = _INPUT + REGISTRY.write(pressed)
    if len(named) > IDENTIFIER.most:
        raise ValueError(f"an input's id has {len(named)} characters; Slack takes {IDENTIFIER.most}")
    return named


def read_action(action: Mapping[str, Any]) -> Press | None:
    """The press in one of Slack's `actions`: a button, an input, or what was picked in a menu."""
    named = action.get("action_id")
    if isinstance(named, str) and named.startswith(_INPUT):
        return read_press(named.removeprefix(_INPUT))
    picked = action.get("selected_option")
    found = read_press(picked.get("value") if isinstance(picked, Mapping) else action.get("value"))
    if found is None or named not in {name_action(found), name_menu(type(found)), MIXED_MENU}:
        return None
    return found


@lru_cache(maxsize=1_024)  # Mostly of the pack's questions and options, which are the same on every card.
def _join_action(name: str, apart: tuple[object, ...]) -> str:
    return join("oa", name, *map(str, apart), at_most=IDENTIFIER.most)
