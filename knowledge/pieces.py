"""Cuts a message into the tasks that it names, and a task into the pieces that may lean each its own way."""

import re
from itertools import chain
from typing import Final

from knowledge.text_words import STOP, words_of

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(
    r"^[ \t]*(?:[-*+\u2022\u2023\u25aa\u25e6\u2013\u2014\u00b7][ \t]+|\(?(?:\d{1,3}|[a-zA-Z])[.)][ \t]+)"
)
_INLINE = re.compile(r"(?:^|(?<=\s))\(?\d{1,2}[.)][ \t]+(?=[^\W\d])")
_AND_ALSO = re.compile(
    r"(?:[,;]|(?<!\s))\s+(?:and also|and then also|as well as also|and separately)\s+", re.IGNORECASE
)
_JOINT = re.compile(
    r"[;,\n]\s*(?:and\s+|plus\s+)?|\s(?:and also|and|as well as|plus|[&+/])\s",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"(?:such|or|for|by|in|at|on|of|with|from|using|to|via|including|especially|like|other|etc)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")

_MOST_WORDS: Final = 12
"""Words in a line or between semicolons that may be a task of its own; what is longer belongs to a story."""

_JOINS: Final = frozenset({"and", "plus", "as", "&", "+", "/"})
"""Without one of these between spaces, and without a mark, nothing is joined."""

_MOST_JOINED: Final = 14
"""Words in a task whose pieces are looked at; a longer one describes one piece of work from many sides."""


def separate_tasks(text: str) -> tuple[str, ...]:
    """The tasks of a message, as they were typed: one, unless the message lists several.

    Lists are lines, bullets, numbers, semicolons, or "and also"; an "and" alone joins the steps of one task.
    """
    stripped = text.strip()
    found = list(chain.from_iterable(_clauses(item) for item in _items(stripped)))
    return tuple(map(without_frame, found)) if len(found) > 1 else tuple(found) or (stripped,)


def without_frame(piece: str) -> str:
    """The piece without the question around it: "Should we outsource payroll" is "payroll"."""
    start = 0
    for match in _WORD.finditer(piece):
        if match.group().casefold() not in STOP:
            start = match.start()
            break
    return piece[start:].rstrip(" ?!.,;")


def joined_pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Where the pieces between the commas and "and"s of a task begin and end; none in a long one.

    A piece that only adds to the one before it ("by phone", "such as ...") belongs to it.
    """
    words = text.casefold().split()
    if len(words) > _MOST_JOINED:
        return ()
    if _JOINS.isdisjoint(words) and "," not in text and ";" not in text and "\n" not in text:
        return ()  # the quick way out for most tasks
    joints = [match.span() for match in _JOINT.finditer(text)]
    if not joints:
        return ()
    starts = [0, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), len(text)]
    spans: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        if spans and _ADDS.match(text, start):
            spans[-1] = (spans[-1][0], end)
        elif end > start:
            spans.append((start, end))
    return tuple(spans) if len(spans) > 1 else ()


def _items(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1 and len(_INLINE.findall(text)) > 1:
        return _told(_INLINE.split(text)[1:])
    marked = [bool(_MARK.match(line)) for line in lines]
    if any(marked):
        return _told(_marked_items(lines, marked))
    if len(lines) > 1 and all(_is_short(line) for line in lines):
        return _told(lines[lines[0].rstrip().endswith(":") :])
    return [text]


def _marked_items(lines: list[str], marked: list[bool]) -> list[str]:
    """Each marked line with the unmarked ones under it; what stands before the first only introduces them."""
    items: list[str] = []
    for line, starts in zip(lines, marked, strict=True):
        if starts:
            items.append(_MARK.sub("", line))
        elif items:
            items[-1] = f"{items[-1]}\n{line}"
    return items


def _clauses(item: str) -> list[str]:
    """The tasks between semicolons, then between "and also"s."""
    pieces = _told(item.split(";"))
    if not all(_is_short(piece) for piece in pieces):
        pieces = [item]
    return [clause for piece in pieces for clause in _halves(piece)]


def _halves(piece: str) -> list[str]:
    halves = _AND_ALSO.split(piece)
    told = _told(halves)
    return told if len(told) == len(halves) else _told([piece])


def _told(pieces: list[str]) -> list[str]:
    """The pieces that name something."""
    return [piece for piece in map(_trim, pieces) if words_of(piece)]


def _trim(piece: str) -> str:
    return piece.strip().strip(",;").strip()


def _is_short(line: str) -> bool:
    return len(line.split()) <= _MOST_WORDS and not _SENTENCE_END.search(line.rstrip(" .!?\t"))
