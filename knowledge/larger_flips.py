"""Finds the flips that take several changes: exact, every size in turn, branches that can't turn left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.classifier import SILENT
from knowledge.fit import KEEP, FitRule
from knowledge.flip_ranks import Flip, rank
from knowledge.model import Fit
from knowledge.moves import Move, Moves, Spot, Standing


@dataclass(frozen=True, slots=True)
class _Reach:
    """The most that a number of changes can add to the log-odds, and take off, by that number."""

    more: tuple[float, ...]
    less: tuple[float, ...]


class LargerFlips:
    """Searches for sets of two or more changes, where no organization's rule decides."""

    def __init__(self, rule: FitRule, moves: Moves) -> None:
        self._rule = rule
        self._moves = moves

    def search(self, standing: Standing) -> list[Flip]:
        """Every flip of the smallest size (2 or more) that has any."""
        spots = self._moves.all(standing)
        for size in range(2, len(self._moves.questions) + 1):
            found = [
                (rank(changes, standing, self._fit_after(changes, standing)), changes)
                for changes in self._of_size(size, spots, standing)
            ]
            if found:
                return found
        return []

    def _of_size(self, size: int, spots: list[Spot], standing: Standing) -> Iterator[tuple[Move, ...]]:
        """Every set of that many changes that turns lean or fit; branches that can't are left out."""
        reach = _reach(spots)
        stack: list[tuple[int, tuple[Move, ...], float, float]] = [(0, (), standing.up, standing.down)]
        while stack:
            index, changes, up, down = stack.pop()
            left = size - len(changes)
            if left == 0:
                if self._turns(changes, up, down, standing):
                    yield changes
                continue
            if len(spots) - index < left or not self._may_turn(left, changes, up + down, reach, standing):
                continue
            stack.append((index + 1, changes, up, down))
            stack += [
                (index + 1, (*changes, move), up + move.up, down + move.down) for move in spots[index].moves
            ]

    def _turns(self, changes: tuple[Move, ...], up: float, down: float, standing: Standing) -> bool:
        if _is_kpo(up + down) != _is_kpo(standing.up + standing.down):
            return True
        return self._fit_after(changes, standing) is not standing.fit

    def _fit_after(self, changes: tuple[Move, ...], standing: Standing) -> Fit:
        answers = {**standing.answers, **{move.question: move.option for move in changes}}
        up = standing.up + sum(move.up for move in changes)
        down = standing.down + sum(move.down for move in changes)
        return self._rule.fit(up, down, self._rule.led(answers, standing.text))

    def _may_turn(
        self, left: int, changes: tuple[Move, ...], odds: float, reach: _Reach, standing: Standing
    ) -> bool:
        """Whether as many more changes could turn something; False only when none could."""
        low, high = odds + reach.less[left], odds + reach.more[left]
        if _is_kpo(low) != _is_kpo(high) or _is_kpo(low) != _is_kpo(standing.up + standing.down):
            return True
        if standing.fit is not KEEP:
            return True
        changed = {move.question for move in changes}
        keeping = sum(
            self._rule.leads.get(pair) is KEEP and pair[0] not in changed for pair in standing.answers.items()
        )
        return keeping <= left


def _is_kpo(odds: float) -> bool:
    return odds > SILENT


def _reach(spots: list[Spot]) -> _Reach:
    return _Reach(
        _sums(sorted((spot.high for spot in spots), reverse=True)), _sums(sorted(spot.low for spot in spots))
    )


def _sums(deltas: list[float]) -> tuple[float, ...]:
    sums = [0.0]
    for delta in deltas:
        sums.append(sums[-1] + delta)
    return tuple(sums)
