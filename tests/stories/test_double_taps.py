"""A quick finger taps twice on a telephone: it is done once."""

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.conftest import Office
from tests.stories.deciding import Clock, advised, advised_behind_the_command, office_hours


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
