"""Judges the text model on texts of hosts and occupations that it never learned from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import tanh

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, StratifiedKFold

from knowledge.text_model import KIND_SURE
from knowledge.text_words import normal
from knowledge.training.text.corpus import Example, Work, occupations, services, stated
from knowledge.training.text.features import Features, Numbers, load_vectors
from knowledge.training.text.kinds import KINDS, KNOWLEDGE
from knowledge.training.text.learning import Settings, learn_kinds, learn_lean, learn_onsite

HOST_FOLDS = 17
WORK_FOLDS = 10
BINS = 10


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything to learn from."""

    stated: list[Example]
    services: list[Example]
    works: list[Work]

    @classmethod
    def read(cls, settings: Settings) -> "Corpus":
        """The project's own data, weighed by these settings."""
        return cls(stated(1.0), services(settings.service, settings.contested), occupations())

    def features(self, settings: Settings) -> Features:
        """The features; their columns are words only, no label is looked at."""
        texts = [example.text for example in (*self.stated, *self.services)]
        learned = [example.text for example in self.services]
        for work in self.works:
            if work.group != "ONSITE":
                learned += [work.text, *work.tasks, *work.titles]
        return Features(load_vectors(), texts, exact=settings.exact, learned=learned)


@dataclass(frozen=True, slots=True)
class Judged:
    """Texts that were judged by a model which had not seen their host or occupation.

    Attributes:
        scores: uncalibrated score of KPO over BPO.
        onsite: probability that somebody must be there.
        kinds: the best kind on the side of the score, "" where none stands out.
        seen: whether the training texts held the same text, of another host.
        folds: the number of the fold that judged it.
    """

    scores: Numbers
    onsite: Numbers
    kinds: list[str]
    seen: list[bool]
    folds: list[int]

    def chances(self, truth: Numbers, limit: float) -> Numbers:
        """Probability of KPO; each fold is calibrated by what the other folds say."""
        found = np.zeros(len(truth))
        folds = np.array(self.folds)
        for fold in range(folds.max() + 1):
            here = folds == fold
            slope = slope_of(self.scores[~here], truth[~here], limit)
            found[here] = probabilities(self.scores[here], slope, limit)
        return found


def judge_stated(corpus: Corpus, features: Features, settings: Settings, *, strict: bool = False) -> Judged:
    """The stated labels, each judged without its host's other rows.

    When `strict`, training (the lexicon too) leaves out every text that equals a judged one.
    """
    rows = corpus.stated
    names = [normal(example.text) for example in rows]
    scores, onsite = np.zeros(len(rows)), np.zeros(len(rows))
    kinds, seen, folds = [""] * len(rows), [False] * len(rows), [0] * len(rows)
    for fold, (train, test) in enumerate(host_folds(rows)):
        judged = {names[number] for number in test}
        others = [rows[number] for number in train]
        known = {normal(example.text) for example in others}
        examples = [*others, *corpus.services]
        if strict:
            examples = [example for example in examples if normal(example.text) not in judged]
        texts = [rows[number].text for number in test]
        told = _judge(features, examples, corpus.works, settings, texts)
        scores[test], onsite[test] = told.scores, told.onsite
        for number, kind in zip(test, told.kinds, strict=True):
            kinds[number] = kind
            seen[number], folds[number] = names[number] in known, fold
    return Judged(scores, onsite, kinds, seen, folds)


def host_folds(rows: Sequence[Example], folds: int = HOST_FOLDS) -> list[tuple[Numbers, Numbers]]:
    """Row numbers to learn from and to judge, so that no host is on both sides."""
    hosts = [example.group for example in rows]
    return list(GroupKFold(folds).split(hosts, groups=hosts))


def work_folds(works: Sequence[Work]) -> list[tuple[Numbers, Numbers]]:
    """Numbers of occupations to learn from and to judge, BPO, KPO and ONSITE spread evenly."""
    folds = StratifiedKFold(WORK_FOLDS, shuffle=True, random_state=1)
    return list(folds.split(works, [work.group for work in works]))


