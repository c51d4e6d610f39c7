"""Kills a process at its k-th contact with the outside: before something took effect, or right after."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.faults import CallFault, Reset, Step
from bot.sandbox.server import Sandbox
from tests.faults.nursery import Born
from tests.faults.tap import Tap


@dataclass
class Killer:
    """Counts the contacts of one process, and ends it at one of them.

    Attributes:
        victim: the process; None: nobody is there to be killed.
        at: the contact at which it dies; 0: it lives, and its contacts are only counted.
        contacts: what there was so far, by name.
        then: what follows at once, such as sending to another process.
    """

    victim: Born | None = None
    at: int = 0
    contacts: list[str] = field(default_factory=list)
    then: Callable[[], None] = lambda: None

    def watch(self, sandbox: Sandbox) -> None:
        """See every call and every delivery from now on."""
        sandbox.faults.on_call(self._called)
        sandbox.faults.on_delivery(self._delivered)

    def listen(self, tap: Tap) -> None:
        """See every word with the database from now on."""
        tap.before = lambda _: self._meet("before database")
        tap.after = lambda _: self._meet("after database")

    def aim(self, victim: Born, at: int) -> None:
        """From now on, that contact is that process's last."""
        self.victim, self.at = victim, at
        self.contacts.clear()

    @property
    def has_killed(self) -> bool:
        """Whether it came to that contact."""
        return 0 < self.at <= len(self.contacts)

    def _meet(self, name: str) -> bool:
        """One more contact; whether it was the last."""
        if self.victim is None or self.has_killed:
            return False
        self.contacts.append(name)
        if not self.has_killed:
            return False
        self.victim.kill()
        self.then()
        return True

    async def _called(self, step: Step) -> CallFault | None:
        return Reset() if self._meet(f"{step.when} {step.name}") else None

    async def _delivered(self, step: Step) -> None:
        self._meet(f"{step.when} {step.name}")
