"""Text on its way in and out: unescaped once when it comes, escaped once when it goes, cut without harm."""

import re
from typing import Final

from dialogs.text_cleaning import clean, cut

ELLIPSIS: Final = "…"
_USER: Final = re.compile(r"[UW][A-Z0-9]{2,20}")
_CHANNEL: Final = re.compile(r"[CDG][A-Z0-9]{2,20}")
_LINK: Final = re.compile(r"<((?:https?://|mailto:|tel:)[^<>|]+)(?:\|([^<>]+))?>")
_NAMED: Final = re.compile(r"<[#@!][^<>|]+\|([^<>]+)>")


def unescape(text: str) -> str:
    """The words of a text that Slack escaped, as they were typed.

    Links become their label (or address) and named channels or people become their name.
    """
    text = _LINK.sub(lambda link: link[2] or link[1], text)
    text = _NAMED.sub(lambda named: named[1], text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """The three characters that Slack asks for, and no other: no `<!channel>` or `<@U1>` survives."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, limit: int) -> str:
    """One visible line of at most so many characters, cut between words where that is possible."""
    line = clean(text)
    if len(line) <= limit:
        return line
    start = line[: limit - len(ELLIPSIS)]
    space = start.rfind(" ")
    return cut(start, space if space > limit // 2 else limit) + ELLIPSIS


def clip(escaped: str, limit: int) -> str:
    """Escaped text of at most so many characters, never cut inside an entity, a mention or a link."""
    if len(escaped) <= limit:
        return escaped
    cut = escaped[: limit - len(ELLIPSIS)]
    opened = max(cut.rfind("<"), cut.rfind("&"))
    closed = max(cut.rfind(">"), cut.rfind(";"))
    return (cut[:opened] if opened > closed else cut).rstrip() + ELLIPSIS


def mention_person(person: str) -> str | None:
    """A live mention, or None when that is no user id of Slack's."""
    return f"<@{person}>" if _USER.fullmatch(person) else None


def mention_channel(channel: str) -> str | None:
    """A live channel name, or None when that is no channel id of Slack's."""
    return f"<#{channel}>" if _CHANNEL.fullmatch(channel) else None
