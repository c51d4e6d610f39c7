"""Whether a turn is as quick among a million conversations as among a thousand, and what they weigh."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import make_url

from tests.bench.figures import Figure, Section
from tests.bench.letters import Cast, Letter
from tests.bench.stage import KINDS, Stage

FEW, MANY = 1_000, 1_000_000
BLOCKS = 20
PRESSES = 20
"""In each block; the two databases take turns."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The figures, and bytes of a conversation by database."""

    section: Section
    bytes_each: dict[str, float]


async def measure(stage: Stage) -> Stored:
    """One person at a time, on both databases by turns."""
    figures: list[Figure] = []
    bytes_each: dict[str, float] = {}
    notes = [
        "One press at a time, each in another conversation picked at random, the small and the large "
        "database by turns; medians. Half of the conversations have their advice, the others are anywhere "
        "before it. Bytes: table and indexes, nothing else."
    ]
    for kind in KINDS:
        begun = time.perf_counter()
        many = stage.some(MANY, FEW)
        large = await stage.database(kind, cast := Cast.mixed(stage.scripts), many)
        took = time.perf_counter() - begun
        small = await stage.database(kind, cast, FEW)
        few_ms, many_ms = await _alternate(stage, cast, [small, large], [FEW, many])
        bytes_each[kind] = (_size(stage, large) - _size(stage, small)) / max(1, many - FEW)
        figures += [
            Figure(f"{kind}: turn among {FEW:,}", few_ms, "ms", places=2),
            Figure(f"{kind}: turn among {many:,}", many_ms, "ms", places=2),
            Figure(f"{kind}: ratio", many_ms / few_ms, goal=1.2, places=2),
            Figure(f"{kind}: a conversation on disk", bytes_each[kind], "bytes"),
        ]
        notes.append(f"{kind}: {many:,} conversations were written in {took:.0f} s.")
    return Stored(Section("A thousand and a million conversations", figures, notes), bytes_each)


async def _alternate(
    stage: Stage, cast: Cast, databases: Sequence[str], counts: Sequence[int]
) -> list[float]:
    """The median turn on each, in milliseconds."""
    turns: list[list[float]] = [[] for _ in databases]
    chance = random.Random(7)
    async with AsyncExitStack() as stack:
        apps = [await stack.enter_async_context(stage.app(each)) for each in databases]
        people = [_picked(chance, cast, count) for count in counts]
        for block in range(BLOCKS + 2):
            for place, app in enumerate(apps):
                letters = _block(stage, cast, people[place])
                tally = await stage.crowd([app.port], letters).press(1, 60)
                if block >= 2:
                    turns[place] += tally.turns
    return [1000 * median(each) for each in turns]


def _picked(chance: random.Random, cast: Cast, count: int) -> Iterator[int]:
    """Numbers of people who are still asked something, each once."""
    some = chance.sample(range(count), min(count, 5_000))
    return (number for number in some if cast.is_open(number))


def _block(stage: Stage, cast: Cast, people: Iterator[int]) -> Iterator[Letter]:
    some = [number for number, _ in zip(people, range(PRESSES), strict=False)]
    return cast.letters(some, stage.end.address, most=1)


def _size(stage: Stage, database: str) -> int:
    url = make_url(database)
    if url.drivername.startswith("sqlite"):
        return Path(str(url.database)).stat().st_size
    size = stage.postgres.ask(str(url.database), "SELECT pg_total_relation_size('conversation');")
    return int(size)
