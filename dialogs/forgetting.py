"""Forgets what nobody touched for as long as the workspace chose to keep it."""

from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict

from dialogs.audit import KEPT as ACTS_KEPT
from dialogs.preferences import LANGUAGE, SETTINGS, Preferences
from dialogs.shelf import Shelf
from dialogs.storage.port import Store

EVERY: Final = timedelta(hours=1)
"""So often we look; whatever is too old goes within that time."""

TOLD: Final = "told"
"""The kind of records that say what was said once and for all (the first hello of a channel)."""

DONE_KEPT: Final = timedelta(hours=25)
"""So long we know what is done, without its words: Slack sends an event again for up to 24 hours."""

FAILED_KEPT: Final = timedelta(days=14)
"""So long an operator can look after what could not be done; no longer than the workspace keeps things."""

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
        if not await self._claim(now):
            return 0
        count = await self.forget(now)
        await self._store.settle()
        return count

    async def forget(self, now: datetime) -> int:
        """Forgets what is too old in every workspace; how many pieces it was."""
        teams = await self._store.run(lambda visit: {*visit.teams(), *visit.passing.teams()})
        count = await self._store.run(
            lambda visit: visit.passing.forget(now, now - DONE_KEPT) + visit.acts.purge(now - ACTS_KEPT)
        )
        return count + sum([await self._forget(team, now) for team in sorted(teams)])

    async def _forget(self, team: str, now: datetime) -> int:
        kept = (await self._preferences.of_team(team)).workspace.retention
        before = now - timedelta(days=kept)
        given_up = max(before, now - FAILED_KEPT)
        return await self._store.run(
            lambda visit: (
                visit.forget(team, before)  # First: what was about a conversation goes with it.
                + visit.records.forget(team, before, KEPT)
                + visit.passing.give_up(team, given_up)
            )
        )

    async def _claim(self, now: datetime) -> bool:
        spot = self._looked.spot("", name="forgetting")
        last = await self._looked.get(spot)
        if last is None:
            return await self._looked.add(spot, Looked(), now)
        # A look that is yet to come was noted by a clock that was wrong.
        if timedelta() <= now - last.record.put_at < EVERY:
            return False
        return await self._looked.swap(last, Looked(), now)
