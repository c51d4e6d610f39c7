"""Two assessments side by side: what differs first, then what is the same in both."""

from dataclasses import dataclass

from dialogs.progress import advise, unanswered
from dialogs.questions import usable_answers
from dialogs.session import Session
from knowledge import Knowledge
from knowledge.advice_model import Advice, Answers


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two.

    Attributes:
        answers: what the person answered, and what the task's own words did.
        read: the questions that only the task's own words answered.
    """

    assessment: str
    task: str
    advice: Advice
    answers: Answers
    read: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, and the questions that either answered, in the pack's order.

    Attributes:
        differing: questions with another answer, or one that only one side answered.
        same: questions that both answered alike.
        renewed: one of them was advised otherwise when its advice was given.
    """

    first: Side
    second: Side
    differing: tuple[str, ...]
    same: tuple[str, ...]
    renewed: bool = False


def compare(knowledge: Knowledge, first: Session, second: Session) -> Comparison:
    """The two under today's pack."""
    one, other = _side(knowledge, first), _side(knowledge, second)
    asked = [
        question.id
        for question in knowledge.pack.questions
        if question.id in one.answers or question.id in other.answers
    ]
    same = [question for question in asked if one.answers.get(question) == other.answers.get(question)]
    differing = tuple(question for question in asked if question not in same)
    renewed = _was_other(first, one.advice) or _was_other(second, other.advice)
    return Comparison(one, other, differing, tuple(same), renewed)


def _was_other(session: Session, now: Advice) -> bool:
    given = session.given
    return given is not None and (given.lean, given.fit) != (now.lean, now.fit)


def _side(knowledge: Knowledge, session: Session) -> Side:
    advice = advise(knowledge, session)
    read = {each.question: each.option for each in unanswered(advice, session)}
    answers = read | usable_answers(knowledge, session.answers)
    return Side(session.id, session.task, advice, answers, frozenset(read))
