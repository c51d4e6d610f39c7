"""A long list is told from a long story, and from a handful of tasks."""

from bot.sheets.lists import read_list
from knowledge import Knowledge

TASKS = [f"payroll in plant {letter}" for letter in "abcdefghijkl"]


def test_ten_short_lines_are_a_list(knowledge: Knowledge) -> None:
    found = read_list("\n".join(TASKS[:10]), knowledge)

    assert found
    assert found.is_sure
    assert len(found.grid.rows) == 10


def test_nine_lines_are_taken_one_by_one(knowledge: Knowledge) -> None:
    assert read_list("\n".join(TASKS[:9]), knowledge) is None


def test_a_list_may_have_bullets_numbers_or_semicolons(knowledge: Knowledge) -> None:
    for text in (
        "\n".join(f"• {task}" for task in TASKS),
        "Our tasks:\n" + "\n".join(f"{number}. {task}" for number, task in enumerate(TASKS, start=1)),
        "; ".join(TASKS),
    ):
        found = read_list(text, knowledge)

        assert found
        assert [cells[0] for _, cells in found.grid.rows] == TASKS


def test_cells_that_are_pasted_from_a_sheet_are_a_sheet(knowledge: Knowledge) -> None:
    text = "Task\tHours\n" + "\n".join(f"{task}\t{number}" for number, task in enumerate(TASKS))
    found = read_list(text, knowledge)

    assert found
    assert found.is_sure
    assert found.grid.rows[1] == (2, (TASKS[0], "0"))


def test_a_story_of_many_lines_is_not_sure_to_be_a_list(knowledge: Knowledge) -> None:
    line = "We have done part {} of the payroll ourselves for years, but it takes long."
    lines = [line.format(number) for number in range(12)]
    found = read_list("\n".join(lines), knowledge)

    assert found
    assert not found.is_sure


def test_who_asks_for_a_list_gets_one_of_two_lines(knowledge: Knowledge) -> None:
    assert read_list("Payroll\nBilling", knowledge, least=2)
    assert read_list("Payroll", knowledge, least=2) is None
