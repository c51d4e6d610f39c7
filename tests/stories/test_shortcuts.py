"""Somebody wrote about a task; Bob checks it out of that message's menu, and only he sees it."""

from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.admins import run_by_alice
from tests.stories.walks import ROUTINE, newest_card, press_through

CHECK = "Check this task"


async def test_the_words_of_the_message_are_the_task(office: Office) -> None:
    said = await office.carol.say("We should find somebody for our monthly payroll")
    await office.bob.message_shortcut(CHECK, said)

    asked = await office.bob.sees("Question 1")
    assert asked["ephemeral"]
    assert "monthly payroll" in asked["text"]


async def test_nobody_else_sees_anything_of_it(office: Office, knowledge: Knowledge) -> None:
    said = await office.carol.say("We should find somebody for our monthly payroll")
    await office.bob.message_shortcut(CHECK, said)
    await press_through(office.bob, knowledge, ROUTINE, "general")

    await office.bob.sees("Recommended: BPO")
    await office.carol.does_not_see("Recommended")
    assert not office.posts("chat.postMessage")


async def test_it_works_where_the_app_is_no_member(office: Office, knowledge: Knowledge) -> None:
    said = await office.carol.say("handling of incoming forms", "random")
    await office.bob.message_shortcut(CHECK, said)
    await press_through(office.bob, knowledge, ROUTINE, "random")

    await office.bob.sees("Recommended: BPO")


async def test_in_a_thread_the_answer_stands_in_that_thread(office: Office) -> None:
    parent = await office.carol.say("What shall we do about the forms?")
    said = await office.carol.say("handling of incoming forms", thread=parent)
    await office.bob.message_shortcut(CHECK, said)

    asked = await office.bob.sees("Question 1")
    assert asked["thread_ts"] == parent["ts"]


async def test_on_a_message_that_began_a_thread_the_answer_stands_below_it(office: Office) -> None:
    said = await office.carol.say("handling of incoming forms")
    await office.alice.say("Good question", thread=said)
    await office.bob.message_shortcut(CHECK, "handling of incoming forms")

    asked = await office.bob.sees("Question 1")
    assert not asked.get("thread_ts")


async def test_typed_words_go_on_with_it(office: Office) -> None:
    said = await office.carol.say("handling of incoming forms")
    await office.bob.message_shortcut(CHECK, said)
    await office.bob.sees("Question 1")
    await office.bob.command("/outsource-check 1")

    await office.bob.sees("Question 2")


async def test_several_tasks_in_the_message_are_offered_one_by_one(office: Office) -> None:
    said = await office.carol.say("To decide:\n1. monthly payroll\n2. patent research for a new sensor")
    await office.bob.message_shortcut(CHECK, said)

    await office.bob.sees("Which one first?")


async def test_the_people_mentioned_in_it_are_no_part_of_the_task(office: Office) -> None:
    said = await office.carol.say(f"<@{office.alice.id}> could somebody else do the monthly payroll?")
    await office.bob.message_shortcut(CHECK, said)

    asked = await office.bob.sees("Question 1")
    assert office.alice.id not in str(asked)


async def test_a_message_without_words_leads_to_the_form(office: Office) -> None:
    said = await office.carol.say(f"<@{office.alice.id}>")
    await office.bob.message_shortcut(CHECK, said)
    await office.bob.sees("no words in that message")
    await office.bob.press("Fill in a form")

    await office.bob.sees("What is the task?")


@pytest.mark.parametrize("step", ["Share in channel", "Keep it in my DM"])
async def test_its_advice_can_be_shared_and_kept(office: Office, knowledge: Knowledge, step: str) -> None:
    said = await office.carol.say("handling of incoming forms")
    await office.bob.message_shortcut(CHECK, said)
    await press_through(office.bob, knowledge, ROUTINE, "general")
    await office.bob.press(step)

    await office.bob.sees("Only you see this" if step.startswith("Share") else "The advice is in your DM")


async def test_the_check_is_kept_like_any_other(office: Office) -> None:
    said = await office.carol.say("handling of incoming forms")
    await office.bob.message_shortcut(CHECK, said)
    await office.bob.sees("Question 1")
    await office.bob.command("/outsource-check status")

    assert "handling of incoming forms" in (await newest_card(office.bob, "general"))["text"]


async def test_where_it_is_not_wanted_it_goes_on_in_the_dm(sandbox: Sandbox, tmp_path: Path) -> None:
    async with run_by_alice(sandbox, tmp_path) as office:
        await office.alice.command("/outsource-check settings")
        await office.alice.sees("Days to keep a check")
        await office.alice.submit(channels_where_i_may_be_used=["finance"])
        await office.alice.sees("Saved.")
        said = await office.carol.say("handling of incoming forms", "general")
        await office.bob.message_shortcut(CHECK, said)

        assert (await office.bob.sees("so I check that message in our DM"))["ephemeral"]
        await office.bob.sees("Question 1")
