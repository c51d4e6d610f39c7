"""Simpler ways to tell BPO from KPO by text, judged on the same folds, to show what ours adds."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from knowledge.text_words import words_of
from knowledge.training.text.corpus import LEANS, Example
from knowledge.training.text.features import Numbers


@dataclass(frozen=True, slots=True)
class Guess:
    """What a way says of each text.

    Attributes:
        chances: probability of KPO.
        scores: what ranks the texts, the most KPO-like highest; needs no calibration.
        kinds: the kind, "" where none is named.
    """

    chances: Numbers
    scores: Numbers
    kinds: list[str]


Way = Callable[[Sequence[Example], Sequence[str]], Guess]
"""Learns from examples and guesses at texts."""


def majority(learned: Sequence[Example], judged: Sequence[str]) -> Guess:
    """Always what most examples say."""
    lean = float(np.mean([example.lean for example in learned]) > 0.5)
    kinds = Counter(kind for example in learned if example.lean == lean for kind in example.kinds)
    always = np.full(len(judged), lean)
    return Guess(always, always, [kinds.most_common(1)[0][0]] * len(judged))


def keywords(services: Sequence[Example], judged: Sequence[str]) -> Guess:
    """The lexicon alone: each of its names that stands in the text votes, a long one more."""
    rules = _Rules(services)
    votes = [rules.vote(text) for text in judged]
    scores = np.array([vote for vote, _ in votes])
    return Guess(_sigmoid(scores), scores, [kind for _, kind in votes])


def tf_idf(learned: Sequence[Example], judged: Sequence[str]) -> Guess:
    """TF-IDF of words and pairs with logistic regression, for the lean and for the kind."""
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    matrix = vectorizer.fit_transform([example.text for example in learned])
    texts = vectorizer.transform(judged)
    weights = np.array([example.weight for example in learned])
    lean = _logistic().fit(matrix, [example.lean for example in learned], weights)
    chances: Numbers = lean.predict_proba(texts)[:, 1]
    told = [number for number, example in enumerate(learned) if len(example.kinds) == 1]
    names = [next(iter(learned[number].kinds)) for number in told]
    kind = _logistic().fit(matrix[told], names, weights[told])
    return Guess(chances, chances, _kinds(kind.classes_, kind.predict_proba(texts), chances))


def _kinds(names: Sequence[str], scores: Numbers, chances: Numbers) -> list[str]:
    """The likeliest kind on the side of the lean."""
    knowledge = np.array([LEANS[name] == "KPO" for name in names])
    allowed = np.where(knowledge[None, :] == (chances > 0.5)[:, None], scores, -1.0)
    return [str(names[number]) for number in allowed.argmax(axis=1)]


class _Rules:
    """Every name of the lexicon by its stems."""

    def __init__(self, services: Sequence[Example]) -> None:
        self._votes: dict[tuple[str, ...], tuple[float, str]] = {}
        for service in services:
            stems = tuple(word.stem for word in words_of(service.text))
            weight = len(stems) * service.weight * (1.0 if service.lean else -1.0)
            self._votes[stems] = weight, next(iter(service.kinds))
        self._longest: Final = max(map(len, self._votes))

    def vote(self, text: str) -> tuple[float, str]:
        """The sum of all votes, and the kind of the strongest one on its side."""
        found = self._found([word.stem for word in words_of(text)])
        total = sum(weight for weight, _ in found)
        best = max(found, key=lambda each: each[0] * (1.0 if total > 0 else -1.0), default=(0.0, ""))
        return total, best[1]

    def _found(self, stems: list[str]) -> list[tuple[float, str]]:
        found, start = [], 0
        while start < len(stems):
            size = self._size(stems, start)
            if size:
                found.append(self._votes[tuple(stems[start : start + size])])
            start += size or 1
        return found

    def _size(self, stems: list[str], start: int) -> int:
        """How many words the longest name takes that begins there; 0 when none does."""
        longest = min(self._longest, len(stems) - start)
        return next(
            (size for size in range(longest, 0, -1) if tuple(stems[start : start + size]) in self._votes), 0
        )


def _logistic() -> LogisticRegression:
    return LogisticRegression(C=10.0, max_iter=1000)


def _sigmoid(scores: Numbers) -> Numbers:
    chances: Numbers = 1.0 / (1.0 + np.exp(-scores))
    return chances
