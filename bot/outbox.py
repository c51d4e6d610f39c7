"""What we send for a piece of work, each once: done again after a crash, the work finds what it had sent."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4, uuid5

from bot import metrics
from bot.clocks import Clock
from bot.during import During
from bot.tenancy import team_served
from bot.transient import Declined, is_transient
from dialogs.storage import Effect, Store, Visit, micros

SPACE: Final = UUID("6f7e0b52-5f0f-4b0e-9a53-0d4c5b7a6b11")
"""The namespace of our `client_msg_id`s."""

Result = Mapping[str, str]
"""What came back of a call: ids."""

Refresh = Callable[[str], Awaitable[Result]]
"""Brings up to date what was sent; given the result of the first time as JSON."""


class Sending(NamedTuple):
    """How something is sent.

    Attributes:
        name: under this `client_msg_id`.
        again: it may have been sent before, under that name.
    """

    name: str
    again: bool


Send = Callable[[Sending], Awaitable[Result]]
"""Sends it."""


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

    @property
    def forsaken(self) -> tuple[str, ...]:
        """What was begun before, and is not needed any more now that the work is done."""
        met = {f"{kind} {number + 1}" for kind, count in self.counted.items() for number in range(count)}
        return tuple(
            slot for slot, effect in self.known.items() if effect.state != "done" and slot not in met
        )

    def next_slot(self, method: str, target: str) -> str:
        """The name of the next effect of that kind: the same when the work is done again."""
        kind = f"{method} {target}"
        self.counted[kind] += 1
        return f"{kind} {self.counted[kind]}"


_current: ContextVar[Piece | None] = ContextVar("piece", default=None)


def doing(piece: Piece) -> During[Piece]:
    """Whatever is sent inside of the block is sent for that piece of work."""
    return During(_current, piece)


def known(effects: Iterable[Effect]) -> dict[str, Effect]:
    """The effects by their slot."""
    return {effect.slot: effect for effect in effects}


def client_msg_id(work: str, slot: str) -> str:
    """The name under which Slack knows that effect, however often it is sent."""
    return str(uuid5(SPACE, f"{work} {slot}"))


def shared_id(name: str) -> str:
    """The same for an effect that several pieces of work may have, of which one is to be sent."""
    return str(uuid5(SPACE, f"shared {name}"))


class Outbox:
    """Writes down what is about to be sent, and what came of it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def once(  # noqa: PLR0913 - what, to whom, and the ways to do it
        self,
        method: str,
        target: str,
        content: Mapping[str, Any],
        send: Send,
        refresh: Refresh | None = None,
        *,
        shared: str = "",
    ) -> Result:
        """Send it, unless this piece of work did before.

        Args:
            method: what it is, in Slack's own name.
            target: to whom, an id.
            content: what it says, as JSON has it.
            send: does it.
            refresh: where it was sent before, and says something else now: brings it up to date.
            shared: what names it where other pieces of work may send the same thing.

        Returns:
            What came of it, now or the first time.
        """
        piece = _current.get() or Piece(f"alone-{uuid4()}", team_served())
        slot = piece.next_slot(method, target)
        name = shared_id(shared) if shared else client_msg_id(piece.work, slot)
        named = {"client_msg_id": name} if shared else {}
        payload = json.dumps({**content, **named}, ensure_ascii=False)
        before = piece.known.get(slot)
        if before and before.state == "done":
            return await _again(before, payload, refresh)
        if before:
            metrics.retried("outbox")
        await self._intend(piece, slot, method, payload)
        try:
            result = await send(Sending(name, again=bool(before or shared)))
        except Declined:
            await self._note(lambda visit: visit.outbox.drop(piece.work, slot))
            raise
        except Exception as error:
            dead = not is_transient(error)
            fault = type(error).__name__
            await self._note(lambda visit: visit.outbox.failed(piece.work, slot, fault, dead=dead))
            raise
        kept = json.dumps({**result, "said": _digest(payload)})
        await self._note(lambda visit: visit.outbox.sent(piece.work, slot, kept))
        return result

    async def _note(self, what: Callable[[Visit], object]) -> None:
        await self._store.run(what, one_change=True)

    async def _intend(self, piece: Piece, slot: str, method: str, payload: str) -> None:
        now = micros(self._clock())
        effect = Effect(piece.work, slot, piece.team, piece.person, method, payload, "open", "", 0, now, "")
        await self._note(lambda visit: visit.outbox.intend(effect))


async def _again(before: Effect, payload: str, refresh: Refresh | None) -> Result:
    result: dict[str, str] = json.loads(before.result)
    if refresh and result.pop("said", "") != _digest(payload):
        return await refresh(json.dumps(result))
    result.pop("said", None)
    return result


def _digest(payload: str) -> str:
    return sha256(payload.encode()).hexdigest()[:16]
