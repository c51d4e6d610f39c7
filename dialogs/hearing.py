"""What a typed text does, in each phase."""

from dialogs.commands import Ordered
from dialogs.messages import (
    ChangeWhich,
    Explained,
    Help,
    NotUnderstood,
    Say,
    TaskCut,
    Welcome,
)
from dialogs.orders import Outcome, obey
from dialogs.progress import pending_question
from dialogs.questions import usable_answers
from dialogs.session import Phase, Session
from dialogs.steps import answer, tell_task
from dialogs.text_cleaning import TASK_LIMIT, clean
from dialogs.understand import (
    AnswerWords,
    Chatted,
    Picked,
    Unclear,
    Understood,
    Wondered,
    understand_answer,
    understand_other,
)
from knowledge import Knowledge

QUOTED = 200
"""Characters of what we did not understand that we repeat."""

_DONE = (Phase.ADVISED, Phase.CANCELLED, Phase.EXPIRED)


def hear(knowledge: Knowledge, session: Session, text: str) -> Outcome:
    """What comes of a text."""
    said = clean(text)
    if session.phase is Phase.DESCRIBING:
        return _hear_task(knowledge, session, said)
    if session.phase is Phase.ASKING:
        return _hear_answer(knowledge, session, said)
    return _hear_after(knowledge, session, said)


def hear_opening(knowledge: Knowledge, session: Session, text: str) -> Outcome:
    """What comes of the text that opened the conversation: a command has nothing to work on yet."""
    said = clean(text)
    if not said:
        return session, None
    if isinstance(understand_other(knowledge, said, {}), Ordered):
        return session, Help()
    return _hear_task(knowledge, session, said)


def is_new_task(knowledge: Knowledge, session: Session, event: Say) -> bool:
    """Whether this text begins another assessment: a finished conversation is told a task."""
    said = clean(event.text)
    if session.phase not in _DONE or event.actor != session.owner:
        return False
    return isinstance(_understand_after(knowledge, session, said), Unclear)


def _hear_task(knowledge: Knowledge, session: Session, said: str) -> Outcome:
    understood = understand_other(knowledge, said, {})
    if isinstance(understood, Unclear):
        told, was_cut = tell_task(knowledge, session, said)
        return told, TaskCut(TASK_LIMIT) if was_cut else None
    if isinstance(understood, Chatted) and understood.greeting:
        return session, Welcome()
    return _react(knowledge, session, said, understood)


def _hear_answer(knowledge: Knowledge, session: Session, said: str) -> Outcome:
    question = pending_question(knowledge, session)
    if question is None:
        return _hear_after(knowledge, session, said)
    understood = understand_answer(knowledge, said, question)
    if isinstance(understood, Picked):
        return answer(knowledge, session, question, understood.option), None
    return _react(knowledge, session, said, understood)


def _hear_after(knowledge: Knowledge, session: Session, said: str) -> Outcome:
    understood = _understand_after(knowledge, session, said)
    answers = usable_answers(knowledge, session.answers)
    if isinstance(understood, AnswerWords) and session.phase is Phase.ADVISED and answers:
        return session, ChangeWhich(answers)
    if isinstance(understood, Chatted) and not understood.greeting:
        return session, None  # "Thanks" after the advice needs no more than the advice.
    return _react(knowledge, session, said, understood)


def _understand_after(knowledge: Knowledge, session: Session, said: str) -> Understood:
    answers = usable_answers(knowledge, session.answers)
    understood = understand_other(knowledge, said, answers)
    question = pending_question(knowledge, session) if session.phase is Phase.EXPIRED else None
    if question and isinstance(understood, Unclear):
        meant = understand_answer(knowledge, said, question)
        return AnswerWords() if isinstance(meant, Picked) else understood
    return understood


def _react(knowledge: Knowledge, session: Session, said: str, understood: Understood) -> Outcome:
    """What a text does that is neither a task nor an answer."""
    match understood:
        case Ordered(command, about):
            return obey(knowledge, session, command, about)
        case Wondered(explanation):
            return session, Explained(explanation)
        case Chatted(greeting=True):
            return session, Help()
    return session, NotUnderstood(said[:QUOTED])
