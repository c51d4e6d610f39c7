"""Seals anew whatever is stored, row by row and beside the app: no turn waits for it, and none is lost."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

from dialogs.storage.engine import connect, open_engine
from dialogs.storage.faults import StorageFault
from dialogs.storage.link import Row
from dialogs.storage.sealed import Sealed
from dialogs.storage.sealed_rows import NO_KEY, NOTHING, TABLES, SealedRows
from dialogs.storage.sealing import SEALED
from dialogs.storage.urls import read_url

_PASSES: Final = 5
"""So often we look for rows that somebody sealed under an older key meanwhile."""

_HASTE: Final = {"sqlite": "PRAGMA synchronous=NORMAL", "postgresql": "SET synchronous_commit TO off"}
"""What a crash undoes is sealed under the key before, and is sealed anew the next time."""

_LAST: Final = {
    "sqlite": ("PRAGMA synchronous=FULL", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("SET synchronous_commit TO on",),
}


@dataclass(frozen=True, slots=True)
class Rotated:
    """What was done in one table.

    Attributes:
        sealed: rows that were sealed anew.
        lost: rows that no key of ours opens.
    """

    table: str
    sealed: int
    lost: int


class Rotation:
    """Works on a connection of its own. Every verb raises `StorageFault` when the database fails."""

    def __init__(self, url: str, keys: Sequence[str]) -> None:
        self._engine = open_engine(read_url(url), connections=1)
        self._seal = Sealed(keys) if keys else None
        self._labels = self._seal.labels if self._seal else ()
        self._link, self._held = connect(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.invalidate()
        self._engine.dispose()

    def count(self) -> Counter[str]:
        """How many rows need which key, by its label; NO_KEY for those that are written in the open.

        A row with texts of several keys counts for the one that is needed last: the older, and none at all.
        """
        counted: Counter[str] = Counter()
        for rows in TABLES.values():
            for row in self._link.all(rows.count, {}):
                counted[max((row[name] for name in rows.words), key=self._age)] += row["rows"]
        del counted[NOTHING]
        return counted

    def rotate(self) -> Iterator[Rotated]:
        """Seals every row anew that is not under the first key, table by table.

        May be broken off and begun again at any time.
        """
        self._link.say(_HASTE[self._link.kind])
        for name, rows in TABLES.items():
            yield self._rotate(name, rows)
        for statement in _LAST[self._link.kind]:
            self._link.say(statement)

    def _rotate(self, name: str, rows: SealedRows) -> Rotated:
        sealed = 0
        for _ in range(_PASSES):
            anew, lost = self._pass(rows)
            sealed += anew
            if not anew:
                break
        return Rotated(name, sealed, lost)

    def _pass(self, rows: SealedRows) -> tuple[int, int]:
        sealed = lost = 0
        for row in self._older(rows):
            try:
                new = {name: self._anew(row[name]) for name in rows.words}
            except StorageFault:
                lost += 1
                continue
            old = {f"of_{name}": value for name, value in row.items()}
            sealed += self._link.change(rows.write, {**old, **new})
        return sealed, lost

    def _older(self, rows: SealedRows) -> Iterator[Row]:
        newest = {"newest": f"{SEALED}{self._seal.labels[0]}:%"}
        found = self._link.all(rows.first, newest)
        while found:
            yield from found
            found = self._link.all(rows.next, {**newest, **_after(rows, found[-1])})

    def _anew(self, text: str) -> str:
        return text if self._seal.is_newest(text) else self._seal.close(self._seal.open(text))

    def _age(self, label: str) -> int:
        if label in (NOTHING, NO_KEY):
            return -1 if label == NOTHING else 2**31
        return self._labels.index(label) if label in self._labels else 2**30


def _after(rows: SealedRows, row: Row) -> Mapping[str, Any]:
    return {f"after_{name}": row[name] for name in rows.keys}
