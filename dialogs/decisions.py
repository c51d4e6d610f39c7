"""Decisions about assessments: kept, remembered on their day, and held against what changed since."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple

from dialogs.decided import Change, Decision, News, Note, Seen
from dialogs.questions import usable_answers
from dialogs.session import Phase, Session
from dialogs.shelf import Kept, Shelf
from dialogs.storage.port import Record, Store, Visit
from dialogs.terms import KnowledgeOf
from knowledge.advice_model import Answers

REVIEWED_EVERY: Final = timedelta(hours=6)
"""So late a decision is held against a changed pack; a changed answer is noticed on the card, at once."""


class _Looked(NamedTuple):
    """A decision as it was found, and what there is to tell of it."""

    record: Record
    news: News


Put = Callable[[Visit, Sequence[News]], None]
"""Keeps what is to be told to one person; a part of a unit."""


def _nowhere(_visit: Visit, _news: Sequence[News]) -> None:
    pass


class Decisions:
    """Every decision, one an assessment. Each verb raises `StorageFault` when the database fails."""

    def __init__(self, store: Store, knowledge: KnowledgeOf) -> None:
        self._store = store
        self._knowledge = knowledge
        self._shelf = Shelf(store, "decision", Decision)

    async def seen(self, team: str, task: str, answers: Answers) -> Seen:
        """Today's advice on that."""
        knowledge = await self._knowledge(team)
        usable = usable_answers(knowledge, answers)
        advice = knowledge.classify(task, usable)
        return Seen(pack=knowledge.pack.version, lean=advice.lean, fit=advice.fit, answers=usable)

    async def record(self, team: str, owner: str, decision: Decision) -> None:
        """Keeps it, in place of an earlier one."""
        spot = self._shelf.spot(team, about=decision.assessment, person=owner)
        at = decision.recorded_at
        await self._shelf.put(spot, decision, at, _due(decision, at))

    async def take_back(self, team: str, owner: str, assessment: str) -> bool:
        """There is no decision any more; False when there was none."""
        return await self._shelf.drop(self._shelf.spot(team, about=assessment, person=owner))

    async def of(self, team: str, assessment: str) -> Decision | None:
        """What was decided about that assessment."""
        kept = await self._kept(team, assessment)
        return kept.item if kept else None

    async def of_person(self, team: str, person: str) -> tuple[Decision, ...]:
        """What was decided about that person's assessments, the newest first."""
        found = [kept.item for kept in await self._shelf.of_person(team, person)]
        return tuple(sorted(found, key=lambda each: each.recorded_at, reverse=True))

    async def notice(self, team: str, assessment: str, answers: Answers) -> Decision | None:
        """The same as `of`, for a card that shows those answers: other ones become news at once."""
        return await self._store.run(lambda visit: self.notice_in(visit, team, assessment, answers))

    def notice_in(self, visit: Visit, team: str, assessment: str, answers: Answers) -> Decision | None:
        """The same as a part of a unit; at most one statement of it changes anything."""
        kept = next(iter(self._shelf.look_about(visit, team, assessment)), None)
        if kept is None:
            return None
        decision, record = kept.item, kept.record
        if decision.told.answers != answers and record.due != record.put_at:
            visit.records.swap(record, decision.model_dump_json(), record.put_at, record.put_at)
        return decision

    async def claim(self, now: datetime, put: Put = _nowhere) -> tuple[News, ...]:
        """What is to be told now; each piece is given out once, to one process.

        Args:
            now: the time.
            put: keeps what is told to one person, in the unit that claims it.
        """
        looked = [await self._look(kept, now) for kept in await self._shelf.due(now)]
        by_person: defaultdict[tuple[str, str], list[_Looked]] = defaultdict(list)
        for each in filter(None, looked):
            by_person[each.news.team, each.news.person].append(each)
        found = [await self._store.run(partial(_take, some, now, put)) for some in by_person.values()]
        return tuple(news for some in found for news in some)

    async def again(self, team: str, assessment: str, note: Note) -> News | None:
        """The news as it was claimed, to be told now; None where there is no such decision any more."""
        kept, session = await self._kept(team, assessment), await self._session(team, assessment)
        if kept is None or session is None:
            return None
        change = Change(note.before, kept.item.told) if note.before else None
        return News(team, kept.spot.person, session.task, kept.item, reminder=note.reminder, change=change)

    async def _look(self, kept: Kept[Decision], now: datetime) -> "_Looked | None":
        decision, spot = kept.item, kept.spot
        session = await self._session(spot.team, spot.about)
        if session is None:
            await self._shelf.drop(spot)
            return None
        change = await self._change(spot.team, decision, session)
        reminder = decision.reminds_at is not None and decision.reminds_at <= now
        update = {"reminded": decision.reminded or reminder, **({"told": change.now} if change else {})}
        told = decision.model_copy(update=update)
        news = News(spot.team, spot.person, session.task, told, reminder=reminder, change=change)
        return _Looked(kept.record, news)

    async def _change(self, team: str, decision: Decision, session: Session) -> Change | None:
        """None while the asker is at it: an answer that is being changed is no news yet."""
        if session.phase is not Phase.ADVISED:
            return None
        now = await self.seen(team, session.task, session.answers)
        change = Change(decision.told, now)
        return change if change.answers or change.is_of_pack else None

    async def _kept(self, team: str, assessment: str) -> Kept[Decision] | None:
        return next(iter(await self._shelf.about(team, assessment)), None)

    async def _session(self, team: str, assessment: str) -> Session | None:
        stored = await self._store.run(lambda visit: visit.find(assessment))
        return stored.session if stored and stored.place.team == team else None


def _take(some: Sequence[_Looked], now: datetime, put: Put, visit: Visit) -> list[News]:
    """Of those the ones that nobody else was quicker with; that there is nothing to tell is noted as well."""
    taken = [news for record, news in some if _swap(visit, record, news.decision, now)]
    told = [news for news in taken if news.reminder or news.change]
    if told:
        put(visit, told)
    return told


def _swap(visit: Visit, record: Record, decision: Decision, now: datetime) -> bool:
    return visit.records.swap(record, decision.model_dump_json(), now, _due(decision, now))


def _due(decision: Decision, now: datetime) -> datetime:
    reviewed = now + REVIEWED_EVERY
    return min(reviewed, decision.reminds_at) if decision.reminds_at else reviewed
