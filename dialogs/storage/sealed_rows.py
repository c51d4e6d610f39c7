"""What is asked of each table with sealed texts: which rows stand under which key, and to write them anew."""

from typing import Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    Table,
    and_,
    bindparam,
    case,
    func,
    not_,
    or_,
    select,
    tuple_,
    update,
)

from dialogs.storage.columns import sealed_columns
from dialogs.storage.sealed import SAYS_NOTHING
from dialogs.storage.sealing import SEALED
from dialogs.storage.tables import metadata

AT_ONCE: Final = 200
"""Rows that are read at once."""

NO_KEY: Final = "plain"
NOTHING: Final = "nothing"
"""What the labels of keys are when there is none: written in the open, or with nothing to seal."""


class SealedRows:
    """The statements for one table.

    Attributes:
        keys: the names of its primary key.
        words: the names of the columns that are sealed.
        first: rows with a text that is not sealed as `newest` says (a pattern), in the order of the key.
        next: the same behind `after_...`.
        write: by column, a new text where exactly the old one stands: none is ever sealed the same way twice,
            and a turn that changes other columns meanwhile is in nobody's way.
        count: how many `rows` have which label in each column, called `label_...`.
    """

    def __init__(self, table: Table) -> None:
        self.keys = tuple(column.name for column in table.primary_key)
        self.words = tuple(column.name for column in sealed_columns(table))
        keys, words = [table.c[name] for name in self.keys], [table.c[name] for name in self.words]
        older = or_(*(and_(_says(word), word.not_like(bindparam("newest"))) for word in words))
        behind = tuple_(*keys) > tuple_(*(bindparam(f"after_{name}") for name in self.keys))
        wanted = select(*keys, *words).where(older).order_by(*keys).limit(AT_ONCE)
        self.first: Executable = wanted
        self.next: Executable = wanted.where(behind)
        row = [table.c[name] == bindparam(f"of_{name}") for name in self.keys]
        self.write: dict[str, Executable] = {
            name: update(table)
            .where(*row, table.c[name] == bindparam("old"))
            .values({name: bindparam("new")})
            for name in self.words
        }
        labels = [_label(word).label(f"label_{word.name}") for word in words]
        grouped = [label.name for label in labels]
        self.count: Executable = select(func.count().label("rows"), *labels).group_by(*grouped)


def _says(word: ColumnElement[str]) -> ColumnElement[bool]:
    return and_(*(word != nothing for nothing in sorted(SAYS_NOTHING)))


def _label(word: ColumnElement[str]) -> ColumnElement[str]:
    digits = func.substr(word, len(SEALED) + 1, 8)
    return case((not_(_says(word)), NOTHING), (word.startswith(SEALED), digits), else_=NO_KEY)


TABLES: Final = {table.name: SealedRows(table) for table in metadata.sorted_tables if sealed_columns(table)}
