"""A sheet's columns are told from their headings and from what stands in them; what is unclear is asked."""

from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sheets.columns import Columns, headings, place_columns
from bot.sheets.grid import Grid
from bot.sheets.numbers import read_number
from bot.sheets.rows import read_rows
from bot.studio.reading import read_sheet
from dialogs.portfolio import Entry, Fault, Kind
from knowledge import Knowledge


def placed(text: str, knowledge: Knowledge) -> tuple[Grid, Columns]:
    words = knowledge.words().questions
    names = {question.id: [words[question.id].label] for question in knowledge.pack.questions}
    grid = read_sheet("a.csv", text.encode())
    return grid, place_columns(grid, headings(names))


def taken(text: str, knowledge: Knowledge) -> tuple[list[Entry], list[Fault]]:
    grid, columns = placed(text, knowledge)
    return read_rows(grid, columns, knowledge, "en")


# -------------------------------------------------------------------- columns


def test_the_heading_names_the_column_of_the_tasks(knowledge: Knowledge) -> None:
    _, columns = placed("Owner,Task,Notes\nBob the accountant,Payroll,long and wordy notes\n", knowledge)

    assert (columns.task, columns.has_heading) == (1, True)


def test_without_a_known_heading_words_tell_tasks_from_numbers(knowledge: Knowledge) -> None:
    _, columns = placed("Nr,Aufwand,Arbeit\n1,20,Monthly payroll\n2,30,Patent research\n", knowledge)

    assert columns.task == 2


def test_two_columns_that_may_both_hold_tasks_are_asked_about(knowledge: Knowledge) -> None:
    text = "Alpha,Beta\nMonthly payroll for all,Paid by the bank\nPatent research,Done by the lawyers\n"
    _, columns = placed(text, knowledge)

    assert columns.task is None
    assert set(columns.likely) == {0, 1}


def test_a_single_column_needs_no_heading(knowledge: Knowledge) -> None:
    entries, _ = taken("Payroll\nBilling\n", knowledge)

    assert [(entry.number, entry.task) for entry in entries] == [(1, "Payroll"), (2, "Billing")]


def test_a_heading_over_a_single_column_is_no_task(knowledge: Knowledge) -> None:
    entries, _ = taken("Tasks\nPayroll\n", knowledge)

    assert [(entry.number, entry.task) for entry in entries] == [(2, "Payroll")]


def test_a_column_that_is_called_as_a_question_answers_it(knowledge: Knowledge) -> None:
    question = knowledge.pack.question("core")
    words = knowledge.words().questions["core"].options
    lines = [
        f"Payroll,{question.options[0].id}",
        f"Billing,{words[question.options[1].id].text.replace(',', '')}",
        "Tax,1",
    ]
    entries, faults = taken("\n".join(["Task,Core work", *lines]), knowledge)

    assert [entry.answers["core"] for entry in entries] == [
        question.options[0].id,
        question.options[1].id,
        question.options[0].id,
    ]
    assert faults == []


def test_a_column_called_volume_holds_amounts_or_answers_as_its_cells_say(knowledge: Knowledge) -> None:
    option = knowledge.pack.question("volume").options[0].id
    amounts, _ = taken("Task,Volume\nPayroll,40\n", knowledge)
    answers, _ = taken(f"Task,Volume\nPayroll,{option}\n", knowledge)

    assert (amounts[0].volume, amounts[0].answers) == (40.0, {})
    assert (answers[0].volume, answers[0].answers) == (None, {"volume": option})


# ----------------------------------------------------------------------- rows


def test_rows_with_faults_are_told_by_number_and_the_rest_is_taken(knowledge: Knowledge) -> None:
    text = "Task,Hours,core\nPayroll,many,nonsense\n,3,\nBilling,-4,\nTax,5,\n"
    entries, faults = taken(text, knowledge)

    assert [entry.task for entry in entries] == ["Payroll", "Billing", "Tax"]
    assert [(fault.number, fault.kind) for fault in faults] == [
        (2, Kind.BAD_VOLUME),
        (2, Kind.BAD_ANSWER),
        (3, Kind.NO_TASK),
        (4, Kind.BAD_VOLUME),
    ]


def test_a_very_long_task_is_cut_and_told(knowledge: Knowledge) -> None:
    entries, faults = taken("Task\n" + "pay people " * 400, knowledge)

    assert len(entries[0].task) <= 2_000
    assert faults[0].kind is Kind.CUT


def test_a_task_in_another_language_is_told(knowledge: Knowledge) -> None:
    _, faults = taken("Task\nMonatliche Gehaltsabrechnung für alle unsere Angestellten\n", knowledge)

    assert faults[0].kind is Kind.NOT_ENGLISH


def test_what_was_defused_in_our_own_sheet_comes_back_as_it_was(knowledge: Knowledge) -> None:
    entries, _ = taken("Task\n'=payroll\n", knowledge)

    assert entries[0].task == "=payroll"


any_cell = st.text(st.characters(codec="utf-8", exclude_characters='",\r\n\x00'), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(any_cell, any_cell, any_cell), min_size=2, max_size=6))
def test_whatever_stands_in_the_cells_every_row_is_taken_or_told(rows: list[tuple[str, ...]]) -> None:
    grid = Grid(tuple((number, row) for number, row in enumerate(rows, start=1)))
    columns = Columns(False, ("", "", ""), 0, (0,), 1, ((2, "core"),))
    entries, faults = read_rows(grid, columns, KNOWN[0], "en")

    assert {entry.number for entry in entries} | {fault.number for fault in faults} == set(
        range(1, len(rows) + 1)
    )


KNOWN: list[Knowledge] = []


@pytest.fixture(autouse=True)
def known(knowledge: Knowledge) -> None:
    KNOWN[:] = [knowledge]


# -------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("40", 40.0),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 234", 1234.0),
        ("1'234", 1234.0),
        ("1,234", 1234.0),
        ("1,234,567", 1234567.0),
        ("12,5", 12.5),
        ("$1,200", 1200.0),
        ("80 %", 80.0),
        ("3k", 3000.0),
        ("-2", -2.0),
        ("1e3", 1000.0),
        ("\u0663", 3.0),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "many", "12 hours a day", "1-2", "1e999", ".", "k"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_number(text) is None


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = read_number(text)

    assert found is None or isfinite(found)
