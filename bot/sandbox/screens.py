"""Brings each change of the workspace to the screens of those who may see it."""

from bot.sandbox.feed import Feed
from bot.sandbox.messages import Message
from bot.sandbox.shapes import Json
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
        members = self._workspace.channels[message.channel].members
        people = [person.id for person in self._workspace.people if person.id in members]
        return [person for person in people if message.only_for in ("", person)]
