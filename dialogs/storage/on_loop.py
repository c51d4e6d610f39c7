"""Connections as a lane holds them: each statement is a plain call, and the loop goes on where it waits.

They stand in the greenlet of their lane, and work nowhere else.
"""

import asyncio
import select
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, NamedTuple

from sqlalchemy import Engine
from sqlalchemy.util import await_

from dialogs.storage.engine import arguments, connect, link_on, unopened
from dialogs.storage.faults import StorageFault
from dialogs.storage.link import Link

PATIENCE: Final = 10.0
"""Seconds for which we wait while another process writes to our SQLite file."""

PAUSE: Final = 0.005
"""Seconds between two looks whether it has ended."""

LONG: Final = ("COMMIT", "DELETE")
"""What may take long: one waits for the disk; the other may empty a table, and overwrites what it deletes."""

LISTENS: Final = 3
"""Whoever has still something to say after so many looks has said farewell, and its line is at its end."""

NO_VALUES: Final[Mapping[str, Any]] = {}


Cut = Callable[[int], None]
"""Cuts the line of that file descriptor, which stays open until its owner closes it."""


def never(_line: int) -> None:
    """Whoever waits goes on waiting."""


class Patience(NamedTuple):
    """Seconds in which the server must answer; then the line is cut, and nobody knows what came of it."""

    seconds: float
    cut: Cut


class SqliteOnLoop:
    """Statements take microseconds and run at once; those that may take long have a thread to wait in."""

    said_farewell = False  # A file hangs up on nobody.

    def __init__(self, raw: sqlite3.Connection, held: Any, thread: ThreadPoolExecutor) -> None:
        self._raw = raw
        self._held = held
        self._thread = thread

    @property
    def in_transaction(self) -> bool:
        """Whether one is open."""
        return self._raw.in_transaction

    def execute(self, text: str, values: Mapping[str, Any] = NO_VALUES) -> sqlite3.Cursor:
        """Runs it; waits while another process is writing."""
        if text.startswith(LONG):
            run = partial(self._raw.execute, text, values)
            return await_(asyncio.get_running_loop().run_in_executor(self._thread, run))
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._raw.execute(text, values)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            await_(asyncio.sleep(PAUSE))

    def hang_up(self) -> None:
        """Nobody else is there: what is being written comes to its end."""

    def close(self) -> None:
        """Gives it back."""
        self._held.invalidate()
        self._thread.shutdown(wait=False)


class PostgresOnLoop:
    """What a statement gives is all here when it returns.

    Args:
        raw: psycopg's own connection.
        patience: when it is over, and how the line is cut.
    """

    def __init__(self, raw: Any, patience: "Patience") -> None:
        self._raw = raw
        self._patience = patience
        self._ear = select.poll()
        self._ear.register(raw.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)

    @property
    def closed(self) -> bool:
        """Whether the server can't be reached by it any more."""
        return bool(self._raw.closed)

    @property
    def said_farewell(self) -> bool:
        """Whether the server has hung up while nothing was asked.

        What is sent on such a connection is lost, and looks as if nobody could know.
        """
        try:
            for _ in range(LISTENS):
                if self.closed or not self._ear.poll(0):
                    return self.closed
                self._raw.pgconn.consume_input()
        except self._raw.OperationalError:
            pass
        return True

    def execute(self, text: str, values: Mapping[str, Any] | None = None) -> "Answer":
        """Runs it."""
        deadline = asyncio.get_running_loop().call_later(self._patience.seconds, self.hang_up)
        try:
            return await_(_asked(self._raw, text, values))
        finally:
            deadline.cancel()

    def hang_up(self) -> None:
        """Whoever waits for an answer learns that the connection is lost."""
        if not self.closed:
            self._patience.cut(self._raw.fileno())

    def close(self) -> None:
        """Says goodbye."""
        await_(self._raw.close())


class Answer:
    """The rows of a statement, or how many it changed."""

    def __init__(self, rowcount: int, rows: list[Any]) -> None:
        self.rowcount = rowcount
        self._rows = rows

    def fetchall(self) -> list[Any]:
        """All rows."""
        return self._rows


def open_sqlite(engine: Engine) -> Link:
    """A connection to the file.

    Raises:
        StorageFault: it can't be opened.
    """
    thread = ThreadPoolExecutor(1, "database")
    try:
        link, held = await_(asyncio.get_running_loop().run_in_executor(thread, connect, engine))
    except BaseException:
        thread.shutdown(wait=False)
        raise
    link.say("PRAGMA busy_timeout=0")  # We wait ourselves, and not in the loop.
    link.raw = SqliteOnLoop(link.raw, held, thread)
    return link


def open_postgresql(engine: Engine, patience: "Patience", settings: Iterable[str]) -> Link:
    """A connection to the server with those settings; it must answer each statement in time.

    Raises:
        StorageFault: it can't be reached, or refused us.
    """
    from psycopg import AsyncConnection  # noqa: PLC0415 - only installed where it is used

    given, named = arguments(engine)
    try:
        raw = await_(AsyncConnection.connect(*given, **named, autocommit=True))
    except Exception as error:  # noqa: BLE001 - each driver fails in classes of its own.
        fault = unopened(engine, error)
    else:
        return _set_up(link_on(engine, PostgresOnLoop(raw, patience)), settings)
    raise fault


def _set_up(link: Link, settings: Iterable[str]) -> Link:
    try:
        for setting in settings:
            link.say(setting)
    except StorageFault:
        link.raw.close()
        raise
    return link


async def _asked(raw: Any, text: str, values: Mapping[str, Any] | None) -> Answer:
    cursor = await raw.execute(text, values)
    # Whether it has rows; its `description` would be put together for that, column by column.
    return Answer(cursor.rowcount, [] if cursor.rownumber is None else await cursor.fetchall())
