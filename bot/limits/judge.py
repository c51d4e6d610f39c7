"""Judges a whole message or view the way that Slack's Web API would."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.limits import registry
from bot.limits.blocks import IN_HOME, IN_MESSAGE, IN_MODAL
from bot.limits.objects import FLAG, STRING, named, plain_text
from bot.limits.registry import Limit
from bot.limits.rules import ByType, Fault, Many, Rule, Shape, String, unique

_UNIQUE_BLOCKS: Final = unique("block_id", inside="blocks")
_VIEW_KEYS: Final[dict[str, Rule]] = {
    "callback_id": String(registry.CALLBACK_ID),
    "external_id": String(registry.CALLBACK_ID),
    "private_metadata": String(registry.PRIVATE_METADATA),
}

_VIEWS: Final = ByType(
    {
        "modal": Shape(
            {
                "type": named("modal"),
                "title": plain_text(registry.VIEW_TITLE),
                "blocks": Many(IN_MODAL, registry.VIEW_BLOCKS),
            },
            {
                **_VIEW_KEYS,
                "submit": plain_text(registry.VIEW_BUTTON),
                "close": plain_text(registry.VIEW_BUTTON),
                "clear_on_close": FLAG,
                "notify_on_close": FLAG,
                "submit_disabled": FLAG,
            },
        ),
        "home": Shape({"type": named("home"), "blocks": Many(IN_HOME, registry.VIEW_BLOCKS)}, _VIEW_KEYS),
    }
)


def judge_message(payload: Mapping[str, Any], *, text_limit: Limit = registry.MESSAGE_TEXT) -> list[Fault]:
    """All that Slack would refuse in the `text` and `blocks` of a message; other keys are not looked at.

    Args:
        payload: what is sent to `chat.postMessage` and its like, blocks as lists (not yet JSON text).
        text_limit: `registry.UPDATED_TEXT` for `chat.update` and ephemeral messages.
    """
    text, blocks = payload.get("text"), payload.get("blocks")
    if not text and not blocks:
        return [Fault("", "needs text or blocks", "no_text")]
    faults = list(_judge_text(text, text_limit)) if text is not None else []
    if blocks:
        faults += Many(IN_MESSAGE, registry.MESSAGE_BLOCKS).judge(blocks, "/blocks")
        faults += _judge_together(payload)
    return faults


def judge_view(view: Mapping[str, Any]) -> list[Fault]:
    """All that Slack would refuse in a modal or a home view."""
    faults = [replace(fault, error="invalid_arguments") for fault in _VIEWS.judge(view, "")]
    if view.get("type") == "modal" and "submit" not in view and _has_inputs(view):
        faults.append(Fault("/submit", "missing required field: submit", "invalid_arguments"))
    together = [*_UNIQUE_BLOCKS(view, ""), *_judge_tables(view.get("blocks"))]
    faults += [replace(fault, error="invalid_arguments") for fault in together]
    return faults


def _judge_text(text: object, limit: Limit) -> Iterator[Fault]:
    yield from STRING.judge(text, "/text")
    if isinstance(text, str) and len(text) > limit.most:
        yield Fault("/text", f"must be less than {limit.most + 1} characters", "msg_too_long")


def _judge_together(payload: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _UNIQUE_BLOCKS(payload, "")
    blocks = payload["blocks"]
    size = len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"), default=str))
    if size > registry.MESSAGE_JSON.most:
        rule = f"all blocks together must be less than {registry.MESSAGE_JSON.most + 1} characters"
        yield Fault("/blocks", rule, "msg_blocks_too_long")
    if _count_text(_of_type(blocks, "markdown")) > registry.MARKDOWN_TEXT.most:
        yield Fault("/blocks", "markdown blocks together must be less than 12001 characters")
    if len(_of_type(blocks, "table")) > registry.TABLES.most:
        yield Fault("/blocks", "no more than 1 table allowed")
    yield from _judge_tables(blocks)


def _judge_tables(blocks: object) -> Iterator[Fault]:
    for kind, limit in (("table", registry.TABLES_TEXT), ("data_table", registry.DATA_TABLES_TEXT)):
        if _count_text(_of_type(blocks, kind)) > limit.most:
            yield Fault("/blocks", f"{kind}s together must be less than {limit.most + 1} characters")


def _of_type(blocks: object, kind: str) -> list[object]:
    found = blocks if isinstance(blocks, Sequence) else []
    return [block for block in found if isinstance(block, Mapping) and block.get("type") == kind]


def _count_text(value: object) -> int:
    """Characters under every `text` key, however deep."""
    if isinstance(value, Mapping):
        own = value.get("text")
        return len(own) if isinstance(own, str) else sum(map(_count_text, value.values()))
    if isinstance(value, list):
        return sum(map(_count_text, value))
    return 0


def _has_inputs(view: Mapping[str, Any]) -> bool:
    return bool(_of_type(view.get("blocks"), "input"))
