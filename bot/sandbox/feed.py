"""Tells every open screen what changed for the person who sits at it."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from bot.sandbox.shapes import Json

T = TypeVar("T")
Screen = asyncio.Queue[Json]


class Feed:
    """The screens of each person, and the last toasts that each was shown."""

    def __init__(self) -> None:
        self._screens: defaultdict[str, set[Screen]] = defaultdict(set)
        self.toasts: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=100))

    @contextmanager
    def watch(self, person: str) -> Iterator[Screen]:
        """A screen that hears everything from now on, until the block ends."""
        screen: Screen = asyncio.Queue()
        self._screens[person].add(screen)
        try:
            yield screen
        finally:
            self._screens[person].discard(screen)

    async def await_change(self, person: str, look: Callable[[], T | None], within: float) -> T | None:
        """Look again at each change of the person's screens until there is something; None: too late."""
        with self.watch(person) as screen:
            try:
                async with asyncio.timeout(within):
                    while (found := look()) is None:
                        await screen.get()
                    return found
            except TimeoutError:
                return None

    def screens(self, person: str) -> int:
        """How many screens the person has open."""
        return len(self._screens[person])

    def tell(self, person: str, change: Json) -> None:
        """Tell the person's screens."""
        for screen in self._screens[person]:
            screen.put_nowait(change)

    def toast(self, person: str, text: str, *, level: str = "error") -> None:
        """Show a passing word."""
        self.toasts[person].append(text)
        self.tell(person, {"type": "toast", "text": text, "level": level})
