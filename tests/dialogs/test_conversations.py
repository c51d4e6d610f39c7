"""Stories of conversations that are kept: restarts, races, several at once; over SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.conversation import CardAt, Conversations, Place, Turn, always
from dialogs.messages import (
    Advise,
    Ask,
    Begin,
    Cancelled,
    Card,
    Choose,
    Command,
    Describe,
    Expired,
    Gone,
    Late,
    Next,
    NotYours,
    Order,
    Pick,
    PickTask,
    Refused,
    Say,
    Shown,
    Status,
)
from dialogs.places import NOWHERE
from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.dialogs.talking import IDLE, NOON, TASK

THREAD = Place("T1", "C1", "17.1", "alice", "thread")
DIRECT = Place("T1", "D1", "", "alice", "direct")


@pytest.fixture
def conversations(knowledge: Knowledge, store: SqlStore) -> Conversations:
    return Conversations(always(knowledge), store, idle=IDLE)


def begins(name: str = "a1", task: str = "monthly payroll", who: str = "alice") -> Begin:
    return Begin(name, who, NOON, task)


def says(text: str, who: str = "alice") -> Say:
    return Say(who, NOON, text)


def card(turn: Turn | None) -> Card:
    assert turn is not None
    assert isinstance(turn.reply, Shown)
    return turn.reply.card


def press(shown: Card, option: str = "unknown", who: str = "alice") -> Choose:
    assert isinstance(shown, Ask)
    return Choose(who, NOON, shown.turn, shown.question, option)


async def test_a_conversation_goes_from_the_task_to_the_advice(conversations: Conversations) -> None:
    now = card(await conversations.begin(THREAD, begins()))
    while isinstance(now, Ask):
        now = card(await conversations.tell("T1", "a1", press(now)))

    assert isinstance(now, Advise)


async def test_a_conversation_survives_a_restart_and_goes_on_from_the_same_button(
    knowledge: Knowledge, url: str
) -> None:
    @asynccontextmanager
    async def process() -> AsyncIterator[Conversations]:
        store = SqlStore.open(url)
        try:
            yield Conversations(always(knowledge), store, idle=IDLE)
        finally:
            await store.close()

    async with process() as before:
        shown = card(await before.begin(THREAD, begins()))
    async with process() as after:
        now = card(await after.tell("T1", "a1", press(shown)))

    assert isinstance(now, Ask)
    assert now.number == 2


async def test_what_is_typed_goes_to_the_latest_conversation_at_that_place(
    conversations: Conversations,
) -> None:
    await conversations.begin(DIRECT, begins("a1", "monthly payroll"))
    await conversations.begin(DIRECT, begins("a2", TASK))

    turn = await conversations.say(DIRECT, says("status"), fresh_id="a3")

    assert turn is not None
    assert isinstance(turn.reply, Shown)
    assert turn.reply.notice == Status(TASK, {})


async def test_where_nobody_began_what_is_said_begins(conversations: Conversations) -> None:
    await conversations.begin(THREAD, begins())
    turn = await conversations.say(DIRECT, says("patent research"), fresh_id="a2")

    assert (card(turn).assessment, turn.place) == ("a2", DIRECT)


async def test_words_that_answer_nothing_begin_anew_where_that_is_wanted(
    conversations: Conversations,
) -> None:
    await conversations.begin(DIRECT, begins())
    slip = await conversations.say(DIRECT, says("gibberish of sorts"), fresh_id="a2")
    task = await conversations.say(DIRECT, says("gibberish of sorts"), fresh_id="a2", anew=True)
    answer = await conversations.say(DIRECT, says("skip"), fresh_id="a3", anew=True)

    assert [card(turn).assessment for turn in (slip, task, answer)] == ["a1", "a2", "a2"]


async def test_several_conversations_on_several_surfaces_do_not_mix(conversations: Conversations) -> None:
    in_thread = card(await conversations.begin(THREAD, begins("a1", "monthly payroll")))
    await conversations.begin(DIRECT, begins("a2", "patent research"))
    await conversations.say(DIRECT, says("skip"), fresh_id="a3")

    assert card(await conversations.look("T1", "a1", "alice", NOON)) == in_thread


async def test_a_new_task_after_the_advice_begins_a_new_assessment(conversations: Conversations) -> None:
    now = card(await conversations.begin(DIRECT, begins()))
    while isinstance(now, Ask):
        now = card(await conversations.tell("T1", "a1", press(now)))

    turn = await conversations.say(DIRECT, says("translate our manuals"), fresh_id="a2")

    fresh = card(turn)
    assert isinstance(fresh, Ask)
    assert (fresh.assessment, fresh.task) == ("a2", "translate our manuals")
    assert turn is not None
    assert turn.card_at == CardAt()
    assert card(await conversations.look("T1", "a1", "alice", NOON)) == now


async def test_a_task_told_to_a_cancelled_conversation_begins_a_new_one(conversations: Conversations) -> None:
    await conversations.begin(DIRECT, begins())
    assert isinstance(card(await conversations.say(DIRECT, says("stop"), fresh_id="a2")), Cancelled)

    assert card(await conversations.say(DIRECT, says("patent research"), fresh_id="a2")).assessment == "a2"


async def test_a_command_after_the_advice_stays_with_its_conversation(conversations: Conversations) -> None:
    now = card(await conversations.begin(DIRECT, begins()))
    while isinstance(now, Ask):
        now = card(await conversations.tell("T1", "a1", press(now)))

    assert card(await conversations.say(DIRECT, says("go back"), fresh_id="a2")).assessment == "a1"


async def test_a_task_typed_after_a_long_silence_is_first_told_of_the_silence(
    conversations: Conversations,
) -> None:
    await conversations.begin(DIRECT, begins())
    later = Say("alice", NOON + 2 * IDLE, "patent research")

    assert isinstance(card(await conversations.say(DIRECT, later, fresh_id="a2")), Expired)
    assert card(await conversations.say(DIRECT, later, fresh_id="a2")).assessment == "a2"


async def test_an_unknown_conversation_is_gone(conversations: Conversations) -> None:
    for turn in (
        await conversations.tell("T1", "nobody", Order("alice", NOON, Command.HELP)),
        await conversations.tell("T1", "\x00", Order("alice", NOON, Command.HELP)),
        await conversations.look("T1", "nobody", "alice", NOON),
    ):
        assert (turn.reply, turn.place) == (Refused(Gone()), NOWHERE)


async def test_others_are_told_whose_conversation_it_is(conversations: Conversations) -> None:
    shown = card(await conversations.begin(THREAD, begins()))

    assert (await conversations.tell("T1", "a1", press(shown, who="bob"))).reply == Refused(NotYours("alice"))
    assert (await conversations.look("T1", "a1", "bob", NOON)).reply == Refused(NotYours("alice"))
    assert card(await conversations.look("T1", "a1", "alice", NOON)) == shown


async def test_only_the_first_conversation_of_a_person_in_a_team_makes_a_newcomer(
    conversations: Conversations,
) -> None:
    elsewhere = replace(THREAD, team="T2")

    assert (await conversations.begin(THREAD, begins("a1"))).newcomer
    assert not (await conversations.begin(DIRECT, begins("a2"))).newcomer
    assert (await conversations.begin(elsewhere, begins("a3"))).newcomer


async def test_beginning_twice_with_the_same_id_begins_once(conversations: Conversations) -> None:
    first = card(await conversations.begin(THREAD, begins()))
    now = card(await conversations.tell("T1", "a1", press(first)))

    assert card(await conversations.begin(THREAD, begins())) == now


async def test_a_conversation_begins_only_at_a_place_of_its_own_person(conversations: Conversations) -> None:
    with pytest.raises(ValueError, match="person who begins it"):
        await conversations.begin(THREAD, begins(who="bob"))


# ------------------------------------------------------------ several tasks in one message

MESSAGE = "monthly payroll; patent research; first-line support"


async def advised_on_the_first(conversations: Conversations) -> Advise:
    """The first of three tasks has its advice, and two wait."""
    offer = card(await conversations.begin(THREAD, begins(task=MESSAGE)))
    assert isinstance(offer, PickTask)
    now = card(await conversations.tell("T1", "a1", Pick("alice", NOON, offer.turn, 1)))
    while isinstance(now, Ask):
        now = card(await conversations.tell("T1", "a1", press(now)))
    assert isinstance(now, Advise)
    return now


def next_on(shown: Advise, number: int = 1, who: str = "alice") -> Next:
    return Next(who, NOON, shown.turn, number)


async def test_each_waiting_task_becomes_a_conversation_at_the_same_place(
    conversations: Conversations,
) -> None:
    shown = await advised_on_the_first(conversations)

    turn, begun = await conversations.go_on("T1", "a1", next_on(shown))

    fresh, left = card(begun), card(turn)
    assert begun is not None
    assert begun.place == THREAD
    assert begun.card_at == CardAt()
    assert isinstance(fresh, Ask)
    assert fresh.task == "patent research"
    assert isinstance(left, Advise)
    assert left.waiting == ()


async def test_what_is_typed_then_goes_to_the_task_that_went_on(conversations: Conversations) -> None:
    _, begun = await conversations.go_on("T1", "a1", next_on(await advised_on_the_first(conversations)))

    turn = await conversations.say(THREAD, says("skip"), fresh_id="b1")

    assert card(turn).assessment == card(begun).assessment


async def test_a_waiting_task_pressed_many_times_at_once_goes_on_once(conversations: Conversations) -> None:
    shown = await advised_on_the_first(conversations)

    turns = await asyncio.gather(*(conversations.go_on("T1", "a1", next_on(shown)) for _ in range(6)))

    assert {card(begun).assessment for _, begun in turns if begun} != {"a1"}
    assert len({card(begun).assessment for _, begun in turns if begun}) == 1
    notices = [turn.reply.notice for turn, _ in turns if isinstance(turn.reply, Shown)]
    assert sorted(notices, key=str) == [Late()] * 5 + [None]


async def test_an_old_button_of_a_waiting_task_begins_nothing(conversations: Conversations) -> None:
    shown = await advised_on_the_first(conversations)
    await conversations.go_on("T1", "a1", next_on(shown))

    turn, begun = await conversations.go_on("T1", "a1", next_on(shown, 2))

    assert begun is None
    assert isinstance(turn.reply, Shown)
    assert turn.reply.notice == Late()


async def test_nobody_else_goes_on_with_a_waiting_task(conversations: Conversations) -> None:
    shown = await advised_on_the_first(conversations)

    turn, begun = await conversations.go_on("T1", "a1", next_on(shown, who="bob"))

    assert begun is None
    assert turn.reply == Refused(NotYours("alice"))


async def test_the_same_person_in_another_team_finds_nothing(conversations: Conversations) -> None:
    shown = await advised_on_the_first(conversations)
    turn, begun = await conversations.go_on("T2", "a1", next_on(shown))
    told = await conversations.tell("T2", "a1", Order("alice", NOON, Command.RESTART))
    looked = await conversations.look("T2", "a1", "alice", NOON)

    assert begun is None
    assert {each.reply for each in (turn, told, looked)} == {Refused(Gone())}
    assert card(await conversations.look("T1", "a1", "alice", NOON)) == shown


async def test_no_task_goes_on_from_a_conversation_that_is_gone(conversations: Conversations) -> None:
    turn, begun = await conversations.go_on("T1", "nobody", Next("alice", NOON, 1, 1))

    assert (turn.reply, begun) == (Refused(Gone()), None)


# ----------------------------------------------------------------------- where the card is


async def test_we_remember_where_the_card_stands_and_what_was_typed_below_it(
    conversations: Conversations,
) -> None:
    at = CardAt("C1", "18.2")
    await conversations.begin(THREAD, begins())
    await conversations.put("a1", at)

    for below in (1, 2):
        turn = await conversations.say(THREAD, says("status"), fresh_id="a2")
        assert turn is not None
        assert turn.card_at == replace(at, below=below)

    await conversations.tell("T1", "a1", says("status"))  # In a form, not below the card.
    now = card(turn)
    assert (await conversations.tell("T1", "a1", press(now))).card_at == replace(at, below=2)


# ----------------------------------------------------------------------------- races


async def test_the_same_button_pressed_many_times_at_once_answers_once(conversations: Conversations) -> None:
    shown = card(await conversations.begin(THREAD, begins()))

    turns = await asyncio.gather(*(conversations.tell("T1", "a1", press(shown)) for _ in range(10)))

    notices = [turn.reply.notice for turn in turns if isinstance(turn.reply, Shown)]
    assert sorted(notices, key=str) == [Late()] * 9 + [None]
    now = card(await conversations.look("T1", "a1", "alice", NOON))
    assert isinstance(now, Ask)
    assert len(now.answers) == 1


async def test_words_typed_at_the_same_time_are_all_heard(conversations: Conversations) -> None:
    await conversations.begin(THREAD, begins(task=TASK))

    turns = await asyncio.gather(
        *(conversations.say(THREAD, says("skip"), fresh_id=f"b{number}") for number in range(6))
    )

    now = card(await conversations.look("T1", "a1", "alice", NOON))
    assert isinstance(now, Ask)
    assert len(now.answers) == 6
    assert sorted(card(turn).turn for turn in turns) == list(range(now.turn - 5, now.turn + 1))


async def test_two_processes_at_once_lose_nothing(knowledge: Knowledge, url: str) -> None:
    stores = [SqlStore.open(url) for _ in range(2)]
    ours, theirs = (Conversations(always(knowledge), store, idle=IDLE) for store in stores)
    shown = card(await ours.begin(THREAD, begins()))

    await asyncio.gather(
        ours.tell("T1", "a1", press(shown)),
        theirs.say(THREAD, says("help"), fresh_id="b1"),
        theirs.put("a1", CardAt("C1", "18.2")),
    )

    turn = await theirs.look("T1", "a1", "alice", NOON)
    now = card(turn)
    assert isinstance(now, Ask)
    assert len(now.answers) == 1
    assert turn.card_at.ts == "18.2"
    for store in stores:
        await store.close()


async def test_many_people_at_once_each_come_to_their_advice(conversations: Conversations) -> None:
    async def walk(number: int) -> Card:
        who, name = f"person{number}", f"a{number}"
        now = card(await conversations.begin(replace(DIRECT, person=who), begins(name, who=who)))
        while isinstance(now, Ask):
            now = card(await conversations.tell("T1", name, press(now, who=who)))
        return now

    ends = await asyncio.gather(*(walk(number) for number in range(12)))

    assert all(isinstance(end, Advise) for end in ends)
    assert {end.assessment for end in ends} == {f"a{number}" for number in range(12)}


# ------------------------------------------------------------------ events seen before


async def test_an_event_counts_once_for_twenty_five_hours(conversations: Conversations) -> None:
    assert await conversations.first_time("T1", "Ev1", NOON)
    assert not await conversations.first_time("T1", "Ev1", NOON + timedelta(hours=24, minutes=59))


async def test_events_are_forgotten_after_twenty_five_hours(conversations: Conversations) -> None:
    await conversations.first_time("T1", "Ev1", NOON)
    later = NOON + timedelta(hours=26)

    assert await conversations.first_time("T1", "Ev2", later)
    assert await conversations.first_time("T1", "Ev1", later)


async def test_an_empty_beginning_asks_for_the_task(conversations: Conversations) -> None:
    assert isinstance(card(await conversations.begin(DIRECT, begins(task=""))), Describe)
    assert isinstance(card(await conversations.say(DIRECT, says("payroll"), fresh_id="a2")), Ask)
