"""Alice has asked a lot, and finds any of it again on her Home."""

from collections.abc import AsyncIterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.stories.shelves import fill

COUNT = 45


@pytest.fixture
def count() -> int:
    return COUNT


@pytest.fixture
async def alice(sandbox: Sandbox, tmp_path: Path, count: int) -> AsyncIterator[Person]:
    """Alice at her Home, with so many checks behind her."""
    person = sandbox.person("alice")
    chosen = settings.read(environment(sandbox, tmp_path))
    await fill(chosen.database_url, person.id, count)
    async with running(chosen):
        await sandbox.connected()
        await person.open_home()
        yield person


def titles(home: dict[str, Any]) -> list[str]:
    """The tasks of the list, from top to bottom."""
    rows = [block for block in home["blocks"] if block.get("accessory", {}).get("type") == "overflow"]
    return [row["text"]["text"] for row in rows]


async def test_the_newest_twenty_stand_there_with_their_verdict_and_day(alice: Person) -> None:
    home = await alice.sees("45 checks, newest first, page 1 of 3")

    assert len(titles(home)) == 20
    assert titles(home)[0] == "Übersetzung der Verträge 45"
    assert "Keep it in-house, leans KPO" in str(home)
    assert "January 1, 2026" in str(home)


async def test_older_ones_stand_on_the_next_pages(alice: Person) -> None:
    await alice.press("Older")
    await alice.sees("page 2 of 3")
    await alice.press("Older")
    last = await alice.sees("page 3 of 3")
    await alice.press("Newer")

    assert titles(last)[-1] == "Monthly payroll of office 1"
    await alice.sees("page 2 of 3")


async def test_a_search_finds_without_case_and_accents(alice: Person) -> None:
    await alice.search_home("verTRAGE ubersetzung")
    home = await alice.sees("15 checks, newest first")

    assert {title.split()[0] for title in titles(home)} == {"Übersetzung"}


async def test_lean_and_fit_narrow_what_was_found(alice: Person) -> None:
    await alice.press("KPO")
    await alice.sees("30 checks, newest first")
    await alice.press("Keep it in-house")
    home = await alice.sees("15 checks, newest first")

    assert {title.split()[0] for title in titles(home)} == {"Patent"}


async def test_a_new_search_begins_on_its_first_page(alice: Person) -> None:
    await alice.press("Older")
    await alice.sees("page 2 of 3")
    await alice.press("KPO")

    await alice.sees("30 checks, newest first, page 1 of 2")


async def test_what_is_not_found_says_so_and_everything_comes_back(alice: Person) -> None:
    await alice.search_home("no such thing")
    await alice.sees("None of your checks fits that")
    await alice.press("Show all")

    await alice.sees("45 checks, newest first")


async def test_leaving_home_and_coming_back_keeps_the_search(alice: Person) -> None:
    await alice.search_home("patent")
    await alice.sees("15 checks, newest first")
    await alice.open_home("messages")
    await alice.open_home()

    await alice.sees("15 checks, newest first")


async def test_a_check_opens_to_be_read(alice: Person) -> None:
    await alice.press("Open", on="Übersetzung der Verträge 45")
    shown = await alice.sees("What would change this")

    assert shown["type"] == "modal"
    assert "Übersetzung der Verträge 45" in str(shown)


async def test_a_check_goes_on_in_messages(alice: Person) -> None:
    await alice.press("Open")
    await alice.press("Go on in Messages")
    await alice.sees("It now stands in Messages")
    await alice.close_view()
    card = (await alice.messages("dm"))[-1]

    assert "Verträge 45" in card["text"]
    await alice.press("Start over", on=card)
    await alice.sees("Question 1")


async def test_one_check_is_deleted_after_a_second_thought(alice: Person) -> None:
    await alice.press("Older")
    await alice.sees("page 2 of 3")
    home = await alice.sees("Monthly payroll of office 25")
    gone = titles(home)[0]
    await alice.press("Delete", on=home)
    await alice.sees("Delete this check?")
    await alice.submit()
    home = await alice.sees("That check is forgotten")

    assert gone not in titles(home)
    await alice.sees("44 checks, newest first, page 2 of 3")


async def test_a_second_thought_keeps_the_check(alice: Person) -> None:
    await alice.press("Delete")
    await alice.sees("Delete this check?")
    await alice.close_view()
    await alice.open_home()

    await alice.sees("45 checks, newest first")


@pytest.mark.parametrize("count", [1_000])
async def test_a_thousand_checks_open_at_once_and_keep_slacks_limits(alice: Person, sandbox: Sandbox) -> None:
    home = await alice.sees("1,000 checks, newest first, page 1 of 50")

    assert len(home["blocks"]) <= 100
    begun = process_time()
    await alice.press("Older")
    await alice.sees("page 2 of 50")
    looked = process_time()
    await alice.dm("monthly payroll")
    await alice.sees("Question 1")
    asked = process_time()

    assert looked - begun < 10 * (asked - looked)  # Twice to four times, where nothing slows them down.
    assert all(call.ok for call in sandbox.calls)
