"""Learns what each number of a text says: one linear layer a question, on the same features."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from knowledge.training.text.corpus import Example, Work, occupation_kinds
from knowledge.training.text.features import Features, Numbers
from knowledge.training.text.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is trained; chosen by cross-validation, see docs/text-model.md.

    Attributes:
        exact: strength of exact words against word vectors.
        service, contested: weight of a lexicon name, and of one where sources disagree; a label weighs 1.
        title, text, tasks, titles: weight of an occupation's title, title and description, all its tasks
            together and all its alternate titles together, for the lean.
        rare: how much more a BPO-like occupation counts, there being fewer of them.
        lean_c, onsite_c, kind_c: inverse strength of the L2 penalty.
        limit: the largest log-odds that a text alone may reach.
    """

    exact: float = 0.2
    service: float = 1.0
    contested: float = 0.3
    title: float = 0.2
    text: float = 0.3
    tasks: float = 0.3
    titles: float = 0.2
    rare: float = 2.0
    lean_c: float = 4.0
    onsite_c: float = 1.0
    kind_c: float = 10.0
    limit: float = 3.5

    def record(self) -> dict[str, float]:
        """The settings by name."""
        return asdict(self)


SETTINGS: Final = Settings()


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights (features x outputs) and intercepts of one or more outputs."""

    weights: Numbers
    intercepts: Numbers

    def score(self, matrix: Any) -> Numbers:
        """One row a text, one column an output."""
        scores: Numbers = np.asarray(matrix @ self.weights) + self.intercepts
        return scores


def texts_of(work: Work, settings: Settings) -> list[tuple[str, float]]:
    """Every text about an occupation, with its weight."""
    found = [(work.title, settings.title), (work.text, settings.text)]
    found += [(task, settings.tasks / len(work.tasks)) for task in work.tasks]
    return found + [(title, settings.titles / len(work.titles)) for title in work.titles]


def learn_lean(
    features: Features, examples: Sequence[Example], works: Sequence[Work], settings: Settings
) -> Linear:
    """KPO (positive) or BPO, from examples and from the BPO-like and KPO-like occupations."""
    told = [(example.text, float(example.lean or 0.0), example.weight) for example in examples]
    for work in works:
        if work.group != "ONSITE":
            more = settings.rare if work.group == "BPO" else 1.0
            told += [
                (text, float(work.group == "KPO"), weight * more) for text, weight in texts_of(work, settings)
            ]
    return _logistic(features, told, settings.lean_c)


def learn_onsite(
    features: Features, examples: Sequence[Example], works: Sequence[Work], settings: Settings
) -> Linear:
    """Somebody must be there (positive) or need not, each side counting alike."""
    there = [
        (text, 1.0, weight)
        for work in works
        if work.group == "ONSITE"
        for text, weight in texts_of(work, settings)
    ]
    away = [
        (text, 0.0, weight)
        for work in works
        if work.group != "ONSITE"
        for text, weight in texts_of(work, settings)
    ]
    share = sum(weight for *_, weight in there) / 2
    away = _sum_to(away, share) + _sum_to(
        [(example.text, 0.0, example.weight) for example in examples], share
    )
    return _logistic(features, there + away, settings.onsite_c)


def learn_kinds(
    features: Features, examples: Sequence[Example], works: Sequence[Work], settings: Settings
) -> Linear:
    """The kind of service, one output each in the order of KINDS."""
    known = occupation_kinds()
    told = [(e.text, KINDS.index(next(iter(e.kinds))), e.weight) for e in examples if len(e.kinds) == 1]
    for work in works:
        if work.code in known:
            number = KINDS.index(known[work.code])
            told += [(work.title, number, settings.title), (work.text, number, settings.text)]
    model = LogisticRegression(C=settings.kind_c, max_iter=200)
    model.fit(features.matrix([text for text, *_ in told]), [n for _, n, _ in told], [w for *_, w in told])
    return Linear(model.coef_.T, model.intercept_)


def _sum_to(told: list[tuple[str, float, float]], total: float) -> list[tuple[str, float, float]]:
    factor = total / sum(weight for *_, weight in told)
    return [(text, target, weight * factor) for text, target, weight in told]


def _logistic(features: Features, told: Sequence[tuple[str, float, float]], penalty: float) -> Linear:
    # Without an intercept, words that tell nothing leave the odds even.
    model = LogisticRegression(C=penalty, max_iter=1000, fit_intercept=False)
    model.fit(
        features.matrix([text for text, *_ in told]),
        [target for _, target, _ in told],
        [weight for *_, weight in told],
    )
    return Linear(model.coef_.T, np.zeros(1))
