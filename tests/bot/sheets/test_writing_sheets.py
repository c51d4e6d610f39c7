"""What we write into sheets is what was said, and never a formula."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.sheets.writing import Cell, bare, defuse, write_csv
from bot.studio.binding import write_xlsx
from bot.studio.reading import read_sheet

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "\uff1d1"]


def in_excel(rows: list[list[Cell]]) -> list[list[object]]:
    (page,) = load_workbook(BytesIO(write_xlsx(rows, "Advice"))).worksheets
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in page.iter_rows()]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_file_begins_like_a_formula(text: str) -> None:
    written = write_csv([["Task"], [text]]).decode("utf-8-sig")
    cell = written.splitlines()[1].strip('"')

    assert cell.startswith("'")


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    assert str(in_excel([["Task"], [text]])[1][0]).startswith("'")


def test_numbers_stay_numbers_even_below_zero() -> None:
    assert in_excel([["Volume"], [-4.5]])[1] == [-4.5]


def test_links_and_numbers_in_texts_stay_texts() -> None:
    assert in_excel([["A", "B"], ["https://example.com", "007"]])[1] == ["https://example.com", "007"]


@given(st.text(max_size=40))
def test_what_was_defused_can_be_taken_back(text: str) -> None:
    assert bare(defuse(text)) == text or text.startswith("'")


printed = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=10)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(printed, st.integers(0, 10**6)), min_size=1, max_size=8))
def test_our_own_files_can_be_read_again(rows: list[tuple[str, int]]) -> None:
    written: list[list[Cell]] = [["Task", "Hours"], *(list[Cell](row) for row in rows)]
    expected = [[defuse(task), str(hours)] for task, hours in rows]
    from_csv = read_sheet("a.csv", write_csv(written))
    from_excel = read_sheet("a.xlsx", write_xlsx(written, "Advice"))

    assert [list(cells) for _, cells in from_csv.rows[1:]] == expected
    assert [list(cells) for _, cells in from_excel.rows[1:]] == expected


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    assert write_xlsx([["Task"], [text]], "Advice")
    assert write_csv([["Task"], [text]])
