"""Alice, Bob and Carol at their own screens: what is shared is seen by all, what is private by one."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("office")]

APP = "Outsource Advisor"


async def test_a_mention_is_seen_by_everybody_at_once(sit: Sit) -> None:
    alice, bob = await sit("alice"), await sit("bob")
    await alice.say(f"@{APP} monthly payroll")

    await bob.sees("monthly payroll", place=bob.conversation)
    await bob.sees("1 reply", place=bob.conversation)


async def test_what_the_command_answers_is_seen_by_the_asker_alone(sit: Sit) -> None:
    alice, bob = await sit("alice"), await sit("bob")
    await alice.say("/outsource-check secret project")
    await alice.sees("Only visible to you")

    await bob.does_not_see("secret project")


async def test_what_only_alice_sees_is_gone_when_bob_takes_her_seat(sit: Sit) -> None:
    screen = await sit("alice")
    await screen.say("/outsource-check secret project")
    await screen.sees("Only visible to you")
    await screen.become("Bob Okafor")

    await screen.does_not_see("secret project")


async def test_whoever_takes_a_seat_is_told_things_once(sit: Sit) -> None:
    screen = await sit("alice")
    await screen.become("Bob Okafor")
    await screen.become("Carol Lindqvist")
    await screen.go_to("random")
    await screen.say(f"@{APP} monthly payroll")
    notices = screen.page.get_by_role("region", name="Notices").get_by_role("status")
    await notices.first.wait_for()

    await expect(notices).to_have_count(1)
    await expect(screen.conversation.locator(".message")).to_have_count(1)


async def test_a_private_message_stays_in_private(sit: Sit) -> None:
    screen = await sit("alice")
    await screen.go_to(APP)
    await screen.say("secret project of ours")
    await screen.sees("secret project of ours", place=screen.conversation)
    await screen.become("Carol Lindqvist")
    await screen.go_to(APP)

    await screen.does_not_see("secret project")


async def test_somebody_else_who_presses_is_told_so_alone(sit: Sit) -> None:
    alice, bob = await sit("alice"), await sit("bob")
    await alice.say(f"@{APP} monthly payroll for our shops")
    await bob.open_thread()
    await bob.thread.locator(".from-app .block-actions button").first.click()

    await bob.sees("Only visible to you")
    await alice.open_thread()
    await alice.does_not_see("Only visible to you")


async def test_unread_channels_are_marked_until_they_are_opened(sit: Sit) -> None:
    alice, bob = await sit("alice"), await sit("bob")
    await bob.go_to("finance")
    await alice.say("Good morning")
    unread = bob.page.get_by_role("button", name="general 1 unread")
    await expect(unread).to_be_visible()
    await unread.click()

    await expect(bob.page.locator(".entry.unread")).to_have_count(0)


async def test_a_mention_where_the_app_is_not_says_so(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.go_to("random")
    await alice.say(f"@{APP} monthly payroll")

    await alice.sees("not in this channel", place=alice.page.get_by_role("region", name="Notices"))


async def test_an_invitation_brings_the_app_into_the_channel(sit: Sit) -> None:
    alice = await sit("alice")
    await alice.go_to("random")
    await alice.sees("is not in this channel", place=alice.conversation)
    await alice.say(f"/invite @{APP}")

    await alice.sees("was added to #random", place=alice.conversation)
    await expect(alice.conversation.get_by_text("is not in this channel")).to_have_count(0)
