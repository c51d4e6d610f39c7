"""Slack's `ratelimited`: on demand, and (switched on) one message a second in each channel."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from bot.sandbox.refusal import Refusal
from bot.sandbox.timing import Clock

BURST: Final = 3
"""Slack allows "short bursts" without saying how short."""


class RateLimited(Refusal):
    """Answered with status 429 and `Retry-After`."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__("ratelimited")


@dataclass(slots=True)
class Demand:
    """A test's wish that the next calls of a method be refused."""

    times: int
    retry_after: int


class Pace:
    """Counts calls; `strict` holds each channel to one post a second beyond a short burst."""

    def __init__(self, clock: Clock, *, strict: bool) -> None:
        self._clock = clock
        self._strict = strict
        self._demands: dict[str, Demand] = {}
        self._spare: defaultdict[str, tuple[float, float]] = defaultdict(lambda: (float(BURST), clock()))

    def limit(self, method: str, times: int, retry_after: int) -> None:
        """Refuse the next `times` calls of a method."""
        self._demands[method] = Demand(times, retry_after)

    def check(self, method: str) -> None:
        """Let a call pass.

        Raises:
            RateLimited: as demanded.
        """
        demand = self._demands.get(method)
        if demand and demand.times > 0:
            demand.times -= 1
            raise RateLimited(demand.retry_after)

    def check_post(self, channel: str) -> None:
        """Let a post into a channel pass.

        Raises:
            RateLimited: when strict, and the channel's burst is used up.
        """
        if not self._strict:
            return
        spare, since = self._spare[channel]
        now = self._clock()
        spare = min(float(BURST), spare + now - since)
        if spare < 1:
            raise RateLimited(1)
        self._spare[channel] = (spare - 1, now)
