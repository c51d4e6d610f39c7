"""How much, how long and how many of what comes by HTTP; tests make it less."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a caller may take.

    Attributes:
        requests: how many may be under way at once.
        octets: bytes of all their bodies together; one that does not say its length counts as the longest.
        headers_within: seconds from the first byte of a request to the end of its headers.
        body_within: seconds from there to the end of its body.
        idle: seconds that a connection may rest; longer than a balancer does, so that we never hang up first.
        linger: seconds in which a body that nobody wants runs out, so that its sender can read the answer.
        grace: seconds between saying that we leave and refusing new callers.
    """

    requests: int = 1_000
    octets: int = 64 * 1024 * 1024
    headers_within: float = 10.0
    body_within: float = 10.0
    idle: float = 100.0
    linger: float = 2.0
    grace: float = 0.0
