"""The few parts that all messages are made of; what people typed only ever goes into plain text."""

from collections.abc import Iterable, Sequence

from bot.limits import registry
from bot.views.escape import clip, escape, shorten
from bot.views.message import Block, Part

LINES_SHOWN = 1_200
"""Characters of one paragraph of ours; longer wording would push the buttons off a phone's screen."""


def headline(text: str) -> Part:
    """A large line of plain text."""
    line = shorten(text, registry.HEADER_TEXT.most)
    return Part({"type": "header", "text": plain_text(line)}, f"*{escape(line)}*")


def say(template: str, **values: object) -> Part:
    """A paragraph of our own wording; the values are escaped."""
    return say_marked(template.format(**{name: escape(str(value)) for name, value in values.items()}))


def say_marked(text: str) -> Part:
    """A paragraph whose mentions and links are meant to be live; everything else in it is escaped."""
    text = clip(text, LINES_SHOWN)
    return Part({"type": "section", "text": mrkdwn(text)}, text)


def say_plainly(text: str, *, spoken: str = "") -> Part:
    """A paragraph without any markup, such as one that holds what people typed; `spoken` where it draws."""
    text = text[:LINES_SHOWN]
    return Part({"type": "section", "text": plain_text(text)}, escape(spoken or text))


def whisper(template: str, **values: object) -> Part:
    """A small gray line of our own wording; the values are escaped."""
    return whisper_marked(template.format(**{name: escape(str(value)) for name, value in values.items()}))


def whisper_marked(text: str) -> Part:
    """A small gray line whose mentions and links are meant to be live."""
    text = clip(text, LINES_SHOWN)
    return Part({"type": "context", "elements": [mrkdwn(text)]}, text)


def whisper_plainly(*texts: str) -> Part:
    """Small gray pieces of plain text on one line."""
    elements = [plain_text(text) for text in texts]
    return Part({"type": "context", "elements": elements}, escape(" · ".join(texts)))


def listing(title: str, items: Iterable[str]) -> Part:
    """A bold title of our own wording and a bulleted list of the pack's wording."""
    return say_marked("\n".join([title, *[f"• {escape(item)}" for item in items]]))


def rule() -> Part:
    """A thin line."""
    return Part({"type": "divider"}, "")


def row(template: str, elements: Sequence[Block], names: Iterable[str]) -> Part:
    """A row of things to press; the template says their names to those who only hear them."""
    spoken = template.format(choices=escape(", ".join(names)))
    return Part({"type": "actions", "elements": list(elements)}, spoken)


def plain_text(text: str) -> Block:
    """A text object that Slack shows as it is."""
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Block:
    """A text object with Slack's markup; nothing else in it becomes a link by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}
