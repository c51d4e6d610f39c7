"""How many requests may be under way at once: what comes beyond that is sent away, to come again."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.http.bounds import Bounds
from bot.http.refusals import LARGEST_BODY, Refused


class Crowd:
    """The requests that are under way."""

    def __init__(self, bounds: Bounds) -> None:
        self._requests = bounds.requests
        self._octets = bounds.octets

    @contextmanager
    def joined_by(self, length: int | None) -> Iterator[None]:
        """One more, for as long as the block lasts.

        Raises:
            Refused: there is no room. Slack sends an event again after a while, so none is lost.
        """
        octets = LARGEST_BODY if length is None else length
        if self._requests < 1 or self._octets < octets:
            raise Refused(503, "Too much is under way. Please send it again.")
        self._requests -= 1
        self._octets -= octets
        try:
            yield
        finally:
            self._requests += 1
            self._octets += octets
