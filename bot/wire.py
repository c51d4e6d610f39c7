"""What we write into buttons and forms, beside what we read back from them; nothing read is trusted."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final, cast
from urllib.parse import quote, unquote

from bot.limits.registry import IDENTIFIER, OPTION_VALUE, PRIVATE_METADATA
from dialogs.messages import Command

OURS: Final = re.compile(r"^oa:")
"""Matches every action id that we write, and nobody else's."""

TASK_FORM: Final = "oa:task"
"""The callback id of the form that asks for a task."""

TASK_BLOCK: Final = "oa:task"
TASK_INPUT: Final = "oa:task:text"


# -------------------------------------------------------------------- presses


class Share(StrEnum):
    """The steps of showing an advice to the channel."""

    PREVIEW = "preview"
    POST = "post"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class PressOption:
    """An option of a question, on the card of that turn."""

    assessment: str
    turn: int
    question: str
    option: str


@dataclass(frozen=True, slots=True)
class PressOrder:
    """A command, with what it is about where it takes something."""

    assessment: str
    turn: int
    command: Command
    about: str = ""


@dataclass(frozen=True, slots=True)
class PressPick:
    """One of the tasks that a message held, by its number from 1; 0 for all of it as one task."""

    assessment: str
    turn: int
    number: int


@dataclass(frozen=True, slots=True)
class PressNext:
    """A task that still waits, by its number from 1."""

    assessment: str
    turn: int
    number: int


@dataclass(frozen=True, slots=True)
class PressShare:
    """A step towards showing the advice to the channel."""

    assessment: str
    step: Share


@dataclass(frozen=True, slots=True)
class PressKeep:
    """Send the advice to my DM as well."""

    assessment: str


@dataclass(frozen=True, slots=True)
class PressStart:
    """Open the form that asks for the task; without an assessment it begins a new one."""

    assessment: str = ""


@dataclass(frozen=True, slots=True)
class PressExplain:
    """Explain a concept of the pack."""

    concept: str


PressCard = PressOption | PressOrder | PressPick
"""Presses that act on the very conversation whose card they stand on."""

Press = PressCard | PressNext | PressShare | PressKeep | PressStart | PressExplain

_KINDS: Final[dict[str, type[Press]]] = {
    "option": PressOption,
    "order": PressOrder,
    "pick": PressPick,
    "next": PressNext,
    "share": PressShare,
    "keep": PressKeep,
    "start": PressStart,
    "explain": PressExplain,
}
_NAMES: Final = {press: kind for kind, press in _KINDS.items()}


def write_press(press: Press) -> str:
    """A button's or an option's value that `read_press` reads back.

    Raises:
        ValueError: when the ids are too long for the value of an option in a menu.
    """
    values = (str(getattr(press, field.name)) for field in fields(press))
    return _join(_NAMES[type(press)], *values, at_most=OPTION_VALUE.most)


def read_press(value: object) -> Press | None:
    """The press that was written into a value; None for anything that we would not have written."""
    kind, *parts = _split(value, at_most=OPTION_VALUE.most)
    press = _KINDS.get(kind)
    if press is None or len(parts) != len(fields(press)):
        return None
    build: Callable[..., Press] = press
    # Each field is a string, a whole number or a closed list: its type is also its reader.
    readers = [cast("Callable[[str], object]", field.type) for field in fields(press)]
    try:
        read = build(*(reader(part) for reader, part in zip(readers, parts, strict=True)))
        return read if write_press(read) == value else None
    except ValueError:
        return None


# ------------------------------------------------------------------ action ids


def name_action(press: Press) -> str:
    """An action id: what the press does, and enough more to be unique among the buttons beside it."""
    apart = (
        str(getattr(press, field.name)) for field in fields(press) if field.name not in {"assessment", "turn"}
    )
    return _join("oa", _NAMES[type(press)], *apart, at_most=IDENTIFIER.most)


def name_menu(kind: type[Press]) -> str:
    """The action id of a menu whose every option holds a press of this kind."""
    return f"oa:{_NAMES[kind]}"


def read_action(action: Mapping[str, Any]) -> Press | None:
    """The press in one of Slack's `actions`: a button, or what was picked in a menu, radio or overflow."""
    picked = action.get("selected_option")
    press = read_press(picked.get("value") if isinstance(picked, Mapping) else action.get("value"))
    if press is None or action.get("action_id") not in {name_action(press), name_menu(type(press))}:
        return None
    return press


# ------------------------------------------------------------------- the form


@dataclass(frozen=True, slots=True)
class TaskForm:
    """What the form remembers while it is open.

    Attributes:
        assessment: the conversation that waits for a task, or "" to begin a new one.
        channel: where the form was asked for, or "" (App Home).
    """

    assessment: str = ""
    channel: str = ""


def write_form(form: TaskForm) -> str:
    """A view's private metadata that `read_form` reads back."""
    return _join("task", form.assessment, form.channel, at_most=PRIVATE_METADATA.most)


def read_form(metadata: object) -> TaskForm | None:
    """What was written into a view's private metadata; None for anything else."""
    match _split(metadata, at_most=PRIVATE_METADATA.most):
        case ("task", assessment, channel):
            return TaskForm(assessment, channel)
        case _:
            return None


def read_task(view: Mapping[str, Any]) -> str | None:
    """What was typed into the submitted form ("" for nothing); None when the view is not our form."""
    found: object = view.get("state")
    for key in ("values", TASK_BLOCK, TASK_INPUT):
        found = found.get(key) if isinstance(found, Mapping) else None
    if view.get("callback_id") != TASK_FORM or not isinstance(found, Mapping):
        return None
    typed = found.get("value")
    return typed if isinstance(typed, str) else ""


# ------------------------------------------------------------------- encoding


def _join(*parts: str, at_most: int) -> str:
    joined = ":".join(quote(part, safe="") for part in parts)
    if len(joined) > at_most:
        raise ValueError(f"{parts[0]} needs {len(joined)} characters; Slack takes {at_most}")
    return joined


def _split(value: object, *, at_most: int) -> tuple[str, ...]:
    """The parts of a joined value; ("",) unless joining them gives exactly that value again."""
    if not isinstance(value, str) or len(value) > at_most:
        return ("",)
    try:
        parts = tuple(unquote(part, errors="strict") for part in value.split(":"))
        return parts if _join(*parts, at_most=at_most) == value else ("",)
    except ValueError:
        return ("",)
