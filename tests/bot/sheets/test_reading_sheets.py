"""Whatever file somebody brings is read, or refused in words: never an error, never without end."""

import csv
import struct
import zipfile
from io import BytesIO, StringIO
from time import thread_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.sheets.grid import LARGEST, MOST_COLUMNS, MOST_ROWS, Grid, Unreadable
from bot.studio.reading import read_sheet
from dialogs.refusal import Refusal


def cells(grid: Grid) -> list[tuple[str, ...]]:
    return [row for _, row in grid.rows]


def workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def zipped(**parts: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return packed.getvalue()


def refusal(name: str, data: bytes) -> Refusal:
    with pytest.raises(Unreadable) as refused:
        read_sheet(name, data)
    return refused.value.why


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_every_encoding_of_spreadsheet_programs_is_read(encoding: str) -> None:
    data = "Task;Ort\nGehälter für März prüfen, monatlich;Köln\nPayroll;Oslo\n".encode(encoding)

    assert cells(read_sheet("a.csv", data))[1] == ("Gehälter für März prüfen, monatlich", "Köln")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_usual_separator_is_found(separator: str) -> None:
    data = f"Task{separator}Hours\nPayroll{separator}3\nBilling{separator}4\n".encode()

    assert cells(read_sheet("a.csv", data))[1] == ("Payroll", "3")


def test_the_separator_that_excel_names_in_the_first_line_is_believed() -> None:
    grid = read_sheet("a.csv", b"sep=;\nTask, or work;Hours\nPayroll;3\n")

    assert grid.rows[1] == (3, ("Payroll", "3"))


def test_commas_in_a_plain_list_of_tasks_separate_nothing() -> None:
    data = b"Payroll, monthly\nBilling\nHiring, training, paying\n"

    assert cells(read_sheet("a.csv", data)) == [
        ("Payroll, monthly",),
        ("Billing",),
        ("Hiring, training, paying",),
    ]


def test_commas_in_quotes_separate_nothing() -> None:
    data = b'"Payroll, monthly"\nBilling\n"Say ""hi"", then pay"\n'

    assert cells(read_sheet("a.csv", data)) == [("Payroll, monthly",), ("Billing",), ('Say "hi", then pay',)]


def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    data = b'Task,Hours\n"Payroll,3\n' + b"Billing,4\n" * 40

    assert len(read_sheet("a.csv", data).rows) == 42


def test_a_text_file_is_a_list_of_lines_without_their_bullets() -> None:
    data = b"- payroll, monthly\n2. billing; weekly\n\n* tax\n"

    assert cells(read_sheet("a.txt", data)) == [("payroll, monthly",), ("billing; weekly",), ("tax",)]


def test_rows_keep_the_numbers_that_the_person_sees() -> None:
    grid = read_sheet("a.csv", b'Task,Note\n\n"Payroll","two\nlines"\n\nBilling,x\n')

    assert [number for number, _ in grid.rows] == [1, 3, 5]


# ---------------------------------------------------------------- workbooks


def test_a_workbook_is_read_as_it_is_seen() -> None:
    grid = read_sheet(
        "a.xlsx", workbook([["Task", "Hours"], ["Payroll", 12.0], [None, None], ["Billing", 2.5]])
    )

    assert grid.rows == ((1, ("Task", "Hours")), (2, ("Payroll", "12")), (4, ("Billing", "2.5")))


def test_the_first_worksheet_that_holds_something_is_read_and_named() -> None:
    grid = read_sheet("a.xlsx", workbook([], [["Payroll"]], [["Other"]]))

    assert (cells(grid), grid.sheet) == ([("Payroll",)], "Sheet 2")


def test_a_workbook_may_have_a_wrong_name() -> None:
    assert cells(read_sheet("a.csv", workbook([["Payroll"]]))) == [("Payroll",)]


def test_a_text_that_begins_like_a_zip_file_is_text() -> None:
    assert cells(read_sheet("a.csv", b"PKI management\nBilling\n")) == [("PKI management",), ("Billing",)]


# ----------------------------------------------------------------- refusals


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"\xff\xfe"])
def test_a_file_with_nothing_in_it_is_said_to_be_empty(data: bytes) -> None:
    assert refusal("a.csv", data) is Refusal.EMPTY


def test_an_empty_workbook_is_said_to_be_empty() -> None:
    assert refusal("a.xlsx", workbook([])) is Refusal.EMPTY


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n...", bytes(range(256)) * 9, b"\x1f\x8b\x08"]
)
def test_other_kinds_of_files_are_told_apart(data: bytes) -> None:
    assert refusal("a.csv", data) is Refusal.OTHER_KIND


