"""The reading half of a fake person: what they see, and how they wait for it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from bot.sandbox.feed import Feed, T
from bot.sandbox.glance import contains, glance, labels
from bot.sandbox.people import User
from bot.sandbox.shapes import Json
from bot.sandbox.sight import look_at_messages
from bot.sandbox.text import bare
from bot.sandbox.workspace import Workspace

QUIET: Final = 0.25
"""Seconds without a change after which a person believes that nothing more comes."""


class Onlooker:
    """Somebody at their screen, hands in their lap.

    A channel is called by its name; `"dm"` is the private conversation with the app.
    What Slack tells the person off with is something that they see.
    """

    def __init__(self, user: User, workspace: Workspace, feed: Feed) -> None:
        self.user = user
        self._workspace = workspace
        self._feed = feed
        self._at_home = False
        self._scolded: list[str] = []
        self._errors: dict[str, Json] = {}

    @property
    def id(self) -> str:
        """The user id."""
        return self.user.id

    async def sees(self, text: str, within: float = 15.0) -> Json:
        """Wait until something visible contains the words; that message or view ({} for a passing word).

        Raises:
            AssertionError: it does not; the error says what was visible.
        """
        found = await self._wait_for(lambda: self._spot(text), within)
        if found is None:
            raise AssertionError(f"{self.user.name} does not see {text!r}. {self._describe()}")
        return dict(found)

    async def does_not_see(self, text: str) -> None:
        """Wait until nothing changes any more, then make sure that the words are nowhere.

        Raises:
            AssertionError: they are.
        """
        with self._feed.watch(self.id) as screen, suppress(TimeoutError):
            while True:
                await asyncio.wait_for(screen.get(), QUIET)
        found = self._spot(text)
        if found is not None:
            raise AssertionError(f"{self.user.name} sees {text!r}: {found}")

    async def messages(self, channel: str = "general") -> list[Json]:
        """The messages that the person sees there, oldest first."""
        workspace, channel_id = self._workspace, self._channel(channel)
        return [{**one, "channel": channel_id} for one in look_at_messages(workspace, self.id, channel_id)]

    async def newest(self, channel: str | None = None) -> Json:
        """The newest message that the person sees, in that channel or anywhere.

        Raises:
            AssertionError: there is none.
        """
        everywhere = [one.id for one in self._workspace.visible_channels(self.id)]
        channels = [channel] if channel else everywhere
        there = [message for name in channels for message in await self.messages(name)]
        if not there:
            raise AssertionError(f"{self.user.name} sees no message there.")
        return max(there, key=lambda message: str(message["ts"]))

    def _channel(self, name: str) -> str:
        workspace = self._workspace
        if name == "dm":
            return workspace.direct(self.id).id
        channel = workspace.channels.get(name) or workspace.channel_named(name)
        if channel is None:
            raise AssertionError(f"There is no channel {name!r}.")
        return channel.id

    def _glance(self) -> list[Json]:
        return glance(self._workspace, self.id, at_home=self._at_home)

    def _modal(self) -> Json | None:
        return next((thing for thing in self._glance()[:1] if thing.get("type") == "modal"), None)

    def _spot(self, text: str) -> Json | None:
        names = self._workspace.names
        for thing in self._glance():
            if contains(thing, text, names):
                return thing
        passing = [*self._scolded, *self._feed.toasts[self.id]]
        modal = self._modal()
        passing += self._errors.get(modal["id"], {}).values() if modal else []
        return {} if any(bare(text) in bare(word) for word in passing) else None

    def _describe(self) -> str:
        names, things = self._workspace.names, self._glance()[:3]
        shown = [f"[{thing.get('text') or thing.get('type')}]" for thing in things]
        there = [label for thing in things for label in labels(thing, self.id, names)]
        passing = [*self._scolded, *self._feed.toasts[self.id]][-3:]
        return f"Newest first: {' '.join(shown) or 'nothing'}. To press: {there}. Passing words: {passing}"

    async def _wait_for(self, look: Callable[[], T | None], within: float) -> T | None:
        return await self._feed.await_change(self.id, look, within)
