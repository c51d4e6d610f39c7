"""What an agent shows beside its messages: suggested prompts, and how far each thread is."""

from dataclasses import dataclass
from typing import Final

from bot.sandbox.shapes import Json
from bot.sandbox.timing import Clock

STATUSES: Final = ("active", "processing", "suspended", "closed")
PROCESSING: Final = "processing"
PATIENCE: Final = 3_600
"""Seconds after which Slack takes an agent for done (docs.slack.dev, ai/agent-sessions)."""


@dataclass(slots=True)
class Session:
    """An agent's work in one thread.

    Attributes:
        can_stop: the app hears of it when somebody presses stop.
        since: when the status was set, seconds since 1970.
    """

    title: str
    can_stop: bool
    clock: Clock
    set_to: str = "active"
    since: float = 0.0

    @property
    def status(self) -> str:
        """Where the work is by now."""
        late = self.set_to == PROCESSING and self.clock() - self.since > PATIENCE
        return "active" if late else self.set_to

    def turn(self, status: str) -> None:
        """Set the status; its hour begins anew."""
        self.set_to, self.since = status, self.clock()

    def shown(self) -> Json:
        """The session as the page reads it."""
        stops = self.can_stop and self.status == PROCESSING
        return {"status": self.status, "title": self.title, "can_stop": stops}


class Sessions:
    """Makes sessions, and keeps the prompts of each private conversation."""

    def __init__(self, clock: Clock, prompts: Json | None) -> None:
        self._clock = clock
        self._first = prompts
        self._prompts: dict[str, Json | None] = {}

    def begin(self, title: str, *, can_stop: bool) -> Session:
        """A new session."""
        return Session(title, can_stop, self._clock)

    def prompts(self, channel: str) -> Json | None:
        """What is suggested there: a `title`, and `prompts` with a `title` and a `message` each."""
        return self._prompts.get(channel, self._first)

    def suggest(self, channel: str, prompts: Json | None) -> None:
        """Suggest something there, or nothing more."""
        self._prompts[channel] = prompts
