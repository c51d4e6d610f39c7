"""What a step of a workflow gives back: plain values for the steps after it."""

from typing import Any, Final

from bot.views.lines import confidence
from bot.views.reasons import by_strength, spoken_reason
from bot.views.verdict import name_advice
from bot.words import Words
from dialogs.listed_answers import NoSuchAnswer, NoSuchQuestion
from dialogs.text_cleaning import clean, cut
from knowledge.advice_model import Advice
from knowledge.model import Lean

REASONS: Final = 3
STEPS: Final = 2
QUOTED: Final = 80
"""Characters of what somebody wrote that we repeat."""


def outputs(advice: Advice, words: Words) -> dict[str, Any]:
    """The output parameters of the manifest, all of them; `confidence` is a probability from 0.5 to 1."""
    sure = advice.p_kpo if advice.lean is Lean.KPO else 1 - advice.p_kpo
    return {
        "lean": advice.lean.value,
        "kind": words.kind(advice.kind) or words.own.step.no_kind,
        "fit": advice.fit.value,
        "confidence": round(sure, 2),
        "summary": _summary(advice, words),
    }


def unreadable(fault: NoSuchQuestion | NoSuchAnswer, words: Words) -> str:
    """Why the listed answers can't be taken, with what could be."""
    own = words.own.step
    if isinstance(fault, NoSuchAnswer):
        known = ", ".join(option.id for option in words.options(fault.question))
        said = cut(clean(fault.answer), QUOTED)
        return own.no_option.format(option=said, question=fault.question, known=known)
    return own.no_question.format(
        question=cut(clean(fault.args[0]), QUOTED), known=", ".join(words.questions)
    )


def _summary(advice: Advice, words: Words) -> str:
    own = words.own.step
    reasons = [spoken_reason(reason, words) for reason in by_strength(advice.because)[:REASONS]]
    steps = [words.pack.next_steps[step] for step in advice.next_steps if step in words.pack.next_steps]
    sure = confidence(advice.lean, advice.p_kpo, words)
    lines = [own.summary.format(verdict=name_advice(advice, words), confidence=sure)]
    lines += [own.because.format(reasons="; ".join(reasons))] if reasons else []
    lines += [own.next.format(steps=" ".join(steps[:STEPS]))] if steps else []
    return "\n".join(lines)
