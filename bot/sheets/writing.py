"""Writes sheets that are safe to open: no cell is a formula, whatever people wrote."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

Cell = str | float | int | None
"""What a cell may hold; numbers stay numbers."""

_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With these at the front (the last four are full-width) a spreadsheet program works a text out: OWASP."""

_LONGEST: Final = 32_000
"""Characters; an Excel cell takes 32,767."""


def defuse(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet program would take it for a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text


def bare(text: str) -> str:
    """The text as it was before we defused it: what we wrote may come back to us."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_STARTS) else text


def safe(cell: Cell) -> Cell:
    """The cell as every spreadsheet program takes it: defused, and no longer than Excel allows."""
    return defuse(cell)[:_LONGEST] if isinstance(cell, str) else cell


def write_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as CSV: UTF-8 with a byte mark, so that Excel reads every letter."""
    text = StringIO(newline="")
    csv.writer(text).writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")
