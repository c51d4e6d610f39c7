"""Small files that would become large: refused in words, in little time and little memory."""

import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from typing import Final

import pytest
from xlsxwriter import Workbook

from bot.sheets.grid import LARGEST, Unreadable
from bot.studio.reading import read_sheet
from dialogs.portfolio import MOST_TASKS
from dialogs.refusal import Refusal

NAMESPACE: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LONG: Final = "payroll " * 3_000
LONGER: Final = 5
"""Times as long as an honest file: room for a machine that does something else meanwhile."""

Refusing = Callable[..., Refusal]

ENTITY: Final = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def workbook(**parts: str) -> bytes:
    """A workbook of one sheet, with these parts (`sheet`, `strings`, `styles`) in place of its own."""
    return workbook_packed(zipfile.ZIP_DEFLATED, parts)


def workbook_packed(how: int, parts: Mapping[str, str]) -> bytes:
    saved, packed = BytesIO(), BytesIO()
    with Workbook(saved) as book:
        book.add_worksheet().write(0, 0, "Task")
    names = {
        "xl/worksheets/sheet1.xml": "sheet",
        "xl/sharedStrings.xml": "strings",
        "xl/styles.xml": "styles",
    }
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", how) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(names.get(name, ""), "").encode() or old.read(name))
    return packed.getvalue()


@pytest.fixture(scope="module", autouse=True)
def honest() -> float:
    """Seconds of this machine for an honest file of as many tasks as we take; none slower may be refused."""
    saved = BytesIO()
    with Workbook(saved) as book:
        page = book.add_worksheet()
        for row in range(MOST_TASKS):
            page.write_row(row, 0, [f"Payroll of team {row}", row])
    read_sheet("a.xlsx", workbook())  # To load the library takes time and memory, too, once.
    return seconds_for(saved.getvalue())


def sheet(rows: str) -> str:
    return f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>"


def strings(said: str) -> str:
    return f"<sst {NAMESPACE}>{said}</sst>"


def shown(times: int, rows: int) -> str:
    """Rows in which the first shared text stands so many times."""
    cells = '<c t="s"><v>0</v></c>' * times
    return sheet("".join(f'<row r="{number}">{cells}</row>' for number in range(1, rows + 1)))


def seconds_for(data: bytes) -> float:
    """Processor time to read that or to refuse it; nothing that measures memory slows it down."""
    begun = time.thread_time()
    with suppress(Unreadable):
        read_sheet("a.csv", data)
    return time.thread_time() - begun


def megabytes_for(data: bytes) -> float:
    """The most memory that was held to read that or to refuse it."""
    tracemalloc.start()
    try:
        with suppress(Unreadable):
            read_sheet("a.csv", data)
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()


@pytest.fixture
def refusal(honest: float) -> Refusing:
    """Why a file is refused, in about the time of an honest one at most, and in little memory."""

    def refused_for(data: bytes, *, megabytes: int = 40) -> Refusal:
        begun = time.thread_time()
        with pytest.raises(Unreadable) as refused:
            read_sheet("a.csv", data)

        assert time.thread_time() - begun < LONGER * honest
        assert megabytes_for(data) < megabytes
        return refused.value.why

    return refused_for


# ---------------------------------------------------------------------- workbooks


def test_one_text_shown_in_thousands_of_cells_is_not_unfolded(refusal: Refusing) -> None:
    bomb = workbook(sheet=shown(100, 40), strings=strings(f"<si><t>{LONG}</t></si>"))

    assert len(bomb) < 10_000
    assert refusal(bomb) is Refusal.TOO_LARGE


@pytest.mark.parametrize(
    "parts",
    [
        {"sheet": sheet(f"<row>{'<c/>' * 2_000_000}</row>")},
        {"strings": strings("<si/>" * 2_000_000)},
        {"styles": f"<styleSheet {NAMESPACE}><cellXfs>{'<xf/>' * 2_000_000}</cellXfs></styleSheet>"},
        {"strings": strings("<si>" * 1_000_001 + "</si>" * 1_000_001)},
    ],
    ids=["cells", "texts", "styles", "depth"],
)
def test_a_part_of_millions_of_tags_is_not_parsed(refusal: Refusing, parts: dict[str, str]) -> None:
    bomb = workbook(**parts)

    assert len(bomb) < 40_000
    assert refusal(bomb) is Refusal.TOO_LARGE


