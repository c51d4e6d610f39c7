"""Messages that wait for their time."""

import asyncio
from dataclasses import dataclass

from bot.sandbox.messages import Message
from bot.sandbox.mint import Mint
from bot.sandbox.timing import Clock
from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message, and when it is to be posted (seconds since 1970)."""

    id: str
    post_at: int
    message: Message


class Scheduled:
    """Every message that waits."""

    def __init__(self, workspace: Workspace, mint: Mint, clock: Clock) -> None:
        self._workspace = workspace
        self._mint = mint
        self._clock = clock
        self._alarms: list[asyncio.TimerHandle] = []
        self._waiting: dict[str, Waiting] = {}

    def add(self, message: Message, post_at: int) -> Waiting:
        """Let a message wait until then."""
        waiting = Waiting(self._mint.id("Q"), post_at, message)
        self._waiting[waiting.id] = waiting
        alarm = asyncio.get_running_loop().call_later(post_at - self._clock(), self.post_due)
        self._alarms.append(alarm)
        return waiting

    def remove(self, id_: str, channel: str) -> bool:
        """Take a message back; was there one?"""
        waiting = self._waiting.get(id_)
        if waiting is None or waiting.message.channel != channel:
            return False
        del self._waiting[id_]
        return True

    def close(self) -> None:
        """Let nothing be posted any more."""
        for alarm in self._alarms:
            alarm.cancel()

    def post_due(self) -> None:
        """Post what it is time for."""
        now = self._clock()
        due = sorted(
            (one for one in self._waiting.values() if one.post_at <= now), key=lambda one: one.post_at
        )
        for waiting in due:
            del self._waiting[waiting.id]
            waiting.message.ts = self._mint.ts()
            self._workspace.post(waiting.message)
