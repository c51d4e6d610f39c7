"""What one person has with us: found again, handed out, and forgotten, completely."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from dialogs.audit import Act, Entry, acts_of, note_farewell
from dialogs.listing import Filed, Listing, Wanted, file, list_page, newest_first
from dialogs.progress import advise
from dialogs.session import Phase, Session, Verdict
from dialogs.storage.beside import BEGINNING, Behind, Passed
from dialogs.storage.port import Record, Store, Stored, Visit
from knowledge import Knowledge

ALL: Final = 2**31 - 1
"""As many rows as a database can be asked for."""

_DOORS: Final = frozenset({"token", "trigger_id", "response_url", "response_urls", "bot_access_token"})
"""Parts of Slack's payloads that serve whoever holds them."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was forgotten."""

    assessments: int
    records: int


class Archive:
    """Everything of one person. Every verb raises `StorageFault` when the database fails."""

    def __init__(self, knowledge: Knowledge, store: Store) -> None:
        self._knowledge = knowledge
        self._store = store

    async def mine(self, team: str, person: str) -> "Mine":
        """That person's assessments, to be looked through."""
        found = await self._store.run(lambda visit: visit.of_person(team, person, ALL))
        return Mine(self._knowledge, [stored.session for stored in found])

    async def one(self, team: str, person: str, assessment: str) -> Session | None:
        """That assessment, when it is that person's own."""
        stored = await self._store.run(lambda visit: visit.find(assessment))
        is_own = stored and (stored.place.team, stored.session.owner) == (team, person)
        return stored.session if stored and is_own else None

    async def everything(self, team: str, person: str, at: datetime) -> dict[str, Any]:
        """All that is kept of that person, as JSON has it."""

        def collect(visit: Visit) -> dict[str, Any]:
            conversations = visit.of_person(team, person, ALL)
            return {
                "person": person,
                "workspace": team,
                "made_at": at.isoformat(),
                "assessments": [_conversation(stored) for stored in conversations],
                "records": [_record(record) for record in visit.records.everything(team, person)],
                "passing": [_passed(passed) for passed in visit.passing.of_person(team, person)],
                "acts": [_act(entry) for entry in acts_of(visit, team, person)],
            }

        return await self._store.run(collect)

    async def erase(self, team: str, person: str, at: datetime) -> Erased:
        """Forgets that person: assessments, records, what others left on these, and their name elsewhere."""

        def erase(visit: Visit) -> Erased:
            note_farewell(visit, Act.ERASED, team, person, at)
            # The conversations go last: what is about them is found by them.
            records = visit.records.erase_about_all_of(team, person)
            records += visit.records.erase(team, person)
            visit.passing.erase(team, person)
            return Erased(visit.erase(team, person), records)

        await self._unname(team, person)
        return await self._store.run(erase)

    async def _unname(self, team: str, person: str) -> None:
        behind: Behind | None = BEGINNING
        while behind is not None:
            behind = await self._store.run(partial(_unname, team, person, behind))

    async def erase_one(self, team: str, person: str, assessment: str) -> bool:
        """Forgets one assessment of that person and all about it; False when they have none of that id."""

        def erase(visit: Visit) -> bool:
            dropped = visit.drop(team, person, assessment)
            if dropped:
                visit.records.erase_about(team, assessment)
            return dropped

        return await self._store.run(erase)


def _unname(team: str, person: str, behind: Behind, visit: Visit) -> Behind | None:
    return visit.unname(team, person, behind)


class Mine:
    """One person's assessments as they were found.

    Attributes:
        lines: all that have a task, the last touched first; without the kind of service.
    """

    def __init__(self, knowledge: Knowledge, sessions: Iterable[Session]) -> None:
        self._knowledge = knowledge
        self._sessions = {session.id: session for session in sessions}
        self.lines = newest_first(map(self._file, self._sessions.values()))

    def page(self, wanted: Wanted | None = None) -> Listing:
        """The wanted page; the kind of service is told for these few only, as it takes a look at the task."""
        listing = list_page(self.lines, wanted or Wanted())
        return replace(listing, items=tuple(map(self._with_kind, listing.items)))

    def advised(self, most: int) -> tuple[Filed, ...]:
        """At most so many with advice, the last touched first."""
        return tuple(line for line in self.lines if line.is_advised)[:most]

    def task(self, assessment: str) -> str:
        """The task of that assessment, "" when there is none of that id."""
        found = self._sessions.get(assessment)
        return found.task if found else ""

    def _file(self, session: Session) -> Filed:
        line = file(session)
        if line.phase is not Phase.ADVISED or line.verdict is not None:
            return line
        advice = advise(self._knowledge, session)  # It was given before verdicts were noted.
        noted = Verdict(self._knowledge.pack.version, advice.lean, advice.fit, advice.p_kpo)
        return replace(line, verdict=noted)

    def _with_kind(self, line: Filed) -> Filed:
        if line.verdict is None:
            return line
        advice = advise(self._knowledge, self._sessions[line.assessment])
        stands = (advice.lean, advice.fit) == (line.verdict.lean, line.verdict.fit)
        return replace(line, kind=advice.kind if stands else None)


def _conversation(stored: Stored) -> Mapping[str, Any]:
    session, place = stored.session, stored.place
    own = {key: value for key, value in asdict(session).items() if value not in (None, (), "", False)}
    touched = session.touched_at and session.touched_at.isoformat()
    where = {"channel": place.channel, "thread": place.thread, "surface": place.surface}
    card = {key: value for key, value in asdict(stored.card_at).items() if value}
    return {**own, "touched_at": touched, "place": where, "card": card}


def _passed(passed: Passed) -> Mapping[str, Any]:
    body = json.loads(passed.body) if passed.body else None
    return {
        "direction": "out" if passed.is_out else "in",
        "kind": passed.kind,
        "state": passed.state,
        "at": passed.at.isoformat(),
        "content": _without_doors(body),
    }


def _without_doors(told: Any) -> Any:
    """The same without what opens a door for whoever has it."""
    if isinstance(told, dict):
        return {key: _without_doors(part) for key, part in told.items() if key not in _DOORS}
    return [_without_doors(part) for part in told] if isinstance(told, list) else told


def _act(entry: Entry) -> Mapping[str, Any]:
    return {"at": entry.at.isoformat(), "act": entry.act, "detail": dict(entry.detail)}


def _record(record: Record) -> Mapping[str, Any]:
    return {
        "kind": record.spot.kind,
        "about": record.spot.about,
        "name": record.spot.name,
        "put_at": record.put_at.isoformat(),
        "due": record.due and record.due.isoformat(),
        "content": json.loads(record.body),
    }
