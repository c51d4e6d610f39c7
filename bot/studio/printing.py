"""Writes a memo as PDF: one page, in a font that ships with the picture library, for nearly every script."""

import logging
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final, NamedTuple

from fontTools.ttLib import TTFont
from fpdf import FPDF

from bot.studio.orders import Memo

INK: Final = (29, 28, 29)
PALE: Final = (97, 96, 97)
ACCENT: Final = (31, 78, 95)
MARGIN: Final = 20.0
"""Millimeters."""

TASK_SHOWN: Final = 700
"""Characters of the task; the rest would take the page away from the advice."""

LINE_SHOWN: Final = 600
"""Characters of an item, such as the reason of a decision."""

MISSING: Final = "\u25a1"
"""Stands for a sign that the font does not have."""

_FAMILY: Final = "DejaVu"
_STYLES: Final = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
_LENGTHS: Final = (8, 6, 5, 4, 3, 2, 1)
_INDENT: Final = 5.0
_LEFTWARD: Final = frozenset({"R", "AL"})
"""Unicode's classes of letters that run leftward; these are shaped and ordered, which takes its time."""

_UNSEEN: Final = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f")


def write_pdf(memo: Memo) -> bytes:
    """The memo on one page; the longest lists are cut first until it fits."""
    page = _Page(shaped=any(unicodedata.bidirectional(char) in _LEFTWARD for char in _whole(memo)))
    shortened = (tuple(_lines(memo, most)) for most in _LENGTHS)
    page.write(next((lines for lines in shortened if page.fits(lines)), tuple(_lines(memo, 0))))
    return bytes(page.pdf.output())


class _Line(NamedTuple):
    """A paragraph, and how it looks.

    Attributes:
        size: of its letters, in points.
        above: millimeters left free above it.
        bullet: it is an item of a list.
    """

    text: str
    size: int = 10
    style: str = ""
    color: tuple[int, int, int] = INK
    above: float = 0.0
    bullet: bool = False

    @property
    def left(self) -> float:
        """Where it begins, in millimeters."""
        return MARGIN + (_INDENT if self.bullet else 0)


def _lines(memo: Memo, most: int) -> Iterator[_Line]:
    """The paragraphs, with at most so many in a list."""
    yield _Line(memo.title, style="B", color=PALE)
    yield _Line(memo.advice, 18, "B", ACCENT, above=1)
    yield _Line(memo.sure, above=1)
    yield _Line(memo.task_title, style="B", above=3)
    yield _Line(_short(memo.task, TASK_SHOWN if most > 1 else TASK_SHOWN // 4))
    for section in memo.sections:
        shown = section.lines[: max(section.least, most)]
        if shown:
            yield _Line(section.title, style="B", above=3)
        yield from (_Line(_short(line, LINE_SHOWN), bullet=True) for line in shown)
    missing = _misses(_whole(memo))
    if missing:
        yield _Line(memo.unprintable, 8, color=PALE, above=4)
    yield _Line(memo.foot, 8, color=PALE, above=1 if missing else 4)


def _whole(memo: Memo) -> str:
    return " ".join((memo.advice, memo.task, *(line for section in memo.sections for line in section.lines)))


class _Page:
    """The page while it is written."""

    def __init__(self, *, shaped: bool) -> None:
        self.pdf: Any = _blank(shaped=shaped)
        self._heights: dict[_Line, float] = {}

    def fits(self, lines: Sequence[_Line]) -> bool:
        """Whether so much has room on the one page."""
        return sum(self._height(line) for line in lines) <= float(self.pdf.h) - 2 * MARGIN

    def write(self, lines: Sequence[_Line]) -> None:
        self.pdf.set_title(lines[0].text)
        for line in lines:
            self.pdf.set_y(self.pdf.get_y() + line.above)
            self._style(line)
            if line.bullet:
                self.pdf.cell(_INDENT, _leading(line), "\u2022")
            self._cell(line)

    def _height(self, line: _Line) -> float:
        if line not in self._heights:
            self._style(line)
            self._heights[line] = line.above + float(self._cell(line, dry_run=True, output="HEIGHT"))
        return self._heights[line]

    def _style(self, line: _Line) -> None:
        self.pdf.set_font(_FAMILY, line.style, line.size)
        self.pdf.set_text_color(*line.color)

    def _cell(self, line: _Line, **how: Any) -> Any:
        self.pdf.set_x(line.left)
        return self.pdf.multi_cell(
            self.pdf.w - line.left - MARGIN,
            _leading(line),
            _printable(line.text),
            align="L",
            new_x="LMARGIN",
            new_y="NEXT",
            **how,
        )


def _leading(line: _Line) -> float:
    """Millimeters from one line of letters to the next."""
    return line.size * 0.47


def _printable(text: str) -> str:
    """The text on one line, in signs that the font has."""
    glyphs = _glyphs()
    kept = (char for char in text if char not in _UNSEEN)
    shown = (char if char.isspace() or ord(char) in glyphs else MISSING for char in kept)
    return " ".join("".join(shown).split())


def _misses(text: str) -> bool:
    return MISSING in _printable(text.replace(MISSING, ""))


@cache
def _glyphs() -> frozenset[int]:
    with TTFont(_fonts() / _STYLES["B"], lazy=True) as font:
        return frozenset(font.getBestCmap())


def _blank(*, shaped: bool) -> Any:
    # The library would log signs of the text; nothing that people wrote goes into a log.
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    pdf = FPDF(format="A4")
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(True, MARGIN)  # noqa: FBT003 - the library's way
    for style, file in _STYLES.items():
        pdf.add_font(_FAMILY, style, _fonts() / file)
    if shaped:
        pdf.set_text_shaping(True)
    pdf.add_page()
    return pdf


def _fonts() -> Path:
    """Where the picture library keeps its fonts; looking does not load it."""
    return Path(str(distribution("matplotlib").locate_file("matplotlib/mpl-data/fonts/ttf")))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "\u2026"
