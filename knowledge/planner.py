"""Chooses the next question: the one expected to tell most; none when nothing open can change the advice."""

from dataclasses import dataclass
from math import exp, log1p

from knowledge.advice_model import Answers
from knowledge.classifier import log_odds, probability
from knowledge.fit import KEEP, SURE_ENOUGH, looked_at
from knowledge.model import Ask, Fit, Lean, Pack, Question

LEAST_GAIN = 0.01
"""Nats that a question must be expected to tell; asking for less wastes a person's time."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A question that may move the lean.

    Attributes:
        outcomes: for each option its weight and its chance among KPO and among BPO tasks.
        low, high: the smallest and the biggest weight an answer can bring, "I don't know" (0) included.
    """

    id: str
    outcomes: tuple[tuple[float, float, float], ...]
    low: float
    high: float


def entropy(odds: float) -> float:
    """The uncertainty (nats) of a yes-or-no with these log-odds."""
    size = abs(odds)
    small = exp(-size)
    return log1p(small) + size * small / (1.0 + small)


def likeliest(question: Question, lean: Lean) -> str:
    """The option that tasks of that lean have most often.

    From share = (P(o|KPO) + P(o|BPO)) / 2 and weight = ln(P(o|KPO) / P(o|BPO)) follows
    P(o|KPO) = 2 * share * sigmoid(weight), and with -weight for BPO.
    """
    sign = 1 if lean is Lean.KPO else -1
    known = [option for option in question.options if not option.unknown]
    return max(known, key=lambda option: (option.share or 1.0) / (1 + exp(-sign * option.weight))).id


class Planner:
    """The order of questions, compiled for one pack.

    Attributes:
        settled: log-odds (positive) from which on the lean counts as settled.
    """

    def __init__(self, pack: Pack, confidence: float) -> None:
        self.settled = log_odds(confidence)
        self._lean = tuple(_open(question) for question in pack.questions if question.ask is Ask.LEAN)
        ruled = looked_at(pack)
        asks = {question.id: question.ask for question in pack.questions}
        self._always = tuple(key for key, ask in asks.items() if ask is Ask.ALWAYS)
        self._always += tuple(key for key in asks if key in ruled and key not in self._always)
        self._kind = tuple(key for key, ask in asks.items() if ask is Ask.KIND and key not in ruled)
        self._rest = tuple(key for key in asks if key not in self._always)

    def next_question(
        self,
        answers: Answers,
        odds: float,
        led: Fit | None,
        kind: str | None,
        first: str | None = None,
    ) -> str | None:
        """The id of the question to ask, or None when nothing open can change lean, fit or kind.

        Args:
            answers: what was answered.
            odds: the log-odds of all evidence.
            led: the fit that answers lead to; work that is to be kept needs no more questions.
            kind: the kind of service, where it is known.
            first: a question that the text makes urgent.
        """
        if led is KEEP:
            return None
        if first is not None and first not in answers:
            return first
        if self._lean_is_open(answers, odds):
            telling = self._most_telling(answers, odds, LEAST_GAIN)
            if telling is not None:
                return telling
        rest = self._always if kind else self._always + self._kind
        return next((question for question in rest if question not in answers), None)

    def next_always(self, answers: Answers) -> str | None:
        """The next of the questions on which fit and caveats hang, where no lean of the whole is sought."""
        return next((question for question in self._always if question not in answers), None)

    def one_more(self, answers: Answers, odds: float) -> str | None:
        """What else to ask somebody who wants to go on: what tells most, then whatever is left."""
        telling = self._most_telling(answers, odds, 0.0)
        rest = (*self._always, *self._rest)
        return telling or next((question for question in rest if question not in answers), None)

    def _lean_is_open(self, answers: Answers, odds: float) -> bool:
        """Whether the confidence is not reached, and some answers could still change lean or fit."""
        if abs(odds) >= self.settled:
            return False
        still = [question for question in self._lean if question.id not in answers]
        low = odds + sum([question.low for question in still])
        high = odds + sum([question.high for question in still])
        return (low <= 0.0 < high) or any(
            low < edge <= high for edge in (-SURE_ENOUGH, SURE_ENOUGH, -self.settled, self.settled)
        )

    def _most_telling(self, answers: Answers, odds: float, gain: float) -> str | None:
        """The open question after which least uncertainty is expected, and at least `gain` (nats) less."""
        best: str | None = None
        least = entropy(odds) - gain
        up = probability(odds)
        down = 1.0 - up
        for question in self._lean:
            if question.id not in answers:
                left = 0.0
                for weight, kpo, bpo in question.outcomes:
                    # `entropy`, in place: it is all that planning costs.
                    size = abs(odds + weight)
                    small = exp(-size)
                    left += (up * kpo + down * bpo) * (log1p(small) + size * small / (1.0 + small))
                    if left >= least:
                        break
                else:
                    best, least = question.id, left
        return best


def _open(question: Question) -> _Open:
    known = [option for option in question.options if not option.unknown]
    even = 1.0 / len(known)
    shares = [even if option.share is None else option.share for option in known]
    kpo = [share * probability(option.weight) for share, option in zip(shares, known, strict=True)]
    bpo = [share * probability(-option.weight) for share, option in zip(shares, known, strict=True)]
    weights = [option.weight for option in known]
    outcomes = tuple(
        (weight, up / (sum(kpo) or 1.0), down / (sum(bpo) or 1.0))
        for weight, up, down in zip(weights, kpo, bpo, strict=True)
    )
    return _Open(question.id, outcomes, min(0.0, *weights), max(0.0, *weights))
