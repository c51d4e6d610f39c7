"""What the studio is asked for: plain data, so that its process needs to know little and starts quickly."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sheets.writing import Cell


@dataclass(frozen=True, slots=True)
class Mark:
    """A task on a picture.

    Attributes:
        number: its row, as the person counts.
        across: where it belongs from left (0) to right (1).
        band: its band, counted from the bottom.
        lean: the name of its color and shape.
        volume: how much of it there is, 0 or more; None when nobody told.
    """

    number: int
    across: float
    band: int
    lean: str
    volume: float | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture of many tasks before it is drawn, with every word on it.

    Attributes:
        ends: what stands below the left end, the middle and the right end.
        bands: their labels, from the bottom to the top.
        leans: what each color and shape means, by its name.
        marks: the tasks, one or more.
        has_numbers: each mark bears its number; else only the largest do.
    """

    title: str
    across: str
    up: str
    ends: tuple[str, str, str]
    bands: tuple[str, ...]
    leans: tuple[tuple[str, str], ...]
    notes: str
    marks: tuple[Mark, ...]
    has_numbers: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a memo, and its lines.

    Attributes:
        least: so many lines stay when the page gets full.
    """

    title: str
    lines: tuple[str, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo in plain text, of which everything may be what people wrote.

    Attributes:
        sections: what matters most first; those without lines are left out.
        unprintable: said where the font lacks some sign of the text.
        foot: when and by which pack.
    """

    title: str
    task_title: str
    task: str
    advice: str
    sure: str
    sections: tuple[Section, ...]
    unprintable: str
    foot: str


@dataclass(frozen=True, slots=True)
class Draw:
    """A picture, as PNG."""

    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Print:
    """A memo, as PDF."""

    memo: Memo


@dataclass(frozen=True, slots=True)
class Bind:
    """A workbook of one worksheet, as XLSX; its first row names the columns."""

    rows: Sequence[Sequence[Cell]]
    worksheet: str


@dataclass(frozen=True, slots=True)
class Open:
    """The rows of a file; its name's ending tells a list of lines from a sheet."""

    name: str
    data: bytes


Order = Draw | Print | Bind | Open
