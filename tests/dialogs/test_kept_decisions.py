"""Decisions: kept, remembered once on their day, and news when what they stood on changes."""

import asyncio
import json
from datetime import date, datetime, timedelta

import pytest

from dialogs.conversation import Conversations, Place
from dialogs.decided import Decision, reminder_time
from dialogs.decisions import REVIEWED_EVERY, Decisions
from dialogs.house_terms import always
from dialogs.messages import Begin, Choose, Command, Order, Shown
from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.dialogs.deciding import NOON, TASK, decide_later

CHRISTMAS = date(2026, 12, 24)


class Workshop:
    """One advised check of Alice's, and what is decided about it."""

    def __init__(self, store: SqlStore, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.store = store
        self.conversations = Conversations(always(knowledge), store, idle=timedelta(days=7))
        self.decisions = Decisions(store, self.of_team)

    async def of_team(self, _team: str) -> Knowledge:
        return self.knowledge

    async def advise(self) -> None:
        await self.conversations.begin(
            Place("T1", "D1", "", "alice", "direct"), Begin("a1", "alice", NOON, TASK)
        )
        await self.conversations.tell("T1", "a1", Order("alice", NOON, Command.ENOUGH))

    async def answer(self, question: str, option: str) -> None:
        await self.revisit(question)
        turn = await self.conversations.look("T1", "a1", "alice", NOON)
        assert isinstance(turn.reply, Shown)
        await self.conversations.tell(
            "T1", "a1", Choose("alice", NOON, turn.reply.card.turn, question, option)
        )

    async def revisit(self, question: str) -> None:
        await self.conversations.tell("T1", "a1", Order("alice", NOON, Command.CHANGE, question))

    async def decide(self, remind_on: date | None = None, at: datetime = NOON) -> Decision:
        return await decide_later(self.decisions, remind_on, at)


@pytest.fixture
async def workshop(store: SqlStore, knowledge: Knowledge) -> Workshop:
    made = Workshop(store, knowledge)
    await made.advise()
    return made


async def test_a_decision_comes_back_by_its_check_and_by_its_person(workshop: Workshop) -> None:
    decision = await workshop.decide()

    assert await workshop.decisions.of("T1", "a1") == decision
    assert await workshop.decisions.of_person("T1", "alice") == (decision,)
    assert await workshop.decisions.of("T2", "a1") is None


async def test_a_later_decision_takes_the_place_of_the_first(workshop: Workshop) -> None:
    await workshop.decide()
    later = await workshop.decide(CHRISTMAS, NOON + timedelta(days=1))

    assert await workshop.decisions.of_person("T1", "alice") == (later,)


async def test_what_a_newer_version_keeps_of_a_decision_stays_when_ours_reminds_of_it(
    workshop: Workshop, store: SqlStore
) -> None:
    decision = await workshop.decide(CHRISTMAS)
    (kept,) = await store.run(lambda visit: visit.records.everything("T1", "alice"))
    theirs = f'{{"mood":"well",{decision.model_dump_json()[1:]}'
    await store.run(lambda visit: visit.records.swap(kept, theirs, NOON, kept.due))
    await workshop.decisions.claim(reminder_time(CHRISTMAS))
    (after,) = await store.run(lambda visit: visit.records.everything("T1", "alice"))

    assert json.loads(after.body)["mood"] == "well"
    assert json.loads(after.body)["reminded"]


async def test_a_decision_is_taken_back_once(workshop: Workshop) -> None:
    await workshop.decide(CHRISTMAS)

    assert await workshop.decisions.take_back("T1", "alice", "a1")
    assert not await workshop.decisions.take_back("T1", "alice", "a1")
    assert await workshop.decisions.claim(reminder_time(CHRISTMAS)) == ()


async def test_the_reminder_is_due_at_noon_of_its_day(workshop: Workshop) -> None:
    await workshop.decide(CHRISTMAS)
    due = reminder_time(CHRISTMAS)

    assert await workshop.decisions.claim(due - timedelta(seconds=1)) == ()
    (news,) = await workshop.decisions.claim(due)
    assert (news.reminder, news.change, news.owner, news.task) == (True, None, "alice", TASK)
    assert news.decision.who == "carol"


async def test_of_many_who_look_at_once_one_gets_the_reminder(workshop: Workshop) -> None:
    await workshop.decide(CHRISTMAS)
    looks = [workshop.decisions.claim(reminder_time(CHRISTMAS)) for _ in range(6)]

    assert sum(map(len, await asyncio.gather(*looks))) == 1


async def test_a_reminder_never_comes_again(workshop: Workshop) -> None:
    await workshop.decide(CHRISTMAS)
    await workshop.decisions.claim(reminder_time(CHRISTMAS))

    assert await workshop.decisions.claim(reminder_time(CHRISTMAS) + timedelta(days=400)) == ()


async def test_a_changed_answer_that_a_card_shows_is_news_at_once_and_once(workshop: Workshop) -> None:
    await workshop.decide()
    await workshop.answer("presence", "must")
    await workshop.decisions.notice("T1", "a1", {"presence": "must"})
    (news,) = await workshop.decisions.claim(NOON + timedelta(seconds=1))

    assert news.change
    assert (news.change.answers, news.change.turned, news.change.is_of_pack) == (("presence",), True, False)
    assert await workshop.decisions.claim(NOON + timedelta(days=1)) == ()


async def test_a_second_change_is_told_as_well(workshop: Workshop) -> None:
    await workshop.decide()
    for number, option in enumerate(("must", "partly"), start=1):
        await workshop.answer("presence", option)
        await workshop.decisions.notice("T1", "a1", {"presence": option})
        (news,) = await workshop.decisions.claim(NOON + timedelta(minutes=number))
        assert news.change
        assert news.change.now.answers == {"presence": option}


async def test_a_card_that_shows_nothing_new_is_no_news(workshop: Workshop) -> None:
    decision = await workshop.decide()

    assert await workshop.decisions.notice("T1", "a1", {}) == decision
    assert await workshop.decisions.claim(NOON + timedelta(seconds=1)) == ()


async def test_an_answer_that_is_being_changed_is_no_news_yet(workshop: Workshop) -> None:
    await workshop.decide()
    await workshop.revisit("presence")

    assert await workshop.decisions.claim(NOON + REVIEWED_EVERY) == ()


async def test_a_changed_pack_is_news_once_even_where_the_advice_stays(workshop: Workshop) -> None:
    await workshop.decide()
    pack = workshop.knowledge.pack
    workshop.knowledge = Knowledge(pack.model_copy(update={"version": "next"}))
    (news,) = await workshop.decisions.claim(NOON + REVIEWED_EVERY)

    assert news.change
    assert (news.change.is_of_pack, news.change.answers) == (True, ())
    assert await workshop.decisions.claim(NOON + 2 * REVIEWED_EVERY) == ()


async def test_a_forgotten_check_takes_its_decision_along(workshop: Workshop) -> None:
    await workshop.decide(CHRISTMAS)
    await workshop.store.run(lambda visit: visit.erase("T1", "alice"))

    assert await workshop.decisions.claim(reminder_time(CHRISTMAS)) == ()
    assert await workshop.decisions.of("T1", "a1") is None


async def test_a_reminder_and_a_change_come_together(workshop: Workshop) -> None:
    await workshop.decide(CHRISTMAS)
    await workshop.answer("presence", "must")
    (news,) = await workshop.decisions.claim(reminder_time(CHRISTMAS))

    assert news.reminder
    assert news.change
