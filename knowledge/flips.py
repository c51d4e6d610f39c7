"""Finds the smallest changes of answers that turn lean or fit: exact, by searching every size in turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from knowledge.classifier import SILENT
from knowledge.fit import FitRule
from knowledge.model import Answers, Fit, Pack

SHOWN = 3
"""How many flips are shown at most."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the advice stands.

    Attributes:
        up, down: the evidence for KPO (0 or more) and for BPO (0 or less), in log-odds.
    """

    answers: Answers
    up: float
    down: float
    fit: Fit


_Rank = tuple[bool, int, float]
"""Whether the lean stays, how many open questions are answered, how far the evidence moves: least first."""


class _Move(NamedTuple):
    """One question, answered differently: what that does to `up` and `down`, and the fit it leads to."""

    question: str
    option: str
    up: float
    down: float
    lead: Fit | None


_Effect = tuple[float, float, Fit | None]
_Flip = tuple[_Rank, tuple[_Move, ...]]


@dataclass(frozen=True, slots=True)
class _Reach:
    """The most that a number of changes can add to the log-odds, and take off, by that number."""

    more: tuple[float, ...]
    less: tuple[float, ...]


class FlipSearch:
    """Searches over answered and open questions; "I don't know" is no change that helps anybody."""

    def __init__(self, pack: Pack, rule: FitRule) -> None:
        self._rule = rule
        leading = {question for question, _ in rule.leads}
        movers = [
            question
            for question in pack.questions
            if question.id in leading or any(option.weight for option in question.options)
        ]
        self._moves = {
            (question.id, chosen): tuple(
                _Move(
                    question.id,
                    to.id,
                    max(to.weight, 0.0) - max(was, 0.0),
                    min(to.weight, 0.0) - min(was, 0.0),
                    to.leads,
                )
                for to in question.options
                if to.id != chosen and not to.unknown
            )
            for question in movers
            for chosen, was in [(None, 0.0), *((option.id, option.weight) for option in question.options)]
        }
        self._spans = {
            key: (min((0.0, *map(_delta, moves))), max((0.0, *map(_delta, moves))))
            for key, moves in self._moves.items()
        }
        self._effects = {key: _by_effect(moves) for key, moves in self._moves.items()}
        self._leading = leading
        self._movers = tuple(question.id for question in movers)

    def search(self, standing: Standing) -> tuple[Answers, ...]:
        """The smallest flips; of these, such as turn the lean first, then such as move least."""
        answers = standing.answers
        moves = [self._moves[question, answers.get(question)] for question in self._movers]
        found = self._single(standing)
        size = 1
        while not found and size < len(moves):
            size += 1
            found = [(_rank(each, standing), each) for each in self._of_size(size, moves, standing)]
        found.sort(key=itemgetter(0))
        return tuple({move.question: move.option for move in changes} for _, changes in found[:SHOWN])

    def _single(self, standing: Standing) -> list[_Flip]:
        """Every single change that turns lean or fit; quick, since nearly always there are some."""
        up, down, fit, rule = standing.up, standing.down, standing.fit, self._rule
        odds = up + down
        kpo = odds > SILENT
        leads = {pair[0]: rule.leads[pair] for pair in standing.answers.items() if pair in rule.leads}
        led = rule.first(leads.values())
        found: list[_Flip] = []
        for question in self._movers:
            low, high = self._spans[question, standing.answers.get(question)]
            if question not in self._leading and rule.is_firm(odds + low, odds + high, led):
                continue
            opened = question not in standing.answers
            rest = led
            if question in leads:
                rest = rule.first(lead for key, lead in leads.items() if key != question)
            for (more, less, lead), alike in self._effects[question, standing.answers.get(question)]:
                stays = (up + more + down + less > SILENT) is kpo
                leading = rest if lead is None else rule.first((lead, rest))
                if not stays or rule.fit(up + more, down + less, leading) is not fit:
                    found += [((stays, opened, abs(more + less)), (move,)) for move in alike]
        return found

    def _of_size(
        self, size: int, moves: list[tuple[_Move, ...]], standing: Standing
    ) -> Iterator[tuple[_Move, ...]]:
        """Every set of that many changes that turns lean or fit; branches that can't are left out."""
        reach = _reach(moves)
        stack: list[tuple[int, tuple[_Move, ...], float, float]] = [(0, (), standing.up, standing.down)]
        while stack:
            index, changes, up, down = stack.pop()
            left = size - len(changes)
            if left == 0:
                if self._turns(changes, up, down, standing):
                    yield changes
                continue
            if len(moves) - index < left or not self._may_turn(left, changes, up + down, reach, standing):
                continue
            stack.append((index + 1, changes, up, down))
            stack += [(index + 1, (*changes, move), up + move.up, down + move.down) for move in moves[index]]

    def _turns(self, changes: tuple[_Move, ...], up: float, down: float, standing: Standing) -> bool:
        if _is_kpo(up + down) != _is_kpo(standing.up + standing.down):
            return True
        answers = {**standing.answers, **{move.question: move.option for move in changes}}
        return self._rule.fit(up, down, self._rule.led(answers)) is not standing.fit

    def _may_turn(
        self, left: int, changes: tuple[_Move, ...], odds: float, reach: _Reach, standing: Standing
    ) -> bool:
        """Whether as many more changes could turn something; False only when none could."""
        low, high = odds + reach.less[left], odds + reach.more[left]
        if _is_kpo(low) != _is_kpo(high) or _is_kpo(low) != _is_kpo(standing.up + standing.down):
            return True
        if standing.fit is not Fit.KEEP:
            return True
        changed = {move.question for move in changes}
        keeping = sum(
            self._rule.leads.get(pair) is Fit.KEEP and pair[0] not in changed
            for pair in standing.answers.items()
        )
        return keeping <= left


def _rank(changes: tuple[_Move, ...], standing: Standing) -> _Rank:
    odds = standing.up + standing.down
    deltas = [_delta(move) for move in changes]
    opened = sum(move.question not in standing.answers for move in changes)
    return _is_kpo(odds + sum(deltas)) == _is_kpo(odds), opened, sum(abs(delta) for delta in deltas)


def _by_effect(moves: tuple[_Move, ...]) -> tuple[tuple[_Effect, tuple[_Move, ...]], ...]:
    """The moves with those together that do the same, so that each effect is judged once."""
    groups: dict[_Effect, list[_Move]] = {}
    for move in moves:
        groups.setdefault((move.up, move.down, move.lead), []).append(move)
    return tuple((effect, tuple(alike)) for effect, alike in groups.items())


def _delta(move: _Move) -> float:
    return move.up + move.down


def _is_kpo(odds: float) -> bool:
    return odds > SILENT


def _reach(moves: list[tuple[_Move, ...]]) -> _Reach:
    deltas = [[_delta(move) for move in each] for each in moves]
    more = sorted((max((0.0, *each)) for each in deltas), reverse=True)
    less = sorted(min((0.0, *each)) for each in deltas)
    return _Reach(_sums(more), _sums(less))


def _sums(deltas: list[float]) -> tuple[float, ...]:
    sums = [0.0]
    for delta in deltas:
        sums.append(sums[-1] + delta)
    return tuple(sums)
