"""Decides whether to outsource at all, from the evidence and from the answers that lead."""

from collections.abc import Iterable

from knowledge.classifier import lean_of
from knowledge.model import Answers, Fit, Pack

SURE_ENOUGH = 0.847
"""Log-odds of p = 0.7: below that confidence we say that we can't tell."""

PULL = 1.5
"""Log-odds on each side from which on we say that the parts of a task pull apart."""

_FIRST = (Fit.KEEP, Fit.SPLIT, Fit.UNSURE, Fit.OUTSOURCE)
"""When answers lead to different fits, the more careful one counts."""


class FitRule:
    """The rule, compiled for one pack.

    Attributes:
        settled: log-odds (positive) from which on the lean counts as settled.
        leads: the fit to which an option leads, by question and option id.
    """

    def __init__(self, pack: Pack, settled: float) -> None:
        self.settled = settled
        self.leads = {
            (question.id, option.id): option.leads
            for question in pack.questions
            for option in question.options
            if option.leads
        }

    def led(self, answers: Answers) -> Fit | None:
        """The fit that some answer leads to, whatever the lean."""
        leads = self.leads
        return self.first(leads[pair] for pair in answers.items() if pair in leads)

    def first(self, leads: Iterable[Fit | None]) -> Fit | None:
        """Which of several fits counts when answers lead to all of them: the most careful one."""
        found = [lead for lead in leads if lead is not None]
        return min(found, key=_FIRST.index) if found else None

    def is_firm(self, low: float, high: float, led: Fit | None) -> bool:
        """Whether lean and fit are the same for all log-odds from `low` to `high`."""
        if lean_of(low) is not lean_of(high):
            return False
        return (
            led is Fit.KEEP or led is Fit.SPLIT or min(abs(low), abs(high)) >= max(self.settled, SURE_ENOUGH)
        )

    def fit(self, up: float, down: float, led: Fit | None) -> Fit:
        """Whether to outsource: what the answers lead to, else what the evidence allows.

        Args:
            up: the evidence for KPO, log-odds of 0 or more.
            down: the evidence for BPO, log-odds of 0 or less.
            led: what `led` said.
        """
        if led is Fit.KEEP:
            return Fit.KEEP
        size = abs(up + down)
        if size < self.settled and up >= PULL and down <= -PULL:
            return Fit.SPLIT
        if led is not None:
            return led
        return Fit.OUTSOURCE if size >= SURE_ENOUGH else Fit.UNSURE
