"""Colleagues who are asked to answer some of an assessment's questions, and what they say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from dialogs.disagreement import Comparison, compare, worth_asking
from dialogs.questions import find_question, usable_answers
from dialogs.shelf import Kept, Shelf
from dialogs.storage.port import Store, Stored, Visit
from dialogs.terms import KnowledgeOf
from knowledge import Knowledge
from knowledge.advice_model import Answers


class Stand(StrEnum):
    """How far an invited colleague is."""

    WAITING = "waiting"
    ANSWERED = "answered"
    DECLINED = "declined"


class Opinion(BaseModel):
    """What one colleague was asked, and says; it is theirs and holds no word of the task.

    Attributes:
        answers: option ids by question id, "I don't know" among them.
    """

    model_config = ConfigDict(frozen=True)

    questions: tuple[str, ...]
    stand: Stand = Stand.WAITING
    answers: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Invitation:
    """An opinion that is asked for, beside the assessment that it is about.

    Attributes:
        questions: what to ask, of those that this pack still has.
        answers: what the colleague answered so far.
    """

    asker: str
    task: str
    questions: tuple[str, ...]
    answers: Answers
    stand: Stand


@dataclass(frozen=True, slots=True)
class Poll:
    """What came of all invitations of one assessment; without names."""

    asked: int = 0
    answered: int = 0
    declined: int = 0
    comparison: Comparison = field(default_factory=Comparison)

    @property
    def waiting(self) -> int:
        """How many may still answer."""
        return self.asked - self.answered - self.declined


class Opinions:
    """Every invitation there is; safe to use from many tasks and processes at once.

    Each verb raises `StorageFault` when the database fails.
    """

    def __init__(self, store: Store, knowledge: KnowledgeOf) -> None:
        self._store = store
        self._knowledge = knowledge
        self._shelf = Shelf(store, "opinion", Opinion)

    async def questions(self, team: str, assessment: str, task: str, answers: Answers) -> tuple[str, ...]:
        """What to ask a colleague: what those before were asked, so that answers can be compared."""
        knowledge, invited = await self._knowledge(team), await self._shelf.about(team, assessment)
        asked = _known(knowledge, invited[0].item.questions) if invited else ()
        return asked or worth_asking(knowledge, task, answers)

    async def invite(
        self, team: str, assessment: str, person: str, questions: Iterable[str], at: datetime
    ) -> bool:
        """Keeps the invitation; False when that person has one already, whatever came of it."""
        spot = self._shelf.spot(team, about=assessment, person=person)
        return await self._shelf.add(spot, Opinion(questions=tuple(questions)), at)

    async def invited(self, team: str, assessment: str) -> frozenset[str]:
        """Who has an invitation."""
        return frozenset(kept.spot.person for kept in await self._shelf.about(team, assessment))

    async def withdraw(self, team: str, assessment: str, person: str) -> None:
        """Forgets an invitation that did not reach the person."""
        await self._shelf.drop(self._shelf.spot(team, about=assessment, person=person))

    async def invitation(self, team: str, assessment: str, person: str) -> Invitation | None:
        """What that person is asked; None when they were not, or the assessment is gone."""
        kept = await self._of(team, assessment, person)
        stored = await self._conversation(team, assessment) if kept else None
        if kept is None or stored is None:
            return None
        opinion, session, knowledge = kept.item, stored.session, await self._knowledge(team)
        answers = usable_answers(knowledge, opinion.answers)
        questions = _known(knowledge, opinion.questions)
        return Invitation(session.owner, session.task, questions, answers, opinion.stand)

    async def answer(
        self, team: str, assessment: str, person: str, answers: Mapping[str, str], at: datetime
    ) -> bool:
        """Keeps what they say, in place of what they said before; False when they are not asked (any more).

        Anything that is no answer to what they were asked is left out.
        """
        kept = await self._of(team, assessment, person)
        if kept is None:
            return False
        asked = {key: option for key, option in answers.items() if key in kept.item.questions}
        told = Opinion(
            questions=kept.item.questions,
            stand=Stand.ANSWERED,
            answers=usable_answers(await self._knowledge(team), asked),
        )
        return await self._shelf.swap(kept, told, at)

    async def decline(self, team: str, assessment: str, person: str, at: datetime) -> bool:
        """They would rather not; what they answered before goes. False when they are not asked."""
        kept = await self._of(team, assessment, person)
        if kept is None:
            return False
        return await self._shelf.swap(kept, Opinion(questions=kept.item.questions, stand=Stand.DECLINED), at)

    async def count(self, team: str, assessment: str) -> Poll:
        """How many answered, without a look at what they said."""
        return _count([kept.item for kept in await self._shelf.about(team, assessment)])

    async def poll(self, team: str, assessment: str, task: str, answers: Answers) -> Poll:
        """How many answered, and what their answers come to beside these of the asker's."""
        opinions = await self._store.run(lambda visit: self.heard_in(visit, team, assessment))
        return await self.weigh(team, opinions, task, answers)

    def heard_in(self, visit: Visit, team: str, assessment: str) -> tuple[Opinion, ...]:
        """What each colleague who was asked says so far, as a part of a unit."""
        return tuple(kept.item for kept in self._shelf.look_about(visit, team, assessment))

    async def weigh(self, team: str, opinions: Sequence[Opinion], task: str, answers: Answers) -> Poll:
        """The poll of those opinions."""
        voices = [opinion.answers for opinion in opinions if opinion.answers]
        counted = _count(opinions)
        if not voices:
            return counted
        knowledge = await self._knowledge(team)
        usable = [usable_answers(knowledge, voice) for voice in voices]
        return replace(counted, comparison=compare(knowledge, task, answers, usable))

    async def _of(self, team: str, assessment: str, person: str) -> Kept[Opinion] | None:
        return await self._shelf.get(self._shelf.spot(team, about=assessment, person=person))

    async def _conversation(self, team: str, assessment: str) -> Stored | None:
        stored = await self._store.run(lambda visit: visit.find(assessment))
        return stored if stored and stored.place.team == team else None


def _known(knowledge: Knowledge, questions: Iterable[str]) -> tuple[str, ...]:
    return tuple(each for each in questions if find_question(knowledge, each))


def _count(opinions: Sequence[Opinion]) -> Poll:
    stands = [opinion.stand for opinion in opinions]
    return Poll(len(stands), stands.count(Stand.ANSWERED), stands.count(Stand.DECLINED))
