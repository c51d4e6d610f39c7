"""What holds whatever anybody does, in any order, at any time."""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.advance import advance, follow
from dialogs.hearing import is_new_task
from dialogs.messages import (
    Advise,
    Ask,
    Begin,
    Choose,
    Command,
    Event,
    Next,
    Order,
    Pick,
    PickTask,
    Refused,
    Reply,
    Say,
    Shown,
)
from dialogs.questions import find_question
from dialogs.session import Phase, Session, Verdict
from dialogs.terms import Terms
from knowledge import Knowledge, load
from tests.dialogs.talking import IDLE, NOON, TASK, Talk

PACK = load().pack
WORDS = load().words()
OPTION_TEXTS = [o.text for question in WORDS.questions.values() for o in question.options.values()]
ORDERS = [
    "back",
    "change repetition",
    "change",
    "skip",
    "why",
    "stop",
    "start over",
    "continue",
    "help",
    "status",
    "ask me more",
    "that's enough",
    "look again",
    "treat it as one task",
]
TASKS = [
    "monthly payroll; patent research; sort letters",
    "1. pay people 2. find patents",
    "payroll, every month, from home",
]
TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [*OPTION_TEXTS, *ORDERS, *TASKS, "what is KPO?", "hi", "thanks", "yes", "no", "2", "x" * 3_000]
    ),
)


@dataclass(frozen=True)
class Doing:
    """An event before we know the session on which it acts."""

    kind: str
    actor: str
    after: timedelta
    text: str
    command: Command
    turns_ago: int | None
    question: str | None
    option: int
    forged: str


DOINGS = st.builds(
    Doing,
    kind=st.sampled_from(["say", "press", "press", "press", "order", "begin", "pick", "next"]),
    actor=st.sampled_from(["alice"] * 9 + ["bob"]),
    after=st.one_of(st.just(timedelta(minutes=1)), st.timedeltas(timedelta(days=-1), 2 * IDLE)),
    text=TEXTS,
    command=st.sampled_from(Command),
    turns_ago=st.one_of(st.just(0), st.just(0), st.none(), st.integers(-3, 9)),
    question=st.one_of(
        st.none(), st.none(), st.sampled_from([q.id for q in PACK.questions]), st.text(max_size=5)
    ),
    option=st.integers(0, 20),
    forged=st.one_of(st.just(""), st.just(""), st.just(""), st.text(max_size=5)),
)


def as_event(doing: Doing, session: Session | None, reply: Reply | None, at_seconds: float) -> Event:
    at = NOON + timedelta(seconds=at_seconds)
    turn = session.turn if session else 0
    if doing.kind == "begin":
        return Begin("a1", doing.actor, at, doing.text)
    if doing.kind == "say":
        return Say(doing.actor, at, doing.text)
    if doing.kind == "order":
        seen = None if doing.turns_ago is None else turn - doing.turns_ago
        return Order(doing.actor, at, doing.command, doing.question or doing.forged, seen)
    if doing.kind == "pick":
        return Pick(doing.actor, at, turn - (doing.turns_ago or 0), doing.option % 4)
    if doing.kind == "next":
        return Next(doing.actor, at, turn - (doing.turns_ago or 0), doing.option % 4)
    card = reply.card if isinstance(reply, Shown) else None
    asked = doing.question or (card.question if isinstance(card, Ask) else "core")
    options = next((q.options for q in PACK.questions if q.id == asked), PACK.questions[0].options)
    option = doing.forged or options[doing.option % len(options)].id
    return Choose(doing.actor, at, turn - (doing.turns_ago or 0), asked, option)


def play(
    knowledge: Knowledge, doings: list[Doing]
) -> list[tuple[Session | None, Event, Session | None, Reply]]:
    """Each turn as: the session before, the event, the session after, the reply."""
    session: Session | None = None
    reply: Reply | None = None
    clock, turns = 0.0, list[tuple[Session | None, Event, Session | None, Reply]]()
    for doing in [replace(doings[0], kind="begin", actor="alice"), *doings[1:]]:
        clock += doing.after.total_seconds()
        event = as_event(doing, session, reply, clock)
        after, reply = advance(Terms(knowledge), session, event, idle=IDLE)
        turns.append((session, event, after, reply))
        session = after
    return turns


many = settings(max_examples=60, deadline=None)
sequences = st.lists(DOINGS, min_size=1, max_size=25)


@many
@given(doings=sequences)
def test_an_answer_only_changes_by_answering_its_question_or_starting_over(
    knowledge: Knowledge, doings: list[Doing]
) -> None:
    for before, _, after, _ in play(knowledge, doings):
        if before is None or after is None or before.answers == after.answers:
            continue
        changed = {q for q in before.answers | after.answers if before.answers.get(q) != after.answers.get(q)}
        asked = (
            before.phase is Phase.ASKING
            and len(changed) == 1
            and before.answers.keys() <= after.answers.keys()
        )

        assert asked or after.answers == {}


@many
@given(doings=sequences)
def test_turns_only_grow_and_grow_with_every_change(knowledge: Knowledge, doings: list[Doing]) -> None:
    for before, _, after, _ in play(knowledge, doings):
        if before is not None and after is not None:
            is_same = replace(after, touched_at=None) == replace(before, touched_at=None)

            assert after.turn == before.turn if is_same else after.turn > before.turn


