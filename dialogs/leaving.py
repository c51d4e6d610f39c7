"""A workspace leaves, or a whole organization: its installation is forgotten, and everything of it erased."""

from collections.abc import Iterable
from datetime import datetime

from dialogs.storage import Installation, Store, Visit


class Leaving:
    """Each verb may be asked again. Every verb raises `StorageFault` when the database fails.

    Who installed the app again after they left must not lose what is new: `happened`, when they left by
    Slack's clock, tells one installation from the next.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def workspace(self, enterprise: str, team: str, happened: datetime) -> tuple[str, ...]:
        """A workspace removed the app; the teams that are erased."""
        return await self._store.run(lambda visit: _workspace(visit, enterprise, team, happened))

    async def organization(self, enterprise: str, happened: datetime) -> tuple[str, ...]:
        """A whole organization did; workspaces of it with an installation of their own stay."""
        return await self._store.run(lambda visit: _organization(visit, enterprise, happened))

    async def withdraw(self, enterprise: str, teams: Iterable[str]) -> tuple[str, ...]:
        """An organization took the app from some of its workspaces."""
        named = tuple(teams)
        return await self._store.run(lambda visit: _withdraw(visit, enterprise, named))

    async def shared_by(self, enterprise: str, team: str) -> Installation | None:
        """The organization's installation, where it is all that serves that workspace."""
        found = await self._store.run(lambda visit: visit.installations.serving(enterprise, team))
        return found if found is not None and found.is_enterprise else None


def _workspace(visit: Visit, enterprise: str, team: str, happened: datetime) -> tuple[str, ...]:
    found = visit.installations.serving(enterprise, team)
    if found is None:
        return _erase(visit, [team])
    if found.is_enterprise:  # Its organization still serves it: only what was before goes.
        return _erase(visit, [team], before=happened)
    if found.installed_at > happened:
        return _erase(visit, [team], before=found.installed_at)
    visit.installations.drop(found.enterprise, team)
    return _erase(visit, [team])


def _organization(visit: Visit, enterprise: str, happened: datetime) -> tuple[str, ...]:
    found, served = visit.installations.get(enterprise, ""), visit.installations.served(enterprise)
    teams = [enterprise, *_without_own(visit, served)]
    if found is not None and found.installed_at > happened:
        return _erase(visit, teams, before=found.installed_at)
    visit.installations.drop(enterprise, "")
    for team in served:
        visit.installations.unserve(enterprise, team)
    return _erase(visit, teams)


def _withdraw(visit: Visit, enterprise: str, teams: tuple[str, ...]) -> tuple[str, ...]:
    for team in teams:
        visit.installations.unserve(enterprise, team)
    return _erase(visit, _without_own(visit, teams))


def _without_own(visit: Visit, teams: Iterable[str]) -> list[str]:
    served = ((team, visit.installations.serving("", team)) for team in teams)
    return [team for team, found in served if found is None or found.is_enterprise]


def _erase(visit: Visit, teams: Iterable[str], *, before: datetime | None = None) -> tuple[str, ...]:
    erased = tuple(team for team in teams if team)
    for team in erased:
        visit.erase_team(team, before=before)
    return erased
