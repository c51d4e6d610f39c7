"""The one card that a session shows."""

from typing import assert_never

from dialogs.messages import Advise, Ask, Cancelled, Card, Describe, Expired, PickTask
from dialogs.progress import advise, count_progress, foresee, further_question, pending_question, unanswered
from dialogs.questions import usable_answers
from dialogs.session import Phase, Session
from knowledge import Knowledge
from knowledge.advice_model import Answers


def card_of(knowledge: Knowledge, session: Session) -> Card:
    """The card of that session as this pack draws it."""
    match session.phase:
        case Phase.DESCRIBING:
            return Describe(session.id, session.turn)
        case Phase.PICKING:
            return PickTask(session.id, session.turn, session.task, session.offered)
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
    outlook = foresee(knowledge, session)
    question = pending_question(knowledge, session, outlook)
    if question is None:  # A later pack has nothing left to ask.
        return _advise(knowledge, session)
    understood = unanswered(outlook, session)
    read = next((each.option for each in understood if each.question == question), None)
    answers = usable_answers(knowledge, session.answers)
    number, about = count_progress(knowledge, session, question)
    return Ask(
        assessment=session.id,
        turn=session.turn,
        task=session.task,
        question=question,
        number=number,
        about=about,
        chosen=answers.get(question, read),
        answers=answers,
        understood=understood,
        kind=outlook.kind,
        helpers=_helpers(session, answers),
    )


def _advise(knowledge: Knowledge, session: Session) -> Advise:
    advice, answers = advise(knowledge, session), usable_answers(knowledge, session.answers)
    is_older = session.given is not None and session.given.pack != knowledge.pack.version
    return Advise(
        assessment=session.id,
        turn=session.turn,
        task=session.task,
        answers=answers,
        advice=advice,
        more=further_question(knowledge, session) is not None,
        stopped=session.stopped and advice.next_question is not None,
        waiting=session.waiting,
        pack=knowledge.pack.version,
        given=session.given if is_older else None,
        helpers=_helpers(session, answers),
    )


def _helpers(session: Session, answers: Answers) -> dict[str, str]:
    return {question: who for question, who in session.helpers.items() if question in answers}
