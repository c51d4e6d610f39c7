"""Many people at once: each presses, waits until the card shows what came of it, and presses again."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.bench.letters import Letter
from tests.bench.line import Line
from tests.bench.slack import FarEnd

PATIENCE: Final = 120.0
"""Seconds after which an effect counts as lost."""

PAUSES: Final = (0.0, 1.0, 2.0, 5.0)
"""Seconds before each further delivery of what was not taken; the last one again and again."""


@dataclass(slots=True)
class Tally:
    """What people saw; times in seconds.

    Attributes:
        acks: from the press to the answer that took it.
        turns: from the press to the card that shows what came of it.
        at: when each of these cards came.
        sent_again: presses that were not taken at first.
        lost: presses that were taken and showed nothing.
        began: when the measured time began.
        ended: when the last press was sent.
        dry: somebody had nothing left to press.
    """

    acks: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    sent_again: int = 0
    lost: int = 0
    began: float = 0.0
    ended: float = 0.0
    dry: bool = False

    @property
    def rate(self) -> float:
        """Effects a second while people pressed."""
        return sum(self.began <= at <= self.ended for at in self.at) / (self.ended - self.began)

    def require_sound(self) -> None:
        """Nothing may have gone wrong where only speed is measured.

        Raises:
            RuntimeError: it has.
        """
        if self.dry or self.lost:
            raise RuntimeError(f"lost {self.lost}, ran out of presses: {self.dry}")

    @property
    def backlog(self) -> float:
        """Seconds that the last effects took after nobody pressed any more."""
        return max(self.at, default=self.ended) - self.ended


class Crowd:
    """People at the doors of one app.

    Args:
        end: where effects arrive.
        ports: of its processes; each person goes from one to the next.
        share: hands a person the next things to press: those of one whole dialog.
    """

    def __init__(self, end: FarEnd, ports: Sequence[int], share: Callable[[], Sequence[Letter]]) -> None:
        self._end = end
        self._ports = ports
        self._share = share
        self._stopping = False

    async def press(self, people: int, seconds: float, *, warm: float = 0.0) -> Tally:
        """So many people press for so long; then all effects are waited for.

        Args:
            people: how many.
            seconds: how long they press, counted after the first `warm` seconds.
            warm: seconds that do not count.
        """
        tally, self._stopping = Tally(), False
        tally.began = time.perf_counter() + warm
        walks = [asyncio.create_task(self._walk(tally)) for _ in range(people)]
        # Sooner, when everything is pressed.
        await asyncio.wait(walks, timeout=warm + seconds)
        self._stopping, tally.ended = True, time.perf_counter()
        await asyncio.gather(*walks)
        return tally

    async def _walk(self, tally: Tally) -> None:
        lines = [Line(port) for port in self._ports]
        count = 0
        try:
            while not self._stopping:
                if not (letters := self._share()):
                    tally.dry = True
                    return
                for letter in letters:
                    if self._stopping:
                        return
                    await self._turn(tally, lines[count % len(lines)], letter)
                    count += 1
        finally:
            for line in lines:
                line.close()

    async def _turn(self, tally: Tally, line: Line, letter: Letter) -> None:
        effect = self._end.expect(letter.channel, letter.shows)
        begun = time.perf_counter()
        await self._deliver(tally, line, letter)
        acked = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                await effect
        except TimeoutError:
            tally.lost += 1
            return
        now = time.perf_counter()
        if begun >= tally.began:
            tally.acks.append(acked - begun)
            tally.turns.append(now - begun)
        tally.at.append(now)

    async def _deliver(self, tally: Tally, line: Line, letter: Letter) -> None:
        attempt = 0
        while await _status(line, letter.request(attempt)) != 200:
            tally.sent_again += 1
            await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
            attempt += 1


def dealt(letters: Iterable[Letter]) -> Callable[[], Sequence[Letter]]:
    """Hands out those letters, one dialog at a time; they are written before anybody presses."""
    dialogs: list[list[Letter]] = []
    for letter in letters:
        if not dialogs or dialogs[-1][-1].channel != letter.channel:
            dialogs.append([])
        dialogs[-1].append(letter)
    dialogs.reverse()
    return lambda: dialogs.pop() if dialogs else ()


async def _status(line: Line, request: bytes) -> int:
    try:
        status, _ = await line.ask(request)
    except OSError:
        return 0
    return status
