"""Slack delivers an event once more, as it does when it has not heard us: nothing is done twice."""

import pytest

from bot.sandbox.delivery import Parcel, Transport
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Json
from tests.conftest import Office
from tests.stories.deciding import TASK
from tests.stories.lists import PASTED, SHEET


class Stammering:
    """Brings every event twice."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def carry(self, parcel: Parcel) -> Json:
        answer = await self._transport.carry(parcel)
        return await self._transport.carry(parcel) if parcel.kind == "events_api" else answer


@pytest.fixture
async def stammering(office: Office, sandbox: Sandbox) -> Office:
    """An office to which every event comes twice."""
    sandbox.delivery.transport = Stammering(sandbox.delivery.transport)
    return office


async def app_messages(office: Office, channel: str) -> list[str]:
    await office.alice.does_not_see("Something went wrong")
    return [message["text"] for message in await office.alice.messages(channel) if message.get("bot_id")]


async def test_a_mention_has_one_card(stammering: Office) -> None:
    await stammering.alice.mention(TASK)
    await stammering.alice.sees("Question 1")

    assert len(await app_messages(stammering, "general")) == 1


async def test_a_word_in_the_dm_moves_on_by_one_question(stammering: Office) -> None:
    await stammering.alice.dm(TASK)
    await stammering.alice.sees("Question 1")
    await stammering.alice.dm("1")
    await stammering.alice.sees("Question 2")
    cards = [text for text in await app_messages(stammering, "dm") if "Question" in text]

    assert len(cards) == 1
    assert cards[0].startswith("Question 2")


@pytest.mark.parametrize("pasted", [True, False])
async def test_a_list_is_worked_on_once(stammering: Office, *, pasted: bool) -> None:
    if pasted:
        await stammering.alice.dm(PASTED)
    else:
        await stammering.alice.upload("tasks.csv", SHEET)
    await stammering.alice.sees("The picture, and the advice on each task", within=10.0)
    told = await app_messages(stammering, "dm")

    assert len([text for text in told if "tasks checked" in text]) == 1
    assert len(stammering.posts("files.completeUploadExternal")) == 1


async def test_a_channel_is_greeted_once(stammering: Office) -> None:
    await stammering.alice.invite_app("random")
    await stammering.alice.sees("Mention me with a task")

    assert len(await app_messages(stammering, "random")) == 1


async def test_home_is_published_once(stammering: Office) -> None:
    await stammering.alice.open_home()
    await stammering.alice.sees("What I keep")
    await stammering.alice.does_not_see("Something went wrong")

    assert len(stammering.posts("views.publish")) == 1
