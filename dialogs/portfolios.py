"""Keeps the lists of many tasks, and opens any row of one as a dialog."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict

from dialogs.places import Place
from dialogs.portfolio import Draft, Entry, Portfolio
from dialogs.session import Phase, Session
from dialogs.shelf import Kept, Shelf
from dialogs.steps import tell_picked
from dialogs.storage import Spot, Store, Visit
from knowledge import Knowledge
from knowledge.advice_model import Answers

T = TypeVar("T", bound=BaseModel)

DRAFT_KEPT: Final = timedelta(days=3)
"""So long a list waits for our question about it to be answered."""

_DRAFTS: Final = "portfolio-draft"
_CHUNK: Final = 500
"""Entries in one record: a record stays small enough to be read and written at once."""


class _Entries(BaseModel):
    model_config = ConfigDict(frozen=True)

    entries: tuple[Entry, ...]


class _Opened(BaseModel):
    model_config = ConfigDict(frozen=True)

    assessment: str


class Portfolios:
    """Every portfolio there is. Each verb raises `StorageFault` when the database fails."""

    def __init__(self, knowledge: Knowledge, store: Store) -> None:
        self._knowledge = knowledge
        self._store = store
        self._portfolios = Shelf(store, "portfolio", Portfolio)
        self._entries = Shelf(store, "portfolio-entries", _Entries)
        self._opened = Shelf(store, "portfolio-opened", _Opened)
        self._drafts = Shelf(store, _DRAFTS, Draft)

    async def keep(self, team: str, person: str, portfolio: Portfolio, entries: Sequence[Entry]) -> None:
        """Keeps a portfolio with its tasks; seen by others only when it is whole."""
        for number, start in enumerate(range(0, len(entries), _CHUNK)):
            spot = self._entries.spot(team, about=portfolio.id, person=person, name=f"{number:03}")
            chunk = _Entries(entries=tuple(entries[start : start + _CHUNK]))
            await self._entries.put(spot, chunk, portfolio.at)
        await self.change(team, person, portfolio)

    async def change(self, team: str, person: str, portfolio: Portfolio) -> None:
        """Keeps what is told of a portfolio, but for its tasks."""
        spot = self._portfolios.spot(team, about=portfolio.id, person=person)
        await self._portfolios.put(spot, portfolio, portfolio.at)

    async def find(self, team: str, person: str, portfolio: str) -> Portfolio | None:
        """That person's portfolio of that id."""
        found = await self._portfolios.get(self._portfolios.spot(team, about=portfolio, person=person))
        return found.item if found else None

    async def newest(self, team: str, person: str) -> Portfolio | None:
        """What that person brought last."""
        return max(await self.of_person(team, person), key=lambda one: one.at, default=None)

    async def of_person(self, team: str, person: str) -> tuple[Portfolio, ...]:
        """All of that person's."""
        return tuple(kept.item for kept in await self._portfolios.of_person(team, person))

    async def entries(self, team: str, person: str, portfolio: str) -> tuple[Entry, ...]:
        """Its tasks in their order, each with the answers that were given in its own dialog since."""
        chunks = sorted(await self._mine(self._entries, team, person, portfolio), key=_name)
        learned = await self._learned(team, person, portfolio)
        told = (entry for chunk in chunks for entry in chunk.item.entries)
        return tuple(_with(entry, learned.get(entry.number, {})) for entry in told)

    async def open_row(self, place: Place, portfolio: str, number: int, at: datetime) -> str | None:
        """The id of the dialog about one task, which is now the newest at that place.

        It follows from the row, so that a row that is opened twice is one dialog. None: there is no such row.
        """
        found = [e for e in await self.entries(place.team, place.person, portfolio) if e.number == number]
        if not found:
            return None
        assessment = _id_of(portfolio, number)
        opened = Session(
            assessment,
            place.person,
            Phase.DESCRIBING,
            turn=1,
            task="",
            answers=found[0].answers,
            touched_at=at,
        )
        told = tell_picked(self._knowledge, opened, found[0].task, ())
        await self._store.run(lambda visit: _bring(visit, place, told))
        spot = self._opened.spot(place.team, about=portfolio, person=place.person, name=str(number))
        await self._opened.put(spot, _Opened(assessment=assessment), at)
        return assessment

    async def draft(self, team: str, person: str, draft: str, waiting: Draft, at: datetime) -> None:
        """Keeps a list until the person says how to read it."""
        await self._drafts.put(self._draft_spot(team, person, draft), waiting, at, at + DRAFT_KEPT)

    async def claim_draft(self, team: str, person: str, draft: str, at: datetime) -> Draft | None:
        """The list that waits under that id, for the first who goes on with it; it waits no more."""
        return await self._drafts.claim(self._draft_spot(team, person, draft), at)

    def _draft_spot(self, team: str, person: str, draft: str) -> Spot:
        return self._drafts.spot(team, about=draft, person=person)

    async def _learned(self, team: str, person: str, portfolio: str) -> dict[int, Answers]:
        opened = await self._mine(self._opened, team, person, portfolio)
        return await self._store.run(
            lambda visit: {int(_name(kept)): _answers(visit, person, kept.item.assessment) for kept in opened}
        )

    async def _mine(self, shelf: Shelf[T], team: str, person: str, portfolio: str) -> list[Kept[T]]:
        found = await shelf.about(team, portfolio)
        return [kept for kept in found if kept.spot.person == person]


def _bring(visit: Visit, place: Place, fresh: Session) -> None:
    """Begins the dialog, or brings it back as it was: what is typed goes to the newest one at a place."""
    stored, latest = visit.find(fresh.id), visit.latest(place)
    if stored is None:
        visit.add(fresh, place)
    elif latest is None or latest.session.id != fresh.id:
        visit.drop(place.team, place.person, fresh.id)
        visit.add(stored.session, place)


def _answers(visit: Visit, person: str, assessment: str) -> Answers:
    stored = visit.find(assessment)
    return stored.session.answers if stored and stored.session.owner == person else {}


def _with(entry: Entry, learned: Answers) -> Entry:
    return entry.model_copy(update={"answers": {**entry.answers, **learned}}) if learned else entry


def _name(kept: Kept[T]) -> str:
    return kept.spot.name


def _id_of(portfolio: str, number: int) -> str:
    return urlsafe_b64encode(sha256(f"{portfolio} {number}".encode()).digest()[:12]).decode()


async def forget_drafts(store: Store, now: datetime) -> None:
    """Forgets the lists that waited for too long."""
    await Shelf(store, _DRAFTS, Draft).forget_due(now)
