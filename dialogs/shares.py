"""Where an advice was shown to others, and by whom."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from dialogs.shelf import Shelf
from dialogs.storage.port import Store


class Shared(BaseModel):
    """A message in which somebody showed an advice.

    Attributes:
        person: who showed it.
        ts: "" where we can't reach the message any more, because we are no member there.
        at: aware UTC time.
    """

    model_config = ConfigDict(frozen=True)

    assessment: str
    person: str
    channel: str
    ts: str
    at: datetime

    @property
    def is_reachable(self) -> bool:
        """Whether we can still change or delete it."""
        return bool(self.ts)


class Shares:
    """Every shared advice; one a channel. Each verb raises `StorageFault` when the database fails."""

    def __init__(self, store: Store) -> None:
        self._shelf = Shelf(store, "share", Shared)

    async def note(self, team: str, shared: Shared) -> None:
        """Remembers it."""
        spot = self._shelf.spot(team, about=shared.assessment, person=shared.person, name=shared.channel)
        await self._shelf.put(spot, shared, shared.at)

    async def of(self, team: str, assessment: str) -> tuple[Shared, ...]:
        """Wherever that advice is shown, the oldest first."""
        return tuple(kept.item for kept in await self._shelf.about(team, assessment))

    async def find(self, team: str, assessment: str, person: str, channel: str) -> Shared | None:
        """Whether that person shows it in that channel."""
        spot = self._shelf.spot(team, about=assessment, person=person, name=channel)
        kept = await self._shelf.get(spot)
        return kept.item if kept else None

    async def of_person(self, team: str, person: str) -> tuple[Shared, ...]:
        """Whatever that person shows anywhere, the newest first."""
        return tuple(kept.item for kept in await self._shelf.of_person(team, person))

    async def forget(self, team: str, shared: Shared) -> bool:
        """It is shown no more; False when it was not."""
        spot = self._shelf.spot(team, about=shared.assessment, person=shared.person, name=shared.channel)
        return await self._shelf.drop(spot)
