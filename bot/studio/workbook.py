"""Reads Excel workbooks, as streams: a small file may claim to be huge."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

from bot.sheets.grid import MOST_COLUMNS, MOST_ROWS, Grid, Unreadable, grid
from bot.studio.parts import check_parts
from dialogs.refusal import Refusal

MOST_SHEETS: Final = 30


def read_workbook(data: bytes) -> Grid:
    """The first worksheet that has something in it; of formulas, the values that were saved with them.

    Raises:
        Unreadable: it is broken, protected or too large, or there is nothing in it.
    """
    check_parts(data)
    try:
        return _read(data)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # whatever a broken workbook makes the library stumble over
        raise Unreadable(Refusal.BROKEN) from error


def _read(data: bytes) -> Grid:
    from openpyxl import load_workbook  # noqa: PLC0415 - only who brings a workbook waits for it

    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = book.worksheets[:MOST_SHEETS]
        for number, sheet in enumerate(sheets):
            with suppress(_Nothing):
                name = sheet.title if any(_has_rows(other) for other in sheets[number + 1 :]) else ""
                return _grid(sheet, name)
        raise Unreadable(Refusal.EMPTY)
    finally:
        book.close()


class _Nothing(Exception):
    """A worksheet without anything in it."""


def _grid(sheet: Any, name: str) -> Grid:
    try:
        return grid(map(_texts, _rows(sheet)), sheet=name)
    except Unreadable as error:
        if error.why is Refusal.EMPTY:
            raise _Nothing from error
        raise


def _has_rows(sheet: Any) -> bool:
    return any(any(value is not None for value in row) for row in _rows(sheet, 20))


def _rows(sheet: Any, most: int = MOST_ROWS + 1) -> Iterator[tuple[Any, ...]]:
    """The rows; our own bounds go before what the sheet says of its size, which may be made up."""
    found: Iterator[tuple[Any, ...]] = sheet.iter_rows(
        min_row=1, max_row=most, max_col=MOST_COLUMNS, values_only=True
    )
    return found


def _texts(row: tuple[Any, ...]) -> list[str]:
    """The cells up to the last one that holds something: every row comes as wide as a row may be."""
    if row.count(None) == len(row):  # Quick: a row of the far end comes after twenty thousand of these.
        return []
    end = max(number for number, value in enumerate(row, start=1) if value is not None)
    return [_text(value) for value in row[:end]]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)
