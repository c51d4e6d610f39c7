"""Judges the text alone by what published pages call BPO or KPO, over hosts that it never learned from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from knowledge.training.evaluation import marks
from knowledge.training.evaluation.marks import Figures, Mark, Way
from knowledge.training.text import baselines
from knowledge.training.text.baselines import Guess
from knowledge.training.text.corpus import Example
from knowledge.training.text.features import Features, Numbers
from knowledge.training.text.judging import Corpus, Judged, figures, host_folds, judge_stated
from knowledge.training.text.learning import Settings


@dataclass(frozen=True, slots=True)
class Labels:
    """What came of it.

    Attributes:
        chances: our probability of KPO, text by text.
        truth: 1.0 where the page says KPO.
        unseen: how many texts no training label equals.
        kinds: how many texts name a kind.
    """

    figures: dict[Mark, Figures]
    chances: Numbers
    truth: Numbers
    unseen: int
    kinds: int


def judge_labels(corpus: Corpus, features: Features, settings: Settings) -> Labels:
    """Every way on the same folds over hosts."""
    truth = np.array([example.lean for example in corpus.stated], dtype=float)
    ours = judge_stated(corpus, features, settings)
    strict = judge_stated(corpus, features, settings, strict=True)
    unseen = ~np.array(ours.seen)
    found = {
        Way.OURS: _guess(ours, truth, settings),
        Way.STRICT: _guess(strict, truth, settings),
        Way.MAJORITY: _across(corpus, baselines.majority),
        Way.KEYWORDS: baselines.keywords(corpus.services, [example.text for example in corpus.stated]),
        Way.TF_IDF: _across(corpus, baselines.tf_idf),
        Way.TF_IDF_LEXICON: _across(corpus, baselines.tf_idf, corpus.services),
    }
    rows: dict[Mark, dict[Way, float]] = {}
    for way, guess in found.items():
        for mark, figure in _figures(guess, truth, unseen, corpus.stated).items():
            rows.setdefault(mark, {})[way] = figure
    # Labels alone name too few kinds to learn them.
    del rows[marks.KIND][Way.TF_IDF]
    named = sum(bool(example.kinds) for example in corpus.stated)
    return Labels(dict(rows), found[Way.OURS].chances, truth, int(unseen.sum()), named)


def _guess(judged: Judged, truth: Numbers, settings: Settings) -> Guess:
    return Guess(judged.chances(truth, settings.limit), judged.scores, judged.kinds)


def _across(corpus: Corpus, way: baselines.Way, more: Sequence[Example] = ()) -> Guess:
    """That way, learning from the other hosts (and from `more`)."""
    chances, scores = np.zeros(len(corpus.stated)), np.zeros(len(corpus.stated))
    kinds = [""] * len(corpus.stated)
    for train, test in host_folds(corpus.stated):
        learned = [*(corpus.stated[number] for number in train), *more]
        guess = way(learned, [corpus.stated[number].text for number in test])
        chances[test], scores[test] = guess.chances, guess.scores
        for number, kind in zip(test, guess.kinds, strict=True):
            kinds[number] = kind
    return Guess(chances, scores, kinds)


def _figures(guess: Guess, truth: Numbers, unseen: Numbers, stated: Sequence[Example]) -> dict[Mark, float]:
    every, new = figures(guess.chances, truth), figures(guess.chances[unseen], truth[unseen])
    kinds = [
        kind in example.kinds
        for example, kind, chance in zip(stated, guess.kinds, guess.chances, strict=True)
        if example.kinds and (chance > 0.5) == (example.lean == 1.0)
    ]
    return {
        marks.ALL: every.accuracy,
        marks.UNSEEN: new.accuracy,
        marks.AUC_ALL: float(roc_auc_score(truth, guess.scores)),
        marks.AUC_UNSEEN: float(roc_auc_score(truth[unseen], guess.scores[unseen])),
        marks.ECE_ALL: every.error,
        marks.ECE_UNSEEN: new.error,
        marks.KIND: float(np.mean(kinds)),
    }
