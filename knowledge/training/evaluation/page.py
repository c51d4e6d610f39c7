"""Writes the figures into docs/evaluation.md and says whether a page still tells them truly."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from knowledge.loader import DEFAULT_PACK
from knowledge.text_model import DEFAULT
from knowledge.training.evaluation.marks import MARKS, Figures, Mark, Way

PAGE: Final = Path(__file__).parents[3] / "docs" / "evaluation.md"
BEGIN, END = "<!-- generated: evaluation -->", "<!-- end: evaluation -->"
NONE: Final = "-"
SLACK: Final = 0.005
"""How far two runs may differ: libraries of another machine add up in another order."""

_NUMBER = re.compile(r"-?[\d,]*\.?\d+")


def fingerprint() -> str:
    """What the figures belong to: the text model and the measured weights, by SHA-256."""
    files = {"text_model.bin": DEFAULT, "measured.yaml": DEFAULT_PACK / "measured.yaml"}
    hashes = (f"`{name}` {hashlib.sha256(file.read_bytes()).hexdigest()}" for name, file in files.items())
    return f"Made of {', '.join(hashes)}."


def table(figures: Mapping[Mark, Figures]) -> list[str]:
    """One line a measure; a way that a measure doesn't apply to has no figure."""
    head = ["measure", "must reach", "reached", *Way]
    return [_cells(head), _cells(["---"] * len(head)), *(_row(mark, figures[mark]) for mark in MARKS)]


def block(figures: Mapping[Mark, Figures], notes: Sequence[str]) -> str:
    """The generated part of the page."""
    return "\n".join([BEGIN, fingerprint(), "", *table(figures), "", *notes, END])


def with_block(text: str, new: str) -> str:
    """The page with that block."""
    before, rest = text.split(BEGIN)
    return before + new + rest.split(END)[1]


def block_of(text: str) -> str:
    """The block that the page has."""
    return BEGIN + text.split(BEGIN)[1].split(END, maxsplit=1)[0] + END


def rows(text: str) -> dict[str, list[str]]:
    """The cells of the table by measure."""
    lines = (line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| measure"))
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {name: rest for name, *rest in cells}


def faults(old: str, new: str) -> list[str]:
    """Where the page's block differs from a new one by more than rounding; time and memory may differ."""
    found = [] if fingerprint() in old else ["the figures belong to another text model or other weights"]
    was, is_ = rows(old), rows(new)
    if was.keys() != is_.keys():
        return [*found, "the page has other measures"]
    for mark in MARKS:
        found += [
            f"{mark.name}: the page says {before}, the run says {now}"
            for before, now in zip(was[mark.name], is_[mark.name], strict=True)
            if mark.steady and not _alike(before, now)
        ]
    return found


def _row(mark: Mark, figures: Figures) -> str:
    ours = figures[Way.OURS]
    shown = [mark.show(figures[way]) if way in figures else NONE for way in Way]
    shown[0] = f"**{shown[0]}**"
    return _cells([mark.name, mark.asked, "yes" if mark.reached(ours) else "no", *shown])


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _alike(before: str, now: str) -> bool:
    one, two = _NUMBER.findall(before), _NUMBER.findall(now)
    if _NUMBER.sub("", before) != _NUMBER.sub("", now) or len(one) != len(two):
        # A figure right at its mark may be told as reached by one machine only.
        return {before, now} == {"yes", "no"}
    pairs = zip(one, two, strict=True)
    return all(abs(float(a.replace(",", "")) - float(b.replace(",", ""))) <= SLACK + 1e-9 for a, b in pairs)
