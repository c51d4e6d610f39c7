"""One message tells how far long work is: edited at most every three seconds, and always at the end."""

import asyncio
from typing import cast

import pytest

from bot import progress
from bot.progress import Progress
from bot.slack import CannotEdit, Posted, Slack
from bot.views.message import Message
from dialogs.places import Place

WHERE = Place("T1", "D1", "", "U1", "direct")


class Board:
    """Stands in for Slack: what was posted, and what each message says now."""

    def __init__(self) -> None:
        self.posted: list[str] = []
        self.edited: list[str] = []
        self.is_gone = False

    async def post(self, channel: str, message: Message, *, thread: str) -> Posted:
        self.posted.append(message["text"] + thread)
        return Posted(channel, str(len(self.posted)))

    async def edit(self, at: Posted, message: Message) -> None:
        if self.is_gone or not at.ts:
            raise CannotEdit
        self.edited.append(message["text"])


def says(text: str) -> Message:
    return Message(text=text, blocks=[])


@pytest.fixture
def board() -> Board:
    return Board()


async def begin(board: Board) -> Progress:
    return await Progress.begin(cast("Slack", board), WHERE, says("begin"))


async def test_what_comes_too_soon_is_left_out(board: Board) -> None:
    work = await begin(board)
    await work.say(says("half"))

    assert (board.posted, board.edited) == (["begin"], [])


async def test_the_end_is_always_said(board: Board) -> None:
    work = await begin(board)
    await work.end(says("done"))

    assert board.edited == ["done"]


async def test_long_work_is_heard_of_at_its_pace(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PACE", 0.03)
    work = await begin(board)
    for number in range(6):
        await asyncio.sleep(0.011)
        await work.say(says(str(number)))

    assert 1 <= len(board.edited) <= 2


async def test_a_message_that_was_deleted_is_posted_again(board: Board) -> None:
    work = await begin(board)
    board.is_gone = True
    await work.end(says("done"))

    assert board.posted == ["begin", "done"]
