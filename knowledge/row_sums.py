"""Adds rows of a table of small numbers quickly, without a library for numbers."""

import sys
from array import array
from collections.abc import Iterable
from typing import Final

_ORDER: Final = sys.byteorder


class RowSums:
    """Each row as one big integer with a lane of 32 bits for each column: then one addition adds all columns.

    Of 16-bit numbers, 65,535 rows can be added before a lane runs over; a text that is read has fewer words.
    """

    __slots__ = ("_rows", "_signs", "_size", "_table", "_width")

    def __init__(self, table: "array[int]", width: int) -> None:
        self._table = table
        self._width = width
        self._size = 4 * width
        # The sign bit of every lane. Flipped, a lane counts up from its lowest value and borrows nothing from
        # its neighbor; taken away again, a row is the sum of its lanes, and a sum of rows that of theirs.
        self._signs = int.from_bytes(array("I", [1 << 31] * width).tobytes(), _ORDER)
        self._rows: dict[int, int] = {}

    def add(self, offsets: Iterable[int]) -> "array[int]":
        """The sum, column by column, of the rows that begin at those places of the table."""
        rows = self._rows
        total = 0
        for offset in offsets:
            total += rows.get(offset) or self._row(offset)
        return array("i", ((total + self._signs) ^ self._signs).to_bytes(self._size, _ORDER))

    def _row(self, offset: int) -> int:
        lanes = array("i", self._table[offset : offset + self._width]).tobytes()
        row = self._rows[offset] = (int.from_bytes(lanes, _ORDER) ^ self._signs) - self._signs
        return row
