"""Who of those in charge did what, and when: for whoever has to answer for it later."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from dialogs.storage.beside import Noted
from dialogs.storage.port import Spot, Store, Visit
from dialogs.storage.work import current_work

KEPT: Final = timedelta(days=400)
"""So long an act is remembered: a year, and time to ask about it."""

OPERATOR: Final = "operator"
"""Whoever runs the app, at its command line; we know no more of them."""

SLACK: Final = "slack"
"""Slack told us, and not by whom."""

ALIAS: Final = "alias"
"""The kind of records that say who is behind an alias; forgotten with their person."""

_AT_ONCE: Final = 500


class Act(StrEnum):
    """What can be done that somebody has to answer for."""

    SETTINGS = "settings changed"
    EXPORTED = "data exported"
    ERASED = "data deleted"
    INSTALLED = "installed"
    UNINSTALLED = "uninstalled"
    ROTATED = "keys rotated"
    REPLAYED = "work replayed"
    DROPPED = "work dropped"


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as it is told.

    Attributes:
        who: a person's id; their alias once they were forgotten; or OPERATOR or SLACK.
        detail: words of ours, by name; never anybody else's.
    """

    team: str
    at: datetime
    who: str
    act: str
    detail: Mapping[str, str]


def note(visit: Visit, act: Act, team: str, who: str, at: datetime, **detail: str) -> None:
    """Writes down, in the same transaction as the act itself, what OPERATOR or SLACK did."""
    visit.acts.append(team, at, who, act.value, detail)


def note_person(visit: Visit, act: Act, team: str, person: str, at: datetime, **detail: str) -> None:
    """The same of a person, who stands there under an alias: what was written needs no change ever."""
    alias = _alias(visit, team, person)
    # Due when the last act goes, so that the alias is known as long as that.
    visit.records.put(Spot(team, ALIAS, about=alias, person=person), "{}", at, at + KEPT)
    note(visit, act, team, alias, at, **detail)


def note_farewell(visit: Visit, act: Act, team: str, person: str, at: datetime) -> None:
    """The same of a person who is being forgotten: the alias is all that is known of them from now on."""
    note(visit, act, team, _alias(visit, team, person), at)


def acts_of(visit: Visit, team: str, person: str) -> tuple[Entry, ...]:
    """What that person did, as far as it is known to be theirs."""
    known = visit.records.of_person(team, person, ALIAS, _AT_ONCE)
    return tuple(
        replace(_told(noted), who=person)
        for record in known
        for noted in visit.acts.by(team, record.spot.about)
    )


def _alias(visit: Visit, team: str, person: str) -> str:
    known = visit.records.of_person(team, person, ALIAS, 1)
    return known[0].spot.about if known else f"someone-{current_work.get().new_id()}"


class Audit:
    """The log as an operator reads it. Every verb raises `StorageFault` when the database fails."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def note(self, act: Act, team: str, who: str, at: datetime, **detail: str) -> None:
        """Writes down what OPERATOR or SLACK did."""
        await self._store.run(lambda visit: note(visit, act, team, who, at, **detail))

    async def note_person(self, act: Act, team: str, person: str, at: datetime, **detail: str) -> None:
        """Writes down what a person did."""
        await self._store.run(lambda visit: note_person(visit, act, team, person, at, **detail))

    async def since(self, at: datetime) -> tuple[Entry, ...]:
        """Every act since then, the oldest first."""
        told: list[Entry] = []
        last = 0
        while found := await self._page(at, last):
            told += [entry for _, entry in found]
            last = found[-1][0]
        return tuple(told)

    async def _page(self, at: datetime, after: int) -> list[tuple[int, Entry]]:
        def unit(visit: Visit) -> list[tuple[int, Entry]]:
            names: dict[tuple[str, str], str] = {}
            found = visit.acts.since(at, _AT_ONCE, after=after)
            return [(noted.number, _named(visit, noted, names)) for noted in found]

        return await self._store.run(unit)


def _named(visit: Visit, noted: Noted, names: dict[tuple[str, str], str]) -> Entry:
    key = noted.team, noted.who
    if key not in names:
        known = visit.records.about(noted.team, ALIAS, noted.who)
        names[key] = known[0].spot.person if known else noted.who
    return replace(_told(noted), who=names[key])


def _told(noted: Noted) -> Entry:
    return Entry(noted.team, noted.at, noted.who, noted.act, noted.detail)
