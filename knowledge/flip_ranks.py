"""Says which flips are worth showing first."""

from operator import itemgetter
from typing import Final

from knowledge.advice_model import Answers
from knowledge.classifier import SILENT
from knowledge.fit import KEEP
from knowledge.model import Fit
from knowledge.moves import Move, Standing

SHOWN: Final = 3
"""How many flips are shown at most."""

Rank = tuple[bool, int, float]
"""Whether what matters stays (the fit of work that is kept, else the lean), how many open questions are
answered, how far the evidence moves: least first."""

Flip = tuple[Rank, tuple[Move, ...]]
"""Changes that turn lean or fit together, and where they stand among others."""


def best(found: list[Flip]) -> tuple[Answers, ...]:
    """The few to show, first rank first."""
    found.sort(key=itemgetter(0))
    return tuple([{move.question: move.option for move in changes} for _, changes in found[:SHOWN]])


def rank(changes: tuple[Move, ...], standing: Standing, fit: Fit) -> Rank:
    """Where a flip that leads to that fit stands among others."""
    odds = standing.up + standing.down
    deltas = [move.delta for move in changes]
    opened = sum(move.question not in standing.answers for move in changes)
    if standing.fit is KEEP:
        return fit is KEEP, opened, sum(abs(delta) for delta in deltas)
    stays = (odds + sum(deltas) > SILENT) is (odds > SILENT)
    return stays, opened, sum(abs(delta) for delta in deltas)
