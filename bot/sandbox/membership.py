"""The app comes to a channel, and is made to go."""

from bot.sandbox.events import Events
from bot.sandbox.messages import Message
from bot.sandbox.people import Channel, User
from bot.sandbox.refusal import CannotDo
from bot.sandbox.screens import Screens
from bot.sandbox.workspace import Workspace


class Membership:
    """Lets people bring the app into channels."""

    def __init__(self, workspace: Workspace, events: Events, screens: Screens) -> None:
        self._workspace = workspace
        self._events = events
        self._screens = screens

    def invite(self, person: User, channel: Channel) -> None:
        """Bring the app into a channel; it hears `member_joined_channel`.

        Raises:
            CannotDo: it is there already, or nobody can be brought there.
        """
        bot = self._workspace.app.bot
        if channel.is_im or bot.id in channel.members:
            raise CannotDo(f"{bot.real_name} is already here.")
        channel.members.append(bot.id)
        text = f"<@{bot.id}> was added to #{channel.name} by <@{person.id}>."
        ts = self._workspace.mint.ts()
        self._workspace.post(Message(channel.id, ts, bot.id, text, subtype="channel_join"))
        self._screens.channel(channel)
        self._events.app_joined(channel, person.id)

    def kick(self, person: User, channel: Channel) -> None:
        """Make the app go; it hears `channel_left` (what others hear, `member_left_channel`, it does not).

        Raises:
            CannotDo: it is not there, or can't be made to go.
        """
        bot = self._workspace.app.bot
        if channel.is_im or bot.id not in channel.members:
            raise CannotDo(f"{bot.real_name} is not in this channel.")
        channel.members.remove(bot.id)
        text = f"<@{bot.id}> was removed from #{channel.name} by <@{person.id}>."
        ts = self._workspace.mint.ts()
        self._workspace.post(Message(channel.id, ts, bot.id, text, subtype="channel_leave"))
        self._screens.channel(channel)
        self._events.app_left(channel, person.id)
