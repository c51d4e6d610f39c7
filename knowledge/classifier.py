"""Adds up what text and answers say about BPO or KPO, so that each share can be shown."""

from math import exp, log
from typing import Final, NamedTuple

from knowledge.advice_model import Answers
from knowledge.model import Lean, Pack
from knowledge.text_reading import TextReading

_FAR = 700.0
"""Beyond this, exp() of a float would overflow."""

_BPO: Final = Lean.BPO
_KPO: Final = Lean.KPO
"""Read once: in Python 3.11 each `Lean.KPO` runs a descriptor."""

SILENT = 1e-9
"""Log-odds up to which nothing was said: what rounding leaves over is no evidence."""


class Share(NamedTuple):
    """One contribution to the log-odds of KPO over BPO; `words` spoke, or an option of a question."""

    weight: float
    question: str | None = None
    option: str | None = None
    words: str = ""


class Weighed(NamedTuple):
    """What all evidence says together; the weights of `shares` add up to `log_odds`."""

    log_odds: float
    shares: tuple[Share, ...]

    @property
    def p_kpo(self) -> float:
        """The probability (0 to 1) of KPO."""
        return probability(self.log_odds)

    @property
    def lean(self) -> Lean:
        """KPO when the evidence speaks for it, BPO otherwise."""
        return lean_of(self.log_odds)


def probability(log_odds: float) -> float:
    """The probability that has these (natural) log-odds."""
    return 1.0 / (1.0 + exp(-max(-_FAR, min(_FAR, log_odds))))


def log_odds(chance: float) -> float:
    """The natural log-odds of a probability strictly between 0 and 1."""
    return log(chance / (1.0 - chance))


def lean_of(odds: float) -> Lean:
    """KPO for positive log-odds, BPO otherwise."""
    return _KPO if odds > SILENT else _BPO


class Classifier:
    """The one classifier for every caller: prior 0 (BPO and KPO alike), then plain sums."""

    def __init__(self, pack: Pack) -> None:
        self._weights = {
            question.id: {option.id: option.weight for option in question.options}
            for question in pack.questions
        }
        self._known = frozenset(
            (question, option) for question, options in self._weights.items() for option in options
        )

    def knows(self, answers: Answers) -> bool:
        """Whether the pack knows each question and option."""
        return answers.items() <= self._known

    def check(self, answers: Answers) -> None:
        """Nothing, when the pack knows each question and option.

        Raises:
            ValueError: it doesn't know one; the message names it.
        """
        if self.knows(answers):
            return
        for question, option in answers.items():
            options = self._weights.get(question)
            if options is None:
                raise ValueError(f"there is no question {question!r}")
            if option not in options:
                raise ValueError(f"question {question!r} has no option {option!r}")

    def weigh(self, answers: Answers, reading: TextReading | None) -> Weighed:
        """The sum of what the text and each answer say, biggest share first."""
        spoken = reading.words if reading else ()
        shares = [Share(share, None, None, word) for word, share in spoken if abs(share) > SILENT]
        for question, option in answers.items():
            weight = self._weights[question][option]
            if weight:
                shares.append(Share(weight, question, option))
        shares.sort(key=_size, reverse=True)
        return Weighed(sum([share.weight for share in shares]), tuple(shares))


def _size(share: Share) -> float:
    return abs(share.weight)
