"""Reasons drawn by their strength: a small bar for the eye, and the same in words."""

from collections.abc import Iterable

from bot.views.escape import shorten
from bot.wording import Grade
from bot.words import Words
from knowledge.advice_model import Because
from knowledge.model import Lean

BAR = 5
EVIDENCE_SHOWN = 140
LEAST = 0.05
"""Log-odds under which a reason moves the probability by about one percent: not worth a line."""


def by_strength(reasons: Iterable[Because]) -> list[Because]:
    """The reasons that are worth a line, strongest first."""
    return sorted((r for r in reasons if abs(r.weight) >= LEAST), key=lambda r: -abs(r.weight))


def reason_lines(reason: Because, strongest: Because, words: Words) -> tuple[str, str]:
    """A reason with its bar, which is full for the strongest; and in words alone."""
    filled = max(1, round(BAR * abs(reason.weight) / abs(strongest.weight)))
    bar = "▰" * filled + "▱" * (BAR - filled)
    told = _told(reason, words)
    return _line(bar, told, words), _line("", told, words).strip()


def spoken_reason(reason: Because, words: Words) -> str:
    """A reason in words alone."""
    return _line("", _told(reason, words), words).strip()


def _line(bar: str, told: tuple[str, str], words: Words) -> str:
    strength, evidence = told
    return words.own.advice.reason.format(bar=bar, strength=strength, evidence=evidence)


def _told(reason: Because, words: Words) -> tuple[str, str]:
    """How strong it is, and what it stands on."""
    lean = Lean.KPO if reason.weight > 0 else Lean.BPO
    strength = _grade(abs(reason.weight), words.own.advice.strengths).format(lean=lean.value)
    return strength, _evidence(reason, words)


def _grade(size: float, grades: Iterable[Grade]) -> str:
    return next(grade.words for grade in grades if size >= grade.at_least)


def _evidence(reason: Because, words: Words) -> str:
    if reason.words is not None:
        return shorten(_read(reason.words, words), EVIDENCE_SHOWN)
    if reason.question is None or reason.option is None or words.question(reason.question) is None:
        return shorten(reason.evidence, EVIDENCE_SHOWN)
    return shorten(words.answered(reason.question, reason.option), EVIDENCE_SHOWN)


def _read(said: str, words: Words) -> str:
    """The task's own words, named as such."""
    own = words.own.advice
    if not said:
        return own.read_rest
    return (own.read_words if " " in said else own.read_word).format(words=said)
