"""What a person at the screen can do; the page and the tests' `Person` both act through this."""

import asyncio
from dataclasses import dataclass
from uuid import uuid4

from bot.sandbox.commands import Commands
from bot.sandbox.delivery import Delivery
from bot.sandbox.events import Events
from bot.sandbox.messages import Message
from bot.sandbox.people import Channel, User
from bot.sandbox.presses import Presses
from bot.sandbox.refusal import CannotDo
from bot.sandbox.screens import Screens
from bot.sandbox.shapes import Json
from bot.sandbox.submissions import Submissions
from bot.sandbox.text import store
from bot.sandbox.timing import Clock
from bot.sandbox.transcript import Line, Transcript
from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Hands:
    """Every deed of a person. What reaches the app goes on behind the scenes; the task ends with its word."""

    workspace: Workspace
    delivery: Delivery
    events: Events
    commands: Commands
    presses: Presses
    submissions: Submissions
    screens: Screens
    transcript: Transcript
    clock: Clock

    def say(self, person: User, channel_id: str, text: str, thread_ts: str = "") -> Message | None:
        """Type something and press Enter; None when it was a command.

        Raises:
            CannotDo: in Slack's words.
        """
        channel = self._channel(person, channel_id)
        if not text.strip():
            raise CannotDo("There is nothing to send.")
        if text.startswith("/"):
            self.run(person, channel_id, text, thread_ts)
            return None
        if channel.is_im and not self.workspace.app.messages_tab:
            raise CannotDo("Sending messages to this app has been turned off.")
        self._check_thread(channel, thread_ts)
        self._note(person, "says", {"channel": channel.name, "text": text, "thread_ts": thread_ts})
        stored = store(text.strip(), self.workspace.mentionable)
        ts, id_ = self.workspace.mint.ts(), str(uuid4())
        message = Message(channel.id, ts, person.id, stored, thread_ts=thread_ts, client_msg_id=id_)
        self._warn_outsider(person, channel, stored)
        return self.workspace.post(message)

    def run(self, person: User, channel_id: str, typed: str, thread_ts: str = "") -> asyncio.Task[None]:
        """Run a slash command.

        Raises:
            CannotDo: in Slack's words, for an unknown command or one typed in a thread.
        """
        channel = self._channel(person, channel_id)
        work = self.commands.begin(person, channel, typed, thread_ts)
        self._note(person, "runs", {"channel": channel.name, "text": typed})
        return self.delivery.start(work)

    def press(self, person: User, container: Json, action: Json) -> asyncio.Task[None]:
        """Press a button, or pick an option.

        Raises:
            CannotDo: there is no such thing to press.
        """
        pressed = self.presses.aim(person, container, action)
        self._note(person, "presses", {"container": container, "action": action})
        return self.delivery.start(self.presses.press(person, pressed))

    async def submit(self, person: User, view_id: str, values: Json) -> Json:
        """Submit the open modal; errors by block id, {} when it went through.

        Raises:
            CannotDo: that modal is not open, or the app did not answer.
        """
        view = self.submissions.open_view(person, view_id)
        self._note(person, "submits", {"view": view_id, "values": values})
        return await self.submissions.submit(person, view, values)

    def close(self, person: User, view_id: str) -> None:
        """Close the open modal without submitting it.

        Raises:
            CannotDo: that modal is not open.
        """
        view = self.submissions.open_view(person, view_id)
        self._note(person, "closes", {"view": view_id})
        self.submissions.close(person, view)

    def open_home(self, person: User, tab: str = "home") -> None:
        """Look at the app's Home (or `messages`) tab.

        Raises:
            CannotDo: the manifest has no such tab.
        """
        app = self.workspace.app
        if not (app.home_tab if tab == "home" else app.messages_tab):
            raise CannotDo(f"{app.bot.real_name} has no {tab} tab.")
        self._note(person, "opens", {"tab": tab})
        self.events.app_home_opened(person.id, tab)

    def read(self, person: User, channel_id: str) -> None:
        """Look at a channel, so that nothing in it is unread.

        Raises:
            CannotDo: the person is not in it.
        """
        self.workspace.read(person.id, self._channel(person, channel_id).id)

    def edit(self, person: User, channel_id: str, ts: str, text: str) -> None:
        """Edit one's own message.

        Raises:
            CannotDo: it is not theirs, or not there.
        """
        message = self._own(person, channel_id, ts)
        self._note(person, "edits", {"ts": ts, "text": text})
        self.workspace.edit(message, store(text, self.workspace.mentionable), [])

    def delete(self, person: User, channel_id: str, ts: str) -> None:
        """Delete one's own message.

        Raises:
            CannotDo: it is not theirs, or not there.
        """
        message = self._own(person, channel_id, ts)
        self._note(person, "deletes", {"ts": ts})
        self.workspace.delete(message)

    def _channel(self, person: User, channel_id: str) -> Channel:
        channel = self.workspace.channels.get(channel_id)
        if channel is None or person.id not in channel.members:
            raise CannotDo("That conversation doesn't exist, or you are not in it.")
        return channel

    def _check_thread(self, channel: Channel, thread_ts: str) -> None:
        parent = self.workspace.message(channel.id, thread_ts) if thread_ts else None
        if thread_ts and (parent is None or parent.only_for or parent.thread_ts not in ("", thread_ts)):
            raise CannotDo("That message has no thread.")

    def _own(self, person: User, channel_id: str, ts: str) -> Message:
        message = self.workspace.message(self._channel(person, channel_id).id, ts)
        if message is None or message.user != person.id:
            raise CannotDo("That is not a message of yours.")
        return message

    def _warn_outsider(self, person: User, channel: Channel, stored: str) -> None:
        bot = self.workspace.app.bot
        if f"<@{bot.id}>" in stored and not self.workspace.app_in(channel):
            words = f"You mentioned {bot.real_name}, but they are not in this channel."
            self.screens.toast(person.id, f"{words} Type /invite @{bot.real_name} to add them.", level="info")

    def _note(self, person: User, what: str, detail: Json) -> None:
        self.transcript.note(Line(self.clock(), person.id, what, detail))
