"""Lists of many tasks: kept whole, opened row by row, and each person's own."""

from datetime import timedelta

import pytest

from dialogs.conversation import Conversations, always
from dialogs.messages import Advise, Ask, Begin, Choose, Shown
from dialogs.places import Place
from dialogs.portfolio import Draft, Entry, Fault, Judged, Kind, Portfolio, judge
from dialogs.portfolios import DRAFT_KEPT, Portfolios, forget_drafts
from dialogs.storage import SqlStore
from dialogs.tally import Group, group_of, tally, worth_opening
from knowledge import Knowledge
from tests.dialogs.talking import IDLE, NOON

DM = Place("T1", "D1", "", "alice", "direct")


def portfolio(name: str = "p1", *, after: timedelta = timedelta()) -> Portfolio:
    fault = Fault(number=9, kind=Kind.BAD_ANSWER, said="often", question="core")
    return Portfolio(
        id=name, title="a.csv", count=2, channel="D1", thread="", at=NOON + after, faults=(fault,)
    )


def entries(count: int) -> list[Entry]:
    return [
        Entry(number=number, task=f"the usual work {number}", volume=number, answers={"core": "helps"})
        for number in range(2, count + 2)
    ]


@pytest.fixture
def portfolios(store: SqlStore, knowledge: Knowledge) -> Portfolios:
    return Portfolios(knowledge, store)


@pytest.fixture
def conversations(store: SqlStore, knowledge: Knowledge) -> Conversations:
    return Conversations(always(knowledge), store, idle=IDLE)


# -------------------------------------------------------------------- keeping


async def test_a_long_list_comes_back_whole_and_in_order(portfolios: Portfolios) -> None:
    told = entries(1_203)
    await portfolios.keep("T1", "alice", portfolio(), told)

    assert await portfolios.entries("T1", "alice", "p1") == tuple(told)
    assert await portfolios.find("T1", "alice", "p1") == portfolio()


async def test_a_list_is_its_owners_alone(portfolios: Portfolios) -> None:
    await portfolios.keep("T1", "alice", portfolio(), entries(2))

    assert await portfolios.find("T1", "bob", "p1") is None
    assert await portfolios.find("T2", "alice", "p1") is None
    assert await portfolios.entries("T1", "bob", "p1") == ()


async def test_the_newest_list_is_the_one_that_was_brought_last(portfolios: Portfolios) -> None:
    await portfolios.keep("T1", "alice", portfolio("later", after=timedelta(hours=1)), entries(1))
    await portfolios.keep("T1", "alice", portfolio("first"), entries(1))
    newest = await portfolios.newest("T1", "alice")

    assert newest
    assert newest.id == "later"


async def test_whoever_is_forgotten_has_no_list_any_more(portfolios: Portfolios, store: SqlStore) -> None:
    await portfolios.keep("T1", "alice", portfolio(), entries(600))
    await portfolios.draft("T1", "alice", "d1", Draft(title="", channel="D1", thread="", text="a"), NOON)
    await store.run(lambda visit: visit.records.erase("T1", "alice"))
    left = await store.run(lambda visit: visit.records.everything("T1", "alice"))

    assert left == ()


# ----------------------------------------------------------------- open a row


async def test_a_row_opens_as_a_dialog_that_knows_its_answers(
    portfolios: Portfolios, conversations: Conversations
) -> None:
    await portfolios.keep("T1", "alice", portfolio(), entries(3))
    assessment = await portfolios.open_row(DM, "p1", 3, NOON)
    assert assessment
    turn = await conversations.look("T1", assessment, "alice", NOON)

    assert isinstance(turn.reply, Shown)
    assert isinstance(turn.reply.card, Ask)
    assert turn.reply.card.task == "the usual work 3"
    assert turn.reply.card.answers == {"core": "helps"}


async def test_what_is_learned_in_the_dialog_flows_back_into_the_list(
    portfolios: Portfolios, conversations: Conversations, knowledge: Knowledge
) -> None:
    await portfolios.keep("T1", "alice", portfolio(), entries(3))
    assessment = await portfolios.open_row(DM, "p1", 3, NOON)
    assert assessment
    turn = await conversations.look("T1", assessment, "alice", NOON)
    assert isinstance(turn.reply, Shown)
    card = turn.reply.card
    assert isinstance(card, Ask)
    option = knowledge.pack.question(card.question).options[0].id
    await conversations.tell("T1", assessment, Choose("alice", NOON, card.turn, card.question, option))
    second = (await portfolios.entries("T1", "alice", "p1"))[1]

    assert second.answers == {"core": "helps", card.question: option}


