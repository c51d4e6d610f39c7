"""A message made of parts: each part is one block and the same words for those who only hear them."""

import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple, TypedDict

from pydantic_core import PydanticSerializationError, to_json

from bot.views.escape import clip

Block = dict[str, Any]
"""A block of Block Kit, as it is sent."""

View = dict[str, Any]
"""A modal or a home view, as it is sent."""

TEXT_BUDGET: Final = 3_900
"""Under the 4,000 at which `chat.update` refuses a text."""

BLOCKS_BUDGET: Final = 10_000
"""Characters of JSON; Slack refuses somewhere above 13,000 and does not say where."""


class Message(TypedDict):
    """What is sent: `text` carries the whole content, because screen readers read only that."""

    text: str
    blocks: list[Block]


class Part(NamedTuple):
    """One block, and its words in Slack's escaped text ("" for what has none)."""

    block: Block
    spoken: str


Parts = tuple[Part, ...]


def compose(parts: Iterable[Part]) -> Message:
    """The message of those parts."""
    parts = tuple(parts)
    text = "\n".join(part.spoken for part in parts if part.spoken)
    return Message(text=clip(text, TEXT_BUDGET), blocks=[part.block for part in parts])


def fits(parts: Parts) -> bool:
    """Whether a message of those parts can be posted, and edited later, without Slack refusing."""
    spoken = sum([len(part.spoken) + 1 for part in parts])
    blocks = [part.block for part in parts]
    return spoken <= TEXT_BUDGET and (_is_short(blocks) or _written(blocks) <= BLOCKS_BUDGET)


def _written(blocks: list[Block]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))


def _is_short(blocks: list[Block]) -> bool:
    """Whether `_written` is surely within the budget: most messages are, and this tells it in half the time.

    It counts a byte or more for each character, and a space behind each comma and colon, in words too.
    """
    try:
        written = to_json(blocks)
    except PydanticSerializationError:  # Half of a surrogate pair.
        return False
    return len(written) + written.count(b",") + written.count(b":") <= BLOCKS_BUDGET
