"""Forgets what nobody touched for as long as the workspace chose to keep it."""

from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict

from dialogs.preferences import LANGUAGE, SETTINGS, Preferences
from dialogs.shelf import Shelf
from dialogs.storage.port import Store

EVERY: Final = timedelta(hours=1)
"""So often we look; whatever is too old goes within that time."""

TOLD: Final = "told"
"""The kind of records that say what was said once and for all (the first hello of a channel)."""

KEPT: Final = frozenset({SETTINGS, LANGUAGE, TOLD})
"""Kinds of records that stay until somebody changes them: what was chosen, and what was said."""


class Looked(BaseModel):
    """We looked; the record's own time says when."""

    model_config = ConfigDict(frozen=True)


class Forgetting:
    """Of all processes one looks each time. Every verb raises `StorageFault` when the database fails."""

    def __init__(self, store: Store, preferences: Preferences) -> None:
        self._store = store
        self._preferences = preferences
        self._looked = Shelf(store, "looked", Looked)

    async def when_due(self, now: datetime) -> int:
        """Forgets what is too old, when the last look was long enough ago; how many pieces it was."""
        return await self.forget(now) if await self._claim(now) else 0

    async def forget(self, now: datetime) -> int:
        """Forgets what is too old in every workspace; how many pieces it was."""
        teams = await self._store.run(lambda visit: visit.teams())
        return sum([await self._forget(team, now) for team in teams])

    async def _forget(self, team: str, now: datetime) -> int:
        kept = (await self._preferences.of_team(team)).workspace.retention
        before = now - timedelta(days=kept)
        # Conversations first: what was about one of them goes with it.
        return await self._store.run(
            lambda visit: visit.forget(team, before) + visit.records.forget(team, before, KEPT)
        )

    async def _claim(self, now: datetime) -> bool:
        spot = self._looked.spot("", name="forgetting")
        last = await self._looked.get(spot)
        if last is None:
            return await self._looked.add(spot, Looked(), now)
        if now - last.record.put_at < EVERY:
            return False
        return await self._looked.swap(last, Looked(), now)