def test_a_zip_file_that_is_no_workbook_is_told_apart() -> None:
    assert refusal("a.xlsx", zipped(word__document_dot_xml=b"<w/>")) is Refusal.OTHER_KIND


def test_a_workbook_with_a_password_is_told_apart() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)

    assert refusal("a.xlsx", compound + "EncryptedPackage".encode("utf-16-le")) is Refusal.PROTECTED
    assert refusal("a.xls", compound) is Refusal.OLD_EXCEL


def test_a_zip_file_with_a_password_is_told_apart() -> None:
    data = bytearray(zipped(xl__workbook_dot_xml=b"<x/>"))
    at = data.index(b"PK\x01\x02") + 8
    data[at : at + 2] = struct.pack("<H", 1)

    assert refusal("a.xlsx", bytes(data)) is Refusal.PROTECTED


@pytest.mark.parametrize("cut", [30, 400, -400, -30])
def test_a_damaged_workbook_is_said_to_be_damaged(cut: int) -> None:
    assert refusal("a.xlsx", workbook([["Payroll"]])[:cut]) is Refusal.BROKEN


def test_a_file_that_unpacks_to_far_too_much_is_not_unpacked() -> None:
    bomb = zipped(xl__workbook_dot_xml=b"<x/>", xl__sharedStrings_dot_xml=b"<t>a</t>" * 3_500_000)
    began = thread_time()
    with zipfile.ZipFile(BytesIO(bomb)) as archive:
        archive.read("xl/sharedStrings.xml")
    unpacked = thread_time()

    assert refusal("a.xlsx", bomb) is Refusal.TOO_LARGE
    assert len(bomb) < 200_000
    assert thread_time() - unpacked < unpacked - began


def test_entities_that_unfold_into_each_other_stay_folded() -> None:
    parts = workbook([["Payroll"]])
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(parts)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, laughs if name == "xl/worksheets/sheet1.xml" else old.read(name))

    assert refusal("a.xlsx", packed.getvalue()) is Refusal.BROKEN


def test_a_worksheet_that_claims_a_million_rows_ends_all_the_same() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Payroll</t></is></c></row>'
        b'<row r="99999999999"><c r="A99999999999" t="n"><v>1</v></c></row></sheetData></worksheet>'
    )
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook([["x"]]))) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))

    assert refusal("a.xlsx", packed.getvalue()) in {Refusal.TOO_MANY, Refusal.BROKEN}


def test_a_file_that_is_too_large_is_not_looked_into() -> None:
    assert refusal("a.csv", b"x" * (LARGEST + 1)) is Refusal.TOO_LARGE


def test_far_too_many_rows_are_refused() -> None:
    assert refusal("a.csv", b"Payroll,1\n" * (MOST_ROWS + 1)) is Refusal.TOO_MANY


# ------------------------------------------------------------------ any bytes


def read(name: str, data: bytes) -> Grid | None:
    try:
        return read_sheet(name, data)
    except Unreadable:
        return None


quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_whole(grid: Grid) -> bool:
    numbers = [number for number, _ in grid.rows]
    widths = {len(row) for _, row in grid.rows}
    return numbers == sorted(set(numbers)) and len(widths) == 1 and max(widths) <= MOST_COLUMNS


@quickly
@given(st.sampled_from(["a.csv", "a.xlsx", "a.txt", "", "x" * 300]), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    grid = read(name, data)

    assert grid is None or is_whole(grid)


@quickly
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    grid = read("a.csv", text.encode(encoding, errors="replace"))

    assert grid is None or is_whole(grid)


@quickly
@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=30))
def test_a_workbook_with_any_damage_is_read_or_refused(at: int, damage: bytes) -> None:
    data = bytearray(SAMPLE)
    at %= len(data)
    data[at : at + len(damage)] = damage
    grid = read("a.xlsx", bytes(data))

    assert grid is None or is_whole(grid)


printed = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@quickly
@given(st.lists(st.tuples(printed, printed), min_size=2, max_size=12))
@example([("payroll", "|"), ("payroll", "|")])
def test_what_python_writes_as_csv_is_read_back(rows: list[tuple[str, str]]) -> None:
    text = StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)

    assert cells(read_sheet("a.csv", text.getvalue().encode())) == rows


SAMPLE = workbook([["Task", "Hours"], *([f"Payroll {number}", number] for number in range(20))])
