"""Every change of one answer that can matter to lean or fit, and what it does, ready to be searched."""

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.advice_model import Answers
from knowledge.fit import FitRule
from knowledge.model import Fit, Option, Pack, Question


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


class Move(NamedTuple):
    """One question, answered differently: what that does to `up`, `down` and both, and where it leads."""

    question: str
    option: str
    up: float
    down: float
    delta: float
    lead: Fit | None


class Spot(NamedTuple):
    """What can become of one question as it is answered now.

    Attributes:
        low, high: the smallest and the biggest change of the log-odds.
        leading: some option leads to a fit.
    """

    moves: tuple[Move, ...]
    low: float
    high: float
    leading: bool


class Moves:
    """Every change of one answer that can matter; "I don't know" is no change that helps anybody.

    Attributes:
        questions: those that such a change may answer.
        opening: the moves that answer an open question and speak for BPO, and those that speak for KPO: their
            sizes in log-odds, ascending, beside the moves.
        opening_all: every move that answers an open question, the smallest first.
        leading: those of them that lead to a fit.
        against: those of them that lead to a fit or speak for KPO, and those that do or speak for BPO.
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
        self.leading = [move for move in self.opening_all if move.lead]
        self.against = tuple(
            [move for move in self.opening_all if move.lead or sign * move.delta > 0] for sign in (1, -1)
        )

    def all(self, standing: Standing) -> list[Spot]:
        """What can become of each question as things stand."""
        answers, understood, spots = standing.answers, standing.understood, self._spots
        return [spots[question, answers.get(question), question in understood] for question in self.questions]

    def answered(self, standing: Standing) -> list[Spot]:
        """What can become of the questions that are answered."""
        understood, spots = standing.understood, self._spots
        found = [spots.get((*pair, pair[0] in understood)) for pair in standing.answers.items()]
        return [spot for spot in found if spot]


def _states(question: Question) -> Iterator[tuple[str | None, bool, float]]:
    """Each way in which a question may stand: the option, whether only understood, and what it weighs."""
    yield None, False, 0.0
    for option in question.options:
        yield option.id, False, option.weight
        yield option.id, True, 0.0


def _spot(question: Question, chosen: str | None, leading: bool, was: float) -> Spot:  # noqa: FBT001 - private, one caller
    moves = tuple(
        _move(question.id, to, was) for to in question.options if to.id != chosen and not to.unknown
    )
    deltas = [0.0, *(move.delta for move in moves)]
    return Spot(moves, min(deltas), max(deltas), leading)


def _move(question: str, to: Option, was: float) -> Move:
    up, down = max(to.weight, 0.0) - max(was, 0.0), min(to.weight, 0.0) - min(was, 0.0)
    return Move(question, to.id, up, down, up + down, to.leads)


def _by_size(moves: list[Move]) -> tuple[list[float], list[Move]]:
    ordered = sorted(moves, key=lambda move: abs(move.delta))
    return [abs(move.delta) for move in ordered], ordered
