"""Reads the texts that the model learns from and is judged by, out of the project's own copy of the data."""

import csv
import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from knowledge import lexicon
from knowledge.model import Lean
from knowledge.training.ratings import DATA
from knowledge.training.text.kinds import KINDS, KNOWLEDGE, kinds_meant

STATED: Final = DATA / "stated_labels.tsv"
OCCUPATIONS: Final = DATA / "onet" / "occupations.tsv"
TASKS: Final = DATA / "onet" / "tasks.tsv.gz"
TITLES: Final = DATA / "onet" / "alternate_titles.tsv.gz"
OCCUPATION_KINDS: Final = DATA / "text" / "occupation_kinds.tsv"
VECTORS: Final = DATA / "text" / "word_vectors.npz"
FILES: Final = (STATED, OCCUPATIONS, TASKS, TITLES, OCCUPATION_KINDS, VECTORS, lexicon.DEFAULT)
"""Everything that the artifact is made from."""

LEANS: Final = {kind: Lean.KPO if kind in KNOWLEDGE else Lean.BPO for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Example:
    """One text with what is known of it.

    Attributes:
        lean: 1.0 KPO, 0.0 BPO, None where neither.
        kinds: the kinds that it can mean; empty where unknown.
        onsite: whether somebody must be there; None where unknown.
        weight: how much it counts in training.
        group: the host or occupation that it comes from; no two folds share one.
    """

    text: str
    lean: float | None
    kinds: frozenset[str]
    onsite: bool | None
    weight: float
    group: str


@dataclass(frozen=True, slots=True)
class Work:
    """One occupation in words; `group` is BPO, KPO or ONSITE."""

    code: str
    title: str
    group: str
    description: str
    tasks: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def text(self) -> str:
        """Title and description, as a person would give them."""
        return f"{self.title}. {self.description}"


def stated(weight: float) -> list[Example]:
    """What published pages call BPO or KPO."""
    return [
        Example(
            text=row["text"],
            lean=float(row["label"] == "KPO"),
            kinds=kinds_meant(row["label"], row["subkind"]) or frozenset(),
            onsite=False,
            weight=weight,
            group=row["source_host"],
        )
        for row in _rows(STATED)
    ]


def services(weight: float, contested: float) -> list[Example]:
    """Every name of every service of the lexicon."""
    return [
        Example(
            text=name,
            lean=float(service.lean is Lean.KPO),
            kinds=frozenset({service.kind}),
            onsite=False,
            weight=contested if service.contested else weight,
            group="lexicon",
        )
        for service in lexicon.load_lexicon(LEANS).services
        for name in service.names
    ]


def occupations() -> list[Work]:
    """The occupations of the three groups, by code."""
    tasks = _by_code(TASKS, "task")
    titles = _by_code(TITLES, "alternate_title")
    return [
        Work(
            row["code"],
            row["title"],
            row["group"],
            row["description"],
            tasks.get(row["code"], ()),
            titles.get(row["code"], ()),
        )
        for row in _rows(OCCUPATIONS)
        if row["group"] in ("BPO", "KPO", "ONSITE")
    ]


def occupation_kinds() -> dict[str, str]:
    """Our kind of an occupation, by code, where it clearly has one."""
    return {row["code"]: row["kind"] for row in _rows(OCCUPATION_KINDS)}


def fingerprint() -> dict[str, str]:
    """SHA-256 of each file that the artifact is made from, by name."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FILES}


def _by_code(file: Path, column: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in _rows(file):
        found.setdefault(row["code"], []).append(row[column])
    return {code: tuple(texts) for code, texts in found.items()}


def _open(file: Path) -> TextIO:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8", newline="")
    return file.open(encoding="utf-8", newline="")


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with _open(file) as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
