"""Opens the database: SQLite with its careful settings, or PostgreSQL."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, CursorResult, Executable, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from dialogs.storage.faults import StorageFault
from dialogs.storage.urls import SQLITE, shown

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=NORMAL",
)


def open_engine(url: URL, *, connections: int) -> AsyncEngine:
    """An engine of at most so many connections on which every statement stands by itself.

    Raises:
        StorageFault: the driver is not installed, or there can be no file at that path.
    """
    is_sqlite = url.drivername == SQLITE
    if is_sqlite:
        _make_folder(Path(url.database or "").resolve())
    try:
        engine = create_async_engine(
            url,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,  # Parameters are people's words; they belong in no log.
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=not is_sqlite,
        )
    except ModuleNotFoundError:
        raise StorageFault(
            "PostgreSQL needs one more package. Install outsource-advisor[postgres]."
        ) from None
    if is_sqlite:
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


async def connect(engine: AsyncEngine) -> AsyncConnection:
    """A connection.

    Raises:
        StorageFault: the database can't be opened or reached, for whatever reason the driver has.
    """
    try:
        return await engine.connect()
    except Exception as error:  # Each driver fails in classes of its own.
        raise StorageFault(
            f"The database {shown(engine.url)} can't be opened: {reason_of(error)}."
        ) from error


async def run(
    connection: AsyncConnection, statement: Executable, values: Mapping[str, object]
) -> CursorResult[Any]:
    """One statement.

    Raises:
        StorageFault: with the driver's own reason.
    """
    try:
        return await connection.execute(statement, dict(values))
    except (SQLAlchemyError, OSError) as error:
        raise StorageFault(f"The database failed: {reason_of(error)}.") from error


def reason_of(error: Exception) -> str:
    """The driver's own first line, which carries no parameters."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def _make_folder(file: Path) -> None:
    if file.is_dir():
        raise StorageFault(f"The database must be a file, but {file} is a folder.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageFault(f"The folder {file.parent} for the database can't be made: {reason}.") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    try:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()
    except BaseException:
        connection.close()  # Nobody else knows of it yet, and its thread would outlive the loop.
        raise
