"""The workspace itself: its people, channels and messages, in memory, and who may see what."""

import copy
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.sandbox.blocks import stamp
from bot.sandbox.files import File, Files
from bot.sandbox.installation import Installation
from bot.sandbox.judging import Judging
from bot.sandbox.messages import Message
from bot.sandbox.mint import Mint
from bot.sandbox.people import Channel, User
from bot.sandbox.refusal import CannotDo
from bot.sandbox.sessions import Sessions
from bot.sandbox.shapes import Json
from bot.sandbox.views import Views


class Listener(Protocol):
    """Wants to know what changed."""

    def posted(self, message: Message) -> None:
        """A new message."""

    def changed(self, message: Message, before: Json) -> None:
        """An edited message; `before` is what it was, as Slack shows it."""

    def deleted(self, message: Message) -> None:
        """A message that is gone."""


class Workspace:
    """A company's workspace, with one app."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a workspace consists of
        self,
        app: Installation,
        mint: Mint,
        files: Files,
        sessions: Sessions,
        people: Sequence[User],
        channels: Sequence[Channel],
    ) -> None:
        self.app = app
        self.team = app.team
        self.mint = mint
        self.files = files
        self.sessions = sessions
        self.judging = Judging(files)
        self.views = Views(app, mint, self.judging)
        self._people = people
        self.users: dict[str, User] = {user.id: user for user in (*people, app.bot)}
        self.channels: dict[str, Channel] = {channel.id: channel for channel in channels}
        self._messages: dict[str, dict[str, Message]] = {channel: {} for channel in self.channels}
        self._sent: dict[str, Message] = {}
        self._read_to: defaultdict[tuple[str, str], str] = defaultdict(str)
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Tell this listener of every message from now on."""
        self._listeners.append(listener)

    @property
    def installed(self) -> bool:
        """Is the app installed here, or in the whole organization?"""
        return self.app.standing.installed

    # ------------------------------------------------------------------ people
    @property
    def people(self) -> Iterable[User]:
        """Everybody but the bot."""
        return self._people

    @property
    def names(self) -> dict[str, str]:
        """The shown name by user id."""
        return {user.id: user.real_name if user.is_bot else user.name for user in self.users.values()}

    @property
    def mentionable(self) -> dict[str, str]:
        """User id by every name that an `@` may be followed by."""
        by_name = {user.name: user.id for user in self.users.values()}
        return by_name | {user.real_name: user.id for user in self.users.values()}

    def person(self, name_or_id: str) -> User:
        """A person by name or id.

        Raises:
            CannotDo: nobody is called that.
        """
        wanted = [user for user in self._people if name_or_id in (user.id, user.name)]
        if not wanted:
            raise CannotDo(f"There is nobody called {name_or_id!r} here.")
        return wanted[0]

    def app_serves(self, person: User) -> bool:
        """May the person use the app? An agent does not serve guests."""
        return self.installed and not (self.app.agent and person.is_guest)

    # ---------------------------------------------------------------- channels
    def channel_named(self, name: str) -> Channel | None:
        """The public channel of that name, with or without `#`."""
        plain = name.removeprefix("#")
        return next((one for one in self.channels.values() if not one.is_im and one.name == plain), None)

    def direct(self, person: str) -> Channel:
        """The private conversation of that person with the app."""
        return next(one for one in self.channels.values() if one.is_im and person in one.members)

    def app_in(self, channel: Channel) -> bool:
        """Is the app a member?"""
        return self.app.bot.id in channel.members

    def visible_channels(self, person: str) -> list[Channel]:
        """The channels that the person is a member of."""
        return [channel for channel in self.channels.values() if person in channel.members]

    # ---------------------------------------------------------------- messages
    def message(self, channel: str, ts: str) -> Message | None:
        """The message that stands there."""
        return self._messages.get(channel, {}).get(ts)

    def sent_as(self, client_msg_id: str) -> Message | None:
        """The message that the app posted under that id of its own; it may be deleted by now."""
        return self._sent.get(client_msg_id)

    def seen_by(self, person: str, channel: str) -> list[Message]:
        """What the person sees there, oldest first."""
        return [one for one in self._messages[channel].values() if one.only_for in ("", person)]

    def replies(self, message: Message) -> int:
        """How many answers stand in the thread under it."""
        others = self._messages[message.channel].values()
        return sum(
            1 for one in others if one.thread_ts == message.ts and one is not message and not one.only_for
        )

    def post(self, message: Message) -> Message:
        """Put a message in; its blocks receive ids."""
        message.team_id = self.team.id
        message.blocks = self._stamp(message, message.blocks)
        for file in message.files:
            file.shares.setdefault(message.channel, []).append(message.ts)
        self._messages[message.channel][message.ts] = message
        if message.bot_id and message.client_msg_id:
            self._sent[message.client_msg_id] = message
        for listener in self._listeners:
            listener.posted(message)
        return message

    def edit(self, message: Message, text: str, blocks: Iterable[Json], metadata: Json | None = None) -> None:
        """Replace a message's text and blocks."""
        before = copy.deepcopy(message.as_slack())
        message.former.append(message.blocks)
        message.text, message.blocks = text, self._stamp(message, blocks)
        message.metadata = message.metadata if metadata is None else metadata
        message.edited_ts = self.mint.ts()
        for listener in self._listeners:
            listener.changed(message, before)

    def delete(self, message: Message) -> None:
        """Take a message out."""
        del self._messages[message.channel][message.ts]
        for listener in self._listeners:
            listener.deleted(message)

    def may_have(self, file: File, person: str) -> bool:
        """May that person (or the bot) have the file?"""
        places = [channel.id for channel in self.visible_channels(person)]
        return self.files.visible_to(file, person, places)

    def delete_file(self, file: File) -> None:
        """Take a file out of the messages that it stands in."""
        file.deleted, file.content = True, b""
        for channel, shares in file.shares.items():
            for message in filter(None, (self.message(channel, ts) for ts in shares)):
                before = copy.deepcopy(message.as_slack())
                for listener in self._listeners:
                    listener.changed(message, before)

    def _stamp(self, message: Message, blocks: Iterable[Json]) -> list[Json]:
        stamped = stamp(blocks)
        self.judging.embed(stamped, message.only_for or message.channel)
        return stamped

    # ------------------------------------------------------------------ unread
    def read(self, person: str, channel: str) -> None:
        """The person has read everything there."""
        self._read_to[person, channel] = self.mint.ts()

    def unread(self, person: str, channel: str) -> int:
        """How many messages of others the person has not read there."""
        since = self._read_to[person, channel]
        return sum(1 for one in self.seen_by(person, channel) if one.user != person and one.ts > since)
