"""What else a unit finds: what those in charge did, what passes through, and how far a long look has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Noted:
    """What one of those in charge did, as it was written down.

    Attributes:
        number: grows with each.
        team: where it was done; "" for all workspaces.
        who: an alias, or who else did it ("operator", "slack"); never a person's id.
        detail: words of ours, by name.
    """

    number: int
    team: str
    at: datetime
    who: str
    act: str
    detail: Mapping[str, str]


class Acts(Protocol):
    """Who of those in charge did what; no verb changes what was written.

    Every verb raises `StorageFault` when the database fails.
    """

    def append(self, team: str, at: datetime, who: str, act: str, detail: Mapping[str, str]) -> None:
        """Writes it down; the same act at the same moment is the same work done again, and stands already."""

    def since(self, at: datetime, limit: int, *, after: int = 0) -> tuple[Noted, ...]:
        """Those since then, behind that number, the oldest first."""

    def by(self, team: str, who: str) -> tuple[Noted, ...]:
        """All that one did there, the oldest first."""

    def purge(self, before: datetime) -> int:
        """Drops what is older; how many there were."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Something of a person's that came in, or goes out.

    Attributes:
        kind: what it is, as the inbox or Slack calls it.
        body: a JSON object; "" once it is done.
        at: when it came, or was to go.
    """

    is_out: bool
    kind: str
    state: str
    body: str
    at: datetime


class Passing(Protocol):
    """What passes through, in and out, as far as it is somebody's or too old.

    Every verb raises `StorageFault` when the database fails.
    """

    def of_person(self, team: str, person: str) -> tuple[Passed, ...]:
        """What is kept of that person's, in and out."""

    def erase(self, team: str, person: str) -> None:
        """Forgets it, done or not; that something was done is known on, without whose it was."""

    def forget(self, now: datetime, before: datetime) -> int:
        """Drops what was done before that time, and what serves nobody any more; how many rows there were."""

    def give_up(self, team: str, before: datetime) -> int:
        """Drops what that team waited for in vain since before that time; how many rows there were."""

    def teams(self) -> tuple[str, ...]:
        """Every team of which something came in or goes out."""


class Behind(NamedTuple):
    """How far it is with what is sealed: behind that conversation, or that record."""

    number: int = 0
    conversations_done: bool = False
    record: tuple[str, ...] = ("", "", "", "")


BEGINNING: Final = Behind()
