"""The README's pictures, taken from a real conversation when they are missing or asked for.

`OUTSOURCE_ADVISOR_PICTURES=1` takes them anew.
"""

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.answering import answer_by_mouse
from tests.browser.conftest import Sit
from tests.browser.screen import Screen

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("office")]

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
APP = "Outsource Advisor"
TASK = "monthly payroll for our shops"


def wanted(name: str) -> Path:
    """Where the picture goes.

    Skips the story when it is there already and nobody asked for a new one.
    """
    path = PICTURES / name
    if path.exists() and not os.environ.get("OUTSOURCE_ADVISOR_PICTURES"):
        pytest.skip(f"{name} is there; OUTSOURCE_ADVISOR_PICTURES=1 takes it anew")
    return path


async def settle(screen: Screen) -> None:
    """Nothing hovered, focused, or marked as new."""
    await screen.page.get_by_role("button", name="Dismiss these hints").click()
    await screen.page.mouse.move(0, 0)
    await screen.run("document.activeElement.blur()")


async def take(screen: Screen, path: Path) -> None:
    picture = await screen.page.screenshot(path=path, animations="disabled", caret="hide")

    assert len(picture) > 10_000


async def test_a_conversation_in_a_channel(sit: Sit) -> None:
    path = wanted("channel.png")
    alice, bob, carol = await sit("alice"), await sit("bob"), await sit("carol")
    await carol.say("Month-end closing starts today, so I am slow to answer.")
    await alice.sees("Month-end", place=alice.conversation)
    await bob.say(f"It takes us two days a month to do {TASK}. Could somebody else do it?")
    await alice.sees("two days a month", place=alice.conversation)
    await carol.say("Let's ask before the board meeting on Thursday :thinking_face:")
    await alice.sees("board meeting", place=alice.conversation)
    await alice.say(f"@{APP} should we outsource {TASK}?")
    await alice.open_thread()
    await answer_by_mouse(alice.thread, prefer="Payroll|Finance|HR|Personal or financial")
    await settle(alice)

    await take(alice, path)


async def test_a_question_that_only_one_person_sees(sit: Sit) -> None:
    path = wanted("command-dark.png")
    alice = await sit("alice", dark=True)
    await alice.say("/outsource-check patent research for a new sensor")
    await alice.sees("Only visible to you")
    await settle(alice)

    await take(alice, path)


async def test_a_private_conversation_on_a_phone(sit: Sit) -> None:
    path = wanted("phone.png")
    alice = await sit("alice", phone=True)
    await alice.conversation.get_by_role("button", name="Back to the channels").click()
    await alice.go_to(APP)
    await alice.say("first-line customer support in Spanish")
    await alice.sees("Question 1", place=alice.conversation)
    await settle(alice)
    await expect(alice.page.get_by_role("main")).to_be_visible()

    await take(alice, path)
