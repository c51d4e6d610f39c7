"""`python -m bot.studio`: takes pickled orders from its parent, answers each with a line, and goes when idle.

What it opens may be hostile, so it has bounds of its own, knows no token, and lives no longer than its
parent: when that is gone, nobody holds the other end of the standard input.
"""

import os
import pickle
import sys
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, BinaryIO, Final, assert_never

from bot.sheets.grid import Grid, Unreadable
from bot.studio.answers import Answer, Failed, Made, Turned, write_answer
from bot.studio.orders import Bind, Draw, Open, Order, Print
from dialogs.refusal import Refusal

IDLE: Final = 60.0
"""Seconds without an order after which it goes."""

LARGEST_MEMORY: Final = 512 * 1024 * 1024
"""Bytes of memory of its own; the largest list that we take needs about half."""

LONGEST: Final = 60
"""Seconds of processor time for one order."""

_CALM: Final = 10
"""Levels by which the app goes first, where both want the processor."""


def main() -> None:
    """Serve the parent."""
    answers = _own_output()
    _confine()
    orders: SimpleQueue[Order] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, orders), daemon=True).start()
    for answer in serve(orders):
        answers.write(write_answer(answer))
        answers.flush()


def serve(orders: "SimpleQueue[Order]", idle: float = IDLE) -> Iterator[Answer]:
    """The answer to each order, until none comes for so many seconds or memory ran out."""
    while True:
        try:
            order = orders.get(timeout=idle)
        except Empty:
            return
        _allow_time()
        try:
            yield carry_out(order)
        except MemoryError:
            yield Turned(Refusal.TOO_HARD)
            return


def carry_out(order: Order) -> Answer:
    """What comes of an order.

    Raises:
        MemoryError: it needs more than there is.
    """
    try:
        return _carry_out(order)
    except Unreadable as refused:
        return Turned(refused.why)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the parent tells the person and logs it
        return Failed(_place(error))


def _carry_out(order: Order) -> Made | Grid:
    """Each kind of order loads its own libraries, as most days bring but one."""
    match order:
        case Draw(sketch):
            from bot.studio.drawing import draw  # noqa: PLC0415 - see above

            return Made(draw(sketch))
        case Print(memo):
            from bot.studio.printing import write_pdf  # noqa: PLC0415 - see above

            return Made(write_pdf(memo))
        case Bind(rows, worksheet):
            from bot.studio.binding import write_xlsx  # noqa: PLC0415 - see above

            return Made(write_xlsx(rows, worksheet))
        case Open(name, data):
            from bot.studio.reading import read_sheet  # noqa: PLC0415 - see above

            return read_sheet(name, data)
    assert_never(order)


def _place(error: Exception) -> str:
    """Where it broke; its message may hold what a person wrote."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    where = f"{at.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{at.tb_lineno}" if at else "unknown"
    return f"{type(error).__name__} at {where}"


def _listen(orders_in: BinaryIO, orders: "SimpleQueue[Any]") -> None:
    """Take orders as they come, also while one is carried out; without a parent there is nothing to do."""
    try:
        while True:
            orders.put(pickle.load(orders_in))  # noqa: S301 - our own parent wrote it
    finally:
        os._exit(0)


def _own_output() -> BinaryIO:
    """Where answers go; what a library may print goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _confine() -> None:
    """Bounds that the system holds, where it can; a dump of memory would hold what people wrote."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (LARGEST_MEMORY, LARGEST_MEMORY))
    os.nice(_CALM)


def _allow_time() -> None:
    """Processor time for one more order: the system ends us even when nobody is left who could."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - as above

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + LONGEST
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
