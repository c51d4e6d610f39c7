"""Chooses and ranks benefits, caveats and next steps by the answers, never both sides of a contradiction."""

from dataclasses import dataclass
from typing import NamedTuple

from knowledge.advice_model import Answers
from knowledge.model import Ask, Condition, Fit, Kind, Lean, Matched, Pack

_BENEFITS = 1

_REMEMBERED = 512

MOST = 4
"""How many of each are shown at most."""


class Situation(NamedTuple):
    """What conditions look at."""

    answers: Answers
    lean: Lean
    fit: Fit
    kind: Kind | None


class Shown(NamedTuple):
    """The ids to show; benefits and caveats most fitting first, next steps in the order of the pack.

    Attributes:
        missing: an open question that is asked last, of which some answer would change what is shown.
    """

    benefits: tuple[str, ...]
    caveats: tuple[str, ...]
    next_steps: tuple[str, ...]
    missing: str | None = None


class _Called(NamedTuple):
    """An item that an answer calls for, when the rest of the condition holds too."""

    item: int
    score: float
    rest: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All that may be shown at one lean, fit and kind.

    Attributes:
        always: the score of each item that needs no answer.
        called: what an answer (question and option) calls for; every answer on which something hangs is here.
        shown: what was chosen before, by the answers that call for something and the questions of those asked
            last that are open; pure, so it may be remembered.
    """

    always: dict[int, float]
    called: dict[tuple[str, str], list[_Called]]
    shown: dict[tuple[tuple[tuple[str, str], ...], tuple[str, ...]], Shown]


class Matcher:
    """All benefits, caveats and next steps of one pack; a score is the rank and 1 for each calling answer."""

    def __init__(self, pack: Pack) -> None:
        sides = (pack.caveats, pack.benefits, pack.next_steps)  # at equal scores a caveat goes first
        self._items = tuple((side, item) for side, items in enumerate(sides) for item in items)
        self._ids = tuple(item.id for _, item in self._items)
        self._sides = tuple(side for side, _ in self._items)
        self._against = _both_ways(tuple(item for _, item in self._items))
        self._shelves: dict[tuple[str, str, str | None], _Shelf] = {}
        self._last = {
            question.id: tuple(option.id for option in question.options)
            for question in pack.questions
            if question.ask is Ask.MATTERS
        }

    def match(self, situation: Situation) -> Shown:
        """What to show; an item that another one contradicts gives way to the better fitting one."""
        answers = situation.answers
        shelf = self._shelf(situation)
        called = shelf.called
        last = tuple([question for question in self._last if question not in answers])
        key = (tuple([pair for pair in answers.items() if pair in called]), last)
        shown = shelf.shown.get(key)
        if shown is None:
            if len(shelf.shown) >= _REMEMBERED:
                shelf.shown.clear()
            shown = shelf.shown[key] = self._matched(shelf, answers, last)
        return shown

    def _matched(self, shelf: _Shelf, answers: Answers, last: tuple[str, ...]) -> Shown:
        shown = self._choose(_scores(shelf, answers))
        for question in last:
            for option in self._last[question]:
                if self._choose(_scores(shelf, {**answers, question: option})) != shown:
                    return shown._replace(missing=question)
        return shown

    def _choose(self, scores: dict[int, float]) -> Shown:
        sides: tuple[list[int], list[int], list[int]] = ([], [], [])
        of, against = self._sides, self._against
        # Best score first; of equals the one that the pack names first.
        for item in sorted(sorted(scores), key=scores.__getitem__, reverse=True):
            side = sides[of[item]]
            if len(side) < MOST and not (against[item] and any(map(against[item].intersection, sides))):
                side.append(item)
        caveats, benefits, steps = sides
        steps.sort()
        ids = self._ids
        return Shown(
            tuple([ids[item] for item in benefits]),
            tuple([ids[item] for item in caveats]),
            tuple([ids[item] for item in steps]),
        )

    def _shelf(self, situation: Situation) -> _Shelf:
        kind = situation.kind
        # The values, since hashing a member runs Python code.
        key = (situation.lean._value_, situation.fit._value_, kind.id if kind else None)
        shelf = self._shelves.get(key)
        if shelf is None:
            shelf = self._shelves[key] = self._filled(situation.lean, situation.fit, kind)
        return shelf

    def _filled(self, lean: Lean, fit: Fit, kind: Kind | None) -> _Shelf:
        """The shelf for that lean, fit and kind; benefits only where outsourcing is the advice."""
        shelf = _Shelf({}, {}, {})
        for number, (side, item) in enumerate(self._items):
            if side == _BENEFITS and fit not in (Fit.OUTSOURCE, Fit.SPLIT):
                continue
            for condition in item.when:
                if _allows(condition, lean, fit, kind):
                    _put(shelf, number, item.rank, condition)
        return shelf


def _scores(shelf: _Shelf, answers: Answers) -> dict[int, float]:
    """The score of each item that these answers let show."""
    scores = shelf.always.copy()
    for pair in answers.items():
        for item, score, rest in shelf.called.get(pair, ()):
            if score > scores.get(item, -1.0) and all(answers.get(key) in chosen for key, chosen in rest):
                scores[item] = score
    return scores


def _put(shelf: _Shelf, item: int, rank: float, condition: Condition) -> None:
    asked = [(question, frozenset(chosen)) for question, chosen in condition.answers.items()]
    if not asked:
        shelf.always[item] = rank
        return
    (question, options), *rest = asked
    called = _Called(item, rank + len(asked), tuple(rest))
    for option in options:
        shelf.called.setdefault((question, option), []).append(called)
    for key, chosen in rest:
        for option in chosen:
            shelf.called.setdefault((key, option), [])


def _allows(condition: Condition, lean: Lean, fit: Fit, kind: Kind | None) -> bool:
    return (
        condition.lean in (None, lean)
        and (not condition.fits or fit in condition.fits)
        and (not condition.kinds or (kind is not None and kind.id in condition.kinds))
        and (not condition.families or (kind is not None and kind.family in condition.families))
    )


def _both_ways(items: tuple[Matched, ...]) -> tuple[frozenset[int], ...]:
    """For each item the ones that it contradicts, or that contradict it, by number."""
    numbers = {item.id: number for number, item in enumerate(items)}
    found: list[set[int]] = [set() for _ in items]
    for number, item in enumerate(items):
        for other in item.against:
            found[number].add(numbers[other])
            found[numbers[other]].add(number)
    return tuple(map(frozenset, found))
