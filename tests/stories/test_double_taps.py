"""A quick finger taps twice on a telephone: it is done once."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.conftest import Office
from tests.stories.deciding import Clock, advised, advised_behind_the_command, office_hours
from tests.stories.lists import PASTED, SHEET, UNCLEAR, eventually


async def tap_twice(person: Person, label: str, on: str) -> None:
    await asyncio.gather(person.press(label, on=on), person.press(label, on=on))


async def test_the_advice_is_kept_once(office: Office) -> None:
    await advised_behind_the_command(office.alice)
    await tap_twice(office.alice, "Keep it in my DM", "Recommended")
    await office.alice.sees("Done. The advice is in your DM")

    assert len(await office.alice.messages("dm")) == 1


async def test_what_is_kept_is_sent_once(office: Office) -> None:
    await office.alice.open_home()
    await tap_twice(office.alice, "Export mine", "What I keep")
    await office.alice.sees("now stands in Messages")

    assert len(office.posts("files.completeUploadExternal")) == 1


@pytest.mark.parametrize("kind", ["Save as PDF", "Save as Markdown"])
async def test_a_memo_is_sent_once(office: Office, kind: str) -> None:
    await advised(office.alice)
    await tap_twice(office.alice, kind, "Recommended")
    await office.alice.sees("The memo that you asked for.", within=10.0)
    await office.alice.does_not_see("Something went wrong")

    assert len(office.posts("files.completeUploadExternal")) == 1


async def test_tasks_of_one_message_become_one_list(office: Office) -> None:
    await office.alice.dm("\n".join(PASTED.splitlines()[:3]))
    await tap_twice(office.alice, "Check them all as a list", "Which one first?")
    await office.alice.sees("3 tasks checked", within=10.0)
    await office.alice.does_not_see("Something went wrong")

    assert len([m for m in await office.alice.messages("dm") if "tasks checked" in m["text"]]) == 1


async def test_a_column_is_chosen_once_and_the_second_tap_says_nothing(office: Office) -> None:
    await office.alice.upload("unclear.csv", UNCLEAR)
    await tap_twice(office.alice, "Alpha, such as “Monthly payroll for all”", "Which column")
    await office.alice.sees("2 tasks checked", within=10.0)

    await office.alice.does_not_see("no longer waiting")


async def test_results_are_given_anew_once(office: Office) -> None:
    await office.alice.upload("tasks.csv", SHEET)
    await office.alice.sees("3 tasks checked", within=10.0)
    await tap_twice(office.alice, "New results", "3 tasks checked")

    async def came() -> bool:
        return len(office.posts("files.completeUploadExternal")) > 1

    await eventually(came)
    await office.alice.does_not_see("Something went wrong")

    assert len(office.posts("files.completeUploadExternal")) == 2


async def test_a_share_is_taken_back_once_and_nothing_breaks(office: Office) -> None:
    await advised(office.alice)
    await office.alice.press("Share in a channel")
    await office.alice.submit({"Where?": "finance"})
    await office.alice.sees("Shared in")
    await tap_twice(office.alice, "Un-share", "Shared in")
    await office.alice.sees("is gone")

    assert await office.bob.messages("finance") == []
    await office.alice.does_not_see("Something went wrong")


async def test_half_a_minute_later_it_is_a_wish_of_its_own(sandbox: Sandbox, tmp_path: Path) -> None:
    clock, alice = Clock(), sandbox.person("alice")
    async with office_hours(sandbox, tmp_path, clock):
        card = await advised_behind_the_command(alice)
        for _ in range(2):
            await alice.press("Keep it in my DM", on=card)
            await alice.does_not_see("Something went wrong")
            clock.passed += timedelta(seconds=30)

        assert len(await alice.messages("dm")) == 2
