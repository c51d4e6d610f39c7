"""The heart of a conversation: a session and an event in, the next session and the reply out; pure."""

from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import assert_never

from dialogs.cards import card_of
from dialogs.hearing import hear, hear_opening
from dialogs.machine import Move
from dialogs.messages import (
    Begin,
    Choose,
    Event,
    Gone,
    Late,
    Next,
    Notice,
    NotUnderstood,
    NotYours,
    Order,
    Pick,
    Refused,
    Reply,
    Say,
    Shown,
)
from dialogs.orders import Outcome, obey
from dialogs.progress import pending_question
from dialogs.questions import find_question
from dialogs.session import Phase, Session
from dialogs.steps import answer, pick, step, take_one
from knowledge import Knowledge


def advance(
    knowledge: Knowledge, session: Session | None, event: Event, *, idle: timedelta
) -> tuple[Session | None, Reply]:
    """What comes of that event: every event has a reply in every phase, and none raises.

    Args:
        knowledge: the pack and what it concludes.
        session: None when there is no such conversation (yet).
        event: whatever somebody did, when, and on which turn's card.
        idle: how long an open question waits before the conversation expires.
    """
    if session is None:
        if not isinstance(event, Begin):
            return None, Refused(Gone())
        return _shown(knowledge, *_open(knowledge, event))
    if event.actor != session.owner:
        return session, Refused(NotYours(session.owner))
    return _shown(knowledge, *_handle(knowledge, session, event, idle))


def _open(knowledge: Knowledge, event: Begin) -> Outcome:
    opened = Session(event.assessment, event.actor, Phase.DESCRIBING, turn=1, task="", touched_at=event.at)
    return hear_opening(knowledge, opened, event)


def _handle(knowledge: Knowledge, session: Session, event: Event, idle: timedelta) -> Outcome:
    woken = _wake(knowledge, session, event, idle)
    if woken is not session and not isinstance(event, Say):
        return _touch(woken, event), None
    outcome, notice = _react(knowledge, woken, event)
    if isinstance(notice, Late) or isinstance(event, Begin):
        return session, notice
    if woken is not session and isinstance(notice, NotUnderstood):
        notice = None  # It may have been an answer; the card says that we had stopped waiting for it.
    return _touch(outcome, event), notice


def _wake(knowledge: Knowledge, session: Session, event: Event, idle: timedelta) -> Session:
    """The session as it is found: expired meanwhile, or settled by a later pack with nothing left to ask."""
    if session.phase is not Phase.ASKING:
        return session
    if session.touched_at and event.at - session.touched_at > idle:
        return step(knowledge, session, Move.EXPIRE)
    is_open = pending_question(knowledge, session) is not None
    return session if is_open else step(knowledge, session, Move.SETTLE)


def _react(knowledge: Knowledge, session: Session, event: Event) -> Outcome:
    match event:
        case Begin():
            return session, None
        case Say():
            return hear(knowledge, session, event.text)
        case Order():
            is_current = event.turn in (None, session.turn)
            return obey(knowledge, session, event.command, event.about) if is_current else (session, Late())
        case Choose():
            return _choose(knowledge, session, event)
        case Pick():
            return _pick(knowledge, session, event)
        case Next():
            # The task goes on in a conversation of its own; here nothing waits any more.
            left = replace(session, waiting=(), turn=session.turn + 1)
            return (left, None) if follow(session, event) else (session, Late())
    assert_never(event)


def follow(session: Session, event: Next) -> Begin | None:
    """How the waiting task's own conversation begins; None when that task does not wait on this card.

    Its id follows from this turn, so that a button that is pressed twice begins one.
    """
    if session.phase is not Phase.ADVISED or (event.actor, event.turn) != (session.owner, session.turn):
        return None
    if not 1 <= event.number <= len(session.waiting):
        return None
    task, others = take_one(session.waiting, event.number)
    digest = sha256(f"{session.id} {session.turn}".encode()).digest()
    return Begin(urlsafe_b64encode(digest[:12]).decode(), event.actor, event.at, task, others)


def _choose(knowledge: Knowledge, session: Session, event: Choose) -> Outcome:
    """The answer, or Late for anything that is not an option of the very card that is shown now."""
    asked = find_question(knowledge, event.question)
    is_current = (
        session.phase is Phase.ASKING
        and event.turn == session.turn
        and event.question == pending_question(knowledge, session)
    )
    if not is_current or asked is None or asked.option(event.option) is None:
        return session, Late()
    return answer(knowledge, session, event.question, event.option), None


def _pick(knowledge: Knowledge, session: Session, event: Pick) -> Outcome:
    is_current = session.phase is Phase.PICKING and event.turn == session.turn
    if not is_current or not 0 <= event.number <= len(session.offered):
        return session, Late()
    return pick(knowledge, session, event.number), None


def _touch(session: Session, event: Event) -> Session:
    return replace(session, touched_at=max(session.touched_at or event.at, event.at))


def _shown(knowledge: Knowledge, session: Session, notice: Notice | None) -> tuple[Session, Reply]:
    return session, Shown(card_of(knowledge, session), notice)
