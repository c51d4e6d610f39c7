"""Turns a text into numbers that add up over its words, so that what is learned becomes a table of words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from knowledge.text_words import Word, words_of
from knowledge.training.text.corpus import VECTORS

Numbers = npt.NDArray[np.float64]

FAR, NEAR = 0.4, 0.6
"""Cosine to the nearest word that lean and kind were learned from: below FAR a word tells nothing of them,
from NEAR on all that its vector says. "Bob" is near to none; "plumber" is."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """What the encoder said of each word; `row` finds a word's row of `matrix`."""

    row: dict[str, int]
    matrix: Numbers

    def trust(self, words: Iterable[str]) -> Numbers:
        """How far to trust what each row tells of the work, 0 to 1, from how near those words are to it."""
        unit = self.matrix / np.maximum(np.linalg.norm(self.matrix, axis=1, keepdims=True), 1e-9)
        known = sorted({self.row[word] for word in words if word in self.row})
        there = unit[known].astype(np.float32).T
        near = [
            (unit[start : start + 2000].astype(np.float32) @ there).max(axis=1)
            for start in range(0, len(unit), 2000)
        ]
        trusted: Numbers = np.clip((np.concatenate(near) - FAR) / (NEAR - FAR), 0.0, 1.0).astype(np.float64)
        return trusted


def load_vectors() -> Vectors:
    """The recorded vectors."""
    with np.load(VECTORS) as stored:
        words = str(stored["words"]).split("\n")
        matrix = stored["vectors"].astype(np.float64) * float(stored["scale"])
    return Vectors({word: number for number, word in enumerate(words)}, matrix)


def grams_of(words: Sequence[Word]) -> list[str]:
    """Stems of the words that tell something alone, and pairs of neighboring stems with a space between."""
    pairs = [f"{left.stem} {right.stem}" for left, right in pairwise(words)]
    return [word.stem for word in words if word.plain] + pairs


class Features:
    """The numbers of a text: the mean of its word vectors, then one column a stem and a pair of stems.

    Both are divided by the square root of the number of words: two words that say the same are worth
    more than one, but a long text is not sure of everything.

    Attributes:
        grams: column of each stem and pair, after the vectors' columns.
        trust: how far to trust each vector about lean and kind; learning needs no such doubt, judging does.
    """

    def __init__(
        self, vectors: Vectors, texts: Iterable[str], *, exact: float, learned: Iterable[str] = ()
    ) -> None:
        counts = Counter(gram for text in texts for gram in set(grams_of(words_of(text))))
        total = sum(1 for _ in counts)
        self.vectors = vectors
        self.trust = vectors.trust(word.plain for text in learned for word in words_of(text))
        self.grams = {gram: number for number, gram in enumerate(sorted(counts))}
        # A rare stem tells more; `exact` balances the columns against the vectors.
        self._rows: dict[str, _Row] = {}
        self.strength = np.array([exact * log(1.0 + total / counts[gram]) for gram in sorted(counts)])

    def matrix(self, texts: Sequence[str], *, trusted: bool = False) -> Any:
        """One row a text, compressed sparse rows; `trusted`: vectors count as far as `trust` says."""
        found = [self._row(text) for text in texts]
        dense = sparse.csr_matrix(np.array([row.trusted if trusted else row.vector for row in found]))
        ends = np.cumsum([0, *(len(row.columns) for row in found)])
        columns = [column for row in found for column in row.columns]
        values = [value for row in found for value in row.values]
        exact = sparse.csr_matrix((values, columns, ends), shape=(len(texts), len(self.grams)))
        return sparse.hstack([dense, exact], format="csr")

    def _row(self, text: str) -> "_Row":
        row = self._rows.get(text)
        if row is None:
            row = self._rows[text] = self._measured(text)
        return row

    def _measured(self, text: str) -> "_Row":
        words = words_of(text)
        part = 1.0 / sqrt(max(len(words), 1))
        known = [self.vectors.row[word.plain] for word in words if word.plain in self.vectors.row]
        counts = Counter(self.grams[gram] for gram in grams_of(words) if gram in self.grams)
        return _Row(
            vector=self.vectors.matrix[known].sum(axis=0) * part,
            trusted=(self.vectors.matrix[known] * self.trust[known, None]).sum(axis=0) * part,
            columns=list(counts),
            values=[part * count * float(self.strength[column]) for column, count in counts.items()],
        )


@dataclass(frozen=True, slots=True)
class _Row:
    vector: Numbers
    trusted: Numbers
    columns: list[int]
    values: list[float]
