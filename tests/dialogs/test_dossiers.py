"""What people made of an advice stands beside it, and costs each card one way to the database."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from dialogs.dossiers import Dossier, Dossiers
from dialogs.messages import Advise
from dialogs.opinions import Poll
from dialogs.storage import SqlStore, Visit
from knowledge import Knowledge
from tests.dialogs.deciding import NOON, TASK, decide_later
from tests.stores import InFront

T = TypeVar("T")


class Counted(InFront):
    """A store that counts how often it is asked."""

    asked = 0

    async def run(self, unit: Callable[[Visit], T], *, one_change: bool = False) -> T:
        self.asked += 1
        return await super().run(unit, one_change=one_change)


@pytest.fixture
def counted(store: SqlStore) -> Counted:
    return Counted(store)


@pytest.fixture
def dossiers(counted: Counted, knowledge: Knowledge) -> Dossiers:
    async def of_team(_team: str) -> Knowledge:
        return knowledge

    return Dossiers(counted, of_team)


def card_of(knowledge: Knowledge, answers: dict[str, str]) -> Advise:
    return Advise("a1", 3, TASK, answers, knowledge.classify(TASK, answers))


async def test_nothing_stands_beside_an_advice_of_which_nobody_made_anything(
    dossiers: Dossiers, knowledge: Knowledge
) -> None:
    assert await dossiers.of("T1", card_of(knowledge, {})) == Dossier()


async def test_colleagues_and_the_decision_stand_beside_it(dossiers: Dossiers, knowledge: Knowledge) -> None:
    decision = await decide_later(dossiers.decisions)
    await dossiers.opinions.invite("T1", "a1", "bob", ["core"], NOON)

    assert await dossiers.of("T1", card_of(knowledge, {})) == Dossier(Poll(asked=1), decision)


async def test_all_of_it_is_looked_up_in_one_unit(
    dossiers: Dossiers, counted: Counted, knowledge: Knowledge
) -> None:
    await decide_later(dossiers.decisions)
    before = counted.asked
    await dossiers.of("T1", card_of(knowledge, {"presence": "must"}))

    assert counted.asked == before + 1


async def test_an_answer_that_changed_becomes_news_of_the_decision_when_its_card_is_drawn(
    dossiers: Dossiers, counted: Counted, knowledge: Knowledge
) -> None:
    await decide_later(dossiers.decisions)
    await dossiers.of("T1", card_of(knowledge, {"presence": "must"}))
    due = await counted.run(lambda visit: visit.records.due("decision", NOON, 9))

    assert [record.spot.about for record in due] == ["a1"]
