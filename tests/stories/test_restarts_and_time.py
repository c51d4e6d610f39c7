"""The app is stopped, started again, told things twice and left alone for days; nothing is lost."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.sandbox.server import Sandbox
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import ROUTINE, asked, option_words, press_through


async def test_a_conversation_goes_on_from_the_same_button_after_a_restart(
    sandbox: Sandbox, tmp_path: Path, knowledge: Knowledge
) -> None:
    alice = sandbox.person("alice")
    chosen = settings.read(environment(sandbox, tmp_path))
    async with running(chosen):
        await sandbox.connected()
        await alice.mention("handling of incoming forms")
        card = await alice.sees("Question 1")
    async with running(chosen):
        await sandbox.connected()
        question = asked(knowledge, card)
        assert question
        await alice.press(option_words(knowledge, question, 0), on=card)

        await alice.sees("Question 2")


async def test_one_person_has_several_conversations_at_once(office: Office, knowledge: Knowledge) -> None:
    alice = office.alice
    await alice.mention("handling of incoming forms")
    await alice.sees("Question 1 of about")
    await alice.dm("patent research for a new kind of sensor")
    await alice.sees("patent research")
    await alice.command("/outsource-check first-line support in Spanish", "finance")
    await alice.sees("first-line support")

    assert "Recommended" in (await press_through(alice, knowledge, ROUTINE, "finance"))["text"]
    assert "Question 1" in (await alice.sees("patent research for a new kind of sensor”"))["text"]
    assert "Question 1" in (await alice.sees("handling of incoming forms”"))["text"]


async def test_a_rested_conversation_has_expired_and_can_go_on(
    sandbox: Sandbox, tmp_path: Path, knowledge: Knowledge
) -> None:
    alice, passed = sandbox.person("alice"), timedelta()
    async with running(
        settings.read(environment(sandbox, tmp_path)), clock=lambda: datetime.now(UTC) + passed
    ):
        await sandbox.connected()
        await alice.mention("handling of incoming forms")
        question = asked(knowledge, await alice.sees("Question 1"))
        assert question
        await alice.press(option_words(knowledge, question, 0))
        later = await alice.sees("Question 2")
        passed = timedelta(days=5)
        await alice.press("I don't know", on=later)
        await alice.sees("went quiet")
        await alice.press("Go on")

        await alice.sees("Question 2")


async def test_429_is_waited_for_as_slack_asks(office: Office) -> None:
    office.sandbox.limit("chat.postMessage", times=2, retry_after=1)
    await office.alice.mention("handling of incoming forms")

    await office.alice.sees("Question 1", within=10)
