"""Reads a task's own words as evidence: BPO or KPO, which kind, and whether somebody must be there."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from math import exp, sqrt, tanh
from operator import itemgetter
from pathlib import Path
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.row_sums import RowSums
from knowledge.text_artifact import Artifact
from knowledge.text_reading import OTHER_WORDS, TextReading
from knowledge.text_words import Word, all_words, without_accents, words_of

DEFAULT: Final = Path(__file__).parent / "text_model.bin"

KIND_SURE: Final = 0.2
"""Below this probability among all kinds, the text names none."""

_SHOWN = 3
_LONGEST_PHRASE = 4
_MOST_TYPOS = 12
"""How many unknown words of one text we try to read as a misspelling."""

_ELSEWHERE = """
el los las una unos unas del al que con por para como pero más nuestra nuestro nuestras nuestros y su
sus está necesitamos queremos le les du une et pour dans sur avec nous notre nos vos qui aux ce cette
der und ein eine einen einer für mit von zu wir ist sind nicht auf unsere unser dem os dos das em uma
não nossa nosso il gli che di della delle nel un è sono het een voor wij onze och att det som på är vi
na nie jest dla się
"""
_FOREIGN: Final = frozenset(_ELSEWHERE.split())
_HERE = """
the of and to in for is on that by this with you it not or be are from at as your all have we our an was
can should need who what when how do does their they a i if will would
"""
_ENGLISH: Final = frozenset(_HERE.split())


class TextModel:
    """A table of words, trained offline: what each word, and each pair of neighbors, says. Never changes.

    Scores add up over the words and are divided by the square root of their number; a text's share of unknown
    words makes it less sure. So every share that `read` reports is exactly what that word contributed.
    """

    __slots__ = ("_artifact", "_offsets", "_sides", "_sums", "_targets")

    def __init__(self, artifact: Artifact) -> None:
        self._artifact = artifact
        width = len(artifact.columns)
        self._offsets = {key: number * width for number, key in enumerate(artifact.keys)}
        self._sums = RowSums(artifact.table, width)
        self._targets = _by_letter_and_length(artifact.frequent)
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
        pairs = self._pairs(words)
        part = 1.0 / sqrt(len(words))
        sums = self._sums.add([offset for _, offset in (*known, *pairs)])
        scores = [
            total * (scale * part) + start
            for total, scale, start in zip(sums, artifact.scales, artifact.intercepts, strict=True)
        ]
        log_odds, gain = _tempered(scores[0], artifact.slope, artifact.limit)
        shares = self._shares(words, known, pairs, artifact.scales[0] * part * gain)
        return TextReading(
            log_odds=log_odds,
            words=_told(shares, log_odds),
            kind=self._kind(scores, log_odds),
            presence=1.0 / (1.0 + exp(-max(-30.0, min(30.0, scores[1])))),
        )

    def odds(self, text: str) -> float:
        """Only the log-odds of that reading; 0.0 when there is no word that we know."""
        words = words_of(text)
        known = self._known(words)
        if not known:
            return 0.0
        artifact = self._artifact
        total = sum([artifact.table[offset] for _, offset in (*known, *self._pairs(words))])
        score = total * (artifact.scales[0] * (1.0 / sqrt(len(words)))) + artifact.intercepts[0]
        return _tempered(score, artifact.slope, artifact.limit)[0]

    def language_doubt(self, text: str) -> float:
        """How likely the text is not English, 0 to 1: from other languages' little words and letters."""
        if text.isascii() and _FOREIGN.isdisjoint(text.lower().split()):
            return 0.0  # the quick way out for nearly every text
        words = all_words(text)
        foreign = sum(word in _FOREIGN or (not word.isascii() and self._unknown(word)) for word in words)
        if not foreign:
            return 0.0
        english = sum(word in _ENGLISH for word in words)
        unread = sum(self._unknown(word) for word in words if word.isalpha())
        return min(1.0, max(0.0, (foreign + 0.5 * unread - english) / len(words) * 2.0))

    def _unknown(self, word: str) -> bool:
        return without_accents(word) not in self._offsets and word not in _ENGLISH

    def _known(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Position and offset of each word that the table has, in some form."""
        found = []
        tries = _MOST_TYPOS
        for position, word in enumerate(words):
            offset = self._offsets.get(word.plain)
            if offset is None:
                offset = self._offsets.get(f" {word.stem}")
            if offset is None and tries:
                tries -= 1
                meant = self._meant(word.plain)
                offset = self._offsets[meant] if meant else None
            if offset is not None:
                found.append((position, offset))
        return found

    def _meant(self, word: str) -> str | None:
        """The frequent word of which this one is a misspelling: one slip, two in a long word."""
        if len(word) < 5 or not word.isascii():
            return None
        slips = 2 if len(word) > 8 else 1
        targets = self._targets.get((word[0], len(word)), ())
        best = process.extractOne(word, targets, scorer=OSA.distance, score_cutoff=slips)
        return best[0] if best else None

    def _pairs(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Position of the left word and offset of each pair of neighbors that the table has."""
        get = self._offsets.get
        found = ((left, get(f"{one.stem} {two.stem}")) for left, (one, two) in enumerate(pairwise(words)))
        return [(left, offset) for left, offset in found if offset is not None]

    def _kind(self, scores: Sequence[float], log_odds: float) -> str | None:
        """The best of the kinds that lean as the text does, when it stands out among all kinds."""
        columns, pick = self._sides[log_odds > 0.0]
        side = pick(scores)
        best, top = max(side), max(scores[2:])
        every = sum([exp(score - top) for score in scores[2:]])
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
        by_position = [0.0] * len(words)
        for position, offset in known:
            by_position[position] += table[offset] * unit
        for left, offset in pairs:
            by_position[left] += table[offset] * unit / 2
            by_position[left + 1] += table[offset] * unit / 2
        shares: dict[str, float] = {}
        if not pairs:
            for word, share in zip(words, by_position, strict=True):
                typed = word.typed.casefold()
                shares[typed] = shares.get(typed, 0.0) + share
            return shares
        joined = {left for left, _ in pairs}
        start = 0
        while start < len(words):
            end = start + 1
            while end - 1 in joined and end - start < _LONGEST_PHRASE:
                end += 1
            phrase = " ".join(word.typed for word in words[start:end]).casefold()
            shares[phrase] = shares.get(phrase, 0.0) + sum(by_position[start:end])
            start = end
        return shares


def _tempered(score: float, slope: float, limit: float) -> tuple[float, float]:
    """The calibrated log-odds, which never exceed `limit`, and what each unit of score is worth of them."""
    steep = score * slope / limit
    gain = slope * (tanh(steep) / steep if abs(steep) > 1e-9 else 1.0)
    return score * gain, gain


def _told(shares: dict[str, float], log_odds: float) -> tuple[tuple[str, float], ...]:
    """The biggest shares, and the rest as one, so that all add up to the log-odds."""
    ranked = sorted(
        ((word, share) for word, share in shares.items() if share), key=lambda pair: -abs(pair[1])
    )
    if len(ranked) <= _SHOWN:
        return tuple(ranked)
    rest = log_odds - sum(share for _, share in ranked[:_SHOWN])
    return (*ranked[:_SHOWN], (OTHER_WORDS, rest))


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
