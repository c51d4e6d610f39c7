"""Opens the database: SQLite with its careful settings, or PostgreSQL."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, PoolProxiedConnection, create_engine, event

from dialogs.storage.faults import StorageFault
from dialogs.storage.link import Link
from dialogs.storage.urls import SQLITE, shown

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",  # What was committed stands after a power cut, too.
    "PRAGMA secure_delete=ON",  # What was deleted is overwritten.
)
_ALIVE: Final[Mapping[str, Any]] = {
    "client_encoding": "utf8",
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""A server that went without a word is noticed within half a minute; seconds, and milliseconds at last."""

_PASSING_SQLITE: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
    }
)
_PASSING_STATES: Final = ("08", "40", "53", "57", "58", "25006", "25P03", "25P04", "55P03")
"""Connection lost, conflicts, no room, an operator at work, disk trouble; a standby, time over, a lock."""

_PASSING_REFUSALS: Final = ("starting up", "shutting down", "recovery", "too many", "remaining connection")


def open_engine(url: URL, *, connections: int) -> Engine:
    """An engine of at most so many connections on which every statement stands by itself.

    Raises:
        StorageFault: the driver is not installed, or there can be no file at that path.
    """
    is_sqlite = url.drivername == SQLITE
    if is_sqlite:
        _make_folder(Path(url.database or "").resolve())
    try:
        engine = create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,  # Parameters are people's words; they belong in no log.
            pool_size=connections,
            max_overflow=0,
            connect_args={"check_same_thread": False} if is_sqlite else _alive(url),
        )
    except ModuleNotFoundError:
        raise StorageFault(
            "PostgreSQL needs one more package. Install outsource-advisor[postgres]."
        ) from None
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def connect(engine: Engine) -> tuple[Link, PoolProxiedConnection]:
    """A connection, and what gives it back.

    Raises:
        StorageFault: the database can't be opened or reached, for whatever reason the driver has.
    """
    try:
        held = engine.raw_connection()
    except Exception as error:  # noqa: BLE001 - each driver fails in classes of its own.
        fault = unopened(engine, error)
    else:
        return link_on(engine, held.driver_connection), held
    raise fault


def link_on(engine: Engine, raw: Any) -> Link:
    """The same on a connection of the driver that somebody made."""
    kind = engine.dialect.name
    return Link(raw, kind, _errors(engine), _FAULTS[kind])


def arguments(engine: Engine) -> tuple[list[Any], dict[str, Any]]:
    """What PostgreSQL's driver is given for a connection: by position, and by name."""
    given, named = engine.dialect.create_connect_args(engine.url)
    return list(given), {**named, **_alive(engine.url)}


def empty_log(url: URL) -> None:
    """Brings all that stands in SQLite's write-ahead log into the file, and cuts the log to nothing.

    When others read or write just now, it is left for the next time.

    Raises:
        StorageFault: the database can't be opened, or failed.
    """
    engine = open_engine(url, connections=1)
    try:
        link, held = connect(engine)
        link.say("PRAGMA busy_timeout=500")
        link.say("PRAGMA wal_checkpoint(TRUNCATE)")
        held.invalidate()
    finally:
        engine.dispose()


def unopened(engine: Engine, error: Exception) -> StorageFault:
    """What is to be said when there is no connection."""
    reason = reason_of(error)
    refused = "FATAL" in reason and not any(each in reason for each in _PASSING_REFUSALS)
    is_sqlite = engine.dialect.name == "sqlite"
    transient = _sqlite_fault(error).transient if is_sqlite else not refused
    return StorageFault(f"The database {shown(engine.url)} can't be opened: {reason}.", transient=transient)


def reason_of(error: Exception) -> str:
    """The driver's own first line, which carries no parameters."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def _errors(engine: Engine) -> tuple[type[Exception], ...]:
    driver = engine.dialect.loaded_dbapi
    return driver.Error, OSError, UnicodeError, OverflowError


def _sqlite_fault(error: Exception) -> StorageFault:
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    passing = code is not None and code & 0xFF in _PASSING_SQLITE
    return StorageFault(f"The database failed: {_told(error)}.", transient=passing)


def _postgresql_fault(error: Exception) -> StorageFault:
    state = getattr(error, "sqlstate", None)
    lost = state is None and type(error).__name__ in ("OperationalError", "InterfaceError")
    passing = lost or str(state).startswith(_PASSING_STATES)
    return StorageFault(f"The database failed: {_told(error)}.", transient=passing)


def _told(error: Exception) -> str:
    # What can't be written names the text that can't.
    return "a text holds what can't be stored" if isinstance(error, UnicodeError) else reason_of(error)


_FAULTS: Final = {"sqlite": _sqlite_fault, "postgresql": _postgresql_fault}


def _alive(url: URL) -> dict[str, Any]:
    return {name: value for name, value in _ALIVE.items() if name not in url.query}


def _make_folder(file: Path) -> None:
    if file.is_dir():
        raise StorageFault(f"The database must be a file, but {file} is a folder.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageFault(f"The folder {file.parent} for the database can't be made: {reason}.") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
