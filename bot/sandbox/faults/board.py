"""Where a test says what is to go wrong."""

from collections.abc import Callable

from bot.sandbox.delivery import Delivery
from bot.sandbox.faults.calls import CallFaults, OnCall
from bot.sandbox.faults.deliveries import DeliveryFaults, OnDelivery, Reversal
from bot.sandbox.faults.kinds import CallFault, DeliveryFault
from bot.sandbox.faults.rules import Rule, Where, anywhere
from bot.sandbox.shapes import Json
from bot.sandbox.socket_mode import SocketMode


class Faults:
    """Every fault of the sandbox; without a word here nothing goes wrong."""

    def __init__(
        self, calls: CallFaults, deliveries: DeliveryFaults, delivery: Delivery, socket_mode: SocketMode
    ) -> None:
        self._calls = calls
        self._deliveries = deliveries
        self._delivery = delivery
        self._socket_mode = socket_mode

    def call(
        self,
        fault: CallFault,
        on: str = "",
        *,
        after: bool = False,
        times: int = 1,
        where: Where = anywhere,
    ) -> Rule[CallFault]:
        """Spoil the next calls of the app.

        Args:
            fault: what happens.
            on: a Web API method, `response_url`, `upload` or `download`; all when left out.
            after: the call takes effect first: it happened, and the app can't know.
            times: how many calls suffer.
            where: only those whose arguments this is true of.

        Returns:
            The rule; its `release()` ends it and lets go on what hangs, its `hits` counts.
        """
        return self._calls.rules.add(Rule(fault, on, times, where, after))

    def delivery(
        self, fault: DeliveryFault, on: str = "", *, times: int = 1, where: Where = anywhere
    ) -> Rule[DeliveryFault]:
        """Spoil the next deliveries to the app; `on`: `events_api`, `slash_commands` or `interactive`."""
        return self._deliveries.rules.add(Rule(fault, on, times, where, after=False))

    def reverse(self, events: int = 2) -> Reversal:
        """Hold that many of the next events until all are there, and deliver them last first."""
        reversal = Reversal(events)
        self._deliveries.reversals.append(reversal)
        return reversal

    async def redeliver(
        self, which: Callable[[Json], bool] = anywhere, *, attempt: int = 1, reason: str = "timeout"
    ) -> None:
        """Deliver the newest event of which that is true again, as Slack does when it heard no answer.

        Raises:
            LookupError: no such event was delivered.
        """
        await self._delivery.redeliver(which, attempt, reason)

    def drop(self, connections: int | None = None) -> int:
        """Reset Socket Mode connections, oldest first, without a close frame; how many there were."""
        return self._socket_mode.drop(connections)

    def on_call(self, listener: OnCall) -> None:
        """Await this before and after each call takes effect; a fault that it returns happens there."""
        self._calls.listeners.append(listener)

    def on_delivery(self, listener: OnDelivery) -> None:
        """Await this before each delivery, and when it was acknowledged or given up."""
        self._deliveries.listeners.append(listener)

    def clear(self) -> None:
        """Let everything that hangs go on, and nothing go wrong any more."""
        self._calls.rules.release()
        self._calls.listeners.clear()
        self._deliveries.release()