@many
@given(doings=sequences)
def test_others_never_change_anything(knowledge: Knowledge, doings: list[Doing]) -> None:
    for before, event, after, reply in play(knowledge, doings):
        if before is not None and event.actor != "alice":
            assert after == before
            assert isinstance(reply, Refused)


@many
@given(doings=sequences)
def test_the_owner_always_sees_the_card_of_the_session_as_it_is(
    knowledge: Knowledge, doings: list[Doing]
) -> None:
    for _, event, after, reply in play(knowledge, doings):
        if event.actor == "alice" and after is not None:
            assert isinstance(reply, Shown)
            assert reply.card.turn == after.turn
            assert type(reply.card).__name__.lower()[:3] == after.phase.value[:3]


@many
@given(doings=sequences)
def test_every_answer_is_one_that_the_pack_knows(knowledge: Knowledge, doings: list[Doing]) -> None:
    last = play(knowledge, doings)[-1][2]
    assert last is not None

    for question, option in last.answers.items():
        found = find_question(knowledge, question)
        assert found is not None
        assert found.option(option) is not None


@many
@given(doings=sequences)
def test_the_same_events_give_the_same_states_and_replies(knowledge: Knowledge, doings: list[Doing]) -> None:
    first = play(knowledge, doings)
    again: list[Reply] = []
    session = None
    for _, event, _, _ in first:
        session, reply = advance(Terms(knowledge), session, event, idle=IDLE)
        again.append(reply)

    assert again == [reply for *_, reply in first]
    assert session == first[-1][2]


@many
@given(doings=sequences, options=st.lists(st.integers(0, 20), min_size=40, max_size=40))
def test_who_answers_each_question_comes_to_the_end_within_their_number(
    knowledge: Knowledge, doings: list[Doing], options: list[int]
) -> None:
    talk = Talk(knowledge).begin(TASK)
    last = play(knowledge, doings)[-1][2]
    assert last is not None
    talk.session, talk.at = last, last.touched_at or NOON
    talk.order(Command.RESUME)
    if not talk.current.task:
        talk.say(TASK)
    if isinstance(talk.card, PickTask):
        talk.say("as one task")
    presses = 0
    while isinstance(talk.card, Ask):
        question = knowledge.pack.question(talk.asked)
        talk.press(question.options[options[presses] % len(question.options)].id)
        presses += 1

    assert talk.current.phase is Phase.ADVISED
    assert presses <= len(PACK.questions)


@many
@given(doings=sequences, text=TEXTS)
def test_only_a_finished_conversation_may_hear_a_new_task(
    knowledge: Knowledge, doings: list[Doing], text: str
) -> None:
    last = play(knowledge, doings)[-1][2]
    assert last is not None
    says = Say("alice", last.touched_at or NOON, text)

    if is_new_task(Terms(knowledge), last, says):
        assert last.phase in (Phase.ADVISED, Phase.CANCELLED, Phase.EXPIRED)
        assert advance(Terms(knowledge), last, says, idle=IDLE)[0] == replace(last, touched_at=says.at)


@many
@given(doings=sequences)
def test_who_had_enough_is_asked_nothing_but_what_they_go_to_themselves(
    knowledge: Knowledge, doings: list[Doing]
) -> None:
    for _, _, after, reply in play(knowledge, doings):
        if after is not None and after.stopped and isinstance(reply, Shown) and isinstance(reply.card, Ask):
            assert reply.card.question == after.revisiting


@many
@given(doings=sequences)
def test_enough_always_ends_the_questions(knowledge: Knowledge, doings: list[Doing]) -> None:
    last = play(knowledge, doings)[-1][2]
    assert last is not None
    after, _ = advance(
        Terms(knowledge), last, Order("alice", last.touched_at or NOON, Command.ENOUGH), idle=IDLE
    )

    assert after is not None
    assert after.phase not in (Phase.ASKING, Phase.PICKING, Phase.EXPIRED)
    assert after.answers == last.answers


@many
@given(doings=sequences)
def test_nothing_that_the_words_answer_is_asked_unasked_for(
    knowledge: Knowledge, doings: list[Doing]
) -> None:
    for _, _, after, reply in play(knowledge, doings):
        if after is not None and isinstance(reply, Shown) and isinstance(reply.card, Ask):
            read = {each.question for each in reply.card.understood}

            assert reply.card.question not in read or reply.card.question == after.revisiting
            assert read.isdisjoint(after.answers)


@many
@given(doings=sequences)
def test_advice_is_always_noted_and_of_this_pack(knowledge: Knowledge, doings: list[Doing]) -> None:
    for _, _, after, reply in play(knowledge, doings):
        if after is not None and isinstance(reply, Shown) and isinstance(reply.card, Advise):
            advice = reply.card.advice
            expected = Verdict(PACK.version, advice.lean, advice.fit, advice.p_kpo)

            assert after.given == expected
            assert reply.card.given is None


@many
@given(doings=sequences)
def test_no_task_of_a_message_is_lost(knowledge: Knowledge, doings: list[Doing]) -> None:
    for before, event, after, _ in play(knowledge, doings):
        if before is None or after is None:
            continue
        if isinstance(event, Pick) and before.phase is Phase.PICKING is not after.phase:
            one = (after.task,) if event.number else before.offered

            assert sorted((*one, *after.waiting)) == sorted(before.offered)
        if isinstance(event, Next):
            begin = follow(before, event)
            going = (begin.task, *(begin.waiting or ())) if begin else after.waiting

            assert sorted(going) == sorted(before.waiting)
