"""Brings each change of the workspace to the screens of those who may see it."""

from bot.sandbox.feed import Feed
from bot.sandbox.messages import Message
from bot.sandbox.people import Channel
from bot.sandbox.shapes import Json
from bot.sandbox.sight import look_at_channel
from bot.sandbox.views import View
from bot.sandbox.workspace import Workspace


class Screens:
    """Listens to the workspace, speaks to the feed."""

    def __init__(self, workspace: Workspace, feed: Feed) -> None:
        self._workspace = workspace
        self._feed = feed

    def posted(self, message: Message) -> None:
        """Show a new message, and its thread's new count."""
        self._show("message", message)
        parent = self._workspace.message(message.channel, message.thread_ts)
        if parent and parent is not message:
            self._show("changed", parent)

    def changed(self, message: Message, before: Json) -> None:  # noqa: ARG002 - a screen shows what is, not what was
        """Show an edited message."""
        self._show("changed", message)

    def deleted(self, message: Message) -> None:
        """Take a message off the screens."""
        for person in self._viewers(message):
            self._feed.tell(person, {"type": "deleted", "channel": message.channel, "ts": message.ts})

    def modals(self, person: str) -> None:
        """Show the person's stack of modals as it is now."""
        views = self._workspace.views
        stack = [views.as_slack(view) for view in views.stack(person)]
        self._feed.tell(person, {"type": "modal", "stack": stack})

    def view(self, view: View) -> None:
        """Show a changed view, wherever it stands."""
        if view.given["type"] == "home":
            shown = self._workspace.views.as_slack(view)
            self._feed.tell(view.person, {"type": "home", "view": shown})
        else:
            self.modals(view.person)

    def refresh(self, message: Message) -> None:
        """Show what stands beside a message anew, such as an agent's status."""
        self._show("changed", message)

    def prompts(self, channel: Channel) -> None:
        """Show what the app suggests in a private conversation."""
        shown = self._workspace.sessions.prompts(channel.id)
        for person in self._people_in(channel):
            self._feed.tell(person, {"type": "prompts", "prompts": shown})

    def channel(self, channel: Channel) -> None:
        """Show who is in a channel now."""
        for person in self._people_in(channel):
            shown = look_at_channel(self._workspace, person, channel)
            self._feed.tell(person, {"type": "channel", "channel": shown})

    def tell(self, person: str, change: Json) -> None:
        """Tell one person's screens of something else."""
        self._feed.tell(person, change)

    def toast(self, person: str, text: str, *, level: str = "error") -> None:
        """Show one person a passing word."""
        self._feed.toast(person, text, level=level)

    def toast_all(self, text: str) -> None:
        """Show everybody a passing word."""
        for person in self._workspace.people:
            self._feed.toast(person.id, text)

    def _show(self, kind: str, message: Message) -> None:
        shown = message.as_shown(self._workspace.replies(message))
        for person in self._viewers(message):
            self._feed.tell(person, {"type": kind, "channel": message.channel, "message": shown})

    def _viewers(self, message: Message) -> list[str]:
        people = self._people_in(self._workspace.channels[message.channel])
        return [person for person in people if message.only_for in ("", person)]

    def _people_in(self, channel: Channel) -> list[str]:
        return [person.id for person in self._workspace.people if person.id in channel.members]
