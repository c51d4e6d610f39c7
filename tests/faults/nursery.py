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

import aiohttp

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


class Nursery:
    """Bears processes of the app; all of them end with it.

    Args:
        folder: where their logs go.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mother: asyncio.subprocess.Process | None = None
        self._born: list[Born] = []
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> "Nursery":
        pipe = asyncio.subprocess.PIPE
        self._mother = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.nursery_program", stdin=pipe, stdout=pipe
        )
        assert await self._read() == "ready"
        return self

    async def __aexit__(self, *_: object) -> None:
        for born in self._born:
            born.kill()
        assert self._mother
        self._mother.kill()
        await self._mother.wait()

    async def bear(
        self,
        environ: Mapping[str, str],
        arguments: Sequence[str] = ("run",),
        *,
        unpaced: bool = False,
        tick: float = 0.0,
        newer: bool = False,
    ) -> Born:
        """Start one; it is ready a moment later.

        Args:
            environ: what it knows beside its PATH.
            arguments: of the command line.
            unpaced: as if Slack set no limits.
            newer: of the version that follows ours.
            tick: seconds between two looks at what is due; the app's own where it is 0.
        """
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
        log = self._folder / f"process-{next(_names)}.log"
        order = {
            "environ": {**kept, **environ},
            "arguments": list(arguments),
            "log": str(log),
            "unpaced": unpaced,
            "tick": tick,
            "newer": newer,
        }
        async with self._turn:
            assert self._mother
            assert self._mother.stdin
            self._mother.stdin.write(json.dumps(order).encode() + b"\n")
            born = Born(int(await self._read()), log)
        self._born.append(born)
        return born

    async def _read(self) -> str:
        assert self._mother
        assert self._mother.stdout
        return (await asyncio.wait_for(self._mother.stdout.readline(), 60)).decode().strip()


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
