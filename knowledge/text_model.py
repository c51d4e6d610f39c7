"""Reads a task's own words as evidence: BPO or KPO, which kind, and whether somebody must be there."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import exp, sqrt, tanh
from operator import itemgetter
from pathlib import Path
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.language import doubt_of
from knowledge.row_sums import RowSums
from knowledge.text_artifact import Artifact
from knowledge.text_reading import OTHER_WORDS, TextReading
from knowledge.text_words import Word, words_of

DEFAULT: Final = Path(__file__).parent / "text_model.bin"

KIND_SURE: Final = 0.2
"""Below this probability among all kinds, the text names none."""

_NONE: Final[Mapping[str, int]] = {}

_SHOWN = 3
_LONGEST_PHRASE = 4
_KEPT = 4096
"""Unknown words whose meaning is kept: to find a misspelled one takes as long as all else."""

_MOST_TYPOS = 12
"""How many unknown words of one text we try to read as a misspelling."""


class TextModel:
    """A table of words, trained offline: what each word, and each pair of neighbors, says. Never changes.

    Scores add up over the words and are divided by the square root of their number; a text's share of unknown
    words makes it less sure. So every share that `read` reports is exactly what that word contributed.
    """

    __slots__ = ("_artifact", "_meant", "_neighbors", "_offsets", "_sides", "_sums", "_targets")

    def __init__(self, artifact: Artifact) -> None:
        self._artifact = artifact
        width = len(artifact.columns)
        self._offsets = {key: number * width for number, key in enumerate(artifact.keys)}
        self._neighbors = _by_left(self._offsets)
        self._sums = RowSums(artifact.table, width)
        self._targets = _by_letter_and_length(artifact.frequent)
        self._meant = lru_cache(maxsize=_KEPT)(self._misspelled)
        self._sides = tuple(
            (tuple(artifact.columns[column] for column in side), itemgetter(*side))
            for side in (artifact.process, artifact.knowledge)
        )

    @classmethod
    def load(cls, file: Path = DEFAULT) -> "TextModel":
        """The model in that file, by default the one that we ship.

        Raises:
            ValueError: this is no text model, or one of another format.
        """
        return cls(Artifact.from_bytes(file.read_bytes()))

    def read(self, text: str) -> TextReading | None:
        """The evidence in that text; None when it has no word that we know."""
        words = words_of(text)
        known = self._known(words)
        if not known:
            return None
        artifact = self._artifact
        pairs = self._pairs(words) if len(words) > 1 else []
        part = 1.0 / sqrt(len(words))
        sums = self._sums.add([offset for _, offset in known + pairs])
        scores = [
            total * (scale * part) + start
            for total, scale, start in zip(sums, artifact.scales, artifact.intercepts, strict=True)
        ]
        log_odds, gain = _tempered(scores[0], artifact.slope, artifact.limit)
        shares = self._shares(words, known, pairs, artifact.scales[0] * part * gain)
        presence = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, scores[1]))))
        return TextReading(log_odds, told(shares, log_odds), self._kind(scores, log_odds), presence)

    def odds(self, text: str) -> float:
        """Only the log-odds of that reading; 0.0 when there is no word that we know."""
        words = words_of(text)
        known = self._known(words)
        if not known:
            return 0.0
        artifact = self._artifact
        total = sum([artifact.table[offset] for _, offset in known + self._pairs(words)])
        score = total * (artifact.scales[0] * (1.0 / sqrt(len(words)))) + artifact.intercepts[0]
        return _tempered(score, artifact.slope, artifact.limit)[0]

    def language_doubt(self, text: str) -> float:
        """How likely the text is not English, 0 to 1."""
        return doubt_of(text, self._offsets.__contains__)

    def _known(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Position and offset of each word that the table has, in some form."""
        found = []
        get = self._offsets.get
        tries = _MOST_TYPOS
        for position, (_, plain, stem) in enumerate(words):
            offset = get(plain)
            if offset is None and plain:
                offset = get(f" {stem}")
                if offset is None and tries:
                    tries -= 1
                    offset = self._meant(plain)
            if offset is not None:
                found.append((position, offset))
        return found

    def _misspelled(self, word: str) -> int | None:
        """Where the frequent word stands that is meant by this one: one slip away, two if it is long."""
        if len(word) < 5 or not word.isascii():
            return None
        slips = 2 if len(word) > 8 else 1
        targets = self._targets.get((word[0], len(word)), ())
        best = process.extractOne(word, targets, scorer=OSA.distance, score_cutoff=slips)
        return self._offsets[best[0]] if best else None

    def _pairs(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Position of the left word and offset of each pair of neighbors that the table has."""
        get = self._neighbors.get
        found = []
        for left, ((_, _, one), (_, _, two)) in enumerate(pairwise(words)):
            offset = get(one, _NONE).get(two)
            if offset is not None:
                found.append((left, offset))
        return found

    def _kind(self, scores: Sequence[float], log_odds: float) -> str | None:
        """The best of the kinds that lean as the text does, when it stands out among all kinds."""
        columns, pick = self._sides[log_odds > 0.0]
        side, kinds = pick(scores), scores[2:]
        best, top = max(side), max(kinds)
        every = sum([exp(score - top) for score in kinds])
        return columns[side.index(best)] if exp(best - top) >= every * KIND_SURE else None

    def _shares(
        self,
        words: Sequence[Word],
        known: Iterable[tuple[int, int]],
        pairs: Sequence[tuple[int, int]],
        unit: float,
    ) -> dict[str, float]:
        """What each word or phrase contributed; words whose pair spoke are told as one phrase."""
        table = self._artifact.table
        shares: dict[str, float] = {}
        if not pairs:
            for position, offset in known:
                typed = words[position][0]
                shares[typed] = shares.get(typed, 0.0) + table[offset] * unit
            return shares
        by_position = [0.0] * len(words)
        for position, offset in known:
            by_position[position] += table[offset] * unit
        for left, offset in pairs:
            half = table[offset] * unit / 2
            by_position[left] += half
            by_position[left + 1] += half
        joined = {left for left, _ in pairs}
        start, count = 0, len(words)
        while start < count:
            end, phrase = start + 1, words[start][0]
            while end - 1 in joined and end - start < _LONGEST_PHRASE:
                phrase = f"{phrase} {words[end][0]}"
                end += 1
            shares[phrase] = shares.get(phrase, 0.0) + sum(by_position[start:end])
            start = end
        return shares


def _tempered(score: float, slope: float, limit: float) -> tuple[float, float]:
    """The calibrated log-odds, which never exceed `limit`, and what each unit of score is worth of them."""
    steep = score * slope / limit
    gain = slope * (tanh(steep) / steep if abs(steep) > 1e-9 else 1.0)
    return score * gain, gain


def told(shares: dict[str, float], log_odds: float) -> tuple[tuple[str, float], ...]:
    """The biggest shares, and the rest as one, so that all add up to the log-odds."""
    ranked = [pair for pair in shares.items() if pair[1]]
    ranked.sort(key=_size, reverse=True)
    if len(ranked) <= _SHOWN:
        return tuple(ranked)
    rest = log_odds - sum([share for _, share in ranked[:_SHOWN]])
    return (*ranked[:_SHOWN], (OTHER_WORDS, rest))


def _size(share: tuple[str, float]) -> float:
    return abs(share[1])


def _by_left(offsets: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """The offset of each pair of neighbors, by the left stem, then the right one."""
    found: dict[str, dict[str, int]] = {}
    for key, offset in offsets.items():
        left, _, right = key.partition(" ")
        if left and right:
            found.setdefault(left, {})[right] = offset
    return found


def _by_letter_and_length(words: Iterable[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    """What a word of that first letter and length may be a misspelling of."""
    groups: dict[tuple[str, int], list[str]] = {}
    for word in words:
        for length in range(len(word) - 2, len(word) + 3):
            groups.setdefault((word[0], length), []).append(word)
    return {key: tuple(group) for key, group in groups.items()}


@cache
def _shipped() -> TextModel:
    return TextModel.load()


class ShippedTextModel:
    """The model that we ship, loaded when the first text is read and only once."""

    def read(self, text: str) -> TextReading | None:
        """As the model does."""
        return _shipped().read(text)

    def odds(self, text: str) -> float:
        """As the model does."""
        return _shipped().odds(text)

    def language_doubt(self, text: str) -> float:
        """As the model does."""
        return _shipped().language_doubt(text)


SHIPPED: Final = ShippedTextModel()
