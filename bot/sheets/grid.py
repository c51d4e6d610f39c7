"""What every kind of sheet is read into: rows of text, with the numbers that the person sees beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dialogs.refusal import Refusal

LARGEST: Final = 10_000_000
"""Bytes of a file that are read."""

MOST_ROWS: Final = 20_000
"""Rows that are looked at; far more than the tasks that we take, for sheets with blank rows."""

MOST_COLUMNS: Final = 100

MOST_CELL: Final = 5_000
"""Characters of a cell that are read; more than we keep of a task."""

MOST_CELLS: Final = 250_000
"""Cells of all rows that are kept: fifty for each of the tasks that we take."""

MOST_TEXT: Final = 8_000_000
"""Characters of all cells. A workbook may say a long text once and show it in a million cells."""

Cells = tuple[str, ...]


class Unreadable(Exception):
    """A file that can't be read as a sheet; `why` says in which way."""

    def __init__(self, why: Refusal) -> None:
        self.why = why
        super().__init__(why.value)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows that have something in them.

    Attributes:
        rows: each with its number from 1, as spreadsheet programs count; all equally wide.
        sheet: the name of the worksheet that was read, where there were several; else "".
        is_plain: a list of lines rather than a sheet with columns.
    """

    rows: tuple[tuple[int, Cells], ...]
    sheet: str = ""
    is_plain: bool = False

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0][1]) if self.rows else 0

    def column(self, index: int, *, below: int) -> Iterator[str]:
        """The cells of a column, but for so many rows at the top."""
        return (cells[index] for _, cells in self.rows[below:])


def grid(rows: Iterable[Iterable[str]], *, sheet: str = "", is_plain: bool = False) -> Grid:
    """The grid of those rows: blank ones are left out, and all are made equally wide.

    Raises:
        Unreadable: there is nothing in them, or more than is looked at.
    """
    kept: list[tuple[int, list[str]]] = []
    text = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Unreadable(Refusal.TOO_MANY)
        cells = [cell.strip()[:MOST_CELL] for cell in islice(row, MOST_COLUMNS)]
        while cells and not cells[-1]:
            cells.pop()
        text += sum(map(len, cells))
        if text > MOST_TEXT:
            raise Unreadable(Refusal.TOO_LARGE)
        if cells:
            kept.append((number, cells))
    if not kept:
        raise Unreadable(Refusal.EMPTY)
    width = max(len(cells) for _, cells in kept)
    if width * len(kept) > MOST_CELLS:
        raise Unreadable(Refusal.TOO_LARGE)
    even = tuple((number, (*cells, *[""] * (width - len(cells)))) for number, cells in kept)
    return Grid(even, sheet, is_plain)
