"""Everything that stands in a database, as somebody who stole it would read it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, text

from dialogs.storage.urls import read_url

Dump = Mapping[str, list[dict[str, Any]]]
"""Rows by table, of every table there is."""


def dump(url: str) -> Dump:
    """Every column of every row of every table, whoever made it."""
    engine = create_engine(read_url(url))
    try:
        with engine.connect() as connection:
            tables = sorted(inspect(connection).get_table_names())
            return {
                table: [dict(row) for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings()]  # noqa: S608 - names of our own tables
                for table in tables
            }
    finally:
        engine.dispose()


def bytes_on_disk(file: Path) -> bytes:
    """The SQLite file with what belongs to it: its write-ahead log above all."""
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))
