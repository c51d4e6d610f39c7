"""Spoils what is on its way to the app: it comes twice, late, out of order, or not at all."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from typing import assert_never

from bot.sandbox.delivery import NoAnswer, Parcel, Transport
from bot.sandbox.faults.calls import Step
from bot.sandbox.faults.kinds import DeliveryFault, Hang, Late, LateAck, Lost, LostAck, Twice
from bot.sandbox.faults.rules import Rule, Rules
from bot.sandbox.shapes import Json
from bot.sandbox.timing import Timing

OnDelivery = Callable[[Step], Awaitable[None]]


class Reversal:
    """Holds the next events until all are there, and lets them go last first, one at a time."""

    def __init__(self, size: int) -> None:
        self.open = True
        self._size = size
        self._gates: list[asyncio.Event] = []

    async def wait(self) -> asyncio.Event | None:
        """Wait for one's turn; the gate to open when it is over."""
        gate = asyncio.Event()
        before = self._gates[-1] if self._gates else None
        self._gates.append(gate)
        if len(self._gates) == self._size:
            self.open = False
            gate.set()
        await gate.wait()
        return before

    def release(self) -> None:
        """Hold nothing any longer."""
        self.open = False
        for gate in self._gates:
            gate.set()


class DeliveryFaults:
    """Stands between Slack and the way to the app."""

    def __init__(self, timing: Timing) -> None:
        self.rules: Rules[DeliveryFault] = Rules()
        self.listeners: list[OnDelivery] = []
        self.reversals: list[Reversal] = []
        self._timing = timing
        self._numbers = count(1)

    async def carry(self, transport: Transport, parcel: Parcel) -> Json:
        """Deliver, or not; what the app acknowledged with.

        Raises:
            NoAnswer: not acknowledged, or so it seems to Slack.
        """
        number = next(self._numbers)
        await self._tell(Step(number, parcel.kind, parcel.payload, "before"))
        reversal = next((one for one in self.reversals if one.open), None)
        held = reversal if parcel.kind == "events_api" else None
        gate = await held.wait() if held else None
        try:
            return await self._spoil(transport, parcel, self.rules.take(parcel.kind, parcel.payload))
        finally:
            if gate:
                gate.set()
            await self._tell(Step(number, parcel.kind, parcel.payload, "after"))

    def release(self) -> None:
        """Let everything go on, undisturbed."""
        self.rules.release()
        self.listeners.clear()
        for reversal in self.reversals:
            reversal.release()
        self.reversals.clear()

    async def _tell(self, step: Step) -> None:
        for listener in self.listeners:
            await listener(step)

    async def _spoil(self, transport: Transport, parcel: Parcel, rule: Rule[DeliveryFault] | None) -> Json:
        if rule is None:
            return await transport.carry(parcel)
        fault = rule.fault
        match fault:
            case Twice():
                return await _carry_twice(transport, parcel)
            case Lost():
                raise NoAnswer("connection_failed")
            case LostAck():
                await transport.carry(parcel)
                raise NoAnswer("timeout")
            case LateAck(seconds):
                return await self._carry_slowly(transport, parcel, seconds)
            case Late(seconds):
                await asyncio.sleep(seconds)
            case Hang():
                await rule.released()
            case _:
                assert_never(fault)
        return await transport.carry(parcel)

    async def _carry_slowly(self, transport: Transport, parcel: Parcel, seconds: float) -> Json:
        answer = await transport.carry(parcel)
        await asyncio.sleep(min(seconds, self._timing.ack))
        if seconds >= self._timing.ack:
            raise NoAnswer("timeout")
        return answer


async def _carry_twice(transport: Transport, parcel: Parcel) -> Json:
    answers = await asyncio.gather(transport.carry(parcel), transport.carry(parcel), return_exceptions=True)
    for answer in answers:
        if not isinstance(answer, BaseException):
            return answer
    raise NoAnswer("timeout")
