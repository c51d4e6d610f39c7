"""Finds the smallest changes of answers that turn lean or fit: exact, by searching every size in turn."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from math import inf

from knowledge.advice_model import Answers
from knowledge.classifier import SILENT
from knowledge.fit import KEEP, OUTSOURCE, SPLIT, FitRule
from knowledge.flip_ranks import SHOWN, Flip, best
from knowledge.larger_flips import LargerFlips
from knowledge.model import Fit, Pack
from knowledge.moves import Move, Moves, Spot, Standing


class FlipSearch:
    """Searches over answered and open questions, where no organization's rule decides."""

    def __init__(self, pack: Pack, rule: FitRule) -> None:
        self._rule = rule
        self._moves = Moves(pack, rule)
        self._larger = LargerFlips(rule, self._moves)
        # Without answers that weigh, tasks differ little in what turns them.
        self._opened = lru_cache(maxsize=4096)(self._open_turns)
        self._first_to_lead = lru_cache(maxsize=1024)(self._leading_first)

    def search(self, standing: Standing) -> tuple[Answers, ...]:
        """The smallest flips, best rank first."""
        answered = self._moves.answered(standing)
        turns = (self._lean_turns, self._fit_turns)
        first, second = reversed(turns) if standing.fit is KEEP else turns
        found = first(standing, answered)
        if len(found) < SHOWN:
            found += second(standing, answered)
        return best(found or self._larger.search(standing))

    def _lean_turns(self, standing: Standing, answered: list[Spot]) -> list[Flip]:
        """The single changes that turn the lean; of those that answer an open question the smallest few."""
        odds, minor = standing.up + standing.down, standing.fit is KEEP
        kpo = odds > SILENT
        found: list[Flip] = [
            ((minor, False, abs(move.delta)), (move,))
            for spot in answered
            if (odds + spot.low > SILENT) is not kpo or (odds + spot.high > SILENT) is not kpo
            for move in spot.moves
            if (odds + move.delta > SILENT) is not kpo
        ]
        sizes, _ = self._moves.opening[not kpo]
        start = bisect_left(sizes, odds - SILENT) if kpo else bisect_right(sizes, SILENT - odds)
        found += self._opened(kpo, start, minor, tuple(standing.answers))
        return found

    def _open_turns(self, kpo: bool, start: int, minor: bool, answered: tuple[str, ...]) -> list[Flip]:  # noqa: FBT001 - remembered by place
        """Of the changes from `start` on that answer an open question the smallest few."""
        _, moves = self._moves.opening[not kpo]
        opening = (move for move in moves[start:] if move.question not in answered)
        return [((minor, True, abs(move.delta)), (move,)) for move in islice(opening, SHOWN)]

    def _fit_turns(self, standing: Standing, answered: list[Spot]) -> list[Flip]:
        """The single changes that turn the fit and leave the lean, likewise."""
        rule, odds, minor = self._rule, standing.up + standing.down, standing.fit is not KEEP
        led = rule.led(standing.answers, standing.text)
        found: list[Flip] = []
        for spot in answered:
            rest = led
            if spot.leading:
                changed = spot.moves[0].question
                others = {key: option for key, option in standing.answers.items() if key != changed}
                rest = rule.led(others, standing.text)
            elif odds + spot.low >= rule.firm or odds + spot.high <= -rule.firm:
                continue
            turning = self._turning(spot.moves, rest, standing)
            found += [((minor, False, abs(move.delta)), (move,)) for move in turning]
        answers = standing.answers
        if standing.fit is OUTSOURCE and led is None and abs(odds) >= rule.firm:
            at_once = self._first_to_lead(odds > SILENT, tuple(answers))
            if at_once:
                return found + at_once
        opening = (move for move in self._opening(led, standing) if move.question not in answers)
        turning = islice(self._turning(opening, led, standing), SHOWN)
        found += [((minor, True, abs(move.delta)), (move,)) for move in turning]
        return found

    def _leading_first(self, kpo: bool, answered: tuple[str, ...]) -> list[Flip]:  # noqa: FBT001 - remembered by place
        """Flips of settled work that is to be outsourced, where the smallest changes only lead to a fit."""
        opening = (move for move in self._moves.against[kpo] if move.question not in answered)
        first = list(islice(opening, SHOWN))
        if len(first) < SHOWN or any(move.delta or move.lead not in (KEEP, SPLIT) for move in first):
            return []
        return [((True, True, 0.0), (move,)) for move in first]

    def _opening(self, led: Fit | None, standing: Standing) -> list[Move]:
        """The moves that answer an open question and may turn the fit and leave the lean, smallest first."""
        fit, odds = standing.fit, standing.up + standing.down
        if led is fit and (fit is KEEP or fit is SPLIT):
            return self._moves.leading
        if fit is OUTSOURCE and led is None and abs(odds) >= self._rule.firm:
            return self._moves.against[odds > SILENT]
        return self._moves.opening_all

    def _turning(self, moves: Iterable[Move], rest: Fit | None, standing: Standing) -> Iterator[Move]:
        """Those that turn the fit and leave the lean, where the other answers lead to `rest`."""
        _, _, up, down, fit, _ = standing
        judge, first = self._rule.fit, self._rule.first
        odds = up + down
        kpo = odds > SILENT
        fixed = rest is fit and (fit is KEEP or fit is SPLIT)
        firm = self._rule.firm if fit is OUTSOURCE and rest is None else inf
        for move in moves:
            after = odds + move.delta
            if move.lead is None and (fixed or after >= firm or after <= -firm):
                continue  # more of the same evidence turns no fit, nor does any where the answers lead
            led = rest
            if move.lead is not None:
                led = first((move.lead, rest)) if rest else move.lead
            if (after > SILENT) is kpo and judge(up + move.up, down + move.down, led) is not fit:
                yield move
