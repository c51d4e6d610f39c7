"""Several tasks in one message, and several parts in one task."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Knowledge
from knowledge.model import Fit, Lean
from knowledge.pieces import separate_tasks
from knowledge.text_words import words_of

TASKS = st.sampled_from(
    ["payroll", "patent drafting", "invoicing and billing", "data entry", "market research, yearly"]
)


@pytest.mark.parametrize(
    ("message", "tasks"),
    [
        ("- payroll\n- patent drafting", ("payroll", "patent drafting")),
        ("Please check:\n• payroll\n• data entry", ("payroll", "data entry")),
        ("1. payroll\n2) data entry", ("payroll", "data entry")),
        ("1) payroll 2) data entry", ("payroll", "data entry")),
        ("payroll\nlegal review\nmarket research", ("payroll", "legal review", "market research")),
        ("payroll; legal review; data entry", ("payroll", "legal review", "data entry")),
        ("Can we outsource payroll, and also market research?", ("payroll", "market research")),
        ("- patents from\n  two countries\n- payroll", ("patents from\n  two countries", "payroll")),
    ],
)
def test_a_list_of_tasks_is_taken_apart(message: str, tasks: tuple[str, ...]) -> None:
    assert separate_tasks(message) == tasks


@pytest.mark.parametrize(
    "message",
    [
        "invoicing and billing",
        "should we outsource payroll?",
        "Dear all,\nwe do payroll for 300 people. It runs monthly.\nThanks",
        "We process invoices; they come by email every day from suppliers in Asia, and many are late",
        "R&D",
        "2.5 million invoices",
        "🙂",
    ],
)
def test_one_task_stays_one(message: str) -> None:
    assert separate_tasks(message) == (message,)


def test_a_message_without_a_word_is_one_task() -> None:
    assert separate_tasks("  \n ") == ("",)


@given(tasks=st.lists(TASKS, min_size=2, max_size=6), mark=st.sampled_from(["- ", "* ", "• ", "1. ", "(a) "]))
def test_any_marked_list_comes_apart_whole(tasks: list[str], mark: str) -> None:
    assert separate_tasks("\n".join(mark + task for task in tasks)) == tuple(tasks)


@given(message=st.text())
@settings(deadline=None)
def test_every_task_stands_in_the_message(message: str) -> None:
    tasks = separate_tasks(message)

    assert tasks
    assert all(task in message for task in tasks)


@given(tasks=st.lists(TASKS, min_size=1, max_size=6))
def test_no_word_of_a_task_is_lost(tasks: list[str]) -> None:
    message = "; ".join(tasks)
    words = [word.plain for task in separate_tasks(message) for word in words_of(task)]

    assert words == [word.plain for word in words_of(message)]


@given(tasks=st.lists(TASKS, min_size=1, max_size=4), joint=st.sampled_from(["\n", "; ", " and also "]))
def test_what_came_apart_comes_no_further_apart(tasks: list[str], joint: str) -> None:
    assert all(separate_tasks(task) == (task,) for task in separate_tasks(joint.join(tasks)))


@pytest.mark.parametrize(
    ("task", "parts"),
    [
        ("payroll and legal contract review", {"payroll": Lean.BPO, "legal contract review": Lean.KPO}),
        (
            "Should we outsource answering calls and financial modeling?",
            {"answering calls": Lean.BPO, "financial modeling": Lean.KPO},
        ),
        (
            "invoicing, payroll & market research",
            {"invoicing, payroll": Lean.BPO, "market research": Lean.KPO},
        ),
    ],
)
def test_parts_that_lean_opposite_ways_mean_split(
    knowledge: Knowledge, task: str, parts: dict[str, Lean]
) -> None:
    advice = knowledge.classify(task, {})

    assert {part.text: part.lean for part in advice.parts} == parts
    assert (advice.fit, advice.next_steps[0]) == (Fit.SPLIT, "draw_the_line")


@pytest.mark.parametrize("task", ["invoicing and billing", "patents and contracts", "sort and file letters"])
def test_parts_that_lean_one_way_are_one_task(knowledge: Knowledge, task: str) -> None:
    advice = knowledge.classify(task, {})

    assert advice.parts == ()
    assert advice.fit is not Fit.SPLIT


def test_a_task_to_split_is_asked_only_what_fit_and_caveats_hang_on(knowledge: Knowledge) -> None:
    asked = []
    answers: dict[str, str] = {}
    while question := knowledge.classify("payroll and legal contract review", answers).next_question:
        asked.append(question)
        answers[question] = knowledge.pack.question(question).options[0].id

    assert asked == ["presence", "core", "sensitivity", "volume"]


def test_a_task_that_must_stay_is_kept_whole(knowledge: Knowledge) -> None:
    advice = knowledge.classify("payroll and legal contract review", {"core": "apart"})

    assert advice.fit is Fit.KEEP


@given(left=TASKS, right=TASKS)
@settings(deadline=None)
def test_parts_always_lean_both_ways_or_there_are_none(knowledge: Knowledge, left: str, right: str) -> None:
    leans = {part.lean for part in knowledge.classify(f"{left} and {right}", {}).parts}

    assert len(leans) in (0, 2)
