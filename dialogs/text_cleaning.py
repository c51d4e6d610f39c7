"""What people type, made safe to keep and easy to compare."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

TASK_LIMIT: Final = 2_000
"""Characters of a task's text that we keep."""

_BREAKS: Final = frozenset({"Cc", "Zl", "Zp"})
_UNSEEN: Final = frozenset({"Cf", "Cs"})  # Zero-width and bidi marks; halves of a surrogate pair.
_APOSTROPHES: Final = re.compile("['\u2019\u2018\u02bc`]")
_NOT_WORDS: Final = re.compile(r"[^\w#+\U0001F300-\U0001FAFF-]+|_+|(?<=\w)-|-(?!\d)")
_EMOJI: Final = re.compile(r":[\w+-]+:|[\u2600-\u27bf\ufe0f\U0001F1E6-\U0001FAFF]")


def clean(text: str) -> str:
    """One line without control, zero-width and bidi characters; white space collapsed."""
    return " ".join("".join(_show(char) for char in text).split())


def cut_task(text: str) -> tuple[str, bool]:
    """The task as we keep it, and whether it had to be cut."""
    whole = clean(text)
    return whole[:TASK_LIMIT].rstrip(), len(whole) > TASK_LIMIT


def plain(text: str) -> str:
    """Lower case words with single spaces and no punctuation, for comparing; emoji are kept."""
    folded = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", clean(text)).casefold())
    return " ".join(_NOT_WORDS.sub(" ", folded).split())


@lru_cache(maxsize=4096)
def plain_wording(text: str) -> str:
    """The same for our own words, remembered; what people type is never kept so."""
    return plain(text)


def without_emoji(text: str) -> str:
    """The same without emoji, drawn or by name (":wave:")."""
    return _EMOJI.sub(" ", text)


def _show(char: str) -> str:
    category = unicodedata.category(char)
    if category in _UNSEEN:
        return ""
    return " " if category in _BREAKS else char
