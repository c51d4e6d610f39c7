"""One connection of a driver, on which statements that were built once run without being built again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Dialect, Executable, Table, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import ClauseElement

from dialogs.storage.faults import StorageFault


class Either(NamedTuple):
    """A statement that both databases know in words of their own."""

    sqlite: Executable
    postgresql: Executable


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """A statement that stands by itself, and that PostgreSQL can answer for many who ask at the same time.

    Attributes:
        alone: for one of them; it waits for a row that somebody else has.
        together: for all of them; `rows` holds their values, as a JSON list of objects. It waits for no row.
        named: tells whose a row is: by the name of a value, the column that has it.
        changes: it is more than a look.
        possible: for a change, the look whether it could be made at all, now or once a row is free.
    """

    alone: Executable
    together: Executable
    named: Mapping[str, str]
    changes: bool = False
    possible: "Many | None" = None


Statement = Executable | Either | Many
"""Built once, when its module is loaded: it is remembered for ever in the words of the database."""

Row = Mapping[str, Any]


def add_or_leave(table: Table) -> Either:
    """Adds a row; changes nothing where one stands."""
    return Either(
        sqlite.insert(table).inline().on_conflict_do_nothing(),
        postgresql.insert(table).inline().on_conflict_do_nothing(),
    )


def asked_for(types: Mapping[str, str]) -> str:
    """What stands in `rows` as a table named `asked`, with columns of those names and types of PostgreSQL."""
    columns = ", ".join(f"{name} {type_}" for name, type_ in types.items())
    return f"json_to_recordset(CAST(:rows AS json)) AS asked({columns})"


@dataclass(frozen=True, slots=True)
class _Prepared:
    text: str
    constants: Mapping[str, Any]
    columns: tuple[str, ...]
    reads: bool


_DIALECTS: Final[Mapping[str, Dialect]] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": make_url("postgresql+psycopg://").get_dialect()(),
}
_prepared: Final[dict[tuple[str, Statement], _Prepared]] = {}


class Link:
    """The connection of one lane, or of an operator's command.

    Every verb raises `StorageFault` when the database fails; a unit whose statement failed is not committed.

    Attributes:
        raw: the driver's own connection.
        kind: "sqlite" or "postgresql".
        failed: the first failure of the unit.
        changed: a statement of the unit changed something.
        before_writing: called before each statement that is more than a look.
    """

    def __init__(
        self,
        raw: Any,
        kind: str,
        errors: tuple[type[Exception], ...],
        fault_of: Callable[[Exception], StorageFault],
    ) -> None:
        self.raw = raw
        self.kind = kind
        self.errors = errors
        self.fault_of = fault_of
        self.failed: StorageFault | None = None
        self.changed = False
        self.before_writing: Callable[[], None] | None = None

    def all(self, statement: Statement, values: Mapping[str, Any]) -> list[Row]:
        """The rows that it gives."""
        prepared, cursor = self._run(statement, values)
        rows: list[Row] = [dict(zip(prepared.columns, row, strict=True)) for row in self._fetch(cursor)]
        self.changed = self.changed or bool(rows and not prepared.reads)
        return rows

    def one(self, statement: Statement, values: Mapping[str, Any]) -> Row | None:
        """Its first row."""
        return next(iter(self.all(statement, values)), None)

    def change(self, statement: Statement, values: Mapping[str, Any]) -> int:
        """How many rows it changed."""
        count = int(self._run(statement, values)[1].rowcount)
        self.changed = self.changed or count > 0
        return count

    def say(self, text: str) -> None:
        """A statement in words of the database, as of a transaction."""
        self.guarded(self.raw.execute, text)

    def _run(self, statement: Statement, values: Mapping[str, Any]) -> tuple[_Prepared, Any]:
        prepared = _prepared.get((self.kind, statement)) or _prepare(self.kind, statement, values)
        if self.before_writing is not None and not prepared.reads:
            self.before_writing()
        values = {**prepared.constants, **values} if prepared.constants else values
        return prepared, self.guarded(self.raw.execute, prepared.text, values)

    def _fetch(self, cursor: Any) -> list[Any]:
        return list(self.guarded(cursor.fetchall))

    def guarded(self, verb: Callable[..., Any], *given: Any) -> Any:
        """What the driver gives; its errors become the one of this package."""
        # Raised outside of the handler: the driver's own error may hold people's words.
        try:
            return verb(*given)
        except self.errors as error:
            fault = self.fault_of(error)
        self.failed = self.failed or fault
        raise fault


def only_looks(text: str) -> bool:
    """Whether that statement changes nothing, and holds nothing up."""
    return text.startswith("SELECT") and "FOR UPDATE" not in text


def _prepare(kind: str, statement: Statement, values: Mapping[str, Any]) -> _Prepared:
    words = statement.alone if isinstance(statement, Many) else statement
    words = getattr(words, kind) if isinstance(words, Either) else words
    assert isinstance(words, ClauseElement)  # noqa: S101 - tells the type checker; all of ours are.
    compiled = words.compile(dialect=_DIALECTS[kind], column_keys=list(values))
    text = str(compiled)
    prepared = _Prepared(
        text,
        {name: value for name, value in compiled.params.items() if value is not None},
        tuple(str(column.key) for column in getattr(words, "exported_columns", ())),
        only_looks(text),
    )
    _prepared[kind, statement] = prepared
    return prepared
