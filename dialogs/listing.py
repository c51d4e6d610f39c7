"""A person's assessments as a list: found by words, narrowed down, a page at a time."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dialogs.session import Phase, Session, Verdict
from knowledge.model import Fit, Lean

PAGE: Final = 20
"""Assessments on one page."""

OPEN: Final = frozenset({Phase.PICKING, Phase.ASKING, Phase.EXPIRED})
"""Phases in which something is waiting for the person."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which assessments to list, and which page of them.

    Attributes:
        words: each of them stands in the task, in whatever case and with or without its accents.
        page: from 1; one that is not there means the nearest that is.
    """

    words: str = ""
    lean: Lean | None = None
    fit: Fit | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Filed:
    """One assessment as a line of a list.

    Attributes:
        at: aware UTC time of the last event from its owner.
        verdict: the advice as it was given; None while none is.
        kind: id of the kind of service, where the advice still stands and names one.
    """

    assessment: str
    task: str
    phase: Phase
    at: datetime | None
    verdict: Verdict | None = None
    kind: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is waiting for the person."""
        return self.phase in OPEN

    @property
    def is_advised(self) -> bool:
        """Whether advice was given and nothing was asked since."""
        return self.phase is Phase.ADVISED


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a person's assessments, the last touched first.

    Attributes:
        items: those of this page.
        waiting: all that something is open in, whatever is wanted.
        advised: how many there are with advice, whatever is wanted.
        found: how many there are of what is wanted.
        page: which page this is, from 1.
        pages: how many there are, at least 1.
        total: how many there are in all.
    """

    items: tuple[Filed, ...]
    waiting: tuple[Filed, ...]
    advised: int
    found: int
    page: int
    pages: int
    total: int


def file(session: Session) -> Filed:
    """The line of that session, as far as it can be told without looking at the task."""
    verdict = session.given if session.phase is Phase.ADVISED else None
    return Filed(session.id, session.task, session.phase, session.touched_at, verdict)


def newest_first(lines: Iterable[Filed]) -> tuple[Filed, ...]:
    """Those that have a task, the last touched first."""
    told = [line for line in lines if line.task]
    return tuple(sorted(told, key=lambda line: line.at.timestamp() if line.at else 0.0, reverse=True))


def list_page(lines: Sequence[Filed], wanted: Wanted) -> Listing:
    """The wanted page of those lines, which come newest first."""
    found = [line for line in lines if _is_wanted(line, wanted, fold(wanted.words).split())]
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(wanted.page, 1), pages)
    return Listing(
        items=tuple(found[(page - 1) * PAGE : page * PAGE]),
        waiting=tuple(line for line in lines if line.is_open),
        advised=sum(line.is_advised for line in lines),
        found=len(found),
        page=page,
        pages=pages,
        total=len(lines),
    )


def fold(text: str) -> str:
    """The text without case and accents, for finding: "Übersetzung" is found by "ubersetz"."""
    if text.isascii():
        return text.lower()
    # Some letters only get a small form once they are taken apart, and some small forms can be taken apart.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def _is_wanted(line: Filed, wanted: Wanted, words: Sequence[str]) -> bool:
    verdict = line.verdict
    if wanted.lean and (verdict is None or verdict.lean is not wanted.lean):
        return False
    if wanted.fit and (verdict is None or verdict.fit is not wanted.fit):
        return False
    return not words or _holds(fold(line.task), words)


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
