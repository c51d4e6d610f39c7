"""Tells whether we can work on tables that a newer version of the app has made more of."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, inspect

from dialogs.storage.faults import StorageFault
from dialogs.storage.tables import metadata


def require_fit(connection: Connection) -> None:
    """Whatever we read is there, and whatever we don't fill in fills itself in.

    Raises:
        StorageFault: it is not so; the newer version took something away that we need.
    """
    looked = inspect(connection)
    has = set(looked.get_table_names())
    wrong = [table.name for table in metadata.tables.values() if table.name not in has]
    for table in metadata.tables.values():
        if table.name in has:
            wrong += _misfits(table, looked.get_columns(table.name))
    if wrong:
        raise StorageFault(
            "The database was written by a newer version of the app, which this one can't work with any more "
            f"({', '.join(wrong)}). Run that version, or a newer one."
        )


def _misfits(ours: Table, theirs: list[Any]) -> Iterator[str]:
    found = {column["name"] for column in theirs}
    yield from (f"{ours.name}.{name}" for name in ours.columns.keys() if name not in found)  # noqa: SIM118 - columns
    for column in theirs:
        fills_itself = column["nullable"] or column["default"] is not None
        if column["name"] not in ours.columns and not fills_itself:
            yield f"{ours.name}.{column['name']}"
