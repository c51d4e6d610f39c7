"""What we send for a piece of work, each once: done again after a crash, the work finds what it had sent."""

import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from bot import metrics
from bot.tenancy import team_served
from bot.transient import is_transient
from dialogs.storage import Effect, Store

SPACE: Final = UUID("6f7e0b52-5f0f-4b0e-9a53-0d4c5b7a6b11")
"""The namespace of our `client_msg_id`s."""

Result = Mapping[str, str]
"""What came back of a call: ids."""

Send = Callable[[str], Awaitable[Result]]
"""Sends it, under that `client_msg_id`."""


@dataclass(slots=True)
class Piece:
    """The effects of one piece of work, in this process.

    Attributes:
        work: its key.
        team: where.
        person: whose words it may bring.
        known: by slot, what came of those that were sent before.
        counted: how many of each kind were met so far.
    """

    work: str
    team: str = ""
    person: str = ""
    known: dict[str, Effect] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    def next_slot(self, method: str, target: str) -> str:
        """The name of the next effect of that kind: the same when the work is done again."""
        kind = f"{method} {target}"
        self.counted[kind] += 1
        return f"{kind} {self.counted[kind]}"


_current: ContextVar[Piece | None] = ContextVar("piece", default=None)


@contextmanager
def doing(piece: Piece) -> Iterator[None]:
    """Whatever is sent inside of the block is sent for that piece of work."""
    token = _current.set(piece)
    try:
        yield
    finally:
        _current.reset(token)


def known(effects: Iterable[Effect]) -> dict[str, Effect]:
    """The effects by their slot."""
    return {effect.slot: effect for effect in effects}


def client_msg_id(work: str, slot: str) -> str:
    """The name under which Slack knows that effect, however often it is sent."""
    return str(uuid5(SPACE, f"{work} {slot}"))


class Outbox:
    """Writes down what is about to be sent, and what came of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def once(
        self, method: str, target: str, content: Mapping[str, Any], send: Send, refresh: Send | None = None
    ) -> Result:
        """Send it, unless this piece of work did before.

        Args:
            method: what it is, in Slack's own name.
            target: to whom, an id.
            content: what it says, as JSON has it.
            send: does it.
            refresh: where it was sent before, and says something else now: brings it up to date. It is
                given the result of the first time as JSON.

        Returns:
            What came of it, now or the first time.
        """
        piece = _current.get() or Piece(f"alone-{uuid4()}", team_served())
        slot = piece.next_slot(method, target)
        payload = json.dumps(content, ensure_ascii=False)
        before = piece.known.get(slot)
        if before and before.state == "done":
            return await _again(before, payload, refresh)
        if before:
            metrics.retried("outbox")
        await self._intend(piece, slot, method, payload)
        try:
            result = await send(client_msg_id(piece.work, slot))
        except Exception as error:
            dead = not is_transient(error)
            fault = type(error).__name__
            await self._store.run(lambda visit: visit.outbox.failed(piece.work, slot, fault, dead=dead))
            raise
        kept = json.dumps({**result, "said": _digest(payload)})
        await self._store.run(lambda visit: visit.outbox.sent(piece.work, slot, kept))
        return result

    async def _intend(self, piece: Piece, slot: str, method: str, payload: str) -> None:
        now = time.time_ns() // 1000
        effect = Effect(piece.work, slot, piece.team, piece.person, method, payload, "open", "", 0, now, "")
        await self._store.run(lambda visit: visit.outbox.intend(effect))


async def _again(before: Effect, payload: str, refresh: Send | None) -> Result:
    result: dict[str, str] = json.loads(before.result)
    if refresh and result.pop("said", "") != _digest(payload):
        return await refresh(json.dumps(result))
    result.pop("said", None)
    return result


def _digest(payload: str) -> str:
    return sha256(payload.encode()).hexdigest()[:16]
