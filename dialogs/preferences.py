"""What a workspace's admins and its people chose: kept as one record, and in effect at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, TypeVar

from cachetools import TTLCache
from pydantic import BaseModel, ConfigDict

from dialogs.audit import Act, note_person
from dialogs.choices import Change, Chosen, compare
from dialogs.shelf import Kept, Shelf
from dialogs.storage.port import Spot, Store, Visit

K = TypeVar("K")
T = TypeVar("T")

FRESH: Final = 2.0
"""Seconds in which another process may still go by what was chosen before."""

CHANGES_KEPT: Final = 500

SETTINGS: Final = "settings"
LANGUAGE: Final = "language"


class Speaks(BaseModel):
    """The language that a person chose."""

    model_config = ConfigDict(frozen=True)

    language: str


class Preferences:
    """Every choice of every workspace; each verb raises `StorageFault` when the database fails.

    What was looked up serves for a moment, so that a turn may ask several times.
    """

    def __init__(self, store: Store, *, fresh: float = FRESH) -> None:
        self._store = store
        self._settings = Shelf(store, SETTINGS, Chosen)
        self._languages = Shelf(store, LANGUAGE, Speaks)
        self._chosen: TTLCache[str, Chosen] = TTLCache(10_000, fresh)
        self._spoken: TTLCache[tuple[str, str], str] = TTLCache(20_000, fresh)

    async def of_team(self, team: str) -> Chosen:
        """What that workspace chose; the defaults where it chose nothing."""
        if (known := self._known(self._chosen, team)) is not None:
            return known
        return await self._store.run(lambda visit: self.of_team_in(visit, team), one_change=True)

    def of_team_in(self, visit: Visit, team: str) -> Chosen:
        """The same as a part of a unit."""
        if (known := self._known(self._chosen, team)) is not None:
            return known
        kept = self._settings.look(visit, self._spot(team))
        return self._learn(self._chosen, team, Found(team, kept).chosen)

    async def now(self, team: str) -> "Found":
        """The same straight from the database, to be changed by `keep`."""
        return Found(team, await self._settings.get(self._spot(team)))

    async def keep(self, found: "Found", wanted: Chosen, by: str, at: datetime) -> tuple[Change, ...] | None:
        """Keeps what an admin chose, with who changed what and when; None when somebody was quicker.

        The log stands in the same record, so no change is ever kept without it.
        """
        changes = compare(found.chosen, wanted, by, at)
        if not changes:
            return ()
        logged = wanted.model_copy(update={"changes": (*found.chosen.changes, *changes)[-CHANGES_KEPT:]})
        body, spot = logged.model_dump_json(), self._spot(found.team)

        def keep(visit: Visit) -> bool:
            records, kept = visit.records, found.kept
            done = records.swap(kept.record, body, at, None) if kept else records.add(spot, body, at, None)
            if done:
                note_person(visit, Act.SETTINGS, found.team, by, at, settings=_named(changes))
            return done

        done = await self._store.run(keep)
        self._forget(self._chosen, found.team)
        return changes if done else None

    async def language(self, team: str, person: str) -> str:
        """The language that this person chose; "" when they leave it to the workspace."""
        if (known := self._spoken_by(team, person)) is not None:
            return known
        return await self._store.run(lambda visit: self.language_in(visit, team, person), one_change=True)

    def language_in(self, visit: Visit, team: str, person: str) -> str:
        """The same as a part of a unit."""
        if (known := self._spoken_by(team, person)) is not None:
            return known
        kept = self._languages.look(visit, self._languages.spot(team, person=person))
        return self._learn(self._spoken, (team, person), kept.item.language if kept else "")

    async def choose_language(self, team: str, person: str, language: str, at: datetime) -> None:
        """Remembers the language of a person; "" leaves it to the workspace again."""
        spot = self._languages.spot(team, person=person)
        if language:
            await self._languages.put(spot, Speaks(language=language), at)
        else:
            await self._languages.drop(spot)
        self._forget(self._spoken, (team, person))

    async def changed_by(self, team: str, person: str) -> tuple[Change, ...]:
        """What that person changed for everybody, oldest first."""
        return tuple(change for change in (await self.now(team)).chosen.changes if change.by == person)

    async def erase(self, team: str, person: str, at: datetime) -> None:
        """Takes a person's name out of the log and forgets their language; what was changed stays."""
        await self.choose_language(team, person, "", at)
        while not await self._unname(await self.now(team), person, at):
            pass  # Somebody chose meanwhile: their choice must not be lost.
        self._forget(self._chosen, team)

    async def _unname(self, found: "Found", person: str, at: datetime) -> bool:
        unnamed = found.chosen.without(person)
        if found.kept is None or unnamed == found.chosen:
            return True
        return await self._settings.swap(found.kept, unnamed, at)

    def _spoken_by(self, team: str, person: str) -> str | None:
        return self._known(self._spoken, (team, person)) if person else ""

    def _known(self, cache: TTLCache[K, T], key: K) -> T | None:
        try:
            return cache[key]  # Its `get` looks twice.
        except KeyError:
            return None

    def _learn(self, cache: TTLCache[K, T], key: K, item: T) -> T:
        cache[key] = item
        return item

    def _forget(self, cache: TTLCache[K, T], key: K) -> None:
        cache.pop(key, None)

    def _spot(self, team: str) -> Spot:
        return self._settings.spot(team)


def _named(changes: Iterable[Change]) -> str:
    return " ".join(f"{change.channel}:{change.setting}".removeprefix(":") for change in changes)


class Found:
    """What a workspace chose, as it was found in the database.

    Attributes:
        version: 0 when nothing was ever chosen.
    """

    def __init__(self, team: str, kept: Kept[Chosen] | None) -> None:
        self.team = team
        self.kept = kept
        self.chosen = kept.item if kept else Chosen()
        self.version = kept.record.version if kept else 0
