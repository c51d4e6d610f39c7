"""Reads a database address as people write it, or says what is wrong with it."""

from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from dialogs.storage.faults import StorageFault

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql+psycopg"

_DRIVERS: Final = {
    SQLITE: SQLITE,
    "sqlite+aiosqlite": SQLITE,  # As it was written for older versions.
    "postgres": POSTGRESQL,
    "postgresql": POSTGRESQL,
    "postgresql+asyncpg": POSTGRESQL,
    POSTGRESQL: POSTGRESQL,
}
_FORMS: Final = "Write sqlite:///path/to/file.db or postgresql://user:password@host:5432/database."


def normalise_url(url: str) -> str:
    """The address with the driver that we use: "postgres://..." becomes "postgresql+psycopg://...".

    Raises:
        StorageFault: it is no address of SQLite or PostgreSQL; the message never repeats a password.
    """
    return read_url(url).render_as_string(hide_password=False)


def read_url(url: str) -> URL:
    """The same as parts."""
    try:
        read = make_url(url.strip())
    except (ArgumentError, ValueError):
        raise StorageFault(f"The database address can't be read. {_FORMS}") from None
    driver = _DRIVERS.get(read.drivername)
    if driver is None:
        raise StorageFault(
            f"The database address begins with {read.drivername!r}, which we can't use. {_FORMS}"
        )
    return _read_sqlite(read) if driver == SQLITE else _read_postgresql(read)


def file_of(url: str) -> Path | None:
    """The file that such an address names, or None when it is a server's.

    Raises:
        StorageFault: it is no address that we can use.
    """
    read = read_url(url)
    return Path(read.database or "") if read.drivername == SQLITE else None


def shown(url: URL) -> str:
    """The address without its password."""
    return url.render_as_string(hide_password=True)


def _read_sqlite(url: URL) -> URL:
    if url.host:
        raise StorageFault(f"A SQLite address needs three slashes, or four before an absolute path. {_FORMS}")
    if not url.database or ":memory:" in url.database:
        raise StorageFault(f"A database in memory would forget every conversation. {_FORMS}")
    return url.set(drivername=SQLITE, database=str(Path(url.database).expanduser()))


def _read_postgresql(url: URL) -> URL:
    """Older versions called `ssl` what the driver calls `sslmode`."""
    query = {"sslmode" if key == "ssl" else key: value for key, value in url.query.items()}
    return url.set(drivername=POSTGRESQL, query=query)
