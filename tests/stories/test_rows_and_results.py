"""A list goes on: rows are opened and sharpened, results come anew, less is granted, others are served."""

import asyncio
from pathlib import Path

from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.lists import PASTED, SHEET, eventually, newest_rows, office_without
from tests.stories.walks import asked


async def brought(office: Office) -> None:
    await office.alice.upload("our tasks.csv", SHEET)
    await office.alice.sees_file("our tasks-advice.csv", within=10.0)


async def test_a_row_is_opened_in_words_and_sharpened(office: Office, knowledge: Knowledge) -> None:
    await brought(office)
    await office.alice.dm("open row 4")
    card = await office.alice.sees("“The usual work”")
    question = asked(knowledge, card)
    assert question
    option = knowledge.pack.question(question).options[0].id
    await office.alice.press(knowledge.words().questions[question].options[option].text, on=card)
    await office.alice.sees("Question 2")
    await office.alice.press("New results")
    await office.alice.sees_file("our tasks-advice.csv", within=10.0)
    await office.alice.sees("3 tasks checked")

    async def has_answer() -> bool:
        rows = await newest_rows(office.alice, "our tasks-advice.csv")
        return rows[2].get(question) == option

    await eventually(has_answer)


async def test_a_row_is_opened_from_the_menu(office: Office) -> None:
    await brought(office)
    await office.alice.press("4. The usual work")

    await office.alice.sees("“The usual work”")


async def test_a_row_is_opened_by_its_number_in_a_form(office: Office) -> None:
    await brought(office)
    await office.alice.press("Open a row")
    await office.alice.sees("Number of the row")
    assert await office.alice.submit({"Number of the row": "seventeen"}) == {
        "oa:row": "Please type the number of a row, such as 17."
    }
    assert await office.alice.submit({"Number of the row": "17"}) == {
        "oa:row": "There is no task in row 17. The tasks stand in rows 2 to 4."
    }
    await office.alice.submit({"Number of the row": "row 4"})

    await office.alice.sees("“The usual work”")


async def test_a_row_that_is_not_there_is_said_so(office: Office) -> None:
    await brought(office)
    await office.alice.dm("open row 99")

    await office.alice.sees("There is no task in row 99. The tasks stand in rows 2 to 4.")


async def test_without_a_list_there_is_no_row(office: Office) -> None:
    await office.alice.dm("open row 3")

    await office.alice.sees("I have no list of yours yet.")


async def test_somebody_elses_row_stays_theirs(office: Office) -> None:
    await brought(office)
    await office.bob.dm("open row 4")

    await office.bob.sees("I have no list of yours yet.")


async def test_an_opened_row_that_is_opened_again_stands_below(office: Office) -> None:
    await brought(office)
    await office.alice.dm("open row 4")
    first = await office.alice.sees("“The usual work”")
    await office.alice.dm("row 4")

    async def has_moved() -> bool:
        cards = [one["ts"] for one in await office.alice.messages("dm") if "“The usual work”" in one["text"]]
        return len(cards) == 1 and cards[0] > first["ts"]

    await eventually(has_moved)


async def test_a_list_can_be_pasted_into_a_form(office: Office) -> None:
    await office.alice.dm("\n".join(PASTED.splitlines()[:3]))
    card = await office.alice.sees("I read 3 tasks here")
    await office.alice.forge(card, action_id="oa:list_paste", value="list_paste")
    await office.alice.sees("Tasks, one in each line")
    errors = await office.alice.submit({"Tasks, one in each line": "payroll"})
    assert errors == {"oa:list": "Please give me at least two lines with a task in each."}
    await office.alice.submit({"Tasks, one in each line": "payroll\npatent research"})
    await office.alice.sees("The results come to your DM with me.")
    await office.alice.close_view()

    await office.alice.sees("2 tasks checked")


async def test_without_leave_to_upload_the_results_are_a_message(tmp_path: Path) -> None:
    async with office_without(tmp_path, "files:write") as office:
        await office.alice.upload("our tasks.csv", SHEET)
        results = await office.alice.sees("3 tasks checked")

        assert "grant Outsource Advisor the scope `files:write`" in results["text"]
        assert "Outsource as KPO" in results["text"]
        assert [call for call in office.sandbox.calls if call.method.startswith("files.")] == []


async def test_without_leave_to_read_files_the_list_can_be_pasted(tmp_path: Path) -> None:
    async with office_without(tmp_path, "files:read") as office:
        await office.alice.upload("our tasks.csv", SHEET)
        await office.alice.sees("grant Outsource Advisor the scope `files:read`")
        await office.alice.dm(PASTED)

        await office.alice.sees("12 tasks checked")


async def test_others_are_served_while_a_long_list_is_worked_on(office: Office) -> None:
    long = b"Task\n" + b"Prepare the monthly payroll for plant and people\n" * 1_500
    work = asyncio.create_task(office.alice.upload("long.csv", long))
    await office.alice.sees("Reading long.csv", within=5.0)
    await office.bob.command("/outsource-check monthly payroll")

    await office.bob.sees("Question 1", within=2.0)
    await work
    await office.alice.sees("1,500 tasks checked", within=10.0)


async def test_nothing_is_ever_refused_by_slack(office: Office) -> None:
    await brought(office)
    await office.alice.dm("open row 4")
    await office.alice.sees("“The usual work”")

    assert [call.method for call in office.sandbox.calls if not call.ok] == []
