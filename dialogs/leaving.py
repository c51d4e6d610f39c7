"""A workspace leaves, or a whole organization: its installation is forgotten, and everything of it erased."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from dialogs.audit import SLACK, Act, note
from dialogs.storage import Installation, Spot, Store, Visit

LEFT: Final = "left"
"""The kind of records that say who left a moment ago."""

AGAIN: Final = timedelta(minutes=2)
"""After so long it is looked whether work that was under way has written something more."""

IN_DOUBT: Final = timedelta(hours=24)
"""After so long it is looked whether a workspace that went on after it had left was given the app again."""

AT_ONCE: Final = 100


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

    async def withdraw(
        self, enterprise: str, teams: Iterable[str], happened: datetime, now: datetime
    ) -> tuple[str, ...]:
        """An organization took the app from some of its workspaces; those that others serve stay."""
        named = tuple(teams)
        return await self._store.run(lambda visit: _withdraw(visit, enterprise, named, happened, now))

    async def shared_by(self, enterprise: str, team: str) -> Installation | None:
        """The organization's installation, where it is all that serves that workspace."""
        found = await self._store.run(lambda visit: visit.installations.serving(enterprise, team))
        return found if found is not None and found.is_enterprise else None

    async def sweep(self, now: datetime) -> None:
        """Erases once more what was written by work that was under way when they left."""
        await self._store.run(lambda visit: _sweep(visit, now))


def _workspace(
    visit: Visit, enterprise: str, team: str, happened: datetime, now: datetime
) -> tuple[str, ...]:
    found = visit.installations.serving(enterprise, team)
    if found is not None and found.is_enterprise:  # That serves it on: only what was before goes.
        return _erase_before(visit, [team], happened)
    if found is not None and found.installed_at > happened:
        return _erase_before(visit, [team], found.installed_at)
    if found is not None:
        visit.installations.drop(found.enterprise, team)
    return _erase(visit, [team], now)


def _organization(visit: Visit, enterprise: str, happened: datetime, now: datetime) -> tuple[str, ...]:
    found, served = visit.installations.get(enterprise, ""), visit.installations.served(enterprise)
    teams = [enterprise, *_left_by(visit, enterprise, served)]
    if found is not None and found.installed_at > happened:
        return _erase_before(visit, teams, found.installed_at)
    visit.installations.drop(enterprise, "")
    for team in served:
        visit.installations.unserve(enterprise, team)
    return _erase(visit, teams, now)


def _withdraw(
    visit: Visit, enterprise: str, teams: tuple[str, ...], happened: datetime, now: datetime
) -> tuple[str, ...]:
    found, left = visit.installations.get(enterprise, ""), _left_by(visit, enterprise, teams)
    if found is not None and found.installed_at > happened:
        return _erase_before(visit, left, happened)
    for team in teams:
        visit.installations.unserve(enterprise, team)
    # It was given again, or what was on its way was done late: whoever is back will be heard of.
    unsure = [team for team in left if visit.is_active(team, happened + AGAIN)]
    for team in unsure:
        visit.records.put(Spot("", LEFT, about=team), "{}", now, now + IN_DOUBT)
    gone = [team for team in left if team not in unsure]
    return (*_erase_before(visit, unsure, happened), *_erase(visit, gone, now))


def _left_by(visit: Visit, enterprise: str, teams: Iterable[str]) -> list[str]:
    """Those that no installation of their own serves, nor one of another organization."""
    served = ((team, visit.installations.serving("", team)) for team in teams)
    return [
        team
        for team, found in served
        if found is None or (found.is_enterprise and found.enterprise == enterprise)
    ]


def _erase_before(visit: Visit, teams: Iterable[str], before: datetime) -> tuple[str, ...]:
    erased = tuple(filter(None, teams))
    for team in erased:
        visit.erase_team(team, before=before)
    return erased


def _erase(visit: Visit, teams: Iterable[str], now: datetime) -> tuple[str, ...]:
    erased = tuple(filter(None, teams))
    for team in erased:
        visit.erase_team(team)
        spot = Spot("", LEFT, about=team)
        if visit.records.get(spot) is None:  # Slack says it by several events.
            note(visit, Act.UNINSTALLED, team, SLACK, now)
        visit.records.put(spot, "{}", now, now + AGAIN)
    return erased


def _sweep(visit: Visit, now: datetime) -> None:
    for record in visit.records.due(LEFT, now, AT_ONCE):
        team = record.spot.about
        if not _is_back(visit, team):
            visit.erase_team(team)
        visit.records.drop(record.spot)


def _is_back(visit: Visit, team: str) -> bool:
    return (visit.installations.serving("", team) or visit.installations.get(team, "")) is not None
