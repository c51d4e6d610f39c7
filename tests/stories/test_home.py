"""App Home: how to begin, what waits, help; for everybody who opens it, and always up to date."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import ROUTINE, asked, newest_card, press_through

STRANGER = "U0STRANGER9"


async def advised(person: Person, knowledge: Knowledge) -> None:
    await person.dm("handling of incoming forms")
    await person.sees("Question 1")
    await press_through(person, knowledge, ROUTINE, "dm")


def published(office: Office) -> int:
    return len(office.posts("views.publish"))


# ----------------------------------------------------------------------------- begin


async def test_the_first_visit_says_what_this_is_and_what_will_stand_there(office: Office) -> None:
    await office.alice.open_home()
    home = await office.alice.sees("I help you decide whether to outsource a task")

    assert "Your first check takes about a minute" in str(home)
    assert "180 days after you last touched it" in str(home)


async def test_a_check_begins_in_a_form(office: Office) -> None:
    await office.alice.open_home()
    await office.alice.press("Check a task")

    assert (await office.alice.sees("What is the task?"))["type"] == "modal"


async def test_a_check_begins_in_messages(office: Office, knowledge: Knowledge) -> None:
    await office.alice.open_home()
    await office.alice.press("Ask me in Messages")
    await office.alice.sees("I asked you in Messages")
    await office.alice.close_view()
    await office.alice.dm("handling of incoming forms")

    card = await newest_card(office.alice, "dm")
    assert asked(knowledge, card)
    assert len([one for one in await office.alice.messages("dm") if one.get("bot_id")]) == 1


async def test_help_explains_itself_and_its_words(office: Office) -> None:
    await office.alice.open_home()
    await office.alice.press("Help")
    await office.alice.sees("How this works")
    await office.alice.press("KPO (knowledge process outsourcing)")

    explained = await office.alice.sees("Understanding BPO vs. KPO")
    assert explained["type"] == "modal"


# -------------------------------------------------------------------------- up to date


async def test_what_waits_stands_on_top_and_goes_on_in_a_form(office: Office) -> None:
    await office.alice.open_home()
    await office.alice.dm("handling of incoming forms")
    await office.alice.sees("Question 1")
    await office.alice.open_home()
    await office.alice.sees("Waiting for you")
    await office.alice.press("Go on")

    form = await office.alice.sees("Answer what you know")
    assert form["type"] == "modal"
    assert "handling of incoming forms" in str(form)


async def test_home_is_up_to_date_after_a_turn_elsewhere(office: Office, knowledge: Knowledge) -> None:
    await office.alice.open_home()
    await office.alice.sees("Nothing here yet")
    await office.alice.dm("handling of incoming forms")
    await office.alice.sees("Waiting for you")
    await office.alice.dm("enough")
    home = await office.alice.sees("Outsource as BPO")  # Without opening it again.

    assert "Waiting for you" not in str(home)
    assert published(office) == 3  # Once for each turn.


async def test_nobody_gets_a_home_who_never_opened_it(office: Office, knowledge: Knowledge) -> None:
    await advised(office.bob, knowledge)

    assert published(office) == 0


async def test_the_messages_tab_publishes_nothing(office: Office) -> None:
    await office.alice.open_home("messages")
    await office.alice.does_not_see("I help you decide")

    assert published(office) == 0


async def test_home_survives_a_restart(sandbox: Sandbox, tmp_path: Path, knowledge: Knowledge) -> None:
    alice = sandbox.person("alice")
    chosen = settings.read(environment(sandbox, tmp_path))
    async with running(chosen):
        await sandbox.connected()
        await alice.open_home()
        await alice.sees("I help you decide")
    async with running(chosen):
        await sandbox.connected()
        await advised(alice, knowledge)
        await alice.open_home("messages")

        await alice.sees("Your checks")  # It was published anew, though she did not open it again.
        await alice.sees("Outsource as BPO")


# ----------------------------------------------------------------------- for everybody


async def test_a_guest_has_a_home_too(tmp_path: Path) -> None:
    sandbox = Sandbox(manifest(), guests=["carol"])
    async with sandbox, running(settings.read(environment(sandbox, tmp_path))):
        await sandbox.connected()
        carol = sandbox.person("carol")
        await carol.open_home()

        await carol.sees("I help you decide")


async def test_somebody_of_another_workspace_breaks_nothing(office: Office) -> None:
    event = {"type": "app_home_opened", "user": STRANGER, "channel": "D0STRANGER", "tab": "home"}
    office.sandbox._accounts.sites[0].events.publish({**event, "event_ts": "1795000000.000100"})
    await office.alice.open_home()
    await office.alice.sees("I help you decide")

    assert not office.posts("chat.postMessage")  # No word of trouble to anybody.


async def test_a_home_tab_that_was_switched_off_breaks_no_turn(
    sandbox: Sandbox, tmp_path: Path, knowledge: Knowledge
) -> None:
    first = settings.read(environment(sandbox, tmp_path))
    async with running(first):
        await sandbox.connected()
        await sandbox.person("alice").open_home()
        await sandbox.person("alice").sees("I help you decide")
    hidden = manifest()
    hidden["features"]["app_home"]["home_tab_enabled"] = False
    async with Sandbox(hidden) as later, running(settings.read(environment(later, tmp_path))):
        await later.connected()
        alice = later.person("alice")
        await advised(alice, knowledge)

        await alice.sees("Recommended: BPO")
        await alice.does_not_see("went wrong")


async def test_an_admin_finds_the_settings_and_others_do_not(sandbox: Sandbox, tmp_path: Path) -> None:
    alice, bob = sandbox.person("alice"), sandbox.person("bob")
    chosen = replace(settings.read(environment(sandbox, tmp_path)), admins=(alice.id,))
    async with running(chosen):
        await sandbox.connected()
        await alice.open_home()
        await bob.open_home()

        assert "Open settings" in str(await alice.sees("I help you decide"))
        assert "Open settings" not in str(await bob.sees("I help you decide"))


@pytest.mark.parametrize("url", ["", "https://example.com/help"])
async def test_where_to_find_support_stands_at_the_end(sandbox: Sandbox, tmp_path: Path, url: str) -> None:
    chosen = replace(settings.read(environment(sandbox, tmp_path)), support_url=url)
    async with running(chosen):
        await sandbox.connected()
        alice = sandbox.person("alice")
        await alice.open_home()
        home = await alice.sees("Something wrong or missing?")

        links = [block["accessory"]["url"] for block in home["blocks"] if "url" in block.get("accessory", {})]
        assert links == ([url] if url else [])


async def test_following_the_support_link_asks_nothing_of_anybody(sandbox: Sandbox, tmp_path: Path) -> None:
    chosen = replace(settings.read(environment(sandbox, tmp_path)), support_url="https://example.com/help")
    async with running(chosen):
        await sandbox.connected()
        alice = sandbox.person("alice")
        await alice.open_home()
        await alice.press("Get support")

        await alice.does_not_see("I don't know that button")


# --------------------------------------------------------------------- behind the command


async def test_help_behind_the_command_is_one_screen_and_begins_nothing(office: Office) -> None:
    await office.bob.command("/outsource-check help")
    helped = await office.bob.sees("How this works")
    await office.bob.open_home()
    home = await office.bob.sees("Your checks")

    assert helped["ephemeral"]
    assert len(helped["text"].splitlines()) <= 12
    assert "Nothing here yet" in str(home)


async def test_one_s_own_checks_are_listed_behind_the_command(office: Office, knowledge: Knowledge) -> None:
    await advised(office.bob, knowledge)
    await office.bob.command("/outsource-check mine")
    listed = await office.bob.sees("Your newest checks")
    await office.bob.press("Open", on=listed)

    assert listed["ephemeral"]
    assert "handling of incoming forms" in listed["text"]
    assert (await office.bob.sees("What would change this"))["type"] == "modal"
