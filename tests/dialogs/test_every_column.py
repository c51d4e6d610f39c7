"""Nobody adds a column without saying what it holds: only then is it known what to seal."""

import pytest
from sqlalchemy import BigInteger, Column, Integer, Text

from dialogs.storage.columns import HELD, Holds
from dialogs.storage.tables import metadata

COLUMNS = [
    pytest.param(table.name, column, id=f"{table.name}.{column.name}")
    for table in metadata.sorted_tables
    for column in table.c
]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_says_what_it_holds(table: str, column: Column[object]) -> None:
    held = HELD[table][column.name]

    assert isinstance(column.type, (Integer, BigInteger) if held is Holds.NUMBER else Text)


def test_no_column_is_told_of_that_is_not_there() -> None:
    told = {(table, column) for table, columns in HELD.items() for column in columns}

    assert told == {(table.name, column.name) for table in metadata.sorted_tables for column in table.c}


def test_no_key_and_no_index_needs_what_is_sealed() -> None:
    looked_up = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for columns in (table.primary_key.columns, *(index.columns for index in table.indexes))
        for column in columns
    }

    assert [each for each in looked_up if HELD[each[0]][each[1]] is Holds.WORDS] == []
