"""Finds questions that a stored answer or a button names, which a later pack may have dropped."""

from knowledge import Knowledge
from knowledge.advice_model import Answers
from knowledge.model import Question


def find_question(knowledge: Knowledge, question_id: str | None) -> Question | None:
    """The question of that id, or None when this pack has none."""
    return knowledge.questions.get(question_id) if question_id else None


def usable_answers(knowledge: Knowledge, answers: Answers) -> Answers:
    """The answers that this pack still knows, in their order."""
    if knowledge.knows(answers):  # Always, but for what was answered under another version of the pack.
        return dict(answers)
    known = knowledge.questions
    return {
        question: option
        for question, option in answers.items()
        if question in known and known[question].option(option) is not None
    }
