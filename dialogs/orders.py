"""What each command does, in each phase."""

from dataclasses import replace
from typing import assert_never

from dialogs.machine import Move, allows
from dialogs.messages import (
    AskedAnew,
    ChangeWhich,
    Command,
    Help,
    NothingBefore,
    NothingMore,
    NothingOpen,
    Notice,
    Status,
    Why,
)
from dialogs.progress import (
    asked_elsewhere,
    further_question,
    known_answers,
    pending_question,
    question_before,
    read_in_task,
)
from dialogs.questions import find_question, usable_answers
from dialogs.session import Phase, Session
from dialogs.steps import answer, look_again, restart, revisit, step, stop_asking
from dialogs.terms import Terms
from dialogs.understand import find_changed
from knowledge import Knowledge

Outcome = tuple[Session, Notice | None]
"""The session as it is now, and the word above its card."""


def obey(  # noqa: PLR0911 - one return a command
    terms: Terms, session: Session, command: Command, about: str
) -> Outcome:
    """What comes of the command; a command that has nothing to do here says so."""
    knowledge = terms.knowledge
    match command:
        case Command.BACK:
            return _go_back(knowledge, session)
        case Command.CHANGE:
            return _change(terms, session, about)
        case Command.SKIP:
            return _skip(knowledge, session)
        case Command.WHY:
            return _say_why(knowledge, session)
        case Command.CANCEL:
            return _take(knowledge, session, Move.CANCEL), None
        case Command.RESTART:
            return (restart(knowledge, session) if allows(session.phase, Move.RESTART) else session), None
        case Command.RESUME:
            return _resume(knowledge, session)
        case Command.HELP:
            return session, Help()
        case Command.STATUS:
            return session, _tell_status(knowledge, session)
        case Command.MORE:
            return _ask_more(knowledge, session)
        case Command.ENOUGH:
            return _stop_asking(knowledge, session)
        case Command.AGAIN:
            return _look_again(knowledge, session), None
    assert_never(command)


def _go_back(knowledge: Knowledge, session: Session) -> Outcome:
    if not allows(session.phase, Move.REVISIT):
        return session, _nothing_to_revisit(session)
    question = question_before(knowledge, session)
    return (revisit(knowledge, session, question), None) if question else (session, NothingBefore())


def _change(terms: Terms, session: Session, about: str) -> Outcome:
    if not allows(session.phase, Move.REVISIT):
        return session, _nothing_to_revisit(session)
    answers = known_answers(terms.knowledge, session)
    question = find_changed(terms.knowledge, answers, about, terms.language)
    if question is None:
        return session, ChangeWhich(answers) if answers else NothingBefore()
    is_there = session.phase is Phase.ASKING and question == pending_question(terms.knowledge, session)
    return (session if is_there else revisit(terms.knowledge, session, question)), None


def _nothing_to_revisit(session: Session) -> Notice:
    return NothingBefore() if session.phase in (Phase.DESCRIBING, Phase.PICKING) else NothingOpen()


def _skip(knowledge: Knowledge, session: Session) -> Outcome:
    asked = find_question(knowledge, _question_asked(knowledge, session))
    if asked is None:
        return session, NothingOpen()
    if asked_elsewhere(knowledge, session):
        return session, AskedAnew()
    return answer(knowledge, session, asked.id, asked.unknown.id), None


def _say_why(knowledge: Knowledge, session: Session) -> Outcome:
    question = _question_asked(knowledge, session)
    return session, Why(question) if question else NothingOpen()


def _question_asked(knowledge: Knowledge, session: Session) -> str | None:
    return pending_question(knowledge, session) if session.phase is Phase.ASKING else None


def _tell_status(knowledge: Knowledge, session: Session) -> Status:
    answers = usable_answers(knowledge, session.answers)
    return Status(session.task, answers, read_in_task(knowledge, session))


def _resume(knowledge: Knowledge, session: Session) -> Outcome:
    if session.phase is Phase.ADVISED and session.stopped:
        return _ask_more(knowledge, session)
    if session.phase is Phase.ASKING:  # Nothing stopped, but the person may have gone back.
        left = replace(session, revisiting=None)
        return (step(knowledge, left, Move.RESUME) if session.revisiting else session), None
    return _take(knowledge, session, Move.RESUME), None


def _ask_more(knowledge: Knowledge, session: Session) -> Outcome:
    going = replace(session, stopped=False)
    if session.phase is Phase.ADVISED:
        question = further_question(knowledge, session)
        return (revisit(knowledge, going, question), None) if question else (session, NothingMore())
    if session.phase is Phase.ASKING:
        return (step(knowledge, going, Move.REVISIT) if session.stopped else session), None
    if allows(session.phase, Move.RESUME):
        return step(knowledge, going, Move.RESUME), None
    return session, NothingOpen()


def _stop_asking(knowledge: Knowledge, session: Session) -> Outcome:
    if allows(session.phase, Move.ENOUGH):
        return stop_asking(knowledge, session), None
    return session, NothingOpen() if session.phase is Phase.DESCRIBING else None


def _look_again(knowledge: Knowledge, session: Session) -> Session:
    """Nothing is new under the same pack."""
    is_older = session.given is not None and session.given.pack != knowledge.pack.version
    return look_again(knowledge, session) if session.phase is Phase.ADVISED and is_older else session


def _take(knowledge: Knowledge, session: Session, by: Move) -> Session:
    return step(knowledge, session, by) if allows(session.phase, by) else session
