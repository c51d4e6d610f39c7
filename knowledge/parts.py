"""Finds the parts of a task that surely lean opposite ways, so that we can propose to split it."""

from typing import Final

from knowledge.advice_model import Part
from knowledge.classifier import lean_of, probability
from knowledge.model import Lean
from knowledge.pieces import joined_pieces, without_frame
from knowledge.text_reading import TextReader, TextReading
from knowledge.text_words import words_of

SURE: Final = 2.0
"""Log-odds (p = 0.88) from which on the words of a piece tell its lean, when they name a kind too."""

SURE_IN_A_WORD: Final = 2.8
"""The same for a single word, which may be a verb that only borrows its meaning: "develop and send ..."."""


def opposed_parts(text: str, reader: TextReader) -> tuple[Part, ...]:
    """The task cut where its lean turns, when pieces of it surely lean both ways; otherwise nothing.

    A piece that tells little stays with the one before it.
    """
    pieces = joined_pieces(text)
    if not pieces:
        return ()
    leans = [_lean(text[start:end], reader) for start, end in pieces]
    if not {Lean.BPO, Lean.KPO} <= set(leans):
        return ()
    runs = [without_frame(text[start:end]) for start, end in _runs(pieces, leans)]
    parts = tuple(part for part in (_part(run, reader) for run in runs) if part and part.kind)
    return parts if len({part.lean for part in parts}) > 1 else ()


def _lean(piece: str, reader: TextReader) -> Lean | None:
    """Which way a piece surely leans, if it does."""
    odds = reader.odds(piece)
    if abs(odds) < SURE or (abs(odds) < SURE_IN_A_WORD and len(words_of(piece)) == 1):
        return None
    return lean_of(odds)


def _runs(pieces: tuple[tuple[int, int], ...], leans: list[Lean | None]) -> list[tuple[int, int]]:
    """Neighbors of one lean as one; those before the first sure piece go with it."""
    runs: list[tuple[int, int]] = []
    last: Lean | None = None
    for (start, end), lean in zip(pieces, leans, strict=True):
        if runs and (lean is None or last is None or lean is last):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
        last = lean or last
    return runs


def _part(text: str, reader: TextReader) -> Part | None:
    reading: TextReading | None = reader.read(text)
    if reading is None:
        return None
    lean = lean_of(reading.log_odds)
    return Part(text=text, lean=lean, p_kpo=probability(reading.log_odds), kind=reading.kind)
