"""Alice's workspace has agents: she is offered something to say, and sees how each conversation stands."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.person import Person
from bot.sandbox.shapes import Json
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.optional import optional_office
from tests.stories.test_agent_feedback import counted
from tests.stories.walks import ROUTINE, asked, newest_card, option_words

TASK = "handling of incoming forms"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with optional_office(tmp_path, "agent") as opened:
        yield opened


async def advised(office: Office, knowledge: Knowledge) -> Json:
    """Answers up to the advice; here the status of a session changes the screen after each card does."""
    await office.alice.dm(TASK)
    card = await office.alice.sees("Question 1")
    while question := asked(knowledge, card):
        await office.alice.press(option_words(knowledge, question, ROUTINE.get(question, -1)), on=card)
        card = await changed(office.alice, card)
    return card


async def changed(person: Person, card: Json) -> Json:
    """The newest card, as soon as it is another than that."""
    async with asyncio.timeout(5):
        while (newest := await newest_card(person, "dm"))["text"] == card["text"]:
            await asyncio.sleep(0.01)
    return newest


async def at_work(office: Office, thread: Json) -> None:
    """The app is busy in that thread for longer than a story lasts."""
    app = AsyncWebClient(office.sandbox.bot_token, base_url=office.sandbox.api_url)
    await app.agents_sessions_setStatus(
        channel_id=thread["channel"], thread_ts=thread["ts"], status="processing"
    )
    await office.alice.sees_session("processing")


async def test_opening_the_messages_offers_something_to_say(office: Office) -> None:
    await office.alice.open_home("messages")

    assert 1 <= len(await office.alice.sees_prompts()) <= 4


async def test_opening_the_home_tab_offers_nothing(office: Office) -> None:
    await office.alice.open_home("home")
    await office.alice.sees("Outsource Advisor")

    assert not office.posts("assistant.threads.setSuggestedPrompts")


async def test_a_suggestion_is_answered_like_any_words(office: Office) -> None:
    await office.alice.open_home("messages")
    await office.alice.sees_prompts()
    await office.alice.press_prompt("Check a routine task")

    await office.alice.sees("monthly payroll for 40 people")


async def test_suggestions_name_no_thread(office: Office) -> None:
    await office.alice.open_home("messages")
    await office.alice.sees_prompts()

    assert all("thread_ts" not in sent for sent in office.posts("assistant.threads.setSuggestedPrompts"))


async def test_what_is_said_at_the_top_is_answered_in_its_thread(office: Office) -> None:
    said = await office.alice.dm(TASK)

    asked = await office.alice.sees("Question 1")
    assert asked["thread_ts"] == said["ts"]


async def test_answers_in_the_thread_go_on_with_it(office: Office) -> None:
    said = await office.alice.dm(TASK)
    await office.alice.sees("Question 1")
    await office.alice.dm("1", thread=said)

    await office.alice.sees("Question 2")


async def test_two_tasks_are_two_threads(office: Office) -> None:
    first = await office.alice.dm(TASK)
    await office.alice.sees("Question 1")
    second = await office.alice.dm("patent research for a new kind of sensor")
    asked = await office.alice.sees("patent research for a new kind of sensor")

    assert first["ts"] != second["ts"] == asked.get("thread_ts", second["ts"])


async def test_an_open_question_waits_for_the_person(office: Office) -> None:
    await office.alice.dm(TASK)

    assert (await office.alice.sees_session("suspended"))["title"] == "Outsourcing check"


async def test_work_is_shown_while_it_goes_on(office: Office) -> None:
    await office.alice.dm(TASK)
    await office.alice.sees_session("suspended")

    told = [sent["status"] for sent in office.posts("agents.sessions.setStatus")]
    assert told == ["processing", "suspended"]


async def test_after_the_advice_nothing_is_waited_for(office: Office, knowledge: Knowledge) -> None:
    await advised(office, knowledge)

    await office.alice.sees_session("active")


async def test_no_word_of_the_task_is_in_title_or_status(office: Office, knowledge: Knowledge) -> None:
    await advised(office, knowledge)
    await office.alice.sees_session("active")

    assert not any("forms" in str(sent) for sent in office.posts("agents.sessions.setStatus"))


async def test_a_thread_in_a_channel_says_how_it_stands_too(office: Office) -> None:
    await office.bob.mention(TASK)
    await office.bob.sees("Question 1")

    await office.bob.sees_session("suspended")


async def test_nothing_is_ever_streamed(office: Office, knowledge: Knowledge) -> None:
    await advised(office, knowledge)

    assert not [call for call in office.sandbox.calls if "Stream" in call.method]


async def test_the_stop_button_stops_and_says_so(office: Office) -> None:
    said = await office.alice.dm(TASK)
    await office.alice.sees_session("suspended")
    await at_work(office, said)
    await office.alice.stop(said)

    await office.alice.sees("Stopped.")
    await office.alice.sees_session("closed")


async def test_stopping_takes_no_advice_away(office: Office, knowledge: Knowledge) -> None:
    card = await advised(office, knowledge)
    said = {**card, "ts": card["thread_ts"]}
    await at_work(office, said)
    await office.alice.stop(card)

    await office.alice.sees_session("active")
    await office.alice.sees("Recommended: BPO")


async def test_what_breaks_on_our_side_is_not_shown_as_work(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A fault of ours can't be made from outside.
    monkeypatch.setattr("bot.delivery.views.draw", lambda *_, **__: 1 / 0)
    await office.alice.dm(TASK)

    await office.alice.sees("Something went wrong on my side")
    await office.alice.sees_session("active")


async def test_a_status_that_slack_refuses_does_no_harm(office: Office) -> None:
    office.sandbox.limit("agents.sessions.setStatus")
    await office.alice.dm(TASK)

    await office.alice.sees("Question 1")


async def test_an_advice_asks_with_slacks_own_buttons_whether_it_helped(
    office: Office, knowledge: Knowledge
) -> None:
    card = await advised(office, knowledge)
    asked = card["blocks"][-1]

    assert asked["type"] == "context_actions"
    assert asked["elements"][0]["type"] == "feedback_buttons"


async def test_pressing_them_is_kept(office: Office, knowledge: Knowledge) -> None:
    card, before = await advised(office, knowledge), counted("helpful")
    await office.alice.press("Helpful", on=card)
    async with asyncio.timeout(5):
        while counted("helpful") == before:
            await asyncio.sleep(0.01)

    assert (await newest_card(office.alice, "dm"))["blocks"] == card["blocks"]


async def test_the_form_from_home_begins_a_thread(office: Office) -> None:
    await office.alice.command("/outsource-check")
    await office.alice.sees("What is the task?")
    await office.alice.submit({"What is the task?": TASK})

    await office.alice.sees("Question 1")


async def test_everything_else_is_as_it_is_without(office: Office) -> None:
    await office.bob.command(f"/outsource-check {TASK}")

    assert (await office.bob.sees("Question 1"))["ephemeral"]
