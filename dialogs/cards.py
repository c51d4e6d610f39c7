"""The one card that a session shows."""

from typing import assert_never

from dialogs.messages import Advise, Ask, Cancelled, Card, Describe, Expired
from dialogs.progress import advise, count_progress, pending_question
from dialogs.questions import usable_answers
from dialogs.session import Phase, Session
from knowledge import Knowledge


def card_of(knowledge: Knowledge, session: Session) -> Card:
    """The card of that session as this pack draws it."""
    match session.phase:
        case Phase.DESCRIBING:
            return Describe(session.id, session.turn)
        case Phase.ASKING:
            return _ask(knowledge, session)
        case Phase.ADVISED:
            return _advise(knowledge, session)
        case Phase.CANCELLED:
            return Cancelled(session.id, session.turn, session.task)
        case Phase.EXPIRED:
            answered = len(usable_answers(knowledge, session.answers))
            return Expired(session.id, session.turn, session.task, answered)
    assert_never(session.phase)


def _ask(knowledge: Knowledge, session: Session) -> Ask | Advise:
    question = pending_question(knowledge, session)
    if question is None:  # A later pack has nothing left to ask.
        return _advise(knowledge, session)
    answers = usable_answers(knowledge, session.answers)
    number, about = count_progress(knowledge, session, question)
    chosen = answers.get(question)
    return Ask(session.id, session.turn, session.task, question, number, about, chosen, answers)


def _advise(knowledge: Knowledge, session: Session) -> Advise:
    answers = usable_answers(knowledge, session.answers)
    return Advise(session.id, session.turn, session.task, answers, advise(knowledge, session))
