"""Many workspaces: each is served as its own installation says, or that of its whole organization."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import Final

from cachetools import TTLCache

from bot.oauth.rotation import Rotation
from bot.tenancy import Tenant
from dialogs.storage import Installation, Store, Visit

REMEMBERED: Final = 30.0
"""Seconds that a process may go by what it read: so late it notices what another one changed."""

MOST: Final = 5_000
"""Workspaces that are remembered."""


class Installed:
    """Reads the table of installations; in this process a workspace that left is forgotten at once."""

    def __init__(self, store: Store, rotation: Rotation, timer: Callable[[], float] = monotonic) -> None:
        self._store = store
        self._rotation = rotation
        self._known: TTLCache[tuple[str, str], Tenant] = TTLCache(MOST, REMEMBERED, timer)
        self._drops = 0

    async def of(self, enterprise: str, team: str, /) -> Tenant | None:
        """The workspace of those ids, None when the app is not installed there.

        Raises:
            TenantAway: it is, but its token is dead and can't be renewed just now.
            StorageFault: the database failed.
        """
        if known := self._known.get((enterprise, team)):
            return known
        drops = self._drops
        workspace = "" if team == enterprise else team
        found = await self._store.run(lambda visit: _find(visit, enterprise, workspace))
        if found is None:
            return None
        tenant = read(await self._rotation.fresh(found), workspace)
        if drops == self._drops:  # Else this may be what was just forgotten.
            self._known[enterprise, team] = tenant
        return tenant

    async def everyone(self, since: datetime | None = None, /) -> tuple[Tenant, ...]:
        """All of them, or those that came since, with the tokens as they are."""
        found = await self._store.run(lambda visit: visit.installations.everyone(since))
        return tuple(read(one, one.team) for one in found)

    def drop(self, enterprise: str, team: str, /) -> None:
        """Forgets what is remembered of that workspace; without one, of the whole organization."""
        self._drops += 1
        for key, known in list(self._known.items()):
            if key[1] == team or (not team and known.enterprise == enterprise):
                self._known.pop(key, None)


def _find(visit: Visit, enterprise: str, team: str) -> Installation | None:
    found = visit.installations.serving(enterprise, team)
    if found is not None and found.is_enterprise and team:
        visit.installations.serve(found.enterprise, team)
    return found


def read(one: Installation, team: str) -> Tenant:
    """The tenant that an installation makes of a workspace, or ("") of the organization as a whole."""
    whole = Tenant(
        enterprise=one.enterprise,
        team=one.enterprise,
        is_enterprise=one.is_enterprise,
        bot_token=one.token,
        bot_id=one.bot_id,
        bot_user=one.bot_user,
        team_name=one.name,
        scopes=one.scopes,
        expires_at=one.expires_at,
        installer=one.installer,
    )
    return replace(whole, team=team) if team else whole
