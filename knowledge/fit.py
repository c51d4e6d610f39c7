"""Decides whether to outsource at all, from the evidence and from the answers that lead."""

from collections.abc import Iterable
from typing import Final

from knowledge.advice_model import Answers
from knowledge.model import Ask, Fit, Pack

KEEP: Final = Fit.KEEP
SPLIT: Final = Fit.SPLIT
UNSURE: Final = Fit.UNSURE
OUTSOURCE: Final = Fit.OUTSOURCE
"""Read once: in Python 3.11 each `Fit.KEEP` runs a descriptor, and these are compared all the time."""

SURE_ENOUGH = 0.847
"""Log-odds of p = 0.7: below that confidence we say that we can't tell."""

PULL = 1.5
"""Log-odds on each side from which on we say that the parts of a task pull apart."""

_FIRST = (KEEP, SPLIT, UNSURE, OUTSOURCE)
"""When answers lead to different fits, the more careful one counts."""


class FitRule:
    """The rule, compiled for one pack.

    Attributes:
        settled: log-odds (positive) from which on the lean counts as settled.
        firm: log-odds from which on more evidence of the same lean changes no fit.
        leads: the fit to which an option leads, by question and option id.
    """

    def __init__(self, pack: Pack, settled: float) -> None:
        self.settled = settled
        self.firm = max(settled, SURE_ENOUGH)
        self.leads = {
            (question.id, option.id): option.leads
            for question in pack.questions
            for option in question.options
            if option.leads
        }

    def led(self, answers: Answers, text: Fit | None = None) -> Fit | None:
        """The fit that some answer, or the text, leads to, whatever the lean."""
        leads = self.leads
        found = [leads[pair] for pair in answers.items() if pair in leads]
        return self.first((text, *found)) if found else text

    def first(self, leads: Iterable[Fit | None]) -> Fit | None:
        """Which of several fits counts when answers lead to all of them: the most careful one."""
        found = [lead for lead in leads if lead is not None]
        return min(found, key=_FIRST.index) if found else None

    def fit(self, up: float, down: float, led: Fit | None) -> Fit:
        """Whether to outsource: what the answers lead to, else what the evidence allows.

        Args:
            up: the evidence for KPO, log-odds of 0 or more.
            down: the evidence for BPO, log-odds of 0 or less.
            led: what `led` said.
        """
        if led is KEEP or led is SPLIT:
            return led
        size = abs(up + down)
        if size < self.settled and up >= PULL and down <= -PULL:
            return SPLIT
        if led is not None:
            return led
        return OUTSOURCE if size >= SURE_ENOUGH else UNSURE


def looked_at(pack: Pack) -> frozenset[str]:
    """The questions on which a rule of the organization that decides the fit hangs."""
    conditions = [condition for rule in pack.rules if rule.fit for condition in rule.when]
    named = {question for condition in conditions for question in condition.answers}
    if any(condition.kinds or condition.families for condition in conditions):
        named |= {question.id for question in pack.questions if question.ask is Ask.KIND}
    return frozenset(named)
