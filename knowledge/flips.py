"""Finds the smallest changes of answers that turn lean or fit: exact, by searching every size in turn."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import inf
from operator import itemgetter
from typing import NamedTuple

from knowledge.advice_model import Answers
from knowledge.classifier import SILENT
from knowledge.fit import KEEP, OUTSOURCE, SPLIT, FitRule
from knowledge.model import Fit, Option, Pack, Question

SHOWN = 3
"""How many flips are shown at most."""


class Standing(NamedTuple):
    """Where the advice stands.

    Attributes:
        answers: the person's and those that the text gives.
        understood: the questions that only the text answers; such an answer weighs nothing.
        up, down: the evidence for KPO (0 or more) and for BPO (0 or less), in log-odds.
        text: the fit that the text leads to.
    """

    answers: Answers
    understood: frozenset[str]
    up: float
    down: float
    fit: Fit
    text: Fit | None = None


Rank = tuple[bool, int, float]
"""Whether what matters stays (the fit of work that is kept, else the lean), how many open questions are
answered, how far the evidence moves: least first."""


class Move(NamedTuple):
    """One question, answered differently: what that does to `up`, `down` and both, and where it leads."""

    question: str
    option: str
    up: float
    down: float
    delta: float
    lead: Fit | None


Flip = tuple[Rank, tuple[Move, ...]]


class _Spot(NamedTuple):
    """What can become of one question as it is answered now.

    Attributes:
        low, high: the smallest and the biggest change of the log-odds.
        leading: some option leads to a fit.
    """

    moves: tuple[Move, ...]
    low: float
    high: float
    leading: bool


@dataclass(frozen=True, slots=True)
class _Reach:
    """The most that a number of changes can add to the log-odds, and take off, by that number."""

    more: tuple[float, ...]
    less: tuple[float, ...]


class Moves:
    """Every change of one answer that can matter; "I don't know" is no change that helps anybody.

    Attributes:
        questions: those that such a change may answer.
        opening: the moves that answer an open question and speak for BPO, and those that speak for KPO: their
            sizes in log-odds, ascending, beside the moves.
        opening_all: every move that answers an open question, the smallest first.
    """

    def __init__(self, pack: Pack, rule: FitRule, also: frozenset[str] = frozenset()) -> None:
        leading = {question for question, _ in rule.leads}
        movers = [
            question
            for question in pack.questions
            if question.id in leading | also or any(option.weight for option in question.options)
        ]
        self.questions = tuple(question.id for question in movers)
        self._spots = {
            (question.id, chosen, understood): _spot(question, chosen, question.id in leading, was)
            for question in movers
            for chosen, understood, was in _states(question)
        }
        opening = [move for question in self.questions for move in self._spots[question, None, False].moves]
        _, self.opening_all = _by_size(opening)
        self.opening = tuple(
            _by_size([move for move in opening if sign * move.delta > 0]) for sign in (-1, 1)
        )

    def all(self, standing: Standing) -> list[_Spot]:
        """What can become of each question as things stand."""
        answers, understood, spots = standing.answers, standing.understood, self._spots
        return [spots[question, answers.get(question), question in understood] for question in self.questions]

    def answered(self, standing: Standing) -> list[_Spot]:
        """What can become of the questions that are answered."""
        understood, spots = standing.understood, self._spots
        found = [spots.get((*pair, pair[0] in understood)) for pair in standing.answers.items()]
        return [spot for spot in found if spot]


class FlipSearch:
    """Searches over answered and open questions, where no organization's rule decides."""

    def __init__(self, pack: Pack, rule: FitRule) -> None:
        self._rule = rule
        self._moves = Moves(pack, rule)

    def search(self, standing: Standing) -> tuple[Answers, ...]:
        """The smallest flips, best rank first."""
        answered = self._moves.answered(standing)
        turns = (self._lean_turns, self._fit_turns)
        first, second = reversed(turns) if standing.fit is KEEP else turns
        found = first(standing, answered)
        if len(found) < SHOWN:
            found += second(standing, answered)
        size = 1
        while not found and size < len(self._moves.questions):
            size += 1
            every = self._of_size(size, self._moves.all(standing), standing)
            found = [(rank(each, standing, self._fit_after(each, standing)), each) for each in every]
        return best(found)

    def _lean_turns(self, standing: Standing, answered: list[_Spot]) -> list[Flip]:
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
        sizes, moves = self._moves.opening[not kpo]
        start = bisect_left(sizes, odds - SILENT) if kpo else bisect_right(sizes, SILENT - odds)
        left = SHOWN
        for move in moves[start:]:
            if move.question not in standing.answers:
                found.append(((minor, True, abs(move.delta)), (move,)))
                left -= 1
                if not left:
                    break
        return found

    def _fit_turns(self, standing: Standing, answered: list[_Spot]) -> list[Flip]:
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
        opening = (move for move in self._moves.opening_all if move.question not in standing.answers)
        turning = islice(self._turning(opening, led, standing), SHOWN)
        found += [((minor, True, abs(move.delta)), (move,)) for move in turning]
        return found

    def _turning(self, moves: Iterable[Move], rest: Fit | None, standing: Standing) -> Iterator[Move]:
        """Those that turn the fit and leave the lean, where the other answers lead to `rest`."""
        up, down, fit, judge, first = (
            standing.up,
            standing.down,
            standing.fit,
            self._rule.fit,
            self._rule.first,
        )
        odds = up + down
        kpo = odds > SILENT
        fixed = rest is fit and (fit is KEEP or fit is SPLIT)
        firm = self._rule.firm if fit is OUTSOURCE and rest is None else inf
        for move in moves:
            after = odds + move.delta
            if move.lead is None and (fixed or after >= firm or after <= -firm):
                continue  # more of the same evidence turns no fit, nor does any where the answers lead
            led = rest if move.lead is None else first((move.lead, rest))
            if (after > SILENT) is kpo and judge(up + move.up, down + move.down, led) is not fit:
                yield move

    def _of_size(self, size: int, spots: list[_Spot], standing: Standing) -> Iterator[tuple[Move, ...]]:
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


