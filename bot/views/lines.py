"""Advice in single lines of plain text, for cards, memos and sheets alike."""

from bot.words import Words
from knowledge.advice_model import Advice, Answers
from knowledge.model import Lean


def confidence(lean: Lean, p_kpo: float, words: Words) -> str:
    """How sure a lean is, in words."""
    sure = p_kpo if lean is Lean.KPO else 1 - p_kpo
    return next(grade.words for grade in words.own.advice.confidence if sure >= grade.at_least)


def flip(answers: Answers, words: Words) -> str:
    """What would turn the advice round."""
    own = words.own.advice
    changes = [words.phrased(own.flip_answer, question, option) for question, option in answers.items()]
    return own.flip.format(answers=own.flip_and.join(changes))


def worded(ids: tuple[str, ...], wording: dict[str, str]) -> list[str]:
    """How those items of the pack read, but for what a later pack dropped."""
    return [wording[item] for item in ids if item in wording]


def why(advice: Advice, words: Words) -> str:
    """What the advice rests on, in a sentence."""
    return words.own.advice.why[advice.fit][advice.lean]
