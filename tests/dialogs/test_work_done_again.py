"""A piece of work that is done again after a crash ends as if it was done once; on either database."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from dialogs.conversation import Conversations, Place, Turn, always
from dialogs.messages import (
    Advise,
    Ask,
    Begin,
    Choose,
    Command,
    Fill,
    Next,
    Order,
    Pick,
    PickTask,
    Say,
    Shown,
)
from dialogs.shelf import CLAIMED_KEPT, Shelf
from dialogs.storage import SqlStore, Work, current_work, migrate
from knowledge import Knowledge
from tests.dialogs.talking import IDLE, NOON, TASK

THREAD = Place("T1", "C1", "17.1", "alice", "thread")
DIRECT = Place("T1", "D1", "", "alice", "direct")
MESSAGE = "monthly payroll; patent research; first-line support"


class Note(BaseModel):
    text: str


@pytest.fixture
def conversations(knowledge: Knowledge, store: SqlStore) -> Conversations:
    return Conversations(always(knowledge, anyone=True), store, idle=IDLE)


def work(key: str) -> Work:
    return Work(key, b"seed of " + key.encode())


async def under(key: str, doing: Callable[[], Awaitable[object]]) -> object:
    """Does it as that piece of work."""
    current_work.set(work(key))
    return await asyncio.get_running_loop().create_task(_await(doing), context=copy_context())


async def _await(doing: Callable[[], Awaitable[object]]) -> object:
    return await doing()


def shown(turn: object) -> Shown:
    assert isinstance(turn, Turn)
    assert isinstance(turn.reply, Shown)
    return turn.reply


async def test_new_ids_are_the_same_when_the_work_is_done_again() -> None:
    first, again = work("w1"), work("w1")
    ids = [first.new_id() for _ in range(3)]

    assert [again.new_id() for _ in range(3)] == ids
    assert len(set(ids)) == 3
    assert work("w2").new_id() not in ids
    assert Work("").new_id() != Work("").new_id()


async def test_a_beginning_done_again_shows_the_same_card_to_the_same_newcomer(
    conversations: Conversations,
) -> None:
    begin = Begin("a1", "alice", NOON, TASK)
    turns = [await under("w1", lambda: conversations.begin(DIRECT, begin)) for _ in range(2)]

    assert turns[0] == turns[1]
    assert [isinstance(turn, Turn) and turn.newcomer for turn in turns] == [True, True]


async def test_words_that_found_nobody_and_began_are_not_heard_as_an_answer_when_done_again(
    conversations: Conversations,
) -> None:
    async def hear() -> Turn:
        return await conversations.say(DIRECT, Say("alice", NOON, TASK), fresh_id="a1")

    assert await under("w1", hear) == await under("w1", hear)


async def test_words_that_answered_nothing_and_began_anew_are_not_lost_when_done_again(
    conversations: Conversations,
) -> None:
    await conversations.begin(DIRECT, Begin("a1", "alice", NOON, TASK))

    async def hear() -> Turn:
        return await conversations.say(DIRECT, Say("alice", NOON, "gibberish"), fresh_id="a2", anew=True)

    first, again = [await under("w1", hear) for _ in range(2)]

    assert first == again
    assert shown(again).card.assessment == "a2"


async def test_an_answer_done_again_after_others_were_given_is_no_second_answer(
    conversations: Conversations,
) -> None:
    await conversations.begin(DIRECT, Begin("a1", "alice", NOON, TASK))
    for key in ("w1", "w2", "w3"):
        await under(key, lambda: conversations.say(DIRECT, Say("alice", NOON, "skip"), fresh_id="b"))
    now = await under("w1", lambda: conversations.say(DIRECT, Say("alice", NOON, "skip"), fresh_id="b"))
    card = shown(now).card

    assert isinstance(card, Ask)
    assert len(card.answers) == 3


async def test_a_helper_who_answers_again_is_shown_the_card(conversations: Conversations) -> None:
    await conversations.begin(THREAD, Begin("a1", "alice", NOON, TASK))
    where = replace(THREAD, person="bob")
    turns = [
        await under("w1", lambda: conversations.say(where, Say("bob", NOON, "skip"), fresh_id="b"))
        for _ in range(2)
    ]

    assert turns[0] == turns[1]


async def test_a_work_may_do_two_things_to_one_conversation(conversations: Conversations) -> None:
    card = shown(await conversations.begin(DIRECT, Begin("a1", "alice", NOON, TASK))).card
    assert isinstance(card, Ask)
    first = Choose("alice", NOON, card.turn, card.question, "unknown")

    async def both() -> Turn:
        await conversations.tell("T1", "a1", first)
        return await conversations.tell("T1", "a1", Order("alice", NOON, Command.BACK))

    once = await under("w1", both)

    assert await under("w1", both) == replace_notice(once)


def replace_notice(turn: object) -> Turn:
    assert isinstance(turn, Turn)
    return replace(turn, reply=replace(shown(turn), notice=None))


async def test_a_waiting_task_that_went_on_goes_on_once_and_is_shown_again(
    conversations: Conversations,
) -> None:
    offer = shown(await conversations.begin(DIRECT, Begin("a1", "alice", NOON, MESSAGE))).card
    assert isinstance(offer, PickTask)
    now = shown(await conversations.tell("T1", "a1", Pick("alice", NOON, offer.turn, 1))).card
    while isinstance(now, Ask):
        press = Choose("alice", NOON, now.turn, now.question, "unknown")
        now = shown(await conversations.tell("T1", "a1", press)).card
    assert isinstance(now, Advise)
    event = Next("alice", NOON, now.turn, 1)
    pairs = [await under("w1", lambda: conversations.go_on("T1", "a1", event)) for _ in range(2)]

    assert pairs[0] == pairs[1]
    assert isinstance(pairs[0], tuple)
    assert pairs[0][1] is not None


async def test_an_event_is_new_to_the_work_that_noted_it(conversations: Conversations) -> None:
    noted = [
        await under(key, lambda: conversations.first_time("T1", "Ev1", NOON)) for key in ("w1", "w1", "w2")
    ]

    assert noted == [True, True, False]


async def test_a_record_that_a_work_added_is_its_own_when_done_again(store: SqlStore) -> None:
    notes = Shelf(store, "note", Note)
    spot = notes.spot("T1", person="U1")
    added = [await under(key, lambda: notes.add(spot, Note(text="x"), NOON)) for key in ("w1", "w1", "w2")]

    assert added == [True, True, False]


async def test_a_swap_done_again_succeeds_even_when_others_swapped_since(store: SqlStore) -> None:
    notes = Shelf(store, "note", Note)
    spot = notes.spot("T1", person="U1")
    await notes.put(spot, Note(text="first"), NOON)
    read = await notes.get(spot)
    assert read
    assert await under("w1", lambda: notes.swap(read, Note(text="mine"), NOON))
    newer = await notes.get(spot)
    assert newer
    assert await under("w2", lambda: notes.swap(newer, Note(text="theirs"), NOON))

    assert await under("w1", lambda: notes.swap(read, Note(text="mine"), NOON))
    assert not await under("w1", lambda: notes.swap(read, Note(text="another"), NOON))
    now = await notes.get(spot)
    assert now
    assert now.item.text == "theirs"


async def test_what_was_claimed_is_there_again_for_the_same_work_and_for_nobody_else(
    store: SqlStore,
) -> None:
    notes = Shelf(store, "note", Note)
    spot = notes.spot("T1", person="U1")
    await notes.put(spot, Note(text="x"), NOON)
    found = [await under(key, lambda: notes.claim(spot, NOON)) for key in ("w1", "w1", "w2", "w1")]
    await notes.forget_due(NOON + CLAIMED_KEPT)

    assert found == [Note(text="x"), Note(text="x"), None, Note(text="x")]
    assert await notes.get(spot) is None


async def test_the_same_word_again_is_news_to_the_work_that_brought_it(store: SqlStore) -> None:
    notes = Shelf(store, "note", Note)
    spot = notes.spot("T1", person="U1")
    changed = [await under(key, lambda: notes.change(spot, Note(text="x"), NOON)) for key in ("a", "a", "b")]

    assert changed == [True, True, False]


async def test_what_was_dropped_is_told_as_dropped_when_done_again(store: SqlStore) -> None:
    notes = Shelf(store, "note", Note)
    spot = notes.spot("T1", person="U1")
    await notes.put(spot, Note(text="x"), NOON)
    dropped = [await under(key, lambda: notes.drop(spot)) for key in ("w1", "w1", "w2")]

    assert dropped == [True, True, False]


# ------------------------------------------------------------------------- whatever is done

OPTIONS = st.sampled_from(["unknown", "same", "nonsense"])
WORDS = "skip,back,status,stop,restart,continue,that is enough,help,yes,1,why,gibberish,translate our manuals"
TEXTS = st.sampled_from([*WORDS.split(","), TASK, MESSAGE])
DOINGS = st.lists(
    st.one_of(
        TEXTS.map(lambda text: ("say", text)),
        OPTIONS.map(lambda option: ("choose", option)),
        st.sampled_from(list(Command)).map(lambda command: ("order", command)),
        st.integers(0, 3).map(lambda number: ("number", number)),
        st.just(("fill", "")),
    ),
    min_size=1,
    max_size=8,
)
_files = count(1)
Doing = tuple[str, object]


async def play(folder: Path, knowledge: Knowledge, doings: list[Doing], times: int) -> object:
    """The conversations after all of it, each done so many times, and the card that each last showed."""
    empty, file = folder / "empty.db", folder / f"{next(_files)}.db"
    if not empty.exists():
        await migrate(f"sqlite:///{empty}")
    shutil.copy(empty, file)
    store = SqlStore.open(f"sqlite:///{file}")
    conversations = Conversations(always(knowledge), store, idle=IDLE)
    cards = []
    last: object = None
    for number, (kind, what) in enumerate(doings):
        at, before = NOON + timedelta(minutes=number), last
        for _ in range(times):
            key = f"w{number}"
            last = await under(key, lambda: one(conversations, (kind, what), at, before))  # noqa: B023 - at once
        cards.append(last.reply.card if isinstance(last, Turn) and isinstance(last.reply, Shown) else None)
    sessions = [
        stored.session for stored in await store.run(lambda visit: visit.of_person("T1", "alice", 99))
    ]
    belows = [stored.card_at for stored in await store.run(lambda visit: visit.of_person("T1", "alice", 99))]
    await store.close()
    return sessions, belows, cards


async def one(conversations: Conversations, doing: Doing, at: datetime, before: object) -> Turn:
    """What a desk does with one event."""
    kind, what = doing
    card = before.reply.card if isinstance(before, Turn) and isinstance(before.reply, Shown) else None
    fresh = current_work.get().new_id()
    if kind == "say" or card is None:
        text = str(what) if kind == "say" else TASK
        return await conversations.say(DIRECT, Say("alice", at, text), fresh_id=fresh)
    if kind == "number" and isinstance(what, int):
        if isinstance(card, PickTask):
            return await conversations.tell("T1", card.assessment, Pick("alice", at, card.turn, what))
        turn, begun = await conversations.go_on("T1", card.assessment, Next("alice", at, card.turn, what))
        return begun or turn
    return await conversations.tell("T1", card.assessment, event_on(card.assessment, card, kind, what, at))


def event_on(assessment: str, card: object, kind: str, what: object, at: datetime) -> Choose | Order | Fill:
    asked = card.question if isinstance(card, Ask) else "structure"
    turn = getattr(card, "turn", 0)
    match kind:
        case "order":
            return Order("alice", at, Command(str(what)), "", turn)
        case "fill":
            return Fill(assessment, "alice", at, "", (asked,), {asked: "unknown"}, done=False)
        case _:
            return Choose("alice", at, turn, asked, str(what))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=DOINGS)
@example(doings=[("say", "skip"), ("fill", ""), ("order", Command.RESTART)])
async def test_whatever_is_done_twice_ends_as_if_done_once(
    tmp_path: Path, knowledge: Knowledge, doings: list[Doing]
) -> None:
    once = await play(tmp_path, knowledge, doings, 1)
    twice = await play(tmp_path, knowledge, doings, 2)

    assert twice == once
