"""What people type, made safe to keep and easy to compare."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

TASK_LIMIT: Final = 2_000
"""Characters of a task's text that we keep."""

_BREAKS: Final = frozenset({"Cc", "Zl", "Zp"})
_UNSEEN: Final = frozenset({"Cf", "Cs"})  # Zero-width and bidi marks; halves of a surrogate pair.
_JOINER: Final = "\u200d"
_DRAWN: Final = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f1e6-\U0001faff"
_JOINING: Final = re.compile(f"(?<=[{_DRAWN}\ufe0f]){_JOINER}(?=[{_DRAWN}])")
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_APOSTROPHES: Final = re.compile("['\u2019\u2018\u02bc`]")
_NOT_WORDS: Final = re.compile(r"[^\w#+\U0001F300-\U0001FAFF-]+|_+|(?<=\w)-|-(?!\d)")
_EMOJI: Final = re.compile(r":[\w+-]+:|[\u2600-\u27bf\ufe0f\U0001F1E6-\U0001FAFF]")


def clean(text: str) -> str:
    """One line without control, zero-width and bidi characters; white space collapsed.

    Only the joiner that makes one picture of several emoji stays.
    """
    if text.isprintable() and "  " not in text:  # Of white space that leaves single spaces, and no joiner.
        return text.strip(" ")
    return " ".join(_JOINER.join(map(_visible, _JOINING.split(text))).split())


def clean_lines(text: str) -> str:
    """The same line by line, for what a list of several things means; blank lines are left out."""
    return "\n".join(line for raw in text.splitlines() if (line := clean(raw)))


def cut(line: str, limit: int) -> str:
    """The beginning of a clean line, at most so long, and clean itself."""
    return line[:limit].rstrip(f" {_JOINER}")


def cut_task(text: str) -> tuple[str, bool]:
    """The task as we keep it, and whether it had to be cut."""
    whole = clean(text)
    return cut(whole, TASK_LIMIT), len(whole) > TASK_LIMIT


def plain(text: str) -> str:
    """Lower case words with single spaces, no punctuation and no accents, for comparing; emoji are kept."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", clean(text)))
    folded = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", bare).casefold())
    return " ".join(_NOT_WORDS.sub(" ", folded).split())


@lru_cache(maxsize=4096)
def plain_wording(text: str) -> str:
    """The same for our own words, remembered; what people type is never kept so."""
    return plain(text)


def without_emoji(text: str) -> str:
    """The same without emoji, drawn or by name (":wave:")."""
    return _EMOJI.sub(" ", text)


def _visible(text: str) -> str:
    return text if text.isprintable() else "".join(map(_show, text))


def _show(char: str) -> str:
    category = unicodedata.category(char)
    if category in _UNSEEN:
        return ""
    return " " if category in _BREAKS else char
