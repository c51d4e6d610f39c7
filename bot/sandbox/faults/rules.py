"""Which fault befalls what, and how often."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.sandbox.shapes import Json

F = TypeVar("F")
Where = Callable[[Json], bool]
"""Judges a payload; the arguments of a call are as they came, blocks perhaps as JSON text."""


def anywhere(_: Json) -> bool:
    """Every payload."""
    return True


@dataclass(eq=False, slots=True)
class Rule(Generic[F]):
    """One wish of a test.

    Attributes:
        on: a method, `response_url`, `upload`, `download`, or a kind of delivery; empty for all.
        times: how often it still happens.
        after: the call takes effect first, and the app can't know.
        hits: how often it has happened.
    """

    fault: F
    on: str
    times: int
    where: Where
    after: bool
    hits: int = 0
    _go: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let go on what hangs by this rule, and happen no more."""
        self.times = 0
        self._go.set()

    async def released(self) -> None:
        """Hang until then."""
        await self._go.wait()


class Rules(Generic[F]):
    """Every wish, oldest first."""

    def __init__(self) -> None:
        self._rules: list[Rule[F]] = []

    def add(self, rule: Rule[F]) -> Rule[F]:
        """Wish something."""
        self._rules.append(rule)
        return rule

    def take(self, name: str, payload: Json) -> Rule[F] | None:
        """The first wish that is for this, used up by one."""
        for rule in self._rules:
            if rule.times > 0 and rule.on in ("", name) and rule.where(payload):
                rule.times -= 1
                rule.hits += 1
                return rule
        return None

    def release(self) -> None:
        """Let everything go on, and forget every wish."""
        for rule in self._rules:
            rule.release()
        self._rules.clear()
