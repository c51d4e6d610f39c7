"""The one use case of every surface: load, advance, save, and again when somebody else was quicker."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from dialogs.advance import advance, follow
from dialogs.hearing import is_answer, is_new_task
from dialogs.messages import Begin, Choose, Event, Fill, Gone, Next, Order, Pick, Refused, Reply, Say
from dialogs.places import NOWHERE, CardAt, Place
from dialogs.session import Session
from dialogs.storage.faults import StorageFault
from dialogs.storage.port import Store, Stored, Visit
from dialogs.terms import Terms, TermsOf, always

__all__ = ["CardAt", "Conversations", "Place", "Terms", "TermsOf", "Turn", "always"]

EVENTS_KEPT: Final = timedelta(hours=25)
"""Slack redelivers an event for up to 24 hours."""

_PURGED_EVERY: Final = timedelta(hours=1)
_TRIES: Final = 50


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of an event.

    Attributes:
        place: where the conversation lives; NOWHERE when there is none.
        newcomer: this turn began the first conversation of this person in this team.
    """

    place: Place
    reply: Reply
    card_at: CardAt
    newcomer: bool = False


class Conversations:
    """Every conversation there is, for every surface; safe to use from many tasks and processes at once."""

    def __init__(self, terms: TermsOf, store: Store, *, idle: timedelta) -> None:
        self._terms = terms
        self._store = store
        self._idle = idle
        self._purged_at: datetime | None = None

    async def begin(self, place: Place, event: Begin | Fill) -> Turn:
        """A new assessment at that place; the same event again shows the one that it began."""
        _require_owner(place, event)
        terms = await self._terms(place, event.actor)
        async with self._store.visit() as visit:
            return await self._begin(visit, terms, place, event)

    async def say(self, place: Place, event: Say, *, fresh_id: str) -> Turn | None:
        """The latest conversation at that place hears it; None when there is none.

        A finished one that is told a new task begins a new assessment, with the fresh id.
        Where anyone may answer, somebody without a conversation there may answer that of another.
        """
        terms = await self._terms(place, event.actor)
        async with self._store.visit() as visit:
            stored = await visit.latest(place) or await self._meant(visit, terms, place, event)
            if stored is None:
                return None
            if is_new_task(terms, stored.session, event):
                begin = Begin(fresh_id, event.actor, event.at, event.text)
                return await self._begin(visit, terms, place, begin)
            return await self._take_turn(visit, terms, stored, event, typed=True)

    async def tell(self, team: str, assessment: str, event: Say | Choose | Order | Pick | Fill) -> Turn:
        """That conversation of that team hears it: a button of it was pressed, or a form of it sent."""
        found = await self._find(team, assessment, event)
        if found is None:
            return _gone()
        stored, terms = found
        async with self._store.visit() as visit:
            return await self._take_turn(visit, terms, stored, event)

    async def go_on(self, team: str, assessment: str, event: Next) -> tuple[Turn, Turn | None]:
        """A waiting task begins a conversation of its own at the same place.

        Gives what came of it for the old conversation, and the new one; None where none began.
        """
        found = await self._find(team, assessment, event)
        if found is None:
            return _gone(), None
        stored, terms = found
        begin = follow(stored.session, event)
        async with self._store.visit() as visit:
            # Begun first, so that a task is never lost between the two; begun twice, it is the same one.
            begun = await self._begin(visit, terms, stored.place, begin) if begin else None
            return await self._take_turn(visit, terms, stored, event), begun

    async def look(self, team: str, assessment: str, actor: str, at: datetime) -> Turn:
        """The card as it is now; looking keeps no conversation awake."""
        event = Begin(assessment, actor, at)
        found = await self._find(team, assessment, event)
        if found is None:
            return _gone()
        stored, terms = found
        async with self._store.visit() as visit:
            return await self._take_turn(visit, terms, stored, event)

    async def expects(self, place: Place, event: Say) -> bool:
        """Whether the latest conversation of that person at that place takes the text as an answer."""
        terms = await self._terms(place, event.actor)
        async with self._store.visit() as visit:
            stored = await visit.latest(place)
        return stored is not None and is_answer(terms, stored.session, event)

    async def put(self, assessment: str, card: CardAt) -> None:
        """Remembers where the card stands."""
        async with self._store.visit() as visit:
            await visit.put(assessment, card)

    async def first_time(self, team: str, event_id: str, at: datetime) -> bool:
        """Whether this event was not delivered within the last 25 hours."""
        async with self._store.visit() as visit:
            if self._purged_at is None or at - self._purged_at >= _PURGED_EVERY:
                self._purged_at = at
                await visit.forget_events(at - EVENTS_KEPT)
            return await visit.note_event(team, event_id, at)

    async def _find(self, team: str, assessment: str, event: Event) -> tuple[Stored, Terms] | None:
        """None as well where another team has it: an id alone opens nothing."""
        # The terms may need a look at the database; asked for inside of a visit, that could wait for ever.
        async with self._store.visit() as visit:
            stored = await visit.find(assessment)
        if stored is None or stored.place.team != team:
            return None
        return stored, await self._terms(stored.place, event.actor)

    async def _meant(self, visit: Visit, terms: Terms, place: Place, event: Say) -> Stored | None:
        """Somebody else's conversation there that this text answers, where that is allowed."""
        stored = await visit.latest_of_anyone(place) if terms.anyone else None
        return stored if stored and is_answer(terms, stored.session, event) else None

    async def _begin(self, visit: Visit, terms: Terms, place: Place, event: Begin | Fill) -> Turn:
        session, reply = self._advance(terms, None, event)
        newcomer = not await visit.knows(place.team, place.person)
        if session and await visit.add(session, place):
            return Turn(place, reply, CardAt(), newcomer)
        stored = await visit.find(event.assessment)
        return await self._take_turn(visit, terms, stored, event) if stored else _gone()

    async def _take_turn(
        self, visit: Visit, terms: Terms, stored: Stored, event: Event, *, typed: bool = False
    ) -> Turn:
        for _ in range(_TRIES):
            session, reply = self._advance(terms, stored.session, event)
            if session is None or (session == stored.session and not typed):
                return Turn(stored.place, reply, stored.card_at)
            if await visit.save(stored, session, typed=typed):
                return Turn(stored.place, reply, _counted(stored.card_at, typed=typed))
            again = await visit.find(stored.session.id)
            if again is None:
                return _gone()
            stored = again
        raise StorageFault("A conversation is changed too often at the same time; the event was not taken.")

    def _advance(self, terms: Terms, session: Session | None, event: Event) -> tuple[Session | None, Reply]:
        return advance(terms, session, event, idle=self._idle)


def _counted(card_at: CardAt, *, typed: bool) -> CardAt:
    return replace(card_at, below=card_at.below + typed)


def _require_owner(place: Place, event: Begin | Fill) -> None:
    if place.person != event.actor:
        raise ValueError("A conversation begins at a place of the person who begins it.")


def _gone() -> Turn:
    return Turn(NOWHERE, Refused(Gone()), CardAt())
