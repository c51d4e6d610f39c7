"""Carries what happens to the app and waits for its word; what is not acknowledged is told or sent again."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

from bot.sandbox.shapes import Json
from bot.sandbox.timing import Clock, Timing
from bot.sandbox.transcript import Line, Transcript

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One thing to deliver.

    Attributes:
        kind: `events_api`, `slash_commands` or `interactive`, as Socket Mode names them.
        attempt: 0 at first, then the number of the redelivery.
        reason: why it is delivered again, in Slack's words.
        envelope: the id of this attempt.
    """

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""
    envelope: str = field(default_factory=lambda: str(uuid4()))


class NoAnswer(Exception):
    """The app did not acknowledge: `timeout`, `http_error`, `connection_failed`, ...

    Attributes:
        final: the app asked for no redelivery.
    """

    def __init__(self, reason: str, *, final: bool = False) -> None:
        self.reason = reason
        self.final = final
        super().__init__(reason)


class Transport(Protocol):
    """A way to the app."""

    async def carry(self, parcel: Parcel) -> Json:
        """Deliver, and return what the app acknowledged with ({} for a bare word).

        Raises:
            NoAnswer: not acknowledged in time, or not at all.
        """


class Mishaps(Protocol):
    """What may go wrong on the way."""

    async def carry(self, transport: Transport, parcel: Parcel) -> Json:
        """Deliver by that transport, or not; as `Transport.carry`."""


class Delivery:
    """Everything on its way to the app."""

    def __init__(
        self, transport: Transport, mishaps: Mishaps, timing: Timing, clock: Clock, transcript: Transcript
    ) -> None:
        self.transport = transport
        self._mishaps = mishaps
        self._timing = timing
        self._clock = clock
        self._transcript = transcript
        self._tasks: set[asyncio.Task[Any]] = set()

    async def ask(self, kind: str, payload: Json) -> Json:
        """Deliver a command or an interaction; these are never sent twice.

        Raises:
            NoAnswer: the app did not acknowledge.
        """
        return await self._carry(Parcel(kind, payload))

    def publish(self, payload: Json) -> asyncio.Task[None]:
        """Deliver an event; the task ends with the first attempt, redeliveries go on behind it."""
        return self.start(self._try(Parcel("events_api", payload)))

    async def redeliver(self, which: Callable[[Json], bool], attempt: int, reason: str) -> None:
        """Deliver the newest event of which that is true once more, whatever became of it.

        Raises:
            LookupError: no such event was delivered.
        """
        tried = (line.detail for line in reversed(self._transcript.lines) if line.who == "slack")
        events = (one["payload"] for one in tried if one["kind"] == "events_api")
        payload = next((one for one in events if which(one)), None)
        if payload is None:
            raise LookupError("No such event was delivered.")
        await self._try(Parcel("events_api", payload, attempt, reason))

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do something behind the scenes, to be ended with the sandbox."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finish)
        return task

    async def settle(self) -> None:
        """Wait until nothing is on its way, redeliveries included; what failed on the way is raised."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Drop everything that is on its way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("the sandbox failed to deliver", exc_info=task.exception())

    async def _try(self, parcel: Parcel) -> None:
        try:
            await self._carry(parcel)
        except NoAnswer as failure:
            if not failure.final and parcel.attempt < len(self._timing.retries):
                self.start(self._try_again(parcel, failure.reason))

    async def _try_again(self, parcel: Parcel, reason: str) -> None:
        await asyncio.sleep(self._timing.retries[parcel.attempt])
        await self._try(Parcel(parcel.kind, parcel.payload, parcel.attempt + 1, reason))

    async def _carry(self, parcel: Parcel) -> Json:
        about = {"kind": parcel.kind, "attempt": parcel.attempt, "payload": parcel.payload}
        try:
            answer = await self._mishaps.carry(self.transport, parcel)
        except NoAnswer as failure:
            self._note("not acknowledged", {**about, "reason": failure.reason})
            raise
        self._note("acknowledged", {**about, "answer": answer})
        return answer

    def _note(self, what: str, detail: Json) -> None:
        self._transcript.note(Line(self._clock(), "slack", what, detail))
