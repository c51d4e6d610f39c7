"""What would change the advice: exact, as a search of every change shows."""

import timeit
from collections.abc import Callable, Iterable
from functools import partial
from itertools import combinations, product
from time import thread_time

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Knowledge, load
from knowledge.advice_model import Answers
from tests.knowledge.worlds import ANSWERS, PACK


def turns(knowledge: Knowledge, answers: Answers, changes: Answers, task: str = "") -> bool:
    before, after = knowledge.classify(task, answers), knowledge.classify(task, answers | changes)
    return (before.lean, before.fit) != (after.lean, after.fit)


def changes_of(answers: Answers, size: int) -> list[Answers]:
    """Every change of that many answers, given or not."""
    choices = {
        question.id: [
            each.id for each in question.options if each.id != answers.get(question.id) and not each.unknown
        ]
        for question in PACK.questions
    }
    return [
        dict(zip(questions, options, strict=True))
        for questions in combinations(choices, size)
        for options in product(*(choices[question] for question in questions))
    ]


@given(answers=ANSWERS)
@settings(deadline=None)
def test_each_flip_turns_lean_or_fit(knowledge: Knowledge, answers: Answers) -> None:
    flips = knowledge.classify("", answers).flips

    assert all(turns(knowledge, answers, flip) for flip in flips)


@given(answers=ANSWERS)
@settings(max_examples=40, deadline=None)
def test_no_smaller_change_turns_anything(knowledge: Knowledge, answers: Answers) -> None:
    flips = knowledge.classify("", answers).flips
    size = len(flips[0])
    smaller = [change for less in range(1, size) for change in changes_of(answers, less)]

    assert {len(flip) for flip in flips} == {size}
    assert not [change for change in smaller if turns(knowledge, answers, change)]


@given(answers=ANSWERS)
@settings(max_examples=40, deadline=None)
def test_a_single_change_that_turns_something_is_never_missed(knowledge: Knowledge, answers: Answers) -> None:
    flips = knowledge.classify("", answers).flips
    single = [change for change in changes_of(answers, 1) if turns(knowledge, answers, change)]

    assert len([flip for flip in flips if len(flip) == 1]) == min(3, len(single))


@given(
    answers=ANSWERS,
    task=st.sampled_from(["payroll", "legal research", "invoices every month, at our plant", "surveys"]),
)
@settings(max_examples=25, deadline=None)
def test_none_is_missed_where_the_words_speak_too(knowledge: Knowledge, answers: Answers, task: str) -> None:
    advice = knowledge.classify(task, answers)
    known = {each.question: each.option for each in advice.understood} | answers
    single = [change for change in changes_of(known, 1) if turns(knowledge, answers, change, task)]
    flips = advice.flips

    assert len([flip for flip in flips if len(flip) == 1]) == min(3, len(single))


def test_work_that_is_kept_for_two_reasons_needs_two_changes(knowledge: Knowledge) -> None:
    answers = {
        "repetition": "same",
        "judgment": "little",
        "analysis": "little",
        "presence": "must",
        "core": "apart",
    }
    flips = knowledge.classify("", answers).flips

    assert {len(flip) for flip in flips} == {2}


def test_a_change_that_turns_the_lean_comes_first(knowledge: Knowledge) -> None:
    flips = knowledge.classify("", {"repetition": "same"}).flips

    assert knowledge.classify("", {"repetition": "same"} | flips[0]).lean == "KPO"


def test_the_hardest_search_is_done_within_a_blink() -> None:
    answers = {question.id: question.options[-2].id for question in PACK.questions} | {
        "presence": "must",
        "core": "apart",
    }
    minds: list[Knowledge] = []

    def least(deeds: Iterable[Callable[[], object]]) -> float:
        return min(timeit.timeit(deed, timer=thread_time, number=1) for deed in deeds)

    opening = least([lambda: minds.append(load())] * 3)
    search = least(partial(mind.classify, "never asked before", answers) for mind in minds)

    assert search < opening  # 2 ms and 50 ms, where nothing slows them down.
