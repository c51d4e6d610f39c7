"""Binds rows into an Excel workbook."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from bot.sheets.writing import Cell, safe

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


def write_xlsx(rows: Sequence[Sequence[Cell]], title: str) -> bytes:
    """The rows as a workbook of one worksheet: the first row stays in sight and filters the others.

    Args:
        rows: the first names the columns.
        title: the worksheet's name, at most 31 characters and none of them a sign.
    """
    saved = BytesIO()
    with Workbook(saved, _OPTIONS) as book:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
        for index, width in enumerate(_widths(rows)):
            sheet.set_column(index, index, width)
        sheet.write_row(0, 0, map(safe, rows[0]), book.add_format({"bold": True}))
        for number, row in enumerate(rows[1:], start=1):
            sheet.write_row(number, 0, map(safe, row))
    return saved.getvalue()


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    looked_at = rows[:200]
    return [
        min(WIDEST, 2 + max(len(str(row[index] or "")) for row in looked_at)) for index in range(len(rows[0]))
    ]
