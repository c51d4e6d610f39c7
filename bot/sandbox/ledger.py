"""Keeps every message that ever stood, with all its versions, for checks after a run."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.messages import Message
from bot.sandbox.shapes import Json


@dataclass(frozen=True, slots=True)
class Version:
    """What a message said from some moment (a `ts`) on."""

    since: str
    text: str
    blocks: list[Json]

    @property
    def content(self) -> tuple[str, list[Json]]:
        """What people see: text and blocks, without the ids that Slack gives to blocks."""
        blocks = [{key: value for key, value in block.items() if key != "block_id"} for block in self.blocks]
        return self.text, blocks


@dataclass(slots=True)
class Entry:
    """A message, standing or deleted.

    Attributes:
        thread: the `ts` of the message that it answers; empty outside of threads.
        user: who wrote it.
        of_app: the app wrote it.
        only_for: the one person who sees it; empty when the whole channel does.
        client_msg_id: what its sender named it.
        deleted: when it was deleted; empty while it stands.
    """

    channel: str
    ts: str
    thread: str
    user: str
    of_app: bool
    only_for: str
    client_msg_id: str
    versions: list[Version] = field(default_factory=list)
    deleted: str = ""

    def at(self, moment: str = "") -> Version | None:
        """What stood at that moment (a `ts`; by now when left out)."""
        if self.deleted and (not moment or self.deleted <= moment):
            return None
        then = [one for one in self.versions if not moment or one.since <= moment]
        return then[-1] if then else None


class Ledger:
    """Listens to workspaces; `now` is the present `ts`."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now
        self._entries: dict[tuple[str, str], Entry] = {}

    @property
    def entries(self) -> list[Entry]:
        """Every message, oldest first."""
        return list(self._entries.values())

    def posted(self, message: Message) -> None:
        """Write down a new message."""
        entry = Entry(
            channel=message.channel,
            ts=message.ts,
            thread="" if message.thread_ts == message.ts else message.thread_ts,
            user=message.user,
            of_app=bool(message.bot_id),
            only_for=message.only_for,
            client_msg_id=message.client_msg_id,
        )
        self._entries[message.channel, message.ts] = entry
        self._note(entry, message, message.ts)

    def changed(self, message: Message, before: Json) -> None:  # noqa: ARG002 - what was stands here already
        """Write down what a message says now."""
        self._note(self._entries[message.channel, message.ts], message, self._now())

    def deleted(self, message: Message) -> None:
        """Write down that a message is gone."""
        self._entries[message.channel, message.ts].deleted = self._now()

    def _note(self, entry: Entry, message: Message, since: str) -> None:
        entry.versions.append(Version(since, message.text, copy.deepcopy(message.blocks)))
