"""What a person can write and share: messages, files, slash commands; and take back."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from bot.sandbox.commands import Commands
from bot.sandbox.delivery import Delivery
from bot.sandbox.files import File
from bot.sandbox.messages import Message
from bot.sandbox.people import Channel, User
from bot.sandbox.refusal import CannotDo
from bot.sandbox.screens import Screens
from bot.sandbox.shapes import Json
from bot.sandbox.text import store
from bot.sandbox.timing import Clock
from bot.sandbox.transcript import Line, Transcript
from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Writing:
    """The writing half of `Hands`."""

    workspace: Workspace
    delivery: Delivery
    commands: Commands
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
        self._check_writing(person, channel, thread_ts)
        self._note(person, "says", {"channel": channel.name, "text": text, "thread_ts": thread_ts})
        self._drop_prompts(channel)
        return self.workspace.post(self._write(person, channel, text, thread_ts))

    def upload(  # noqa: PLR0913 - files, where to, and with which words
        self,
        person: User,
        files: Mapping[str, bytes],
        channel_id: str,
        text: str = "",
        thread_ts: str = "",
        *,
        as_stranger: bool = False,
    ) -> Message:
        """Upload files, by name, and share them in one message.

        Raises:
            CannotDo: there is none, or one is empty or too large, or not there.
        """
        channel = self._channel(person, channel_id)
        self._check_writing(person, channel, thread_ts)
        if not files:
            raise CannotDo("There is nothing to upload.")
        kept = [self.keep_file(person, name, content) for name, content in files.items()]
        for file in kept:
            file.stranger = as_stranger
        self._note(person, "uploads", {"channel": channel.name, "files": [file.id for file in kept]})
        message = self._write(person, channel, text, thread_ts)
        message.subtype, message.files = "file_share", kept
        self._drop_prompts(channel)
        return self.workspace.post(message)

    def keep_file(self, person: User, name: str, content: bytes) -> File:
        """Upload a file without sharing it, as for a `file_input`.

        Raises:
            CannotDo: it is empty or too large.
        """
        if not content:
            raise CannotDo(f"{name} is empty. Files must have something in them.")
        if len(content) > self.workspace.files.largest:
            raise CannotDo(f"{name} is too large and cannot be uploaded.")
        return self.workspace.files.keep(person.id, name, content)

    def run(self, person: User, channel_id: str, typed: str, thread_ts: str = "") -> asyncio.Task[None]:
        """Run a slash command.

        Raises:
            CannotDo: in Slack's words, for an unknown command or one typed in a thread.
        """
        channel = self._channel(person, channel_id)
        work = self.commands.begin(person, channel, typed, thread_ts)
        self._note(person, "runs", {"channel": channel.name, "text": typed})
        return self.delivery.start(work)

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

    def _check_writing(self, person: User, channel: Channel, thread_ts: str) -> None:
        if channel.is_im and not self.workspace.app.messages_tab:
            raise CannotDo("Sending messages to this app has been turned off.")
        if channel.is_im and not self.workspace.app_serves(person):
            raise CannotDo(f"{channel.name} is not available to you.")
        self._check_thread(channel, thread_ts)

    def _write(self, person: User, channel: Channel, text: str, thread_ts: str) -> Message:
        stored = store(text.strip(), self.workspace.mentionable)
        ts, id_ = self.workspace.mint.ts(), str(uuid4())
        self._warn_outsider(person, channel, stored)
        return Message(channel.id, ts, person.id, stored, thread_ts=thread_ts, client_msg_id=id_)

    def _drop_prompts(self, channel: Channel) -> None:
        """What was suggested is gone once something is said."""
        if channel.is_im and self.workspace.sessions.prompts(channel.id):
            self.workspace.sessions.suggest(channel.id, None)
            self.screens.prompts(channel)

    def _seen(self, person: User, channel_id: str, ts: str) -> Message:
        message = self.workspace.message(self._channel(person, channel_id).id, ts)
        if message is None or message.only_for not in ("", person.id):
            raise CannotDo("That message is not there (any more).")
        return message

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
