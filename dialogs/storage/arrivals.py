"""What came in, as the inbox keeps it and hands it out."""

from dataclasses import dataclass
from typing import Final, NamedTuple


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came, as it is put down.

    Attributes:
        key: what its sender calls this delivery; unique in the team, so that a second one is seen.
        kind: who translates it.
        person: whose words it holds, "" when nobody's.
        body: a JSON object.
        seed: hex of random bytes, from which everything new in this work is named.
        trace: the short code under which it is logged and told.
        at: microseconds since 1970 in UTC.
    """

    team: str
    key: str
    kind: str
    person: str
    body: str
    seed: str
    trace: str
    at: int


class Came(NamedTuple):
    """An arrival, and who works on it; "" leaves it to whoever is free."""

    arrival: Arrival
    owner: str


Numbers = dict[tuple[str, str], int]
"""The numbers of arrivals by team and key."""


@dataclass(frozen=True, slots=True)
class Item:
    """An arrival on its way.

    Attributes:
        attempts: how often it was tried before.
        fault: what went wrong the last time, without anybody's words.
        try_at: microseconds since 1970 in UTC; not before.
        is_fresh: nobody tried it before, so nothing was sent or written for it yet.
    """

    number: int
    arrival: Arrival
    state: str
    attempts: int
    fault: str
    try_at: int
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class Ours:
    """What a process can do of what came in.

    Attributes:
        kinds: those that it knows.
        others_before: microseconds since 1970; of other kinds, what came before that is anybody's.
    """

    kinds: tuple[str, ...]
    others_before: int


WHATEVER: Final = Ours((), 1 << 62)
"""Of every kind."""
