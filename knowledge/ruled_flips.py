"""Finds what would change the advice where an organization's own rules decide: every change is tried out."""

from collections.abc import Callable
from itertools import combinations, product

from knowledge.advice_model import Answers
from knowledge.fit import FitRule, looked_at
from knowledge.flip_ranks import best, rank
from knowledge.model import Fit, Lean, Pack
from knowledge.moves import Move, Moves, Standing

MOST = 3
"""Changes that are tried together at most; nobody would act on four."""

Judge = Callable[[Answers, float, float], tuple[Lean, Fit]]
"""What lean and fit would be after these changes, with this evidence for KPO and for BPO."""


class RuledFlipSearch:
    """Exact up to MOST changes; a rule may look at anything, so nothing is left out."""

    def __init__(self, pack: Pack, rule: FitRule) -> None:
        self._moves = Moves(pack, rule, looked_at(pack))

    def search(self, standing: Standing, lean: Lean, judge: Judge) -> tuple[Answers, ...]:
        """The smallest flips, as `FlipSearch` ranks them."""
        choices = [spot.moves for spot in self._moves.all(standing)]
        for size in range(1, MOST + 1):
            found = []
            for changes in (each for some in combinations(choices, size) for each in product(*some)):
                after = _after(changes, standing, judge)
                if after != (lean, standing.fit):
                    found.append((rank(changes, standing, after[1]), changes))
            if found:
                return best(found)
        return ()


def _after(changes: tuple[Move, ...], standing: Standing, judge: Judge) -> tuple[Lean, Fit]:
    up = standing.up + sum(move.up for move in changes)
    down = standing.down + sum(move.down for move in changes)
    return judge({move.question: move.option for move in changes}, up, down)