def without(corpus: Corpus, numbers: Iterable[int], *, strict: bool = False) -> Corpus:
    """The corpus without these occupations; when `strict`, without texts that equal a title of theirs."""
    left_out = {corpus.works[number].code for number in numbers}
    works = [work for work in corpus.works if work.code not in left_out]
    names = {
        normal(name)
        for work in corpus.works
        if strict and work.code in left_out
        for name in (work.title, *work.titles)
    }
    stated, services = (
        [each for each in some if normal(each.text) not in names] for some in (corpus.stated, corpus.services)
    )
    return Corpus(stated, services, works)


def _judge(
    features: Features,
    examples: Sequence[Example],
    works: Sequence[Work],
    settings: Settings,
    texts: list[str],
) -> Judged:
    matrix = features.matrix(texts, trusted=True)
    scores = learn_lean(features, examples, works, settings).score(matrix)[:, 0]
    onsite = learn_onsite(features, examples, works, settings).score(features.matrix(texts))[:, 0]
    by_kind = learn_kinds(features, examples, works, settings).score(matrix)
    sides = np.array([kind in KNOWLEDGE for kind in KINDS])
    allowed = np.where(sides[None, :] == (scores > 0)[:, None], by_kind, -np.inf)
    best = allowed.argmax(axis=1)
    spread = np.exp(by_kind - by_kind.max(axis=1, keepdims=True))
    sure = spread[np.arange(len(texts)), best] / spread.sum(axis=1) >= KIND_SURE
    kinds = [KINDS[number] if enough else "" for number, enough in zip(best, sure, strict=True)]
    return Judged(scores, _sigmoid(onsite), kinds, [], [])


def lean_scores(corpus: Corpus, features: Features, settings: Settings) -> Numbers:
    """The lean's score of each stated label, judged without its host's rows."""
    rows = corpus.stated
    scores = np.zeros(len(rows))
    for train, test in host_folds(rows):
        examples = [*(rows[number] for number in train), *corpus.services]
        lean = learn_lean(features, examples, corpus.works, settings)
        texts = [rows[number].text for number in test]
        scores[test] = lean.score(features.matrix(texts, trusted=True))[:, 0]
    return scores


def slope_of(scores: Numbers, truth: Numbers, limit: float) -> float:
    """The calibration's slope: how much of a score is log-odds; the score's own zero stays zero."""
    model = LogisticRegression(C=1e6, fit_intercept=False).fit(
        np.tanh(scores / limit)[:, None] * limit, truth
    )
    return float(model.coef_[0, 0])


def probabilities(scores: Numbers, slope: float, limit: float) -> Numbers:
    """Calibrated probability of KPO, as the model that we ship gives it."""
    return _sigmoid(np.array([limit * tanh(score * slope / limit) for score in scores]))


@dataclass(frozen=True, slots=True)
class Figures:
    """How good the lean is.

    Attributes:
        accuracy: share of right leans.
        balanced: the same with BPO and KPO counting alike.
        auc: area under the ROC curve.
        error: expected calibration error in ten bins.
    """

    accuracy: float
    balanced: float
    auc: float
    error: float


def figures(chances: Numbers, truth: Numbers) -> Figures:
    """How well these probabilities of KPO tell what is KPO (1) and what BPO (0)."""
    right = (chances > 0.5) == (truth > 0.5)
    return Figures(
        accuracy=float(right.mean()),
        balanced=float((right[truth > 0.5].mean() + right[truth < 0.5].mean()) / 2),
        auc=float(roc_auc_score(truth, chances)),
        error=calibration_error(chances, truth),
    )


def calibration_error(chances: Numbers, truth: Numbers) -> float:
    """Expected calibration error in ten bins of equal width."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    filled = [bins == number for number in range(BINS) if (bins == number).any()]
    return float(sum(abs(chances[here].mean() - truth[here].mean()) * here.mean() for here in filled))


def _sigmoid(scores: Numbers) -> Numbers:
    chances: Numbers = 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))
    return chances
