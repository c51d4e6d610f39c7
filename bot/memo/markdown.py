"""Writes a memo as Markdown; what people wrote in it stays text."""

import re
from collections.abc import Iterator
from typing import Final

from bot.studio.orders import Memo

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|~&])")
_STARTS: Final = re.compile(r"^(#|[-+=]|\d+(?=[.)]))")
"""At the start of a line these would make a heading or a list."""


def write_markdown(memo: Memo) -> str:
    """The memo, ending in a line break."""
    return "\n".join(_lines(memo)) + "\n"


def _lines(memo: Memo) -> Iterator[str]:
    yield f"# {_plain(memo.title)}"
    yield ""
    yield f"**{_plain(memo.task_title)}:** {_plain(memo.task)}"
    yield ""
    yield f"## {_plain(memo.advice)}"
    yield ""
    yield _plain(memo.sure)
    for section in memo.sections:
        yield ""
        yield f"### {_plain(section.title)}"
        yield ""
        for line in section.lines:
            yield f"- {_plain(line)}"
    yield ""
    yield "---"
    yield ""
    yield _plain(memo.foot)


def _plain(text: str) -> str:
    """One line that Markdown shows as it is."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _STARTS.sub(lambda start: _start(start[0]), line)


def _start(sign: str) -> str:
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
