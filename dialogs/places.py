"""Where a conversation lives and where its one message stands; both opaque to us."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation lives.

    Attributes:
        thread: "" when there is none.
        surface: "thread", "command" or "direct".
    """

    team: str
    channel: str
    thread: str
    person: str
    surface: str


@dataclass(frozen=True, slots=True)
class CardAt:
    """Where the conversation's one message stands.

    Attributes:
        ts: "" when it was not posted.
        url: the response_url of a card that only one person sees, "" when none.
        below: how many messages the person typed under it since.
    """

    channel: str = ""
    ts: str = ""
    url: str = ""
    below: int = 0


NOWHERE: Final = Place(team="", channel="", thread="", person="", surface="")
"""The place of a conversation that does not exist."""


def in_private(team: str, person: str) -> Place:
    """Somebody's private conversation with us, wherever it stands: for the words that they read."""
    return Place(team, "", "", person, "direct")
