"""The one use case of every surface: load, advance, save, and again when somebody else was quicker."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from dialogs.advance import advance, follow, follower
from dialogs.hearing import is_answer, is_new_task
from dialogs.house_terms import TermsOf, always
from dialogs.messages import (
    Begin,
    Choose,
    Event,
    Fill,
    Next,
    NotUnderstood,
    Order,
    Pick,
    Reply,
    Say,
    Shown,
    doing,
)
from dialogs.passage import STAYED, Passage, passage
from dialogs.places import CardAt, Place
from dialogs.session import Session
from dialogs.storage.faults import StorageFault
from dialogs.storage.port import Store, Stored, Visit
from dialogs.terms import Terms, TermsAt
from dialogs.turns import Turn, gone

__all__ = ["CardAt", "Conversations", "Place", "Terms", "TermsAt", "TermsOf", "Turn", "always"]

EVENTS_KEPT: Final = timedelta(hours=25)
"""Slack redelivers an event for up to 24 hours."""

_PURGED_EVERY: Final = timedelta(hours=1)
_TRIES: Final = 50


Heed = Callable[[Passage], None]
"""Is told what each turn that stands brought its conversation further."""

Watched = Callable[[Visit, str, str], bool]
"""Whether that person of that team ever opened the page that lists their conversations."""


class Fresh(NamedTuple):
    """How a conversation begins where no other hears what was said.

    Attributes:
        anew: it also begins where the words answer nothing.
    """

    id: str
    anew: bool


def _unheeded(_passage: Passage) -> None:
    pass


def _maybe(_visit: Visit, _team: str, _person: str) -> bool:
    return True


class Conversations:
    """Every conversation there is, for every surface; safe to use from many tasks and processes at once.

    What a piece of work did before is not done again: the card is shown as it is now. `heed` is told what
    each turn brought its conversation further; `watched` is asked beside each.
    """

    def __init__(
        self,
        terms: TermsOf,
        store: Store,
        *,
        idle: timedelta,
        heed: Heed = _unheeded,
        watched: Watched = _maybe,
    ) -> None:
        self._terms = terms
        self._store = store
        self._idle = idle
        self._heed = heed
        self._watched = watched
        self._purged_at: datetime | None = None

    async def begin(self, place: Place, event: Begin | Fill) -> Turn:
        """A new assessment at that place; the same event again shows the one that it began."""
        _require_owner(place, event)

        def begin(visit: Visit) -> Turn:
            return self._begin(visit, self._terms(visit, place.team, event.actor)(place), place, event)

        return self._heeded(await self._store.run(begin, one_change=True))

    async def say(self, place: Place, event: Say, *, fresh_id: str, anew: bool = False) -> Turn:
        """The latest conversation at that place hears it; where there is none, one begins with the fresh id.

        So does one where a finished conversation is told a new task; with `anew`, also where the words answer
        nothing. Where anyone may answer, somebody without a conversation there may answer that of another.
        """

        def say(visit: Visit) -> Turn:
            terms = self._terms(visit, place.team, event.actor)(place)
            return self._seen(visit, self._say(visit, terms, place, event, Fresh(fresh_id, anew)))

        return self._heeded(await self._store.run(say, one_change=True))

    async def tell(self, team: str, assessment: str, event: Say | Choose | Order | Pick | Fill) -> Turn:
        """That conversation of that team hears it: a button of it was pressed, or a form of it sent."""

        def tell(visit: Visit) -> Turn:
            stored, terms_at = _find(visit, team, assessment), self._terms(visit, team, event.actor)
            if stored is None:
                return gone()
            return self._seen(visit, self._take_turn(visit, terms_at(stored.place), stored, event))

        return self._heeded(await self._store.run(tell, one_change=True))

    async def go_on(self, team: str, assessment: str, event: Next) -> tuple[Turn, Turn | None]:
        """A waiting task begins a conversation of its own at the same place.

        Gives what came of it for the old conversation, and the new one; None where none began.
        """

        def go_on(visit: Visit) -> tuple[Turn, Turn | None]:
            stored, terms_at = _find(visit, team, assessment), self._terms(visit, team, event.actor)
            return self._go_on(visit, terms_at(stored.place), stored, event) if stored else (gone(), None)

        turn, begun = await self._store.run(go_on)
        return self._heeded(turn), self._heeded(begun) if begun else None

    async def look(self, team: str, assessment: str, actor: str, at: datetime) -> Turn:
        """The card as it is now; looking keeps no conversation awake."""
        event = Begin(assessment, actor, at)

        def look(visit: Visit) -> Turn:
            stored, terms_at = _find(visit, team, assessment), self._terms(visit, team, actor)
            return self._take_turn(visit, terms_at(stored.place), stored, event) if stored else gone()

        return self._heeded(await self._store.run(look, one_change=True))

    async def newer(self, team: str, assessment: str, than: int) -> Turn | None:
        """The card as it is now, when more has happened in that conversation than up to that turn."""

        def look(visit: Visit) -> Turn | None:
            stored = _find(visit, team, assessment)
            if stored is None or stored.session.turn <= than or stored.session.touched_at is None:
                return None
            event = Begin(assessment, stored.session.owner, stored.session.touched_at)
            return self._show_again(visit, self._terms(visit, team, "")(stored.place), stored, event)

        return await self._store.run(look, one_change=True)

    async def expects(self, place: Place, event: Say) -> bool:
        """Whether the latest conversation of that person at that place takes the text as an answer."""

        def expects(visit: Visit) -> bool:
            done = visit.done_at(place, doing(event))
            if done is not None:
                return not done.was_begun(visit.work)
            stored = visit.latest(place)
            terms = self._terms(visit, place.team, event.actor)(place)
            return stored is not None and is_answer(terms, stored.session, event)

        return await self._store.run(expects, one_change=True)

    async def put(self, assessment: str, card: CardAt, instead_of: str | None = None) -> None:
        """Remembers where the card stands; with `instead_of`, only if it stood there until now."""
        await self._store.run(lambda visit: visit.put(assessment, card, instead_of), one_change=True)

    async def first_time(self, team: str, event_id: str, at: datetime) -> bool:
        """Whether this event was not delivered within the last 25 hours, but to this very work."""
        purges = self._purged_at is None or abs(at - self._purged_at) >= _PURGED_EVERY
        if purges:
            self._purged_at = at

        def note(visit: Visit) -> bool:
            if purges:
                visit.forget_events(at - EVENTS_KEPT)
            return visit.note_event(team, event_id, at)

        return await self._store.run(note, one_change=not purges)

    def _say(self, visit: Visit, terms: Terms, place: Place, event: Say, fresh: Fresh) -> Turn:
        if done := visit.done_at(place, doing(event)):
            return self._show_again(visit, terms, done, event)
        stored = visit.latest(place) or _meant(visit, terms, place, event)
        if stored is None or self._begins(terms, stored.session, event, anew=fresh.anew):
            return self._begin(visit, terms, place, Begin(fresh.id, event.actor, event.at, event.text))
        return self._take_turn(visit, terms, stored, event, typed=True)

    def _begins(self, terms: Terms, session: Session, event: Say, *, anew: bool) -> bool:
        if is_new_task(terms, session, event):
            return True
        _, reply = self._advance(terms, session, event) if anew else (None, None)
        return isinstance(reply, Shown) and isinstance(reply.notice, NotUnderstood)

    def _begin(self, visit: Visit, terms: Terms, place: Place, event: Begin | Fill) -> Turn:
        session, reply = self._advance(terms, None, event)
        newcomer = not visit.knows(place.team, place.person)
        if session and visit.add(session, place):
            return Turn(place, reply, CardAt(), newcomer, _passage(terms, None, session, reply))
        stored = _find(visit, place.team, event.assessment)
        if stored and stored.was_begun(visit.work):
            return self._show_again(visit, terms, stored, event)
        return self._take_turn(visit, terms, stored, event) if stored else gone()

    def _go_on(self, visit: Visit, terms: Terms, stored: Stored, event: Next) -> tuple[Turn, Turn | None]:
        is_done = stored.was_done(visit.work, doing(event))
        begin = None if is_done else follow(stored.session, event)
        # Begun twice, it is the same one.
        begun = self._begin(visit, terms, stored.place, begin) if begin else None
        if is_done and (found := _find(visit, stored.place.team, follower(stored.session.id, event.turn))):
            begun = self._show_again(visit, terms, found, event)
        return self._take_turn(visit, terms, stored, event), begun

    def _take_turn(
        self, visit: Visit, terms: Terms, stored: Stored, event: Event, *, typed: bool = False
    ) -> Turn:
        does = doing(event)
        for _ in range(_TRIES):
            if stored.was_done(visit.work, does):
                return self._show_again(visit, terms, stored, event)
            session, reply = self._advance(terms, stored.session, event)
            if session is None or (session == stored.session and not typed):
                return Turn(stored.place, reply, stored.card_at)
            if visit.save(stored, session, typed=typed, doing=does):
                came = _passage(terms, stored.session, session, reply)
                return Turn(stored.place, reply, _counted(stored.card_at, typed=typed), passage=came)
            again = visit.find(stored.session.id)
            if again is None:
                return gone()
            stored = again
        raise StorageFault("A conversation is changed too often at the same time; the event was not taken.")

    def _show_again(self, visit: Visit, terms: Terms, stored: Stored, event: Event) -> Turn:
        """The card as its owner sees it now, to be shown once more by a work that was broken off."""
        look = Begin(stored.session.id, stored.session.owner, event.at)
        _, reply = self._advance(terms, stored.session, look)
        newcomer = stored.was_begun(visit.work) and not visit.knows(stored.place.team, stored.place.person)
        return Turn(stored.place, reply, stored.card_at, newcomer)

    def _seen(self, visit: Visit, turn: Turn) -> Turn:
        place, watched = turn.place, self._watched(visit, turn.place.team, turn.place.person)
        return Turn(place, turn.reply, turn.card_at, turn.newcomer, turn.passage, watched)

    def _heeded(self, turn: Turn) -> Turn:
        # After the unit, as that may be done again before it stands.
        self._heed(turn.passage)
        return turn

    def _advance(self, terms: Terms, session: Session | None, event: Event) -> tuple[Session | None, Reply]:
        return advance(terms, session, event, idle=self._idle)


def _passage(terms: Terms, before: Session | None, after: Session, reply: Reply) -> Passage:
    return passage(terms.knowledge, before, after, reply.card) if isinstance(reply, Shown) else STAYED


def _find(visit: Visit, team: str, assessment: str) -> Stored | None:
    """None as well where another team has it: an id alone opens nothing."""
    stored = visit.find(assessment)
    return stored if stored and stored.place.team == team else None


def _meant(visit: Visit, terms: Terms, place: Place, event: Say) -> Stored | None:
    """Somebody else's conversation there that this text answers, where that is allowed."""
    stored = visit.latest_of_anyone(place) if terms.anyone else None
    return stored if stored and is_answer(terms, stored.session, event) else None


def _counted(card_at: CardAt, *, typed: bool) -> CardAt:
    return replace(card_at, below=card_at.below + 1) if typed else card_at


def _require_owner(place: Place, event: Begin | Fill) -> None:
    if place.person != event.actor:
        raise ValueError("A conversation begins at a place of the person who begins it.")
