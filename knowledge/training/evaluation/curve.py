"""Learns from less and less, to show what more data would bring."""

from collections.abc import Sequence
from random import Random
from typing import Final

import numpy as np

from knowledge.training import judging
from knowledge.training.measuring import Settings as Weighing
from knowledge.training.text.corpus import Example
from knowledge.training.text.features import Features
from knowledge.training.text.judging import Corpus, host_folds
from knowledge.training.text.learning import Settings, learn_lean

SHARES: Final = (0.125, 0.25, 0.5, 0.75, 1.0)
_FOLDS: Final = 5

Curve = list[tuple[float, float]]
"""Share of the data learned from, and how right that is."""


def by_hosts(corpus: Corpus, features: Features, settings: Settings, *, lexicon: bool) -> Curve:
    """Stated labels, with the labels of more and more pages; accuracy of the text alone."""
    return [(share, _right(corpus, features, settings, share, lexicon=lexicon)) for share in SHARES]


def by_occupations() -> Curve:
    """Occupations answered from ratings, with weights of more and more occupations; balanced accuracy."""
    return [
        (share, judging.figures(judging.cross_validate(Weighing(), share=share)).accuracy) for share in SHARES
    ]


def _right(corpus: Corpus, features: Features, settings: Settings, share: float, *, lexicon: bool) -> float:
    rows, right = corpus.stated, []
    for train, test in host_folds(rows, _FOLDS):
        learned = _part([rows[number] for number in train], share)
        lean = learn_lean(features, [*learned, *(corpus.services if lexicon else [])], corpus.works, settings)
        scores = lean.score(features.matrix([rows[number].text for number in test]))[:, 0]
        right += [(score > 0) == (rows[n].lean == 1.0) for n, score in zip(test, scores, strict=True)]
    return float(np.mean(right))


def _part(rows: Sequence[Example], share: float) -> list[Example]:
    """The rows of that share of their hosts, always the same ones."""
    hosts = sorted({row.group for row in rows})
    Random(0).shuffle(hosts)  # noqa: S311 - a reproducible draw, no secret
    kept = set(hosts[: round(len(hosts) * share)])
    return [row for row in rows if row.group in kept]
