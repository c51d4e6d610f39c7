"""Where colleagues differ, and what of it matters: held against every possible way of taking answers over."""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.disagreement import MOST_ASKED, Comparison, compare, worth_asking
from knowledge import Knowledge, load
from knowledge.advice_model import Answers
from knowledge.model import Fit, Lean

KNOWLEDGE = load()
PACK = KNOWLEDGE.pack
TASKS = st.sampled_from(["", "monthly payroll for 40 people", "patent research on site", "the usual work"])
ASKED = st.lists(st.sampled_from([each.id for each in PACK.questions]), min_size=1, max_size=3, unique=True)


def answers_to(questions: list[str]) -> st.SearchStrategy[Answers]:
    """Some answers to some of the questions."""
    options = {each.id: st.sampled_from([o.id for o in each.options]) for each in PACK.questions}
    return st.fixed_dictionaries({}, optional={question: options[question] for question in questions})


@st.composite
def polls(draw: st.DrawFn) -> tuple[str, Answers, list[Answers]]:
    """A task, the asker's answers, and what up to three colleagues said to up to three questions."""
    asked = draw(ASKED)
    own = draw(answers_to([each.id for each in PACK.questions]))
    return draw(TASKS), own, draw(st.lists(answers_to(asked), max_size=3))


quick = settings(max_examples=40, deadline=None)


def verdict(task: str, answers: Answers) -> tuple[Lean, Fit]:
    advice = KNOWLEDGE.classify(task, answers)
    return advice.lean, advice.fit


def every_takeover(task: str, own: Answers, voices: list[Answers]) -> Iterator[Answers]:
    """Every way to take over answers that somebody gave and that are not the asker's, but for none at all."""
    read = {each.question: each.option for each in KNOWLEDGE.classify(task, own).understood}
    known = read | own
    said: dict[str, set[str]] = {}
    for voice in voices:
        for question, option in voice.items():
            found = PACK.question(question)
            assert found
            if option not in {known.get(question), found.unknown.id}:
                said.setdefault(question, set()).add(option)
    for taken in product(
        *([(question, None), *((question, o) for o in options)] for question, options in said.items())
    ):
        if chosen := {question: option for question, option in taken if option is not None}:
            yield chosen


@quick
@given(polls())
def test_the_swings_are_exactly_the_smallest_takeovers_that_turn_the_advice(
    poll: tuple[str, Answers, list[Answers]],
) -> None:
    task, own, voices = poll
    now = verdict(task, own)
    turning = [taken for taken in every_takeover(task, own, voices) if verdict(task, own | taken) != now]
    smallest = min(map(len, turning), default=0)
    expected = {frozenset(taken.items()) for taken in turning if len(taken) == smallest}

    swings = compare(KNOWLEDGE, task, own, voices).swings
    assert {frozenset(swing.answers.items()) for swing in swings} == expected
    assert all((swing.lean, swing.fit) == verdict(task, own | swing.answers) for swing in swings)


@quick
@given(polls())
def test_every_differing_answer_is_counted_and_nothing_else(poll: tuple[str, Answers, list[Answers]]) -> None:
    task, own, voices = poll
    single = [taken for taken in every_takeover(task, own, voices) if len(taken) == 1]
    expected = {
        (question, option): sum(voice.get(question) == option for voice in voices)
        for taken in single
        for question, option in taken.items()
    }

    found = compare(KNOWLEDGE, task, own, voices).differences
    assert {(each.question, option): count for each in found for option, count in each.others} == expected


@quick
@given(polls(), st.randoms())
def test_who_said_what_leaves_no_trace(poll: tuple[str, Answers, list[Answers]], random: Random) -> None:
    task, own, voices = poll
    shuffled = random.sample(voices, len(voices))

    assert compare(KNOWLEDGE, task, own, voices) == compare(KNOWLEDGE, task, own, shuffled)


@quick
@given(polls())
def test_colleagues_who_say_the_same_as_the_asker_differ_in_nothing(
    poll: tuple[str, Answers, list[Answers]],
) -> None:
    task, own, _ = poll

    assert compare(KNOWLEDGE, task, own, [own, {}]) == Comparison()


@quick
@given(TASKS, answers_to([each.id for each in PACK.questions]))
def test_there_is_always_something_to_ask_and_never_too_much(task: str, own: Answers) -> None:
    asked = worth_asking(KNOWLEDGE, task, own)

    assert 1 <= len(asked) <= MOST_ASKED
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("question", ["presence", "core"])
def test_what_would_turn_a_settled_advice_is_asked(knowledge: Knowledge, question: str) -> None:
    settled = {"presence": "anywhere", "core": "support", "sensitivity": "none"}

    assert question in worth_asking(knowledge, "monthly payroll for 40 people", settled)


def test_what_the_asker_did_not_know_is_asked_first(knowledge: Knowledge) -> None:
    own = {"presence": "anywhere", "core": "unknown", "sensitivity": "none"}

    assert worth_asking(knowledge, "monthly payroll for 40 people", own)[0] == "core"


def test_a_disagreement_matters_when_it_turns_the_advice(knowledge: Knowledge) -> None:
    own = {"presence": "anywhere", "core": "support", "sensitivity": "none"}
    voices: list[Answers] = [{"presence": "must", "sensitivity": "internal"}]
    compared = compare(knowledge, "monthly payroll for 40 people", own, voices)
    turning = {question for swing in compared.swings for question in swing.answers}

    assert "presence" in turning
    assert "sensitivity" not in turning
