"""One message that tells how far long work is, and in the end what came of it."""

import asyncio
from typing import Final

from bot.slack import CannotEdit, Posted, Slack
from bot.views.message import Message
from dialogs.places import Place

PACE: Final = 3.0
"""Seconds between two edits of one message; Slack asks for no fewer."""


class Progress:
    """The message; what is said in between may be left out, what is said at the end never is."""

    def __init__(self, slack: Slack, posted: Posted, thread: str) -> None:
        self._slack = slack
        self._posted = posted
        self._thread = thread
        self._said_at = _now()

    @classmethod
    async def begin(
        cls, slack: Slack, where: Place, message: Message, asked: Posted | None = None
    ) -> "Progress":
        """Post the message at that place, or in the person's DM where the place has no channel.

        Where we had asked something, that message turns into this one.
        """
        if asked:
            going_on = cls(slack, asked, where.thread)
            await going_on.end(message)
            return going_on
        posted = await slack.post(where.channel or where.person, message, thread=where.thread)
        return cls(slack, posted, where.thread)

    @property
    def channel(self) -> str:
        """Where the message stands."""
        return self._posted.channel

    @property
    def thread(self) -> str:
        """The thread that it stands in, or ""."""
        return self._thread

    async def say(self, message: Message) -> None:
        """Say it, unless something was said within the last three seconds."""
        if _now() - self._said_at >= PACE:
            await self.end(message)

    async def end(self, message: Message) -> None:
        """Say it now."""
        self._said_at = _now()
        try:
            await self._slack.edit(self._posted, message)
        except CannotEdit:
            self._posted = await self._slack.post(self._posted.channel, message, thread=self._thread)


def _now() -> float:
    return asyncio.get_running_loop().time()
