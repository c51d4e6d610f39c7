"""A workspace leaves, or a whole organization: its installation is forgotten, and everything of it erased."""

from collections.abc import Iterable
from datetime import datetime

from dialogs.audit import SLACK, Act, note
from dialogs.storage import Installation, Store, Visit


class Leaving:
    """Each verb may be asked again. Every verb raises `StorageFault` when the database fails.

    Who installed the app again after they left must not lose what is new: `happened`, when they left by
    Slack's clock, tells one installation from the next.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def workspace(
        self, enterprise: str, team: str, happened: datetime, now: datetime
    ) -> tuple[str, ...]:
        """A workspace removed the app; the teams that are erased."""
        return await self._store.run(lambda visit: _workspace(visit, enterprise, team, happened, now))

    async def organization(self, enterprise: str, happened: datetime, now: datetime) -> tuple[str, ...]:
        """A whole organization did; workspaces of it with an installation of their own stay."""
        return await self._store.run(lambda visit: _organization(visit, enterprise, happened, now))

    async def withdraw(self, enterprise: str, teams: Iterable[str], now: datetime) -> tuple[str, ...]:
        """An organization took the app from some of its workspaces."""
        named = tuple(teams)
        return await self._store.run(lambda visit: _withdraw(visit, enterprise, named, now))

    async def shared_by(self, enterprise: str, team: str) -> Installation | None:
        """The organization's installation, where it is all that serves that workspace."""
        found = await self._store.run(lambda visit: visit.installations.serving(enterprise, team))
        return found if found is not None and found.is_enterprise else None


def _workspace(
    visit: Visit, enterprise: str, team: str, happened: datetime, now: datetime
) -> tuple[str, ...]:
    found = visit.installations.serving(enterprise, team)
    if found is not None and not found.is_enterprise:
        if found.installed_at > happened:
            return _erase(visit, [team], now, before=found.installed_at)
        visit.installations.drop(found.enterprise, team)
    elif found is not None:  # Its organization still serves it: only what was before goes.
        return _erase(visit, [team], now, before=happened)
    return _erase(visit, [team], now)


def _organization(visit: Visit, enterprise: str, happened: datetime, now: datetime) -> tuple[str, ...]:
    found = visit.installations.get(enterprise, "")
    teams = [enterprise, *_without_own(visit, visit.installations.served(enterprise))]
    if found is not None and found.installed_at > happened:
        return _erase(visit, teams, now, before=found.installed_at)
    visit.installations.drop(enterprise, "")
    for team in visit.installations.served(enterprise):
        visit.installations.unserve(enterprise, team)
    return _erase(visit, teams, now)


def _withdraw(visit: Visit, enterprise: str, teams: tuple[str, ...], now: datetime) -> tuple[str, ...]:
    for team in teams:
        visit.installations.unserve(enterprise, team)
    return _erase(visit, _without_own(visit, teams), now)


def _without_own(visit: Visit, teams: Iterable[str]) -> list[str]:
    own = ((team, visit.installations.serving("", team)) for team in teams)
    return [team for team, found in own if found is None or found.is_enterprise]


def _erase(
    visit: Visit, teams: Iterable[str], now: datetime, *, before: datetime | None = None
) -> tuple[str, ...]:
    erased = tuple(team for team in teams if team)
    for team in erased:
        if visit.erase_team(team, before=before):
            note(visit, Act.UNINSTALLED, team, SLACK, now)
    return erased
