"""Walks Block Kit: gives ids where the app gave none, finds what can be pressed, reads what can be seen."""

import copy
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot.sandbox.shapes import Json
from bot.sandbox.text import escape

MARKUP: Final = frozenset({"plain_text", "mrkdwn", "markdown"})
LITERAL: Final = frozenset({"raw_text", "text", "link"})
TYPED: Final = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
UNSEEN: Final = frozenset({"confirm", "value", "action_id", "block_id", "style", "alt_text", "image_url"})


@dataclass(frozen=True, slots=True)
class Control:
    """Something that a person can press, pick from or type into, and the block that it stands in."""

    block: Json
    element: Json

    @property
    def is_input(self) -> bool:
        """Is it part of a form, so that nothing is sent before the form is?"""
        return self.block.get("type") == "input" and not self.block.get("dispatch_action")

    @property
    def dispatches_on(self) -> tuple[str, ...]:
        """What sends typed text at once: `on_enter_pressed`, `on_character_entered`; () when nothing does."""
        if not self.block.get("dispatch_action"):
            return ()
        config = self.element.get("dispatch_action_config", {})
        return tuple(config.get("trigger_actions_on", ("on_enter_pressed",)))


def stamp(blocks: Iterable[Json]) -> list[Json]:
    """A copy in which each block and each control has an id, as in Slack's answers."""
    stamped = copy.deepcopy(list(blocks))
    for block in stamped:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for control in _controls_of(block):
            control.element.setdefault("action_id", secrets.token_urlsafe(4))
    return stamped


def controls(blocks: Iterable[Json]) -> Iterator[Control]:
    """Every control, from top to bottom."""
    for block in blocks:
        yield from _controls_of(block)


def find(blocks: Iterable[Json], block_id: str, action_id: str) -> Control | None:
    """The control of those ids."""
    wanted = (block_id, action_id)
    return next(
        (
            one
            for one in controls(blocks)
            if (one.block.get("block_id"), one.element.get("action_id")) == wanted
        ),
        None,
    )


def options(element: Json) -> list[Json]:
    """What can be picked there, groups opened; feedback buttons are two options."""
    if element.get("type") == "feedback_buttons":
        return [element["positive_button"], element["negative_button"]]
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(option for group in groups for option in group["options"])]


def words(value: Any) -> Iterator[str]:
    """Every text that somebody sees, in reading order, as it is stored."""
    if isinstance(value, list):
        for item in value:
            yield from words(item)
    elif isinstance(value, dict):
        yield from _own_words(value)
        for key, inner in value.items():
            if key not in UNSEEN:
                yield from words(inner)


def _own_words(value: Json) -> Iterator[str]:
    kind = value.get("type")
    if kind in MARKUP and isinstance(value.get("text"), str):
        yield value["text"]
    elif kind in LITERAL and isinstance(value.get("text"), str):
        yield escape(value["text"])
    elif kind == "user":
        yield f"<@{value.get('user_id', '')}>"
    elif kind == "raw_number":
        yield escape(str(value.get("text", value.get("value"))))
    elif kind == "data_table":
        yield escape(str(value.get("caption", "")))
    elif str(kind) in TYPED and value.get("initial_value"):
        yield value["initial_value"]


def _controls_of(block: Json) -> Iterator[Control]:
    if block.get("type") in {"context", "rich_text"}:
        return
    inside = [
        *(block.get("elements") or []),
        block.get("accessory"),
        block.get("element"),
        *((block.get("actions") or []) if block.get("type") == "card" else []),
        *(_in_cells(block) if block.get("type") == "data_table" else []),
    ]
    for element in inside:
        if isinstance(element, dict) and element.get("type") not in {None, "image"}:
            yield Control(block, element)


def _in_cells(table: Json) -> Iterator[Json]:
    for row in table["rows"]:
        yield from (cell["element"] for cell in row if cell["type"] == "action_cell")
