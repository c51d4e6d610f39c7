"""Advice to take along: a memo as PDF or Markdown, and all of one's own as a sheet."""

from pathlib import Path

from tests.conftest import Office
from tests.stories.deciding import decide
from tests.stories.lists import newest_rows, office_without


async def advised(office: Office, task: str = "Monthly payroll for 40 people") -> None:
    await office.alice.dm(task)
    await office.alice.dm("enough")
    await office.alice.sees("Recommended: BPO")


async def test_advice_is_saved_as_a_memo_of_one_page(office: Office) -> None:
    await advised(office)
    await office.alice.press("Save as PDF")
    pdf = await office.alice.download("memo-Monthly-payroll-for-40-people.pdf", within=10.0)

    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") == 1


async def test_advice_is_saved_as_markdown(office: Office) -> None:
    await advised(office)
    await office.alice.press("Save as Markdown")
    memo = (await office.alice.download("memo-Monthly-payroll-for-40-people.md", within=10.0)).decode()

    assert "## Recommended: BPO — Payroll (back office)" in memo
    assert "**Task:** Monthly payroll for 40 people" in memo


async def test_the_memo_of_advice_in_a_channel_goes_to_the_dm(office: Office) -> None:
    await office.alice.mention("Monthly payroll for 40 people")
    await office.alice.mention("enough", thread=(await office.alice.sees("Question 1")))
    await office.alice.sees("Recommended: BPO")
    await office.alice.press("Save as Markdown")
    await office.alice.sees("Your memo is in your DM with me.")
    file = await office.alice.sees_file("memo-Monthly-payroll-for-40-people.md", within=10.0)

    assert file
    await office.bob.does_not_see("The memo that you asked for.")


async def test_without_leave_to_upload_the_memo_is_a_message(tmp_path: Path) -> None:
    async with office_without(tmp_path, "files:write") as office:
        await advised(office)
        await office.alice.press("Save as PDF")

        memo = await office.alice.sees("here is the memo as a message")
        assert memo["text"].index("here is the memo as a message") < memo["text"].index("Recommended: BPO")


async def test_the_memo_as_a_message_tells_the_decision(tmp_path: Path) -> None:
    async with office_without(tmp_path, "files:write") as office:
        await advised(office)
        await decide(office.alice, "Outsource it as BPO")
        await office.alice.sees("Decided:")
        await office.alice.press("Save as PDF", on="Decided:")
        memo = await office.alice.sees("here is the memo as a message")

        assert "Decided: Outsource it as BPO." in memo["text"]


async def test_nobody_takes_along_what_is_somebody_elses(office: Office) -> None:
    await office.alice.mention("Monthly payroll for 40 people")
    await office.alice.mention("enough", thread=(await office.alice.sees("Question 1")))
    await office.bob.sees("Recommended: BPO")
    await office.bob.press("Save as PDF")

    await office.bob.does_not_see("Your memo is in your DM with me.")
    assert office.posts("files.completeUploadExternal") == []


async def test_everything_of_ones_own_is_one_sheet(office: Office) -> None:
    await advised(office)
    await office.alice.dm("Patent research for a new sensor")
    card = await office.alice.sees("“Patent research for a new sensor”")
    await office.alice.forge(card, action_id="oa:export_all", value="export_all")
    rows = await newest_rows(office.alice, "my-assessments.csv")

    assert [row["Task"] for row in rows] == [
        "Patent research for a new sensor",
        "Monthly payroll for 40 people",
    ]
    assert rows[1]["Lean"] == "BPO"
    assert rows[1]["Last touched"]


async def test_who_has_nothing_gets_no_sheet(office: Office) -> None:
    await office.bob.dm("hello")
    card = await office.bob.newest("dm")
    await office.bob.forge(card, action_id="oa:export_all", value="export_all")

    await office.bob.sees("You have no assessments yet.")