def best(found: list[Flip]) -> tuple[Answers, ...]:
    """The few to show, first rank first."""
    found.sort(key=itemgetter(0))
    return tuple([{move.question: move.option for move in changes} for _, changes in found[:SHOWN]])


def rank(changes: tuple[Move, ...], standing: Standing, fit: Fit) -> Rank:
    """Where a flip that leads to that fit stands among others."""
    odds = standing.up + standing.down
    deltas = [move.delta for move in changes]
    opened = sum(move.question not in standing.answers for move in changes)
    stays = fit is KEEP if standing.fit is KEEP else _is_kpo(odds + sum(deltas)) == _is_kpo(odds)
    return stays, opened, sum(abs(delta) for delta in deltas)


def _states(question: Question) -> Iterator[tuple[str | None, bool, float]]:
    """Each way in which a question may stand: the option, whether only understood, and what it weighs."""
    yield None, False, 0.0
    for option in question.options:
        yield option.id, False, option.weight
        yield option.id, True, 0.0


def _spot(question: Question, chosen: str | None, leading: bool, was: float) -> _Spot:  # noqa: FBT001 - private, one caller
    moves = tuple(
        _move(question.id, to, was) for to in question.options if to.id != chosen and not to.unknown
    )
    deltas = [0.0, *(move.delta for move in moves)]
    return _Spot(moves, min(deltas), max(deltas), leading)


def _move(question: str, to: Option, was: float) -> Move:
    up, down = max(to.weight, 0.0) - max(was, 0.0), min(to.weight, 0.0) - min(was, 0.0)
    return Move(question, to.id, up, down, up + down, to.leads)


def _by_size(moves: list[Move]) -> tuple[list[float], list[Move]]:
    ordered = sorted(moves, key=lambda move: abs(move.delta))
    return [abs(move.delta) for move in ordered], ordered


def _is_kpo(odds: float) -> bool:
    return odds > SILENT


def _reach(spots: list[_Spot]) -> _Reach:
    return _Reach(
        _sums(sorted((spot.high for spot in spots), reverse=True)), _sums(sorted(spot.low for spot in spots))
    )


def _sums(deltas: list[float]) -> tuple[float, ...]:
    sums = [0.0]
    for delta in deltas:
        sums.append(sums[-1] + delta)
    return tuple(sums)
