"""Block Kit's blocks, and which of them each surface takes."""

from typing import Final

from bot.limits import registry
from bot.limits.elements import IMAGE, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from bot.limits.objects import BLOCK_ID, FLAG, SLACK_FILE, URL, any_text, named, plain_text
from bot.limits.registry import Limit, Stated
from bot.limits.rich_text import RICH_TEXT
from bot.limits.rules import (
    ByType,
    Many,
    Rule,
    Shape,
    String,
    Whole,
    at_least_one_of,
    exactly_one_of,
    unique,
)

_CELL: Final = ByType(
    {
        "raw_text": Shape({"type": named("raw_text"), "text": String(registry.TEXT)}),
        "raw_number": Shape({"type": named("raw_number"), "value": Whole()}, {"text": String(registry.TEXT)}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN: Final = Shape(
    {}, {"align": String(one_of=frozenset({"left", "center", "right"})), "is_wrapped": FLAG}
)
_COLUMNS: Final = Limit(registry.TABLE_CELLS.most, Stated.SLACK)


def _block(kind: str, needs: dict[str, Rule], **may: Rule) -> Shape:
    return Shape({"type": named(kind), **needs}, {**may, "block_id": BLOCK_ID})


_SECTION: Final = Shape(
    {"type": named("section")},
    {
        "block_id": BLOCK_ID,
        "text": any_text(registry.SECTION_TEXT),
        "fields": Many(any_text(registry.SECTION_FIELD), registry.SECTION_FIELDS),
        "accessory": IN_SECTION,
        "expand": FLAG,
    },
    (at_least_one_of("text", "fields"),),
)

_ACTIONS: Final = Shape(
    {"type": named("actions"), "elements": Many(IN_ACTIONS, registry.ACTIONS_ELEMENTS)},
    {"block_id": BLOCK_ID},
    (unique("action_id", inside="elements"),),
)

_CONTEXT: Final = _block(
    "context",
    {
        "elements": Many(
            ByType({**any_text(registry.TEXT).shapes, "image": IMAGE}),
            registry.CONTEXT_ELEMENTS,
        )
    },
)

_CONTEXT_ACTIONS: Final = Shape(
    {
        "type": named("context_actions"),
        "elements": Many(IN_CONTEXT_ACTIONS, registry.CONTEXT_ACTIONS_ELEMENTS),
    },
    {"block_id": BLOCK_ID},
    (unique("action_id", inside="elements"),),
)

_INPUT: Final = _block(
    "input",
    {"label": plain_text(registry.INPUT_LABEL), "element": IN_INPUT},
    hint=plain_text(registry.INPUT_LABEL),
    optional=FLAG,
    dispatch_action=FLAG,
)

_IMAGE: Final = Shape(
    {"type": named("image"), "alt_text": String(registry.ALT_TEXT)},
    {
        "block_id": BLOCK_ID,
        "title": plain_text(registry.IMAGE_TITLE),
        "image_url": URL,
        "slack_file": SLACK_FILE,
    },
    (exactly_one_of("image_url", "slack_file"),),
)

_TABLE: Final = _block(
    "table",
    {"rows": Many(Many(_CELL, registry.TABLE_CELLS), registry.TABLE_ROWS)},
    column_settings=Many(_COLUMN, _COLUMNS),
)

_ALERT: Final = _block(
    "alert",
    {"text": any_text(registry.ALERT_TEXT)},
    level=String(one_of=frozenset({"default", "info", "warning", "error", "success"})),
)

_EVERYWHERE: Final[dict[str, Rule]] = {
    "section": _SECTION,
    "header": _block("header", {"text": plain_text(registry.HEADER_TEXT)}),
    "divider": _block("divider", {}),
    "context": _CONTEXT,
    "actions": _ACTIONS,
    "input": _INPUT,
    "image": _IMAGE,
    "rich_text": RICH_TEXT,
    "alert": _ALERT,
}

IN_MESSAGE: Final = ByType(
    {
        **_EVERYWHERE,
        "table": _TABLE,
        "markdown": _block("markdown", {"text": String(registry.MARKDOWN_TEXT)}),
        "context_actions": _CONTEXT_ACTIONS,
    }
)
IN_VIEW: Final = ByType(_EVERYWHERE)
