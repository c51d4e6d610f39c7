"""Writes sheets that are safe to open: no cell is a formula, whatever people wrote."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Final

Cell = str | float | int | None
"""What a cell may hold; numbers stay numbers."""

_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With these at the front (the last four are full-width) a spreadsheet program works a text out: OWASP."""

_LONGEST: Final = 32_000
"""Characters; an Excel cell takes 32,767."""

_OPTIONS: Final = {
    "constant_memory": True,
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""A text stays a text, whatever it looks like."""

WIDEST: Final = 60
"""Characters that a column is wide at most."""


def defuse(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet program would take it for a formula."""
    return f"'{text}" if text.startswith(_STARTS) else text


def bare(text: str) -> str:
    """The text as it was before we defused it: what we wrote may come back to us."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_STARTS) else text


def write_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as CSV: UTF-8 with a byte mark, so that Excel reads every letter."""
    text = StringIO(newline="")
    csv.writer(text).writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def write_xlsx(rows: Sequence[Sequence[Cell]], title: str) -> bytes:
    """The rows as a workbook of one worksheet: the first row stays in sight and filters the others.

    Args:
        rows: the first names the columns.
        title: the worksheet's name, at most 31 characters and none of them a sign.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only who takes a workbook along waits for it

    saved = BytesIO()
    with Workbook(saved, _OPTIONS) as book:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
        for index, width in enumerate(_widths(rows)):
            sheet.set_column(index, index, width)
        sheet.write_row(0, 0, map(_safe, rows[0]), book.add_format({"bold": True}))
        for number, row in enumerate(rows[1:], start=1):
            sheet.write_row(number, 0, map(_safe, row))
    return saved.getvalue()


def _safe(cell: Cell) -> Cell:
    return defuse(cell)[:_LONGEST] if isinstance(cell, str) else cell


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    looked_at = rows[:200]
    return [
        min(WIDEST, 2 + max(len(str(row[index] or "")) for row in looked_at)) for index in range(len(rows[0]))
    ]
