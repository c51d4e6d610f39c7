"""Mints ids, tokens and timestamps that look like Slack's and never repeat."""

import secrets
import string
from itertools import count

from bot.sandbox.timing import Clock

_LETTERS = string.ascii_uppercase + string.digits


class Mint:
    """Everything that must be unique in one workspace."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._numbers = count(7_000_000_000_001)

    def id(self, prefix: str) -> str:
        """An id such as `V0K3J9QX2LM`: the prefix says what it names."""
        return f"{prefix}0{''.join(secrets.choice(_LETTERS) for _ in range(9))}"

    def ts(self) -> str:
        """The time as Slack writes it, later than every one before."""
        self._last = max(self._last + 1, int(self._clock() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def trigger(self) -> str:
        """A `trigger_id`."""
        return f"{self.number()}.{self.number()}.{secrets.token_hex(16)}"

    def number(self) -> int:
        """A large number."""
        return next(self._numbers)

    def hash(self) -> str:
        """What changes with each change of a view."""
        return f"{int(self._clock())}.{secrets.token_hex(4)}"

    def signing_secret(self) -> str:
        """What proves that a request is Slack's: 32 hexadecimal digits."""
        return secrets.token_hex(16)

    def secret(self) -> str:
        """The unguessable part of an address or a token."""
        return secrets.token_urlsafe(18).replace("-", "x").replace("_", "y")