async def test_a_row_that_is_opened_twice_is_one_dialog(portfolios: Portfolios, store: SqlStore) -> None:
    await portfolios.keep("T1", "alice", portfolio(), entries(3))
    first = await portfolios.open_row(DM, "p1", 3, NOON)
    second = await portfolios.open_row(DM, "p1", 3, NOON)
    found = await store.run(lambda visit: visit.of_person("T1", "alice", 10))

    assert first == second
    assert len(found) == 1


async def test_a_row_that_is_opened_again_is_the_one_that_hears_what_is_typed(
    portfolios: Portfolios, store: SqlStore
) -> None:
    await portfolios.keep("T1", "alice", portfolio(), entries(3))
    first = await portfolios.open_row(DM, "p1", 2, NOON)
    await portfolios.open_row(DM, "p1", 3, NOON)
    await portfolios.open_row(DM, "p1", 2, NOON)
    latest = await store.run(lambda visit: visit.latest(DM))

    assert latest
    assert latest.session.id == first


async def test_a_row_that_is_not_there_opens_nothing(portfolios: Portfolios) -> None:
    await portfolios.keep("T1", "alice", portfolio(), entries(3))

    assert await portfolios.open_row(DM, "p1", 17, NOON) is None
    assert await portfolios.open_row(DM, "nothing", 3, NOON) is None


async def test_a_dialog_that_was_forgotten_takes_nothing_from_its_row(
    portfolios: Portfolios, store: SqlStore
) -> None:
    await portfolios.keep("T1", "alice", portfolio(), entries(2))
    assessment = await portfolios.open_row(DM, "p1", 2, NOON)
    assert assessment
    await store.run(lambda visit: visit.drop("T1", "alice", assessment))

    assert (await portfolios.entries("T1", "alice", "p1"))[0].answers == {"core": "helps"}


# --------------------------------------------------------------------- drafts


async def test_a_list_waits_for_an_answer_but_not_for_ever(portfolios: Portfolios, store: SqlStore) -> None:
    draft = Draft(title="a.csv", channel="D1", thread="", file="F1")
    for name in ("d1", "d2"):
        await portfolios.draft("T1", "alice", name, draft, NOON)
    await forget_drafts(store, NOON + DRAFT_KEPT - timedelta(minutes=1))
    assert await portfolios.claim_draft("T1", "bob", "d1", NOON) is None
    assert await portfolios.claim_draft("T1", "alice", "d1", NOON) == draft
    await forget_drafts(store, NOON + DRAFT_KEPT)

    assert await portfolios.claim_draft("T1", "alice", "d2", NOON) is None


async def test_a_waiting_list_is_taken_once(portfolios: Portfolios) -> None:
    await portfolios.draft("T1", "alice", "d1", Draft(title="", channel="D1", thread="", text="a"), NOON)

    assert await portfolios.claim_draft("T1", "alice", "d1", NOON)
    assert not await portfolios.claim_draft("T1", "alice", "d1", NOON)


# -------------------------------------------------------------------- judging


def judged(knowledge: Knowledge, *tasks: tuple[str, float | None]) -> list[Judged]:
    return list(
        judge(
            knowledge,
            [Entry(number=n, task=task, volume=volume) for n, (task, volume) in enumerate(tasks, start=1)],
        )
    )


def test_an_answer_that_a_later_pack_dropped_does_not_stop_the_list(knowledge: Knowledge) -> None:
    entry = Entry(number=1, task="Monthly payroll", answers={"dropped": "x", "core": "dropped"})

    assert [group_of(each.advice) for each in judge(knowledge, [entry])] == [Group.BPO]


def test_tasks_are_counted_by_their_advice_with_the_largest_as_example(knowledge: Knowledge) -> None:
    found = tally(
        judged(knowledge, ("Monthly payroll", 2), ("Supplier invoices", 30), ("Patent research", None))
    )

    assert [(count.group, count.tasks, count.volume) for count in found] == [
        (Group.BPO, 2, 32.0),
        (Group.KPO, 1, None),
    ]
    assert found[0].example.entry.task == "Supplier invoices"


def test_close_calls_are_worth_a_closer_look_the_large_ones_first(knowledge: Knowledge) -> None:
    found = judged(knowledge, ("Monthly payroll", 90), ("the usual work", 1), ("the usual work", 80))

    assert [each.entry.number for each in worth_opening(found, 5)][:2] == [3, 2]
    assert len(worth_opening(found, 1)) == 1


async def test_a_new_dialog_at_the_place_does_not_take_a_rows_answers(
    portfolios: Portfolios, conversations: Conversations
) -> None:
    await portfolios.keep("T1", "alice", portfolio(), entries(2))
    await portfolios.open_row(DM, "p1", 2, NOON)
    turn = await conversations.begin(DM, Begin("other", "alice", NOON, "Monthly payroll"))

    assert isinstance(turn.reply, Shown)
    assert isinstance(turn.reply.card, Ask | Advise)
    assert (await portfolios.entries("T1", "alice", "p1"))[0].answers == {"core": "helps"}
