"""Block Kit's blocks, and which of them each surface takes.

Which surface takes which block: slackapi/slack-skills-plugin, block-kit/references/design-principles.md.
"""

from typing import Final

from bot.limits import registry
from bot.limits.elements import (
    BUTTON,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_MODAL_INPUT,
    IN_SECTION,
    SLACK_ICON,
)
from bot.limits.objects import BLOCK_ID, FLAG, SLACK_FILE, URL, any_text, named, plain_text
from bot.limits.rich_text import RICH_TEXT
from bot.limits.rules import (
    ByType,
    Many,
    Rule,
    Shape,
    String,
    at_least_one_of,
    at_most_one_of,
    exactly_one_of,
    unique,
)
from bot.limits.tables import DATA_TABLE, TABLE


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


def _input(element: ByType) -> Shape:
    return _block(
        "input",
        {"label": plain_text(registry.INPUT_LABEL), "element": element},
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

_ALERT: Final = _block(
    "alert",
    {"text": any_text(registry.ALERT_TEXT)},
    level=String(one_of=frozenset({"default", "info", "warning", "error", "success"})),
)

_CARD: Final = Shape(
    {"type": named("card")},
    {
        "block_id": BLOCK_ID,
        "hero_image": IMAGE,
        "icon": IMAGE,
        "slack_icon": SLACK_ICON,
        "title": any_text(registry.CARD_TITLE),
        "subtitle": any_text(registry.CARD_TITLE),
        "body": any_text(registry.CARD_BODY),
        "subtext": any_text(registry.CARD_BODY),
        "actions": Many(ByType({"button": BUTTON}), registry.CARD_ACTIONS),
    },
    (
        at_least_one_of("hero_image", "title", "actions", "body"),
        at_most_one_of("icon", "slack_icon"),
        unique("action_id", inside="actions"),
    ),
)

_EVERYWHERE: Final[dict[str, Rule]] = {
    "section": _SECTION,
    "header": _block("header", {"text": plain_text(registry.HEADER_TEXT)}),
    "divider": _block("divider", {}),
    "context": _CONTEXT,
    "actions": _ACTIONS,
    "input": _input(IN_INPUT),
    "image": _IMAGE,
    "rich_text": RICH_TEXT,
    "card": _CARD,
}
_TABLES: Final[dict[str, Rule]] = {"table": TABLE, "data_table": DATA_TABLE}

IN_MESSAGE: Final = ByType(
    {
        **_EVERYWHERE,
        **_TABLES,
        "markdown": _block("markdown", {"text": String(registry.MARKDOWN_TEXT)}),
        "context_actions": _CONTEXT_ACTIONS,
    }
)
IN_HOME: Final = ByType({**_EVERYWHERE, **_TABLES})
IN_MODAL: Final = ByType({**_EVERYWHERE, "input": _input(IN_MODAL_INPUT), "alert": _ALERT})
