"""Seals anew whatever is stored, row by row and beside the app: no turn waits for it, and none is lost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from dialogs.storage.engine import connect, open_engine
from dialogs.storage.faults import StorageFault
from dialogs.storage.link import Link, Row
from dialogs.storage.sealed import Sealed, label_of
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


def count(url: str, keys: Sequence[str]) -> Counter[str]:
    """How many rows need which key, by its label; NO_KEY for those that are written in the open.

    A row with texts of several keys counts for the one that is needed last: the older, and none at all.

    Raises:
        StorageFault: the database failed.
    """
    ages = {NOTHING: -1, **{label_of(key): age for age, key in enumerate(keys)}, NO_KEY: len(keys) + 1}
    counted: Counter[str] = Counter()
    with _connected(url) as link:
        for rows in TABLES.values():
            for row in link.all(rows.count, {}):
                labels = [row[f"label_{name}"] for name in rows.words]
                counted[max(labels, key=lambda label: ages.get(label, len(keys)))] += row["rows"]
    del counted[NOTHING]
    return counted


def rotate(url: str, keys: Sequence[str]) -> Iterator[Rotated]:
    """Seals every row anew that is not under the first key, table by table.

    May be broken off and begun again at any time.

    Raises:
        StorageFault: the database failed.
    """
    seal = Sealed(keys)
    with _connected(url) as link:
        link.say(_HASTE[link.kind])
        for name, rows in TABLES.items():
            yield _rotate(link, seal, name, rows)
        for statement in _LAST[link.kind]:
            link.say(statement)


@contextmanager
def _connected(url: str) -> Iterator[Link]:
    engine = open_engine(read_url(url), connections=1)
    try:
        link, held = connect(engine)
        try:
            yield link
        finally:
            held.invalidate()
    finally:
        engine.dispose()


def _rotate(link: Link, seal: Sealed, name: str, rows: SealedRows) -> Rotated:
    sealed = lost = 0
    for _ in range(_PASSES):
        anew, lost = _pass(link, seal, rows)
        sealed += anew
        if not anew:
            break
    return Rotated(name, sealed, lost)


def _pass(link: Link, seal: Sealed, rows: SealedRows) -> tuple[int, int]:
    sealed = lost = 0
    for row in _older(link, seal, rows):
        older = [name for name in rows.words if not seal.is_newest(row[name])]
        try:
            new = {name: seal.close(seal.open(row[name])) for name in older}
        except StorageFault:
            lost += 1
            continue
        spot = {f"of_{name}": row[name] for name in rows.keys}
        written = [
            link.change(rows.write[name], {**spot, "old": row[name], "new": new[name]}) for name in older
        ]
        sealed += any(written)
    return sealed, lost


def _older(link: Link, seal: Sealed, rows: SealedRows) -> Iterator[Row]:
    newest = {"newest": f"{SEALED}{seal.labels[0]}:%"}
    found = link.all(rows.first, newest)
    while found:
        yield from found
        behind = {f"after_{name}": found[-1][name] for name in rows.keys}
        found = link.all(rows.next, {**newest, **behind})
