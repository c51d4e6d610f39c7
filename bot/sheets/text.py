"""Reads sheets that are text: whatever the encoding, whatever stands between the cells."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable
from io import StringIO
from typing import Final

from bot.sheets.grid import MOST_COLUMNS, MOST_ROWS, Grid, Unreadable, grid
from dialogs.refusal import Refusal

SEPARATORS: Final = (",", ";", "\t", "|")
EVEN: Final = 0.8
"""Such a share of the rows must have equally many cells before a sign counts as the separator."""

_LOOKED_AT: Final = 200
_LOOKED_INTO: Final = 200_000
"""Lines and characters at the start, by which the separator is found."""

_LONGEST_LINE: Final = 500_000
"""Characters that a line may certainly have; one that is twice as long is none of a list of tasks."""

_SAID: Final = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_BULLET: Final = re.compile(r"\s*(?:[-*+\u2022\u2023\u25aa\u25e6\u2013\u2014\u00b7]|\(?\d{1,5}[.)])\s+")
_BYTE_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_SWALLOWED: Final = 20
"""Line breaks in one cell from which on we believe that a quote was left open."""


def decode(data: bytes) -> str:
    """The text: by its byte mark, as UTF-8, as UTF-16 without a mark, else as Windows-1252.

    Raises:
        Unreadable: it is no text at all.
    """
    for mark, encoding in _BYTE_MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"))
    if wide := _wide(data):
        return _checked(data.decode(wide, errors="replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(data.decode("cp1252", errors="replace"))


def read_cells(text: str) -> Grid:
    """The rows of a text with cells: the separator is the sign that cuts most rows into equally many.

    Raises:
        Unreadable: there is nothing in it, or it is no list.
    """
    _check_lines(text)
    said = _SAID.match(text)
    if said:
        # The line counts as a row, so that the numbers stay those that the person sees.
        return grid([[], *_parse(text[said.end() :], said[1])])
    return _by_separator(text, SEPARATORS)


def read_lines(text: str) -> Grid:
    """The rows of a list that was typed or pasted: cells only where there are tabs, else a line each.

    Raises:
        Unreadable: there is nothing in it.
    """
    return _by_separator(text, ("\t",))


def _check_lines(text: str) -> None:
    """Every stretch of so many characters must hold the end of a line."""
    for start in range(0, len(text) - _LONGEST_LINE, _LONGEST_LINE):
        stretch = text[start : start + _LONGEST_LINE]
        if "\n" not in stretch and "\r" not in stretch:
            raise Unreadable(Refusal.TOO_LARGE)


def _by_separator(text: str, separators: Iterable[str]) -> Grid:
    start = "\n".join(text[:_LOOKED_INTO].splitlines()[:_LOOKED_AT])
    found = max(separators, key=lambda separator: _fit(start, separator))
    if _evenness(start, found) > 0:
        return grid(_parse(text, found))
    if '"' in start and _is_one_column(start):
        return grid(_parse(text, ","))
    return grid(([_without_bullet(line)] for line in text.splitlines()), is_plain=True)


def _fit(text: str, separator: str) -> tuple[bool, float]:
    """How well the sign fits: a quote that closes in the middle of a cell speaks against it."""
    evenness = _evenness(text, separator)
    return evenness > 0 and _is_well_quoted(text, separator), evenness


def _is_well_quoted(text: str, separator: str) -> bool:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    try:
        return all(True for _ in reader)
    except csv.Error:
        return False


def _evenness(text: str, separator: str) -> float:
    """How evenly the sign cuts the rows: 0 when it does not, more for more cells."""
    if separator not in text:
        return 0.0
    widths = Counter(len(row) for row in _parse(text, separator) if any(row))
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    share = count / widths.total()
    return share + width / 1_000 if width > 1 and share >= EVEN else 0.0


def _is_one_column(text: str) -> bool:
    return all(len(row) <= 1 for row in _parse(text, ","))


def _parse(text: str, separator: str) -> list[list[str]]:
    rows = _quoted(text, separator)
    if rows is None or any(cell.count("\n") > _SWALLOWED for row in rows for cell in row):
        # A quote that was never closed would swallow the rest of the file.
        return [[cell.strip('"') for cell in row] for row in _unquoted(text, separator)]
    return rows


def _quoted(text: str, separator: str) -> list[list[str]] | None:
    try:
        return _at_most(csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True))
    except csv.Error:
        return None


def _unquoted(text: str, separator: str) -> list[list[str]]:
    try:
        return _at_most(csv.reader(StringIO(text), delimiter=separator, quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        raise Unreadable(Refusal.BROKEN) from error


def _at_most(reader: Iterable[list[str]]) -> list[list[str]]:
    rows = []
    for row in reader:
        # A million cells more than anybody looks at would only fill the memory.
        rows.append(row[:MOST_COLUMNS])
        if len(rows) > MOST_ROWS:
            raise Unreadable(Refusal.TOO_MANY)
    return rows


def _without_bullet(line: str) -> str:
    bullet = _BULLET.match(line)
    bare = line[bullet.end() :] if bullet else line
    return bare if bare.count('"') % 2 == 0 else bare.strip('" ')


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is 0."""
    start = data[:4_000]
    if len(start) < 4 or len(data) % 2:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) / 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(start) / 4 and not odd else None


def _checked(text: str) -> str:
    if len(_CONTROLS.findall(text[:10_000])) > len(text[:10_000]) / 50:
        raise Unreadable(Refusal.OTHER_KIND)
    return _CONTROLS.sub(" ", text.lstrip("\ufeff"))
