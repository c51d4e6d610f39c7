"""The doing half of a fake person: does a thing, waits until it was taken and until something came of it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from bot.sandbox.feed import Feed, Screen
from bot.sandbox.hands import Hands
from bot.sandbox.onlooker import Onlooker
from bot.sandbox.people import User
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json


class Doer(Onlooker):
    """Somebody at their screen, hands on the keyboard."""

    def __init__(self, user: User, hands: Hands, feed: Feed, patience: float) -> None:
        super().__init__(user, hands.workspace, feed)
        self._hands = hands
        self._patience = patience
        self._drafts: dict[str, Json] = {}

    async def _do(self, deed: Callable[[], asyncio.Task[None] | None]) -> None:
        """Do it, wait until the app has acknowledged it and shown something for it."""
        with self._feed.watch(self.id) as screen:
            try:
                if acknowledged := deed():
                    await acknowledged
            except CannotDo as error:
                self._scolded.append(str(error))
            else:
                await self._await_reaction(screen)

    async def _await_reaction(self, screen: Screen) -> None:
        """Wait for something to change, but not for ever."""
        with suppress(TimeoutError):
            await asyncio.wait_for(screen.get(), self._patience)


def parent_of(thread: Json | str | None) -> str:
    """The ts of the thread that a message stands in, or starts."""
    if isinstance(thread, dict):
        return str(thread.get("thread_ts") or thread["ts"])
    return thread or ""


def container_of(thing: Json) -> Json:
    """Where a press on something in that message or view happens."""
    if "channel" in thing:
        return {"type": "message", "channel": thing["channel"], "ts": thing["ts"]}
    return {"type": "view", "view_id": thing["id"]}
