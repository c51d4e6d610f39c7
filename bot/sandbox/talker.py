"""A person talks: writes, mentions, runs commands, uses shortcuts."""

from bot.sandbox.doer import Doer, parent_of
from bot.sandbox.glance import contains
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json


class Talker(Doer):
    """Somebody who says things."""

    async def say(self, text: str, channel: str = "general", thread: Json | str | None = None) -> Json:
        """Type something in a channel, or in the thread of a message there; the message."""
        self._at_home = False
        parent = parent_of(thread)
        channel_id = self._channel(channel)
        try:
            message = self._hands.say(self.user, channel_id, text, parent)
        except CannotDo as error:
            self._scolded.append(str(error))
            return {}
        return {**message.as_shown(0), "channel": channel_id} if message else {}

    async def mention(self, text: str, channel: str = "general", thread: Json | str | None = None) -> Json:
        """Mention the app and say something; the message."""
        bot = self._workspace.app.bot.id
        message = await self.say(f"<@{bot}> {text}", channel, thread)
        with self._feed.watch(self.id) as screen:
            await self._await_reaction(screen)
        return message

    async def dm(self, text: str, thread: Json | str | None = None) -> Json:
        """Write to the app in private; the message."""
        message = await self.say(text, "dm", thread)
        with self._feed.watch(self.id) as screen:
            await self._await_reaction(screen)
        return message

    async def command(self, text: str, channel: str = "general", thread: Json | str | None = None) -> None:
        """Run a slash command, such as `/outsource-check monthly payroll`."""
        self._at_home = False
        parent = parent_of(thread)
        channel_id = self._channel(channel)
        await self._do(lambda: self._hands.run(self.user, channel_id, text, parent))

    async def edit(self, message: Json, text: str) -> None:
        """Edit a message of one's own."""
        self._hands.edit(self.user, message["channel"], message["ts"], text)

    async def delete(self, message: Json) -> None:
        """Delete a message of one's own."""
        self._hands.delete(self.user, message["channel"], message["ts"])

    # ---------------------------------------------------------------- shortcuts
    async def message_shortcut(self, name: str, on: Json | str) -> None:
        """Use a shortcut out of a message's menu.

        Args:
            name: what the shortcut is called.
            on: a message seen earlier, or words that stand in one; the newest that has them.

        Raises:
            AssertionError: there is no such message or shortcut; the error says which there are.
        """
        message = on if isinstance(on, dict) else await self._message_with(on)
        callback_id = self._shortcut(name, "message")
        await self._do(
            lambda: self._hands.use_shortcut(self.user, callback_id, message["channel"], message["ts"])
        )

    async def global_shortcut(self, name: str) -> None:
        """Use a shortcut that is everywhere.

        Raises:
            AssertionError: there is no such shortcut; the error says which there are.
        """
        callback_id = self._shortcut(name, "global")
        await self._do(lambda: self._hands.use_shortcut(self.user, callback_id))

    def _shortcut(self, name: str, kind: str) -> str:
        there = [one for one in self._workspace.app.usable_shortcuts if one.kind == kind]
        found = next((one.callback_id for one in there if one.name == name), None)
        if found is None:
            raise AssertionError(f"There is no {kind} shortcut {name!r}. Here: {[one.name for one in there]}")
        return found

    async def _message_with(self, text: str) -> Json:
        names = self._workspace.names
        found = await self._wait_for(
            lambda: next(
                (one for one in self._glance() if "channel" in one and contains(one, text, names)), None
            ),
            5.0,
        )
        if found is None:
            raise AssertionError(f"{self.user.name} sees no message {text!r}. {self._describe()}")
        return dict(found)
