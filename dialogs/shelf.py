"""Typed records of one kind: a shelf keeps pydantic models beside the conversations."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from dialogs.storage.faults import StorageFault
from dialogs.storage.port import Record, Spot, Store, Visit

T = TypeVar("T", bound=BaseModel)

CLAIMED_KEPT: Final = timedelta(hours=2)
"""So long a work that claimed something may be tried, and finds it again."""

_CLAIMED: Final = "claimed"
"""A key that no model has."""

MOST: Final = 1_000
"""Records of one kind that are read of one person at once."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """Something on the shelf, and where it stands.

    Attributes:
        record: as it was read, to be changed by `swap`.
    """

    item: T
    record: Record

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return self.record.spot


class Shelf(Generic[T]):
    """All records of one kind. Every verb raises `StorageFault` when the database fails.

    A model that changes keeps reading what it wrote before: new fields have defaults. What a newer version
    wrote and this one can't read is such a fault, too.
    """

    def __init__(self, store: Store, kind: str, model: type[T]) -> None:
        self._store = store
        self._kind = kind
        self._model = model

    def spot(self, team: str, *, about: str = "", person: str = "", name: str = "") -> Spot:
        """A place on this shelf."""
        return Spot(team, self._kind, about, person, name)

    async def put(self, spot: Spot, item: T, at: datetime, due: datetime | None = None) -> None:
        """Keeps it, in place of what stood there."""
        body = item.model_dump_json()
        await self._store.run(lambda visit: visit.records.put(spot, body, at, due), one_change=True)

    async def add(self, spot: Spot, item: T, at: datetime, due: datetime | None = None) -> bool:
        """Keeps it where nothing stands yet; False when something does, so of several one succeeds."""
        body = item.model_dump_json()
        return await self._store.run(lambda visit: visit.records.add(spot, body, at, due), one_change=True)

    async def swap(self, kept: Kept[T], item: T, at: datetime, due: datetime | None = None) -> bool:
        """Keeps it unless somebody changed what stood there; False when somebody did.

        Taking the due date away is how one of several processes claims the work.
        """
        body = item.model_dump_json()
        return await self._store.run(
            lambda visit: visit.records.swap(kept.record, body, at, due), one_change=True
        )

    async def change(self, spot: Spot, item: T, at: datetime) -> bool:
        """Keeps it; False when just that stood there, unless this very work had put it there."""
        body = item.model_dump_json()
        return await self._store.run(lambda visit: _change(visit, spot, body, at), one_change=True)

    async def claim(self, spot: Spot, at: datetime) -> T | None:
        """What stands there, for the first who claims it: to that work again when it is done again.

        Others find nothing, though it stays until `CLAIMED_KEPT` later, when it is `due`.
        """
        body = await self._store.run(lambda visit: _claim(visit, spot, at), one_change=True)
        return None if body is None else self._understand(body)

    async def get(self, spot: Spot) -> Kept[T] | None:
        """What stands there."""
        return await self._store.run(lambda visit: self.look(visit, spot), one_change=True)

    def look(self, visit: Visit, spot: Spot) -> Kept[T] | None:
        """The same as a part of a unit."""
        found = visit.records.get(spot)
        return None if found is None else self._read(found)

    async def about(self, team: str, about: str) -> tuple[Kept[T], ...]:
        """All about one thing, the oldest change first."""
        return await self._store.run(lambda visit: self.look_about(visit, team, about), one_change=True)

    def look_about(self, visit: Visit, team: str, about: str) -> tuple[Kept[T], ...]:
        """The same as a part of a unit."""
        return tuple(map(self._read, visit.records.about(team, self._kind, about)))

    async def of_person(self, team: str, person: str, limit: int = MOST) -> tuple[Kept[T], ...]:
        """All of one person, the newest change first."""
        found = await self._store.run(lambda visit: visit.records.of_person(team, person, self._kind, limit))
        return tuple(map(self._read, found))

    async def due(self, now: datetime, limit: int = 100) -> tuple[Kept[T], ...]:
        """Those for which it is time, the longest due first."""
        found = await self._store.run(lambda visit: visit.records.due(self._kind, now, limit))
        return tuple(map(self._read, found))

    async def drop(self, spot: Spot) -> bool:
        """Forgets it; False when nothing stood there."""
        return await self._store.run(lambda visit: visit.records.drop(spot))

    async def forget_due(self, now: datetime) -> None:
        """Drops those for which it is time."""
        for kept in await self.due(now):
            await self.drop(kept.spot)

    def _read(self, record: Record) -> Kept[T]:
        return Kept(self._understand(record.body), record)

    def _understand(self, body: str) -> T:
        try:
            return self._model.model_validate_json(body)
        except ValidationError:
            raise StorageFault(
                f"A record of kind {self._kind!r} says what this version doesn't know. "
                "Run the version that wrote it, or a newer one.",
                newer=True,
            ) from None


def _change(visit: Visit, spot: Spot, body: str, at: datetime) -> bool:
    found = visit.records.get(spot)
    if found is not None and found.body == body:
        return found.was_put_by(visit.work)
    visit.records.put(spot, body, at, None)
    return True


def _claim(visit: Visit, spot: Spot, at: datetime) -> str | None:
    found = visit.records.get(spot)
    if found is None:
        return None
    said: dict[str, object] = json.loads(found.body)
    if _CLAIMED in said:
        return found.body if found.was_put_by(visit.work) else None
    claimed = json.dumps({**said, _CLAIMED: True}, ensure_ascii=False)
    return claimed if visit.records.swap(found, claimed, at, at + CLAIMED_KEPT) else None
