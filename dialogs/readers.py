"""Who has ever opened their own page: only theirs are worth keeping up to date."""

from datetime import datetime

from pydantic import BaseModel

from dialogs.shelf import Shelf
from dialogs.storage.port import Store, Visit


class Opened(BaseModel):
    """Somebody opened their page.

    Attributes:
        first: aware UTC time of the first time.
    """

    first: datetime


class Readers:
    """Remembers them. Every verb raises `StorageFault` when the database fails."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shelf = Shelf(store, "home", Opened)

    async def note(self, team: str, person: str, at: datetime) -> None:
        """That person has opened their page."""
        if not await self.knows(team, person):
            await self._shelf.put(self._shelf.spot(team, person=person), Opened(first=at), at)

    async def knows(self, team: str, person: str) -> bool:
        """Whether that person ever did."""
        return await self._store.run(lambda visit: self.knows_in(visit, team, person), one_change=True)

    def knows_in(self, visit: Visit, team: str, person: str) -> bool:
        """The same as a part of a unit."""
        return visit.records.get(self._shelf.spot(team, person=person)) is not None
