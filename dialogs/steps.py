"""The few ways in which a session changes; each is one move of the machine and one turn."""

from dataclasses import replace

from dialogs.machine import Move, move
from dialogs.progress import pending_question
from dialogs.session import Session
from dialogs.text_cleaning import cut_task
from knowledge import Knowledge
from knowledge.model import Answers


def tell_task(knowledge: Knowledge, session: Session, text: str) -> tuple[Session, bool]:
    """The session with its task, and whether the task had to be cut."""
    task, was_cut = cut_task(text)
    return step(knowledge, replace(session, task=task), Move.TELL), was_cut


def answer(knowledge: Knowledge, session: Session, question: str, option: str) -> Session:
    """The question answered; an earlier answer to it is replaced where it stood, the others are kept."""
    answers: Answers = {**session.answers, question: option}
    return step(knowledge, replace(session, answers=answers, revisiting=None), Move.ANSWER)


def revisit(knowledge: Knowledge, session: Session, question: str) -> Session:
    """Back at that question; its answer is kept until it is replaced."""
    return step(knowledge, replace(session, revisiting=question), Move.REVISIT)


def restart(knowledge: Knowledge, session: Session) -> Session:
    """The same task without any answer."""
    return step(knowledge, replace(session, answers={}, revisiting=None), Move.RESTART)


def step(knowledge: Knowledge, session: Session, by: Move) -> Session:
    """The session after that move, one turn on."""
    is_open = pending_question(knowledge, session) is not None
    phase = move(session.phase, by, told=bool(session.task), is_open=is_open)
    return replace(session, phase=phase, turn=session.turn + 1, pack_version=knowledge.pack.version)
