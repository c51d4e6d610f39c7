"""The heart of a conversation: a session and an event in, the next session and the reply out; pure."""

from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import assert_never

from dialogs.cards import card_of
from dialogs.hearing import hear, hear_opening
from dialogs.machine import Move
from dialogs.messages import (
    Ask,
    AskedAnew,
    Begin,
    Choose,
    Event,
    Fill,
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
from dialogs.progress import asked_elsewhere, pending_question
from dialogs.questions import find_question
from dialogs.session import Phase, Session
from dialogs.steps import answer, fill, pick, step, take_one
from dialogs.terms import Terms
from knowledge import Knowledge

_OWN = (Begin, Next, Fill)
"""What only the owner does: looking at the card's own things, a form, going on with a task of theirs."""

Handled = tuple[Session, Notice | None, datetime | None]
"""An outcome, and when the conversation was last touched, now that this came of the event."""


def advance(
    terms: Terms, session: Session | None, event: Event, *, idle: timedelta
) -> tuple[Session | None, Reply]:
    """What comes of that event: every event has a reply in every phase, and none raises.

    Args:
        terms: the pack and what it concludes, the language that is typed, and who may act.
        session: None when there is no such conversation (yet).
        event: whatever somebody did, when, and on which turn's card.
        idle: how long an open question waits before the conversation expires.
    """
    if session is None:
        if not isinstance(event, Begin | Fill):
            return None, Refused(Gone())
        return _shown(terms.knowledge, *_open(terms, event), event.at)
    if event.actor != session.owner and (isinstance(event, _OWN) or not terms.anyone):
        return session, Refused(NotYours(session.owner))
    after, notice, touched = _handle(terms, session, event, idle)
    if event.actor != session.owner and _takes_away(session, after):
        return session, Refused(NotYours(session.owner))
    return _shown(terms.knowledge, _credited(session, after, event.actor), notice, touched)


def _takes_away(before: Session, after: Session) -> bool:
    """Whether the check was stopped, or all its answers cleared; whoever helps may add and correct."""
    is_stopped = after.phase is Phase.CANCELLED and before.phase is not Phase.CANCELLED
    return is_stopped or bool(before.answers and not after.answers)


def _credited(before: Session, after: Session, actor: str) -> Session:
    """The session with whoever gave each answer noted, where that was not its owner."""
    if after is before or (actor == after.owner and not after.helpers):
        return after
    given = {question for question, option in after.answers.items() if before.answers.get(question) != option}
    kept = {key: who for key, who in after.helpers.items() if key in after.answers and key not in given}
    own = {} if actor == after.owner else dict.fromkeys(sorted(given), actor)
    return replace(after, helpers=kept | own)


def _open(terms: Terms, event: Begin | Fill) -> Outcome:
    opened = Session(event.assessment, event.actor, Phase.DESCRIBING, turn=1, task="", touched_at=event.at)
    if isinstance(event, Fill):
        return fill(terms.knowledge, opened, event), None
    return hear_opening(terms, opened, event)


def _handle(terms: Terms, session: Session, event: Event, idle: timedelta) -> Handled:
    touched = max(session.touched_at or event.at, event.at)
    woken = _wake(terms.knowledge, session, event, idle)
    if woken is not session and not isinstance(event, Say | Fill):
        return woken, None, touched
    outcome, notice = _react(terms, woken, event)
    if isinstance(notice, Late) or isinstance(event, Begin):
        return session, notice, session.touched_at
    if woken is not session and isinstance(notice, NotUnderstood):
        # It may have been an answer; the card says that we had stopped waiting for it.
        notice = AskedAnew() if asked_elsewhere(terms.knowledge, session) else None
    return outcome, notice, touched


def _wake(knowledge: Knowledge, session: Session, event: Event, idle: timedelta) -> Session:
    """The session as it is found: expired meanwhile, or settled by a later pack with nothing left to ask."""
    if session.phase is not Phase.ASKING:
        return session
    if session.touched_at and event.at - session.touched_at > idle:
        return step(knowledge, session, Move.EXPIRE)
    is_open = _is_of_card(session, event) or pending_question(knowledge, session) is not None
    return session if is_open else step(knowledge, session, Move.SETTLE)


def _is_of_card(session: Session, event: Event) -> bool:
    """Whether this answers what stands on the card, though only another version of the pack asks it."""
    return isinstance(event, Choose) and (event.turn, event.question) == (session.turn, session.asked)


def _react(terms: Terms, session: Session, event: Event) -> Outcome:  # noqa: PLR0911 - one return an event
    match event:
        case Begin():
            return session, None
        case Say():
            return hear(terms, session, event.text)
        case Order():
            is_current = event.turn in (None, session.turn)
            return obey(terms, session, event.command, event.about) if is_current else (session, Late())
        case Choose():
            return _choose(terms.knowledge, session, event)
        case Pick():
            return _pick(terms.knowledge, session, event)
        case Next():
            # The task goes on in a conversation of its own; here nothing waits any more.
            left = replace(session, waiting=(), turn=session.turn + 1)
            return (left, None) if follow(session, event) else (session, Late())
        case Fill():
            return fill(terms.knowledge, session, event), None
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
    return Begin(follower(session.id, session.turn), event.actor, event.at, task, others)


def follower(assessment: str, turn: int) -> str:
    """The id of what a waiting task becomes when it is pressed on that turn's card."""
    digest = sha256(f"{assessment} {turn}".encode()).digest()
    return urlsafe_b64encode(digest[:12]).decode()


def _choose(knowledge: Knowledge, session: Session, event: Choose) -> Outcome:
    """The answer, or Late for anything that is not an option of the very card that is shown now.

    An answer to a question that only another version of the pack knows is kept for that one.
    """
    is_current = session.phase is Phase.ASKING and event.turn == session.turn
    if not is_current or not _is_offered(knowledge, session, event):
        return session, Late()
    return answer(knowledge, session, event.question, event.option), None


def _is_offered(knowledge: Knowledge, session: Session, event: Choose) -> bool:
    if event.question != (session.asked or pending_question(knowledge, session)):
        return False
    asked = find_question(knowledge, event.question)
    return asked is None or asked.option(event.option) is not None


def _pick(knowledge: Knowledge, session: Session, event: Pick) -> Outcome:
    is_current = session.phase is Phase.PICKING and event.turn == session.turn
    if not is_current or not 0 <= event.number <= len(session.offered):
        return session, Late()
    return pick(knowledge, session, event.number), None


def _shown(
    knowledge: Knowledge, session: Session, notice: Notice | None, touched: datetime | None
) -> tuple[Session, Reply]:
    card = card_of(knowledge, session)
    asked = card.question if isinstance(card, Ask) else None
    is_same = (asked, touched) == (session.asked, session.touched_at)
    shown = session if is_same else replace(session, asked=asked, touched_at=touched)
    return shown, Shown(card, notice)
