"""The few ways in which a session changes; each is one move of the machine and one turn."""

from dataclasses import replace
from typing import Final

from dialogs.machine import Move, move
from dialogs.messages import Fill, TaskCut, TasksCut
from dialogs.progress import foresee, pending_question
from dialogs.questions import usable_answers
from dialogs.session import Phase, Session, Verdict
from dialogs.text_cleaning import TASK_LIMIT, clean, clean_lines, cut, cut_task
from knowledge import Knowledge
from knowledge.advice_model import Answers

MOST_TASKS: Final = 20
"""Tasks of one message; as many still fit on one card, with a button or a line of a menu each."""


def tell_task(knowledge: Knowledge, session: Session, text: str) -> tuple[Session, TaskCut | TasksCut | None]:
    """The session with its task, and what had to be cut; several tasks are offered to pick from."""
    task, was_cut = cut_task(text)
    found = tuple(map(clean, knowledge.tasks(cut(clean_lines(text), TASK_LIMIT))))
    told = replace(_cleared(session), task=task, offered=found[:MOST_TASKS] if len(found) > 1 else ())
    lost = TaskCut(TASK_LIMIT) if was_cut else None
    return step(knowledge, told, Move.TELL), TasksCut(MOST_TASKS) if len(found) > MOST_TASKS else lost


def tell_picked(knowledge: Knowledge, session: Session, task: str, waiting: tuple[str, ...]) -> Session:
    """The session with a task that was picked from several; the others wait."""
    return step(knowledge, replace(session, task=task, waiting=waiting), Move.TELL)


def pick(knowledge: Knowledge, session: Session, number: int) -> Session:
    """One of the offered tasks becomes this session's, from 1, and the others wait; 0: all of it as one."""
    if number == 0:
        return step(knowledge, replace(session, offered=()), Move.PICK)
    task, others = take_one(session.offered, number)
    return step(knowledge, replace(session, task=task, offered=(), waiting=others), Move.PICK)


def take_one(tasks: tuple[str, ...], number: int) -> tuple[str, tuple[str, ...]]:
    """The task of that number, from 1, and the others."""
    return tasks[number - 1], (*tasks[: number - 1], *tasks[number:])


def answer(knowledge: Knowledge, session: Session, question: str, option: str) -> Session:
    """The question answered; an earlier answer to it is replaced where it stood, the others are kept."""
    answers: Answers = {**session.answers, question: option}
    answered = replace(session, answers=answers, revisiting=None, given=None, asked=None)
    return step(knowledge, answered, Move.ANSWER)


def fill(knowledge: Knowledge, session: Session, event: Fill) -> Session:
    """What a page of a form says; what was answered elsewhere is kept."""
    kept = {question: option for question, option in session.answers.items() if question not in event.asked}
    task, _ = cut_task(event.task) if event.task else (session.task, False)
    given: Answers = {**kept, **usable_answers(knowledge, event.answers)}
    told = replace(_cleared(session), task=task, answers=given, offered=())
    read = {each.question for each in foresee(knowledge, told).understood}
    blank = {
        question.id: question.unknown.id
        for question in knowledge.pack.questions
        if question.id in event.asked and question.id not in given and question.id not in read
    }
    filled = replace(told, answers={**given, **blank})
    stopped = event.done and pending_question(knowledge, filled) is not None
    return step(knowledge, replace(filled, stopped=stopped), Move.FILL)


def revisit(knowledge: Knowledge, session: Session, question: str) -> Session:
    """Back at that question; its answer is kept until it is replaced."""
    return step(knowledge, replace(session, revisiting=question), Move.REVISIT)


def stop_asking(knowledge: Knowledge, session: Session) -> Session:
    """The advice on what is known; nothing more is asked."""
    return step(knowledge, replace(session, stopped=True, revisiting=None, offered=()), Move.ENOUGH)


def look_again(knowledge: Knowledge, session: Session) -> Session:
    """The same answers under today's pack."""
    return step(knowledge, replace(session, given=None), Move.AGAIN)


def restart(knowledge: Knowledge, session: Session) -> Session:
    """The same task without any answer."""
    return step(knowledge, _cleared(session), Move.RESTART)


def step(knowledge: Knowledge, session: Session, by: Move) -> Session:
    """The session after that move, one turn on; advice that is given is noted."""
    session = session if session.asked is None else replace(session, asked=None)
    is_open = pending_question(knowledge, session) is not None
    phase = move(session.phase, by, told=bool(session.task), is_open=is_open, several=bool(session.offered))
    is_given = phase is Phase.ADVISED and session.given is None
    given = _verdict(knowledge, session) if is_given else session.given
    turn, pack = session.turn + 1, knowledge.pack.version
    return replace(session, phase=phase, turn=turn, pack_version=pack, given=given)


def _cleared(session: Session) -> Session:
    return replace(session, answers={}, revisiting=None, stopped=False, given=None, asked=None)


def _verdict(knowledge: Knowledge, session: Session) -> Verdict:
    outlook = foresee(knowledge, session)
    return Verdict(knowledge.pack.version, outlook.lean, outlook.fit, outlook.p_kpo)
