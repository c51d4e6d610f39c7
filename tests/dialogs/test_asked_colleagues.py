"""Colleagues who are asked: each once, each only what they were asked, counted without names."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogs.conversation import Conversations, Place
from dialogs.house_terms import always
from dialogs.messages import Begin
from dialogs.opinions import Opinions, Stand
from dialogs.storage import SqlStore
from knowledge import Knowledge

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TASK = "monthly payroll for 40 people"
OWN = {"presence": "anywhere", "core": "support", "sensitivity": "none"}


@pytest.fixture
async def opinions(store: SqlStore, knowledge: Knowledge) -> Opinions:
    async def of_team(_team: str) -> Knowledge:
        return knowledge

    conversations = Conversations(always(knowledge), store, idle=timedelta(days=7))
    place = Place("T1", "D1", "", "alice", "direct")
    await conversations.begin(place, Begin("a1", "alice", NOON, TASK))
    return Opinions(store, of_team)


async def test_a_second_invitation_of_the_same_person_is_none(opinions: Opinions) -> None:
    assert await opinions.invite("T1", "a1", "bob", ["core"], NOON)
    assert not await opinions.invite("T1", "a1", "bob", ["core"], NOON)


async def test_an_invitation_tells_who_asks_what_about_which_task(opinions: Opinions) -> None:
    await opinions.invite("T1", "a1", "bob", ["core", "dropped"], NOON)
    asked = await opinions.invitation("T1", "a1", "bob")

    assert asked
    assert (asked.asker, asked.task, asked.questions) == ("alice", TASK, ("core",))


@pytest.mark.parametrize(
    ("team", "about", "person"), [("T1", "a1", "carol"), ("T2", "a1", "bob"), ("T1", "a2", "bob")]
)
async def test_whoever_was_not_asked_has_no_invitation(
    opinions: Opinions, team: str, about: str, person: str
) -> None:
    await opinions.invite("T1", "a1", "bob", ["core"], NOON)

    assert await opinions.invitation(team, about, person) is None
    assert not await opinions.answer(team, about, person, {"core": "apart"}, NOON)
    assert not await opinions.decline(team, about, person, NOON)


async def test_a_check_that_is_gone_has_no_invitations(opinions: Opinions, store: SqlStore) -> None:
    await opinions.invite("T1", "a1", "bob", ["core"], NOON)
    await store.run(lambda visit: visit.erase("T1", "alice"))

    assert await opinions.invitation("T1", "a1", "bob") is None


async def test_only_answers_to_what_was_asked_are_kept(opinions: Opinions) -> None:
    await opinions.invite("T1", "a1", "bob", ["core", "presence"], NOON)
    said = {"core": "apart", "presence": "made up", "sensitivity": "regulated"}
    await opinions.answer("T1", "a1", "bob", said, NOON)
    asked = await opinions.invitation("T1", "a1", "bob")

    assert asked
    assert (asked.answers, asked.stand) == ({"core": "apart"}, Stand.ANSWERED)


async def test_whoever_declines_leaves_no_answers(opinions: Opinions) -> None:
    await opinions.invite("T1", "a1", "bob", ["core"], NOON)
    await opinions.answer("T1", "a1", "bob", {"core": "apart"}, NOON)
    await opinions.decline("T1", "a1", "bob", NOON)
    poll = await opinions.poll("T1", "a1", TASK, OWN)

    assert (poll.asked, poll.answered, poll.declined, poll.waiting) == (1, 0, 1, 0)
    assert not poll.comparison.differences


async def test_answers_are_counted_and_compared(opinions: Opinions) -> None:
    for person, said in (
        ("bob", {"core": "apart"}),
        ("carol", {"core": "apart"}),
        ("dave", {"core": "unknown"}),
    ):
        await opinions.invite("T1", "a1", person, ["core"], NOON)
        await opinions.answer("T1", "a1", person, said, NOON)
    poll = await opinions.poll("T1", "a1", TASK, OWN)

    assert (poll.asked, poll.answered, poll.waiting) == (3, 3, 0)
    assert [(each.question, each.own, each.others) for each in poll.comparison.differences] == [
        ("core", "support", (("apart", 2),))
    ]
    assert any("core" in swing.answers for swing in poll.comparison.swings)


async def test_those_who_are_asked_later_are_asked_the_same(opinions: Opinions) -> None:
    await opinions.invite("T1", "a1", "bob", ["sensitivity"], NOON)

    assert await opinions.questions("T1", "a1", TASK, OWN) == ("sensitivity",)


async def test_an_invitation_that_did_not_arrive_can_be_sent_again(opinions: Opinions) -> None:
    await opinions.invite("T1", "a1", "bob", ["core"], NOON)
    await opinions.withdraw("T1", "a1", "bob")

    assert await opinions.invited("T1", "a1") == frozenset()
    assert await opinions.invite("T1", "a1", "bob", ["core"], NOON)


async def test_what_a_colleague_says_is_theirs_to_take_away(opinions: Opinions, store: SqlStore) -> None:
    await opinions.invite("T1", "a1", "bob", ["core"], NOON)
    await opinions.answer("T1", "a1", "bob", {"core": "apart"}, NOON)
    records = await store.run(lambda visit: visit.records.everything("T1", "bob"))
    await store.run(lambda visit: visit.records.erase("T1", "bob"))

    assert TASK not in records[0].body
    assert (await opinions.poll("T1", "a1", TASK, OWN)).asked == 0
