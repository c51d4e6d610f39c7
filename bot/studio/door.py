"""The app's side of the studio: it is opened when there is something to do, and nobody waits without end."""

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Thread, Timer
from types import TracebackType
from typing import Final

from bot.logs import logger
from bot.sheets.grid import Grid, Unreadable
from bot.sheets.writing import Cell
from bot.studio.answers import Answer, Failed, Made, Turned, read_answer
from bot.studio.orders import Bind, Draw, Memo, Open, Order, Print, Sketch
from dialogs.refusal import Refusal

log = logger("studio")

PATIENCE: Final = 90.0
"""Seconds for one order on a busy machine; past them the process is ended."""

_GOING: Final = 2.0
"""Seconds in which a process goes that is not needed any more."""

LONGEST_ANSWER: Final = 200_000_000
"""Bytes."""

_KEPT: Final = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE"),
    *("PYTHONPATH", "PYTHONHOME", "MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"),
)
"""What the process is told of our environment: nothing that opens a door."""


class StudioFailed(Exception):
    """Nothing came of an order; the message names places in the code and nothing that people wrote."""


class Studio:
    """Has one process at most, which carries out one order after the other.

    Its thread waits for the process, so that a studio serves any event loop.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._thread = ThreadPoolExecutor(1, "studio")
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    async def __aenter__(self) -> "Studio":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """End the process, whatever it does; who still waits is told that it failed."""
        self._is_closed = True
        if self._process:
            self._process.kill()
        self._thread.shutdown(cancel_futures=True)
        self._end()

    async def draw(self, sketch: Sketch) -> bytes:
        """The picture as PNG.

        Raises:
            StudioFailed: it could not be made.
        """
        return await self._make(Draw(sketch))

    async def print(self, memo: Memo) -> bytes:
        """The memo as PDF.

        Raises:
            StudioFailed: it could not be made.
        """
        return await self._make(Print(memo))

    async def bind(self, rows: Sequence[Sequence[Cell]], worksheet: str) -> bytes:
        """The rows as a workbook; the first names the columns.

        Raises:
            StudioFailed: it could not be made.
        """
        return await self._make(Bind(rows, worksheet))

    async def read(self, name: str, data: bytes) -> Grid:
        """The rows of a file.

        Raises:
            Unreadable: it can't be read, or not within the bounds of the process.
            StudioFailed: something broke on our side.
        """
        match await self._ask(Open(name, data)):
            case Grid() as grid:
                return grid
            case Turned(why):
                raise Unreadable(why)
            case Made():
                raise StudioFailed("a file instead of rows")
            case Failed(how):
                raise StudioFailed(how)

    async def _make(self, order: Draw | Print | Bind) -> bytes:
        match await self._ask(order):
            case Made(data):
                return data
            case Failed(how):
                raise StudioFailed(how)
            case Turned(why):
                raise StudioFailed(why.value)
            case Grid():
                raise StudioFailed("rows instead of a file")

    async def _ask(self, order: Order) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._carry_out, order)

    # ------------------------------------------------------------------ in the thread

    def _carry_out(self, order: Order) -> Answer:
        """What the process answers; when it dies of an order, that was too hard for it."""
        for _ in range(2):
            process = self._opened()
            answer = self._exchange(process, order)
            if answer:
                if isinstance(answer, Failed):
                    log.warning("order failed", order=type(order).__name__, how=answer.how)
                return answer
            self._end()
            if process.returncode:
                log.warning("the process ended", status=process.returncode, order=type(order).__name__)
                break
            # It was idle and went just when we came; the next one takes the order.
        return Turned(Refusal.TOO_HARD)

    def _exchange(self, process: "subprocess.Popen[bytes]", order: Order) -> Answer | None:
        assert process.stdin  # noqa: S101 - both are pipes, see `_open`
        assert process.stdout  # noqa: S101 - same
        patience = Timer(self._patience, process.kill)
        patience.start()
        if self._is_closed:
            process.kill()
        try:
            pickle.dump(order, process.stdin)
            process.stdin.flush()
            return read_answer(process.stdout.readline(LONGEST_ANSWER))
        except (OSError, ValueError, TypeError):
            return None
        finally:
            patience.cancel()

    def _opened(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = _open()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in filter(None, (process.stdin, process.stdout)):
            # What was still to be sent to it has nobody to read it.
            with suppress(OSError):
                pipe.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GOING)
        process.kill()
        process.wait()


def _open() -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.studio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Libraries warn with the very signs that they stumble over.
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT if name in os.environ} | {"OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,
    )
    # Whoever went when idle is taken note of at once, so that the system forgets it.
    Thread(target=process.wait, name="studio-ended", daemon=True).start()
    return process
