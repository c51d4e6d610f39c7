"""The app as a real process, started in a tenth of a second, and killed as often as a test likes."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Lock

import aiohttp

from tests.faults.wrong_clock import WrongClock

_names = count(1)


@dataclass(frozen=True)
class Born:
    """A process of the app.

    Attributes:
        log: what it wrote.
    """

    pid: int
    log: Path

    def kill(self) -> None:
        """End it at once; it never hears of that."""
        self.send(signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it still is."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    async def gone(self, within: float = 15.0) -> None:
        """Wait until it is no more."""
        async with asyncio.timeout(within):
            while self.is_alive:
                await asyncio.sleep(0.005)


class Mother:
    """A process that has loaded all that the app loads; every other one is her child."""

    def __init__(self) -> None:
        self._process = Popen([sys.executable, "-m", "tests.faults.nursery_program"], stdin=PIPE, stdout=PIPE)
        self._turn = Lock()
        self._is_ready = False

    def bear(self, order: Mapping[str, object]) -> int:
        """The pid of one more child."""
        assert self._process.stdin
        with self._turn:
            self._is_ready = self._is_ready or self._read() == "ready"
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
            return int(self._read())

    def end(self) -> None:
        """She goes, and bears no more."""
        self._process.kill()
        self._process.communicate()

    def _read(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().decode().strip()


class Nursery:
    """Has processes of the app born; all of them end with it.

    Args:
        mother: of them all.
        folder: where their logs go.
    """

    def __init__(self, mother: Mother, folder: Path) -> None:
        self._mother = mother
        self._folder = folder
        self._born: list[Born] = []

    def close(self) -> None:
        """End them all."""
        for born in self._born:
            born.kill()

    async def bear(
        self,
        environ: Mapping[str, str],
        arguments: Sequence[str] = ("run",),
        *,
        unpaced: bool = False,
        tick: float = 0.0,
        clock: WrongClock | None = None,
        newer: bool = False,
    ) -> Born:
        """Start one; it is ready a moment later.

        Args:
            environ: what it knows beside its PATH.
            arguments: of the command line.
            unpaced: as if Slack set no limits.
            newer: of the version that follows ours.
            tick: seconds between two looks at what is due; the app's own where it is 0.
            clock: by which it lives; None: the right one.
        """
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
        log = self._folder / f"process-{next(_names)}.log"
        order = {
            "environ": {**kept, **environ},
            "arguments": list(arguments),
            "log": str(log),
            "unpaced": unpaced,
            "tick": tick,
            "clock": str(clock.file) if clock else "",
            "newer": newer,
        }
        born = Born(await asyncio.to_thread(self._mother.bear, order), log)
        self._born.append(born)
        return born


async def ready(address: str, within: float = 30.0) -> None:
    """Wait until the app at that address says that it is ready."""
    async with asyncio.timeout(within), aiohttp.ClientSession() as http:
        while True:
            try:
                async with http.get(f"{address}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.02)
