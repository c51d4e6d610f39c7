"""What a typed text does, in each phase."""

from dialogs.commands import Ordered
from dialogs.messages import (
    AskedAnew,
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
from dialogs.progress import asked_elsewhere, known_answers, pending_question
from dialogs.session import Phase, Session
from dialogs.steps import answer, pick, tell_picked, tell_task
from dialogs.terms import Terms
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
_MEANT = (Picked, Ordered)


def hear(terms: Terms, session: Session, text: str) -> Outcome:
    """What comes of a text."""
    if session.phase is Phase.DESCRIBING:
        return _hear_task(terms, session, text)
    if session.phase is Phase.PICKING:
        return _hear_picked(terms, session, text)
    if session.phase is Phase.ASKING:
        return _hear_answer(terms, session, text)
    return _hear_after(terms, session, clean(text))


def hear_opening(terms: Terms, session: Session, event: Begin) -> Outcome:
    """What comes of the text that opened the conversation: a command has nothing to work on yet."""
    said = clean(event.task)
    if not said:
        return session, None
    if event.waiting is not None:
        return tell_picked(terms.knowledge, session, said, event.waiting), None
    understood = understand_other(terms.knowledge, said, {}, terms.language)
    if isinstance(understood, Ordered):
        return session, Help()
    return _take_task(terms, session, event.task, understood)


def is_new_task(terms: Terms, session: Session, event: Say) -> bool:
    """Whether this text begins another assessment: a finished conversation is told a task."""
    said = clean(event.text)
    if session.phase not in _DONE or event.actor != session.owner:
        return False
    return isinstance(_understand_after(terms, session, said), Unclear)


def is_answer(terms: Terms, session: Session, event: Say) -> bool:
    """Whether this text can only be meant for the question that is open: an answer to it, or a command."""
    said, question = clean(event.text), pending_question(terms.knowledge, session)
    if session.phase is not Phase.ASKING or question is None:
        return False
    return isinstance(understand_answer(terms.knowledge, said, question, terms.language), _MEANT)


def opens_task(terms: Terms, text: str) -> bool:
    """Whether a text, said to nobody yet, tells a task."""
    said = clean(text)
    return bool(said) and isinstance(understand_other(terms.knowledge, said, {}, terms.language), Unclear)


def _hear_task(terms: Terms, session: Session, text: str) -> Outcome:
    understood = understand_other(terms.knowledge, clean(text), {}, terms.language)
    return _take_task(terms, session, text, understood)


def _take_task(terms: Terms, session: Session, text: str, understood: Understood) -> Outcome:
    if isinstance(understood, Unclear):
        return _tell(terms.knowledge, session, text)
    if isinstance(understood, Chatted) and understood.greeting:
        return session, Welcome()
    return _react(terms, session, clean(text), understood)


def _tell(knowledge: Knowledge, session: Session, text: str) -> Outcome:
    told, lost = tell_task(knowledge, session, text)
    return told, lost or (None if knowledge.reads_english(told.task) else NotEnglish())


def _hear_picked(terms: Terms, session: Session, text: str) -> Outcome:
    """One of the offered tasks, or another task altogether."""
    number = read_picked(session.offered, clean(text), terms.language)
    return (
        _hear_task(terms, session, text) if number is None else (pick(terms.knowledge, session, number), None)
    )


def _hear_answer(terms: Terms, session: Session, text: str) -> Outcome:
    said, question = clean(text), pending_question(terms.knowledge, session)
    if question is None:
        return _hear_after(terms, session, said)
    understood = understand_answer(terms.knowledge, said, question, terms.language)
    if isinstance(understood, Picked) and asked_elsewhere(terms.knowledge, session):
        return session, AskedAnew()  # They were asked something else, of which we don't know the options.
    if isinstance(understood, Picked):
        return answer(terms.knowledge, session, question, understood.option), None
    if isinstance(understood, Unclear) and _is_told_anew(terms.knowledge, session, said):
        return _tell(terms.knowledge, session, text)
    return _react(terms, session, said, understood)


def _is_told_anew(knowledge: Knowledge, session: Session, said: str) -> bool:
    """Whether the person follows our wish, and tells in English what we could hardly read."""
    return (
        not session.answers
        and not knowledge.reads_english(session.task)
        and len(said.split()) > 1
        and knowledge.reads_english(said)
    )


def _hear_after(terms: Terms, session: Session, said: str) -> Outcome:
    understood = _understand_after(terms, session, said)
    answers = known_answers(terms.knowledge, session)
    if isinstance(understood, AnswerWords) and session.phase is Phase.ADVISED and answers:
        return session, ChangeWhich(answers)
    if isinstance(understood, Chatted) and not understood.greeting:
        return session, None  # "Thanks" after the advice needs no more than the advice.
    return _react(terms, session, said, understood)


def _understand_after(terms: Terms, session: Session, said: str) -> Understood:
    answers = known_answers(terms.knowledge, session)
    understood = understand_other(terms.knowledge, said, answers, terms.language)
    question = pending_question(terms.knowledge, session) if session.phase is Phase.EXPIRED else None
    if question and isinstance(understood, Unclear):
        meant = understand_answer(terms.knowledge, said, question, terms.language)
        return AnswerWords() if isinstance(meant, Picked) else understood
    return understood


def _react(terms: Terms, session: Session, said: str, understood: Understood) -> Outcome:
    """What a text does that is neither a task nor an answer."""
    match understood:
        case Ordered(command, about):
            return obey(terms, session, command, about)
        case Wondered(explanation):
            return session, Explained(explanation)
        case Chatted(greeting=True):
            return session, Help()
    return session, NotUnderstood(said[:QUOTED])
