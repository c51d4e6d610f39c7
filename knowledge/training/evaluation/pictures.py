"""Draws how far stated confidence can be trusted, and what more data would bring."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from knowledge.training.evaluation.curve import Curve
from knowledge.training.evaluation.drawing import Axis, Line, draw
from knowledge.training.text.features import Numbers

FOLDER: Final = Path(__file__).parents[3] / "docs" / "pictures"
RELIABILITY: Final = FOLDER / "reliability.svg"
LEARNING: Final = FOLDER / "learning-curve.svg"
BINS: Final = 10
_FEWEST: Final = 0.005
"""Bins with less than this share of all cases are left out: a few cases tell no rate."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Probabilities of KPO, what was true (1.0 KPO), and how much each case counts."""

    chances: Numbers
    truth: Numbers
    weights: Numbers


def reliability(series: dict[str, Stated]) -> str:
    """Stated probability against how often it is so."""
    return draw(
        "How often “p KPO” is KPO",
        Axis("stated probability of KPO (mean of each tenth; a dot grows with its cases)", 0.0, 1.0, 10),
        Axis("share that is KPO", 0.0, 1.0, 10),
        [_bins(name, stated) for name, stated in series.items()],
        diagonal=True,
    )


def learning(curves: dict[str, Curve]) -> str:
    """How right the advice is, by how much of the data it learned from."""
    return draw(
        "What more data brings",
        Axis("share of the pages, or of the rated occupations, that were learned from", 0.0, 1.0, 4),
        Axis("right", 0.7, 1.0, 6),
        [Line(name, curve) for name, curve in curves.items()],
    )


def _bins(name: str, stated: Stated) -> Line:
    numbers = np.minimum((stated.chances * BINS).astype(int), BINS - 1)
    points, shares = [], []
    for number in range(BINS):
        here = numbers == number
        weights = stated.weights[here]
        if weights.sum() > _FEWEST * stated.weights.sum():
            means = (np.average(each[here], weights=weights) for each in (stated.chances, stated.truth))
            across, up = map(float, means)
            points.append((across, up))
            shares.append(float(weights.sum()))
    # A dot's area stands for its share.
    return Line(name, points, [(share / max(shares)) ** 0.5 for share in shares])
