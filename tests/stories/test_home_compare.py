"""Alice lays two of her checks side by side; what differs stands first."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.stories.shelves import fill

PAYROLL, PATENTS = "Monthly payroll of office 1", "Patent research, case 2"


@pytest.fixture
def count() -> int:
    return 3


@pytest.fixture
async def alice(sandbox: Sandbox, tmp_path: Path, count: int) -> AsyncIterator[Person]:
    person = sandbox.person("alice")
    chosen = settings.read(environment(sandbox, tmp_path))
    await fill(chosen.database_url, person.id, count)
    async with running(chosen):
        await sandbox.connected()
        await person.open_home()
        yield person


async def test_two_checks_stand_side_by_side_with_what_differs_first(alice: Person) -> None:
    await alice.press("Compare two")
    await alice.sees("First check")
    await alice.submit({"First check": PAYROLL, "Second check": PATENTS})
    shown = await alice.sees("Where they differ")

    text = str(shown["blocks"])
    assert f"1. {PAYROLL}" in text
    assert f"2. {PATENTS}" in text
    assert text.index("*Advice*") < text.index("Where they differ") < text.index("Strongest reasons")


async def test_a_row_s_own_menu_has_chosen_the_first_one_already(alice: Person) -> None:
    home = await alice.sees("Your checks")
    await alice.press("Compare with another", on=home)
    await alice.sees("First check")
    await alice.submit({"Second check": PAYROLL})

    await alice.sees("1. Übersetzung der Verträge 3")


async def test_the_same_check_twice_is_said_at_the_field(alice: Person) -> None:
    await alice.press("Compare two")
    await alice.sees("First check")
    errors = await alice.submit({"First check": PAYROLL, "Second check": PAYROLL})

    assert list(errors.values()) == ["That is the same check. Choose another one."]


async def test_a_check_that_is_gone_meanwhile_is_said_at_the_field(alice: Person) -> None:
    await alice.press("Compare two")
    await alice.sees("First check")
    form = await alice.sees("First check")
    await alice.close_view()
    await alice.press("Delete")
    await alice.sees("Delete this check?")
    await alice.submit()
    await alice.sees("That check is forgotten")
    await alice.press("Compare two")
    fresh = await alice.sees("First check")

    assert "Verträge 3" in str(form)
    assert "Verträge 3" not in str(fresh)


@pytest.mark.parametrize("count", [1])
async def test_with_one_check_alone_there_is_nothing_to_compare(alice: Person) -> None:
    home = await alice.sees("One check")
    assert "Compare two" not in str(home)

    await alice.press("Compare with another")
    await alice.sees("it takes two checks with advice")


@pytest.mark.parametrize("count", [150])
async def test_an_old_check_can_be_compared_though_the_menu_holds_a_hundred(alice: Person) -> None:
    await alice.search_home("payroll of office 1")
    await alice.press("Older")
    home = await alice.sees(PAYROLL)
    await alice.press("Compare with another", on={**home, "blocks": _row(home["blocks"], PAYROLL)})
    form = await alice.sees("First check")

    chosen = form["blocks"][0]["element"]
    assert chosen["initial_option"]["text"]["text"] == PAYROLL
    assert len(chosen["options"]) == 100


def _row(blocks: list[dict[str, object]], task: str) -> list[dict[str, object]]:
    """The row of that task alone."""
    return [block for block in blocks if str(block.get("text", "")).find(f"'{task}'") >= 0]
