"""Where colleagues answer otherwise than the asker, and which of that would turn the advice: exact."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import inf
from typing import Final

from knowledge import Knowledge
from knowledge.advice_model import Advice, Answers
from knowledge.model import Fit, Lean, Question

MOST_ASKED: Final = 5
"""Questions that a colleague is asked at most; as many still fit in one form on a phone."""

FEW_ASKED: Final = 3
"""With fewer, a colleague's view would hardly be one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A question to which colleagues gave other answers than the asker's.

    Attributes:
        own: the asker's option, given or read in the task; None while it is open.
        others: the options that colleagues chose instead, and how many chose each, most first.
        turning: those of them that alone would turn the lean or the fit.
    """

    question: str
    own: str | None
    others: tuple[tuple[str, int], ...]
    turning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Swing:
    """Answers of colleagues that turn the advice when the asker takes them over.

    Attributes:
        lean, fit: what the advice would be.
    """

    answers: Answers
    lean: Lean
    fit: Fit


@dataclass(frozen=True, slots=True)
class Comparison:
    """What colleagues' answers come to.

    Attributes:
        differences: in the pack's order.
        swings: the smallest sets of differing answers that turn lean or fit, all of that size; none when
            nothing that anybody answered does.
    """

    differences: tuple[Difference, ...] = ()
    swings: tuple[Swing, ...] = ()


def compare(knowledge: Knowledge, task: str, answers: Answers, voices: Iterable[Answers]) -> Comparison:
    """Where those voices differ from the asker, and what of it matters.

    Each voice is one colleague's answers; "I don't know" says nothing. The answers must be of this pack.
    """
    advice = knowledge.classify(task, answers)
    found = _differences(knowledge, advice, answers, tuple(voices))
    swings = _smallest_swings(knowledge, advice, answers, found)
    alone = {pair for swing in swings if len(swing.answers) == 1 for pair in swing.answers.items()}
    return Comparison(
        tuple(
            Difference(
                each.question,
                each.own,
                each.others,
                tuple(option for option, _ in each.others if (each.question, option) in alone),
            )
            for each in found
        ),
        swings,
    )


def worth_asking(knowledge: Knowledge, task: str, answers: Answers) -> tuple[str, ...]:
    """The questions that are open or contested, at most `MOST_ASKED`.

    First what the asker was about to be asked, or did not know; then those of the smallest changes that would
    turn the advice; and where these are few, others of which one answer alone would turn it, those first that
    need the least new evidence for that.
    """
    advice = knowledge.classify(task, answers)
    asked = knowledge.pack.questions
    unsaid = [each.id for each in asked if answers.get(each.id) == each.unknown.id]
    flips = [question for flip in advice.flips for question in flip]
    named = [each for each in dict.fromkeys([advice.next_question, *unsaid, *flips]) if each]
    if len(named) < FEW_ASKED:
        steps = {each.id: _step(knowledge, advice, answers, each) for each in asked if each.id not in named}
        turning = [question for question, step in steps.items() if step < inf]
        named += sorted(turning, key=lambda question: steps[question])[: FEW_ASKED - len(named)]
    return tuple(named[:MOST_ASKED])


def _differences(
    knowledge: Knowledge, advice: Advice, answers: Answers, voices: Sequence[Answers]
) -> tuple[Difference, ...]:
    known = _known(advice, answers)
    found = []
    for question in knowledge.pack.questions:
        own = known.get(question.id)
        own = None if own == question.unknown.id else own
        said = Counter(voice[question.id] for voice in voices if question.id in voice)
        others = [
            (option.id, said[option.id])
            for option in question.options
            if said[option.id] and not option.unknown and option.id != own
        ]
        if others:
            ranked = sorted(others, key=lambda other: -other[1])
            found.append(Difference(question.id, own, tuple(ranked)))
    return tuple(found)


def _smallest_swings(
    knowledge: Knowledge, advice: Advice, answers: Answers, found: Sequence[Difference]
) -> tuple[Swing, ...]:
    choices = [[(each.question, option) for option, _ in each.others] for each in found]
    for size in range(1, len(choices) + 1):
        taken = (dict(pairs) for some in combinations(choices, size) for pairs in product(*some))
        swings = tuple(swing for each in taken if (swing := _swing(knowledge, advice, answers, each)))
        if swings:
            return swings
    return ()


def _swing(knowledge: Knowledge, advice: Advice, answers: Answers, taken: Answers) -> Swing | None:
    after = knowledge.classify(advice.task, answers | taken)
    return Swing(taken, after.lean, after.fit) if _turned(advice, after) else None


def _step(knowledge: Knowledge, advice: Advice, answers: Answers, question: Question) -> float:
    """The least by which p_kpo moves when one answer to that question turns the advice; inf: none does."""
    options = (option.id for option in question.options if not option.unknown)
    afters = [knowledge.classify(advice.task, {**answers, question.id: option}) for option in options]
    return min((abs(after.p_kpo - advice.p_kpo) for after in afters if _turned(advice, after)), default=inf)


def _turned(advice: Advice, after: Advice) -> bool:
    return (after.lean, after.fit) != (advice.lean, advice.fit)


def _known(advice: Advice, answers: Answers) -> Answers:
    """What stands: the asker's answers before what the task's own words say."""
    return {each.question: each.option for each in advice.understood} | answers
