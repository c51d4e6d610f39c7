"""What a session leads to, worked out anew each time: the pending question, the advice, how far we are."""

from math import exp

from dialogs.questions import find_question, usable_answers
from dialogs.session import Phase, Session
from knowledge import Knowledge
from knowledge.model import Advice, Answers, Lean, Question


def advise(knowledge: Knowledge, session: Session) -> Advice:
    """The advice as it is now."""
    return knowledge.classify(session.task, usable_answers(knowledge, session.answers))


def pending_question(knowledge: Knowledge, session: Session) -> str | None:
    """The question on the card, or None when nothing is left to ask."""
    if find_question(knowledge, session.revisiting):
        return session.revisiting
    return advise(knowledge, session).next_question if session.task else None


def question_before(knowledge: Knowledge, session: Session) -> str | None:
    """The answered question before the one on the card, in the order in which they were answered."""
    answered = list(usable_answers(knowledge, session.answers))
    if session.phase is Phase.ASKING and session.revisiting in answered:
        answered = answered[: answered.index(session.revisiting)]
    return answered[-1] if answered else None


def count_progress(knowledge: Knowledge, session: Session, question: str) -> tuple[int, int]:
    """Which question this is, from 1, and about how many there will be, never less than that."""
    answers = usable_answers(knowledge, session.answers)
    answered = list(answers)
    number = answered.index(question) + 1 if question in answers else len(answered) + 1
    return number, max(number, count_likely(knowledge, session.task, answers, question))


def count_likely(knowledge: Knowledge, task: str, answers: Answers, question: str | None) -> int:
    """How many answers there will be in the end if that question and the next ones get their likeliest."""
    supposed = dict(answers)
    while True:
        advice = knowledge.classify(task, supposed)
        asked = find_question(knowledge, question or advice.next_question)
        if asked is None:
            return len(supposed)
        supposed.setdefault(asked.id, _likely_option(asked, advice.lean))
        question = None


def _likely_option(question: Question, lean: Lean) -> str:
    """The option that tasks of that lean have most often.

    From share = (P(o|KPO) + P(o|BPO)) / 2 and weight = ln(P(o|KPO) / P(o|BPO)) follows
    P(o|KPO) = 2 * share * sigmoid(weight), and with -weight for BPO.
    """
    sign = 1 if lean is Lean.KPO else -1
    known = [option for option in question.options if not option.unknown]
    return max(known, key=lambda option: (option.share or 1.0) / (1 + exp(-sign * option.weight))).id
