"""The shapes of what we say: the advice, and the answers that it comes from; tuples, quickly made."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from knowledge.model import Fit, Lean

Answers = dict[str, str]
"""Chosen option ids by question id."""


class Because(NamedTuple):
    """One contribution to the lean.

    Attributes:
        evidence: what spoke, in plain English.
        weight: its share of the log-odds of KPO over BPO; the shares add up to logit(p_kpo).
        question: the question that was answered, or None where the task's own words spoke.
        option: the option chosen for it, or None.
        words: the task's own words that spoke, "" for those too soft to be named; None for an answer.
    """

    evidence: str
    weight: float
    question: str | None = None
    option: str | None = None
    words: str | None = None


class Understood(NamedTuple):
    """An answer that the task's own words already give: shown, not asked, and one tap to correct.

    Attributes:
        words: the words of the task that say so.
    """

    question: str
    option: str
    words: str


class Part(NamedTuple):
    """A piece of a task that leans its own way.

    Attributes:
        p_kpo: as in the advice.
    """

    text: str
    lean: Lean
    p_kpo: float
    kind: str | None


class Outlook(NamedTuple):
    """What a conversation goes on by: the advice without its reasons, and so in half the time.

    The attributes are those of `Advice`.
    """

    lean: Lean
    p_kpo: float
    fit: Fit
    kind: str | None
    next_question: str | None
    understood: tuple[Understood, ...]


class Advice(NamedTuple):
    """What we recommend, why, and what would turn it round.

    Attributes:
        p_kpo: calibrated probability, 0 to 1, that the task is KPO-like rather than BPO-like.
        kind: id of the kind of service, where text or answers tell it.
        next_question: the question that would tell most, or None when nothing open can change the advice.
        because: biggest share first.
        flips: the smallest changes of answers that turn the lean or the fit.
        understood: what the task's own words answer; an answer of the person goes before it.
        parts: the pieces to split into, where parts of the task lean opposite ways.
        next_steps: ids of what to do next, first thing first.
        rules: ids of the organization's own rules that spoke.
    """

    task: str
    lean: Lean
    p_kpo: float
    fit: Fit
    kind: str | None
    next_question: str | None
    because: tuple[Because, ...]
    benefits: tuple[str, ...]
    caveats: tuple[str, ...]
    flips: tuple[Answers, ...]
    understood: tuple[Understood, ...] = ()
    parts: tuple[Part, ...] = ()
    next_steps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def model_copy(self, *, update: Mapping[str, Any]) -> "Advice":
        """The same with other fields; the pack's shapes copy themselves by that name too."""
        return self._replace(**update)
