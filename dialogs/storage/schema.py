"""Brings the tables up to date, and tells whether they are."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from dialogs.storage.engine import open_engine, reason_of, unopened
from dialogs.storage.faults import StorageFault
from dialogs.storage.fitting import require_fit
from dialogs.storage.urls import SQLITE, read_url

_MIGRATIONS: Final = Path(__file__).parent / "migrations" / "versions"
_VERSION: Final = "alembic_version"
_ONE_AT_A_TIME: Final = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "BEGIN; SELECT pg_advisory_xact_lock(7203)",
}


async def migrate(url: str) -> None:
    """Runs every migration that is missing, all or nothing; safe when several processes start at once.

    Raises:
        StorageFault: the address can't be used, the database can't be opened or reached or lets us make
            no tables, or a newer version of the app took something away that we need.
    """
    try:
        await asyncio.to_thread(_migrate, url)
    except SQLAlchemyError as error:
        raise StorageFault(f"The tables can't be brought up to date: {reason_of(error)}.") from error


async def pending(url: str) -> bool:
    """Whether a migration is missing; a SQLite file that is not there yet is not made.

    Tables that a newer version added to lack nothing: this one goes on with them.

    Raises:
        StorageFault: the address can't be used, the database can't be opened or reached, or a newer version
            took something away that we need.
    """
    return await asyncio.to_thread(_pending, url)


def _pending(url: str) -> bool:
    read = read_url(url)
    if read.drivername == SQLITE and not Path(read.database or "").exists():
        return True
    with _connected(url) as connection:
        return _is_behind(connection)


def _migrate(url: str) -> None:
    if not _pending(url):
        return
    # Nearly every start ends above, and need not wait for what is loaded here.
    from dialogs.storage.migrating import upgrade  # noqa: PLC0415 - see above

    with _connected(url) as connection:
        for statement in _ONE_AT_A_TIME[connection.dialect.name].split("; "):
            connection.exec_driver_sql(statement)
        try:
            upgrade(connection)
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = open_engine(read_url(url), connections=1)
    try:
        with _opened(engine) as connection:
            _require_unicode(connection)
            yield connection
    finally:
        engine.dispose()


def _require_unicode(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        return
    kept = str(connection.exec_driver_sql("SHOW server_encoding").scalar())
    if kept != "UTF8":
        raise StorageFault(
            f"The database keeps text as {kept}, which lacks letters that people write. "
            "Use a database that was made WITH ENCODING 'UTF8'."
        )


def _opened(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except Exception as error:
        raise unopened(engine, error) from error


def _is_behind(connection: Connection) -> bool:
    """Whether the tables are of an older version than ours."""
    if not inspect(connection).has_table(_VERSION):
        return True
    found = connection.scalar(text(f"SELECT version_num FROM {_VERSION}"))  # noqa: S608 - our own name
    if str(found) > newest():
        require_fit(connection)
    return str(found) < newest()


def newest() -> str:
    """The migration that was written last; each file begins with its number."""
    return max(file.stem[1:5] for file in _MIGRATIONS.glob("v*.py"))
