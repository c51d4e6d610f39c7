"""Somebody brings many tasks at once: as a file, pasted, or after a button."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.pictures import ALT_LIMIT
from bot.studio.door import Studio
from tests.conftest import Office
from tests.stories.lists import PASTED, SHEET, UNCLEAR, cells_of, newest_rows, office_without, table_of


@pytest.fixture
async def brief(tmp_path: Path) -> AsyncIterator[Office]:
    """An office in which the results are a message, and so quickly there."""
    async with office_without(tmp_path, "files:write") as office:
        yield office


async def test_a_sheet_is_checked_and_comes_back_with_advice_on_each_task(office: Office) -> None:
    await office.alice.upload("our tasks.csv", SHEET)
    results = await office.alice.sees("3 tasks checked")
    assert "Row 2: Monthly payroll for 40 people, volume 40. Outsource as BPO" in results["text"]
    rows = await newest_rows(office.alice, "our tasks-advice.csv")

    assert [(row["Row"], row["Advice"]) for row in rows] == [
        ("2", "Outsource as BPO"),
        ("3", "Outsource as KPO"),
        ("4", "Can't tell yet"),
    ]


async def test_the_results_are_a_picture_a_workbook_and_a_csv_file(office: Office) -> None:
    await office.alice.upload("our tasks.csv", SHEET)
    picture = await office.alice.sees_file("our tasks-advice.png", within=10.0)
    assert picture["alt_txt"].startswith("Chart of 3 tasks.")
    assert len(picture["alt_txt"]) <= ALT_LIMIT
    assert (await office.alice.download("our tasks-advice.png")).startswith(b"\x89PNG")
    cells = cells_of(await office.alice.download("our tasks-advice.xlsx"))

    assert cells[0][:4] == ["Row", "Task", "Volume", "Advice"]
    assert cells[1][:4] == [2, "Monthly payroll for 40 people", 40, "Outsource as BPO"]


async def test_few_tasks_are_shown_in_a_table_and_many_are_counted_in_one(brief: Office) -> None:
    await brief.alice.upload("few.csv", SHEET)
    few = await brief.alice.sees("3 tasks checked")
    await brief.alice.upload("many.csv", SHEET + b"Supplier invoices,5\n" * 60)
    many = await brief.alice.sees("63 tasks checked")

    assert table_of(few)[0] == ["Row", "Task", "Volume", "Advice", "How sure"]
    assert table_of(many)[0] == ["Advice", "Tasks", "Volume", "For example"]
    assert "Outsource as BPO: 61, volume 340" in many["text"]


async def test_a_pasted_list_is_checked_as_one(office: Office) -> None:
    await office.alice.dm(PASTED)

    results = await office.alice.sees("12 tasks checked")
    assert "From the list that you gave me." in results["text"]
    assert len(await newest_rows(office.alice, "advice.csv")) == 12


async def test_nine_tasks_are_still_taken_one_by_one(office: Office) -> None:
    await office.alice.dm("\n".join(PASTED.splitlines()[:9]))

    await office.alice.sees("I read 9 tasks here. Which one first?")


async def test_tasks_that_are_offered_one_by_one_can_be_a_list_after_all(brief: Office) -> None:
    await brief.alice.dm("\n".join(PASTED.splitlines()[:3]))
    await brief.alice.sees("I read 3 tasks here")
    await brief.alice.press("Check them all as a list")

    await brief.alice.sees("3 tasks checked")


async def test_in_a_channel_the_list_goes_to_the_dm_alone(brief: Office) -> None:
    await brief.alice.mention("\n".join(PASTED.splitlines()[:3]))
    await brief.alice.sees("I read 3 tasks here")
    await brief.alice.press("Check them all as a list")
    await brief.alice.sees("The results come to your DM with me.")

    results = await brief.alice.sees("3 tasks checked")
    assert results["channel"].startswith("D")
    await brief.bob.does_not_see("3 tasks checked")


async def test_a_story_of_many_lines_is_one_task_that_may_be_a_list(brief: Office) -> None:
    line = "We have done part {} of the payroll ourselves for years, but it takes long."
    await brief.alice.dm("\n".join(line.format(number) for number in range(12)))
    await brief.alice.sees("Is this a list of 12 tasks? I took it as one task for now.")
    await brief.alice.press("Check 12 tasks")

    await brief.alice.sees("12 tasks checked")


async def test_the_column_of_the_tasks_is_asked_for_when_it_is_unclear(brief: Office) -> None:
    await brief.alice.upload("unclear.csv", UNCLEAR)
    await brief.alice.sees("Which column of unclear.csv holds the tasks?")
    await brief.alice.press("Alpha, such as “Monthly payroll for all”")

    results = await brief.alice.sees("2 tasks checked")
    await brief.alice.does_not_see("Which column")
    assert "Tasks: column “Alpha”." in results["text"]
    assert "Monthly payroll for all" in results["text"]


async def test_a_list_can_be_left_alone(brief: Office) -> None:
    await brief.alice.upload("unclear.csv", UNCLEAR)
    await brief.alice.sees("Which column")
    await brief.alice.press("None of them")

    await brief.alice.sees("I leave unclear.csv alone. Nothing was checked.")


async def test_an_old_question_about_a_list_is_answered_kindly(brief: Office) -> None:
    await brief.alice.upload("unclear.csv", UNCLEAR)
    question = await brief.alice.sees("Which column")
    await brief.alice.press("None of them")
    await brief.alice.sees("Nothing was checked")
    await brief.alice.press("Alpha, such as “Monthly payroll for all”", on=question)

    await brief.alice.sees("That list is no longer waiting.")


async def test_rows_with_faults_are_listed_by_number_and_the_rest_is_done(office: Office) -> None:
    text = b"Task,Hours,core\nPayroll,many,\n,3,\nBilling,5,sometimes so\n"
    await office.alice.upload("a.csv", text)
    results = await office.alice.sees("2 tasks checked")
    assert "Row 2: “many” is no volume, so it did not count." in results["text"]
    assert "Row 3: there is no task in it, so it was left out." in results["text"]
    assert "Row 4: “sometimes so” is no answer to Core work, so it did not count." in results["text"]
    rows = await newest_rows(office.alice, "a-advice.csv")

    assert [(row["Row"], bool(row["Note"])) for row in rows] == [("2", True), ("3", True), ("4", True)]


async def test_columns_that_are_called_as_questions_count_as_answers(office: Office) -> None:
    await office.alice.upload("a.csv", b"Task,core\nThe usual work,apart\nMore usual work,\n")
    results = await office.alice.sees("2 tasks checked")
    assert "Answers: Core work." in results["text"]
    rows = await newest_rows(office.alice, "a-advice.csv")

    assert [row["core"] for row in rows] == ["apart", ""]
    assert rows[0]["Advice"] == "Keep in-house"


async def test_no_cell_that_comes_back_is_a_formula(office: Office) -> None:
    await office.alice.upload("a.csv", b"Task\n=HYPERLINK(1)\n@payroll\nBilling\n")
    await office.alice.sees("3 tasks checked")
    rows = await newest_rows(office.alice, "a-advice.csv")
    cells = cells_of(await office.alice.download("a-advice.xlsx"))

    assert [row["Task"] for row in rows] == ["'=HYPERLINK(1)", "'@payroll", "Billing"]
    assert [row[1] for row in cells[1:]] == ["'=HYPERLINK(1)", "'@payroll", "Billing"]


async def test_our_own_results_can_be_brought_again(office: Office) -> None:
    await office.alice.upload("a.csv", b"Task,Hours,core\n=pay,3,apart\nBilling,4,\n")
    await office.alice.download("a-advice.csv", within=10.0)
    await office.alice.upload("again.csv", await office.alice.download("a-advice.csv"))
    rows = await newest_rows(office.alice, "again-advice.csv")

    assert [(row["Task"], row["Volume"], row["core"]) for row in rows] == [
        ("'=pay", "3", "apart"),
        ("Billing", "4", ""),
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b" \n\n", "empty.csv has nothing in it"),
        ("numbers.csv", b"1,2\n3,4\n", "I found no tasks in numbers.csv"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old.xls is in Excel's old format"),
        ("broken.xlsx", b"PK\x03\x04" + bytes(99), "I can't read broken.xlsx: the file seems to be damaged"),
        ("many.csv", b"pay people\n" * 5_001, "many.csv has more tasks than I take at once"),
        ("photo.png", b"\x89PNG\r\n\x1a\n", "I can't read photo.png as a list"),
    ],
)
async def test_what_can_not_be_taken_gets_a_clear_word(
    brief: Office, name: str, data: bytes, said: str
) -> None:
    await brief.alice.upload(name, data)

    await brief.alice.sees(said)
    assert brief.posts("files.completeUploadExternal") == []


async def test_words_beside_a_picture_are_a_task_all_the_same(brief: Office) -> None:
    await brief.alice.upload("photo.png", b"\x89PNG\r\n\x1a\n", text="Monthly payroll for 40 people")

    await brief.alice.sees("I can't read photo.png as a list")
    await brief.alice.sees("“Monthly payroll for 40 people”")


async def test_a_file_of_somebody_from_another_organization_is_asked_for(brief: Office) -> None:
    await brief.alice.upload("theirs.csv", SHEET, as_stranger=True)

    await brief.alice.sees("3 tasks checked")


async def test_nobody_else_sees_anything_of_it(brief: Office) -> None:
    await brief.alice.upload("our tasks.csv", SHEET)
    await brief.alice.sees("3 tasks checked")

    await brief.bob.does_not_see("tasks checked")
    await brief.bob.does_not_see("payroll")


async def test_when_something_breaks_no_message_goes_on_promising(
    brief: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.listwork.read_rows", lambda *_: 1 / 0)
    await brief.alice.upload("our tasks.csv", SHEET)

    await brief.alice.sees("I had to stop with our tasks.csv")
    await brief.alice.sees("give this code to whoever manages the app")


async def test_results_that_can_not_come_anew_promise_nothing_either(
    brief: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await brief.alice.upload("our tasks.csv", SHEET)
    await brief.alice.sees("3 tasks checked")
    monkeypatch.setattr("bot.listwork.results", lambda *_, **__: 1 / 0)
    await brief.alice.press("New results")

    await brief.alice.sees("I had to stop with our tasks.csv")


async def test_a_file_on_which_the_studio_dies_is_refused_in_words(
    brief: Office, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studio, "_exchange", lambda process, _: process.kill())
    await brief.alice.upload("our tasks.csv", SHEET)

    await brief.alice.sees("I could not get through our tasks.csv")


async def test_without_a_studio_the_results_are_a_message(
    office: Office, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studio, "_exchange", lambda process, _: process.kill())
    await office.alice.dm(PASTED)

    await office.alice.sees("12 tasks checked")
    await office.alice.sees("The files could not be made or sent just now.")


async def test_a_file_that_was_deleted_meanwhile_is_asked_for_again(brief: Office) -> None:
    await brief.alice.upload("unclear.csv", UNCLEAR)
    question = await brief.alice.sees("Which column")
    upload = next(one for one in await brief.alice.messages("dm") if one.get("files"))
    brief.alice._file(upload["files"][0]["id"]).deleted = True
    await brief.alice.press("Alpha, such as “Monthly payroll for all”", on=question)

    await brief.alice.sees("Slack did not give me unclear.csv.")
