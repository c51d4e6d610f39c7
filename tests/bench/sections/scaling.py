"""What a second process brings on PostgreSQL, and what the processors do meanwhile."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from statistics import median

from tests.bench.figures import Figure, Section
from tests.bench.letters import Cast
from tests.bench.processes import Process
from tests.bench.stage import FASTEST, Stage, Supply

PEOPLE = 64
ROUNDS = 3
SECONDS = 5.0
WARM = 0.5
SETTLED = 1.5
"""Seconds after which the server's statistics have everything."""

STATISTICS = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database();"
WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn;"
KEPT = "SELECT pg_database_size(current_database());"


@dataclass(frozen=True, slots=True)
class Scaling:
    """The figures, and for the sum on paper what a turn costs the database.

    Attributes:
        rate: turns a second of two processes.
        commits: transactions for each turn, where many share them.
        alone: the same of a turn that has nobody to share them with.
        log: bytes of write-ahead log for each turn.
        kept: bytes that the database grows by with each turn, until they are swept.
        busy: seconds of processor time for each turn, by who spends it.
    """

    section: Section
    rate: float
    commits: float
    alone: float
    log: float
    kept: float
    busy: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Use:
    """Seconds of processor time for each second of the run."""

    rate: float
    apps: float
    postgres: float
    driver: float


async def measure(stage: Stage) -> Scaling:
    """One process and two, by turns, on one database."""
    cast, seconds = Cast.beginning(stage.scripts), stage.seconds(SECONDS)
    url = await stage.database("PostgreSQL", cast, int(FASTEST * (2 * ROUNDS + 3) * (seconds + WARM) / 4))
    name = url.split("?")[0].rsplit("/", 1)[1]
    supply = stage.fresh(cast)
    async with AsyncExitStack() as stack:
        apps = [await stack.enter_async_context(stage.app(url)) for _ in range(2)]
        await _run(stage, apps, supply, seconds)
        before = _database(stage, name)
        shown = stage.end.shown
        uses: dict[int, list[_Use]] = {1: [], 2: []}
        for _ in range(ROUNDS):
            for count, found in uses.items():
                found.append(await _run(stage, apps[:count], supply, seconds))
        turns = stage.end.shown - shown
        commits, log, kept = (
            (after - was) / turns for after, was in zip(_database(stage, name), before, strict=True)
        )
        alone = await _alone(stage, apps[:1], supply, name)
    return _told({count: _middle(found) for count, found in uses.items()}, commits, alone, log, kept)


async def _alone(stage: Stage, apps: Sequence[Process], supply: Supply, name: str) -> float:
    """Transactions of a turn while one person presses."""
    await asyncio.sleep(SETTLED)
    (before, *_), shown = _database(stage, name), stage.end.shown
    await _run(stage, apps, supply, stage.seconds(SECONDS), people=1)
    await asyncio.sleep(SETTLED)
    return (_database(stage, name)[0] - before) / (stage.end.shown - shown)


async def _run(
    stage: Stage, apps: Sequence[Process], supply: Supply, seconds: float, *, people: int = PEOPLE
) -> _Use:
    letters = supply.letters(int(FASTEST * (seconds + WARM)))
    crowd = stage.crowd([app.port for app in apps], letters)
    begun, was = time.perf_counter(), _cpu(stage, apps)
    tally = await crowd.press(people, seconds, warm=WARM)
    took, spent = time.perf_counter() - begun, _cpu(stage, apps)
    tally.require_sound()
    return _Use(tally.rate, *((now - before) / took for now, before in zip(spent, was, strict=True)))


def _cpu(stage: Stage, apps: Sequence[Process]) -> tuple[float, float, float]:
    return sum(app.cpu for app in apps), stage.postgres.cpu, time.process_time()


def _database(stage: Stage, name: str) -> tuple[int, int, int]:
    commits, log, kept = (int(stage.postgres.ask(name, each)) for each in (STATISTICS, WRITTEN, KEPT))
    return commits, log, kept


def _middle(found: Sequence[_Use]) -> _Use:
    parts = ("rate", "apps", "postgres", "driver")
    return _Use(*(median(getattr(use, part) for use in found) for part in parts))


def _told(uses: Mapping[int, _Use], commits: float, alone: float, log: float, kept: float) -> Scaling:
    one, two = uses[1], uses[2]
    figures = [
        Figure("one process, turns a second", one.rate, "/s"),
        Figure("two processes, turns a second", two.rate, "/s"),
        Figure("two processes to one", two.rate / one.rate, places=2),
    ]
    for count, use in uses.items():
        figures += [
            Figure(f"processors busy with the app, {count} running", use.apps, places=2),
            Figure(f"processors busy with PostgreSQL, {count} running", use.postgres, places=2),
            Figure(f"processors busy with what drives them, {count} running", use.driver, places=2),
        ]
    figures += [
        Figure("transactions for each turn, 64 people at once", commits, places=1),
        Figure("transactions for each turn, one person at a time", alone, places=1),
        Figure("write-ahead log for each turn", log / 1000, "kB", places=1),
        Figure("growth of the database for each turn", kept / 1000, "kB", places=1),
    ]
    busy = {"app": one.apps / one.rate, "PostgreSQL": one.postgres / one.rate}
    notes = ["Each press of a person goes to the other process than the one before. " + _bound(uses)]
    return Scaling(
        Section("One process and two on PostgreSQL", figures, notes),
        two.rate,
        commits,
        alone,
        log,
        kept,
        busy,
    )


def _bound(uses: Mapping[int, _Use]) -> str:
    """What holds it up, by where the processors' time goes."""
    total = uses[2].apps + uses[2].postgres + uses[2].driver
    alone = uses[1].apps
    return (
        f"One process keeps {alone:.2f} of a processor busy; two, PostgreSQL and what drives them together "
        f"{total:.2f} of the two that there are, so the gain of the second process is what these two leave, "
        "not what the design does: on a machine with a core for each, expect more."
    )