@pytest.mark.parametrize(
    "part",
    [
        sheet(f'<row x="{"a" * 10_000_000}"/>'),
        sheet(f"<row><c><v>{'9' * 4_000_000}</v></c></row>"),
        sheet(f"<!--{'-' * 1_000_000}"),
    ],
    ids=["attribute", "number", "comment"],
)
def test_a_part_with_one_endless_tag_is_not_parsed(refusal: Refusing, part: str) -> None:
    assert refusal(workbook(sheet=part)) is Refusal.TOO_LARGE


def test_a_part_that_is_larger_than_it_says_is_not_unpacked_further(refusal: Refusing) -> None:
    data = bytearray(workbook(sheet=sheet(" " * 20_000_000)))
    name = data.rindex(b"xl/worksheets/sheet1.xml")
    data[name - 46 + 24 : name - 46 + 28] = struct.pack("<I", 100)

    assert refusal(bytes(data)) is Refusal.BROKEN


def test_a_way_of_packing_that_unpacks_in_large_pieces_is_refused(refusal: Refusing) -> None:
    assert refusal(workbook_packed(zipfile.ZIP_BZIP2, {})) is Refusal.BROKEN
    assert refusal(workbook_packed(zipfile.ZIP_LZMA, {})) is Refusal.BROKEN


@pytest.mark.parametrize(
    "parts",
    [
        {"sheet": ENTITY + sheet('<row r="1"><c t="inlineStr"><is><t>&e;</t></is></c></row>')},
        {"strings": ENTITY + strings("<si><t>&e;</t></si>"), "sheet": shown(1, 1)},
    ],
    ids=["sheet", "texts"],
)
def test_a_file_of_the_machine_is_never_read_into_a_cell(refusal: Refusing, parts: dict[str, str]) -> None:
    assert refusal(workbook(**parts)) is Refusal.BROKEN


def test_a_row_of_the_far_end_is_not_reached_by_counting(refusal: Refusing) -> None:
    far = sheet('<row r="1"><c><v>1</v></c></row><row r="1000000000"><c r="XFD1000000000"><v>1</v></c></row>')

    assert refusal(workbook(sheet=far)) is Refusal.TOO_MANY


def test_a_claim_of_a_huge_size_is_passed_over(honest: float) -> None:
    claim = f'<worksheet {NAMESPACE}><dimension ref="A1:XFD1048576"/><sheetData>'
    row = '<row r="1"><c t="inlineStr"><is><t>Payroll</t></is></c></row></sheetData></worksheet>'
    claimed = workbook(sheet=claim + row)
    grid = read_sheet("a.xlsx", claimed)

    assert seconds_for(claimed) < honest
    assert megabytes_for(claimed) < 10
    assert grid.rows == ((1, ("Payroll",)),)


def test_half_of_a_letter_in_a_cell_can_still_be_told() -> None:
    odd = '<row r="1"><c t="inlineStr"><is><t>Payroll _xD800_</t></is></c></row>'
    grid = read_sheet("a.xlsx", workbook(sheet=sheet(odd)))

    assert grid.rows[0][1][0].startswith("Payroll")


# -------------------------------------------------------------------------- texts


@pytest.mark.parametrize(
    "piece",
    [b",", b"a,", b"a", b"\t", b'"",', b'"', b" ", b"- ", b"1 ", b"sep=", b"\xd8\x00", b"a\x00"],
    ids=repr,
)
def test_one_endless_line_is_no_list(refusal: Refusing, piece: bytes) -> None:
    assert refusal(piece * (LARGEST // len(piece)), megabytes=80) is Refusal.TOO_LARGE


@pytest.mark.parametrize("piece", [b"\n", b"a\r", b'"a\n', b"a,\r\n"], ids=repr)
def test_lines_without_number_are_too_many(refusal: Refusing, piece: bytes) -> None:
    assert refusal(piece * (LARGEST // len(piece)), megabytes=400) in {
        Refusal.TOO_MANY,
        Refusal.TOO_LARGE,
    }


def test_more_cells_than_anybody_looks_at_are_refused(refusal: Refusing) -> None:
    assert refusal((b"a," * 99 + b"\n") * 3_000, megabytes=60) is Refusal.TOO_LARGE


def test_a_cell_that_no_spreadsheet_program_would_write_is_no_error_of_ours(refusal: Refusing) -> None:
    assert refusal(b"Task,Note\nPayroll," + b"a" * 200_000) is Refusal.BROKEN
