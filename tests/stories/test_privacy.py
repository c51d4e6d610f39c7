"""Alice takes along what is kept of her, and has it forgotten: all of it, and nothing of Bob's."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.desks import privacy
from bot.manifest import manifest
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.deciding import advised as advised_together
from tests.stories.deciding import ask, decide, opine
from tests.stories.shelves import fill
from tests.stories.walks import ROUTINE, press_through

SECRET = "payroll for the secret Zanzibar office"


async def advised(person: Person, knowledge: Knowledge, task: str = SECRET) -> None:
    await person.dm(task)
    await person.sees("Question 1")
    await press_through(person, knowledge, ROUTINE, "dm")


def every_row(folder: Path) -> str:
    """All that stands in the database, in one text."""
    with sqlite3.connect(folder / "demo.sqlite3") as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return str([database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names])  # noqa: S608 - our own tables


async def test_home_says_what_is_kept_and_for_how_long(office: Office) -> None:
    await office.alice.open_home()
    home = str(await office.alice.sees("What I keep"))

    assert "180 days" in home
    assert "Nobody else sees any of it" in home


async def test_everything_of_mine_comes_as_a_file(office: Office, knowledge: Knowledge) -> None:
    await advised(office.alice, knowledge)
    await office.alice.open_home()
    await office.alice.press("Export mine")
    await office.alice.sees("now stands in Messages")
    await office.alice.close_view()
    kept = json.loads(await office.alice.download("outsource-advisor-my-data.json"))

    assert [one["task"] for one in kept["assessments"]] == [SECRET]
    assert kept["assessments"][0]["answers"]
    assert kept["person"] == office.alice.id


@pytest.fixture
async def without_files() -> AsyncIterator[Sandbox]:
    """A workspace that does not let us send files."""
    narrow = manifest()
    narrow["oauth_config"]["scopes"]["bot_optional"] = []
    async with Sandbox(narrow) as opened:
        yield opened


async def all_parts(person: Person) -> list[dict[str, Any]]:
    first = await person.sees("Put the parts together")
    count = re.search(r"of (\d+)\.", first["text"])
    assert count
    await person.sees(f"part {count[1]} of {count[1]}", within=30.0)
    return [one for one in await person.messages("dm") if "Put the parts together" in one["text"]]


async def test_without_leave_to_send_files_it_comes_in_parts_that_make_one_json(
    without_files: Sandbox, tmp_path: Path
) -> None:
    chosen, alice = settings.read(environment(without_files, tmp_path)), without_files.person("alice")
    await fill(chosen.database_url, alice.id, 8)
    async with running(chosen):
        await without_files.connected()
        await alice.dm("payroll <&> *bold* :tada: “quoted”")
        await alice.open_home()
        await alice.press("Export mine")
        await alice.sees("now stands in Messages")
        await alice.close_view()
        parts = await all_parts(alice)
        kept = json.loads("".join(part["blocks"][1]["text"]["text"] for part in parts))

        assert len(parts) > 1
        assert kept["assessments"][0]["task"] == "payroll <&> *bold* :tada: “quoted”"
        assert len(kept["assessments"]) == 9


async def test_what_is_too_much_for_messages_says_how_much_is_missing(
    without_files: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "MOST_PARTS", 4)  # Slack takes one a second.
    chosen, alice = settings.read(environment(without_files, tmp_path)), without_files.person("alice")
    await fill(chosen.database_url, alice.id, 60)
    async with running(chosen):
        await without_files.connected()
        await alice.open_home()
        await alice.press("Export mine")
        await alice.sees("now stands in Messages", within=20)
        await alice.close_view()

        await alice.sees("That is all that fits in messages: 4 of")


async def test_mine_are_forgotten_in_every_table(
    office: Office, knowledge: Knowledge, tmp_path: Path
) -> None:
    await office.alice.open_home()
    await advised(office.alice, knowledge)
    await advised(office.bob, knowledge, "Bob's own forms")
    before = every_row(tmp_path)
    await office.alice.open_home()
    await office.alice.press("Delete mine")
    home = await office.alice.sees("I have forgotten everything about you")
    after = every_row(tmp_path)

    assert office.alice.id in before
    assert "Zanzibar" in before
    assert office.alice.id not in after
    assert "Zanzibar" not in after
    assert "Bob's own forms" in after
    assert "Nothing here yet" in str(home)


async def test_nothing_is_left_of_all_that_people_can_do_together(
    office: Office, knowledge: Knowledge, tmp_path: Path
) -> None:
    alice, bob = office.alice, office.bob
    await advised_together(alice, SECRET)
    await decide(
        alice, "Split it", **{"Who decided?": "bob", "Why?": "Zanzibar says so", "Remind on": "2099-12-24"}
    )
    await alice.sees("Decided: Split it")
    await ask(alice, bob, note="You know Zanzibar best")
    await opine(bob, knowledge, presence="must")
    await alice.press("Helpful", on="Recommended")
    await alice.dm("\n".join(f"Zanzibar task {number}" for number in range(12)))
    await alice.sees("12 tasks checked", within=15)
    before = every_row(tmp_path)
    for person in (alice, bob):
        await person.open_home()
        await person.press("Delete mine")
        await person.sees("I have forgotten everything about you")
        after = every_row(tmp_path)

        assert person.id in before
        assert person.id not in after
        assert "Zanzibar" not in after


async def test_deleting_everything_is_asked_about_first(office: Office) -> None:
    await office.alice.open_home()
    home = await office.alice.sees("What I keep")
    rows = [block["elements"] for block in home["blocks"] if block["type"] == "actions"]
    erase = next(one for row in rows for one in row if one.get("style") == "danger")

    assert erase["text"]["text"] == "Delete mine"
    assert "forgotten for good" in erase["confirm"]["text"]["text"]


async def test_an_old_card_of_a_forgotten_check_says_that_it_is_gone(
    office: Office, knowledge: Knowledge
) -> None:
    await advised(office.alice, knowledge)
    card = await office.alice.sees("Recommended: BPO")
    await office.alice.open_home()
    await office.alice.press("Delete mine")
    await office.alice.sees("I have forgotten everything about you")
    await office.alice.press("Start over", on=card)

    await office.alice.sees("I can't find that check any more")


async def test_whoever_was_forgotten_is_new_again(office: Office, knowledge: Knowledge) -> None:
    await advised(office.alice, knowledge)
    await office.alice.open_home()
    await office.alice.press("Delete mine")
    await office.alice.sees("I have forgotten everything about you")
    await office.alice.dm("handling of incoming forms")

    await office.alice.sees("Question 1")
    greetings = [
        one for one in await office.alice.messages("dm") if "Hi, I'm Outsource Advisor" in one["text"]
    ]
    assert len(greetings) == 2
