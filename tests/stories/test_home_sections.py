"""What else stands on Alice's Home: her decisions, her newest list, and what she can take along."""

from datetime import UTC, datetime

from bot.sandbox.person import Person
from tests.conftest import Office
from tests.stories.deciding import TASK, advised, decide

YEAR = datetime.now(UTC).year
REMINDER = f"{YEAR} Reminder on December "
"""How Home says it, the day of the decision and then the reminder; the card says it otherwise."""

LIST = "\n".join(f"task {number}: monthly payroll of one more office" for number in range(12))


async def at_home(person: Person, words: str) -> str:
    """What Home says, once those words are on it."""
    await person.open_home()
    return str(await person.sees(words))


async def test_a_decision_stands_on_home_with_its_reminder(office: Office) -> None:
    await office.alice.open_home()
    await advised(office.alice)
    await decide(office.alice, "Keep it in-house", **{"Remind on": "2099-12-24"})
    home = str((await office.alice.sees(REMINDER + "24, 2099"))["blocks"])  # Without opening it again.

    assert "*Your decisions*" in home
    assert "*Keep it in-house*" in home
    assert f"<@{office.alice.id}>" not in home


async def test_a_decision_is_changed_from_home(office: Office) -> None:
    await advised(office.alice)
    await decide(office.alice, "Decide later", **{"Remind on": "2099-12-24"})
    await office.alice.sees("Decided: Decide later")
    await at_home(office.alice, REMINDER + "24, 2099")
    await office.alice.press("Change the decision")
    await office.alice.sees("What is decided?")
    await office.alice.submit({"What is decided?": "Split it", "Remind on": "2099-12-31"})

    assert "*Split it*" in str(await office.alice.sees(REMINDER + "31, 2099"))


async def test_somebody_else_s_decision_says_whose_it_was(office: Office) -> None:
    await advised(office.alice)
    await decide(office.alice, "Split it", **{"Who decided?": "bob"})

    assert f"by <@{office.bob.id}>" in await at_home(office.alice, f"{YEAR}, by @bob")


async def test_the_decision_goes_with_its_check(office: Office) -> None:
    await advised(office.alice)
    await decide(office.alice, "Split it")
    await at_home(office.alice, "Your checks")
    await office.alice.press("Delete")
    await office.alice.sees("Delete this check?")
    await office.alice.submit()
    home = str(await office.alice.sees("That check is forgotten"))

    assert "*Your decisions*" not in home
    assert TASK not in home


async def test_a_memo_is_taken_along_from_the_list(office: Office) -> None:
    await advised(office.alice)
    await at_home(office.alice, "Your checks")
    await office.alice.press("Save as PDF")
    await office.alice.close_view()
    memo = await office.alice.download("memo-monthly-payroll-for-40-people.pdf", within=15)

    assert memo.startswith(b"%PDF")


async def test_all_checks_are_taken_along_as_a_sheet(office: Office) -> None:
    await advised(office.alice)
    await at_home(office.alice, "Your checks")
    await office.alice.press("All as a sheet")
    await office.alice.close_view()

    assert TASK in (await office.alice.download("my-assessments.csv")).decode()


async def test_a_language_chosen_on_home_is_what_home_speaks(office: Office) -> None:
    await office.alice.open_home()
    home = await office.alice.sees("I help you decide whether to outsource")
    await office.alice.press("Español", on=home)
    spanish = await office.alice.sees("Tus revisiones")

    assert "As the workspace (English)" in str(home)
    assert "Check a task" not in str(spanish)


async def test_the_newest_list_stands_on_home_with_its_picture(office: Office) -> None:
    await office.alice.open_home()
    await office.alice.dm(LIST)
    home = await office.alice.sees("Your newest list", within=15)
    await office.alice.press("Show the picture", on=home)
    shown = await office.alice.sees("A pasted list: 12 tasks")

    assert "A pasted list: 12 tasks" in str(home["blocks"])
    assert [block["type"] for block in shown["blocks"]] == ["image"]
    assert shown["blocks"][0]["alt_text"]
