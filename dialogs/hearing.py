"""What a typed text does, in each phase."""

from dialogs.commands import Ordered
from dialogs.messages import (
    Begin,
    ChangeWhich,
    Explained,
    Help,
    NotEnglish,
    NotUnderstood,
    Say,
    Welcome,
)
from dialogs.orders import Outcome, obey
from dialogs.progress import known_answers, pending_question
from dialogs.session import Phase, Session
from dialogs.steps import answer, pick, tell_picked, tell_task
from dialogs.text_cleaning import clean
from dialogs.understand import (
    AnswerWords,
    Chatted,
    Picked,
    Unclear,
    Understood,
    Wondered,
    read_picked,
    understand_answer,
    understand_other,
)
from knowledge import Knowledge

QUOTED = 200
"""Characters of what we did not understand that we repeat."""

_DONE = (Phase.ADVISED, Phase.CANCELLED, Phase.EXPIRED)


def hear(knowledge: Knowledge, session: Session, text: str) -> Outcome:
    """What comes of a text."""
    if session.phase is Phase.DESCRIBING:
        return _hear_task(knowledge, session, text)
    if session.phase is Phase.PICKING:
        return _hear_picked(knowledge, session, text)
    if session.phase is Phase.ASKING:
        return _hear_answer(knowledge, session, text)
    return _hear_after(knowledge, session, clean(text))


def hear_opening(knowledge: Knowledge, session: Session, event: Begin) -> Outcome:
    """What comes of the text that opened the conversation: a command has nothing to work on yet."""
    said = clean(event.task)
    if not said:
        return session, None
    if event.waiting is not None:
        return tell_picked(knowledge, session, said, event.waiting), None
    understood = understand_other(knowledge, said, {})
    if isinstance(understood, Ordered):
        return session, Help()
    return _take_task(knowledge, session, event.task, understood)


def is_new_task(knowledge: Knowledge, session: Session, event: Say) -> bool:
    """Whether this text begins another assessment: a finished conversation is told a task."""
    said = clean(event.text)
    if session.phase not in _DONE or event.actor != session.owner:
        return False
    return isinstance(_understand_after(knowledge, session, said), Unclear)


def _hear_task(knowledge: Knowledge, session: Session, text: str) -> Outcome:
    return _take_task(knowledge, session, text, understand_other(knowledge, clean(text), {}))


def _take_task(knowledge: Knowledge, session: Session, text: str, understood: Understood) -> Outcome:
    if isinstance(understood, Unclear):
        return _tell(knowledge, session, text)
    if isinstance(understood, Chatted) and understood.greeting:
        return session, Welcome()
    return _react(knowledge, session, clean(text), understood)


def _tell(knowledge: Knowledge, session: Session, text: str) -> Outcome:
    told, lost = tell_task(knowledge, session, text)
    return told, lost or (None if knowledge.reads_english(told.task) else NotEnglish())


def _hear_picked(knowledge: Knowledge, session: Session, text: str) -> Outcome:
    """One of the offered tasks, or another task altogether."""
    number = read_picked(session.offered, clean(text))
    return (
        _hear_task(knowledge, session, text) if number is None else (pick(knowledge, session, number), None)
    )


def _hear_answer(knowledge: Knowledge, session: Session, text: str) -> Outcome:
    said, question = clean(text), pending_question(knowledge, session)
    if question is None:
        return _hear_after(knowledge, session, said)
    understood = understand_answer(knowledge, said, question)
    if isinstance(understood, Picked):
        return answer(knowledge, session, question, understood.option), None
    if isinstance(understood, Unclear) and _is_told_anew(knowledge, session, said):
        return _tell(knowledge, session, text)
    return _react(knowledge, session, said, understood)


def _is_told_anew(knowledge: Knowledge, session: Session, said: str) -> bool:
    """Whether the person follows our wish, and tells in English what we could hardly read."""
    return (
        not session.answers
        and not knowledge.reads_english(session.task)
        and len(said.split()) > 1
        and knowledge.reads_english(said)
    )


def _hear_after(knowledge: Knowledge, session: Session, said: str) -> Outcome:
    understood = _understand_after(knowledge, session, said)
    answers = known_answers(knowledge, session)
    if isinstance(understood, AnswerWords) and session.phase is Phase.ADVISED and answers:
        return session, ChangeWhich(answers)
    if isinstance(understood, Chatted) and not understood.greeting:
        return session, None  # "Thanks" after the advice needs no more than the advice.
    return _react(knowledge, session, said, understood)


def _understand_after(knowledge: Knowledge, session: Session, said: str) -> Understood:
    answers = known_answers(knowledge, session)
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
