"""What every part of the bench stands on: databases with people in them, Slack's far end, and how long."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import words
from dialogs.terms import Terms
from knowledge import Knowledge, load
from tests.bench import processes, rows
from tests.bench.letters import Cast, Letter
from tests.bench.people import Crowd, dealt
from tests.bench.processes import Postgres, Process
from tests.bench.script import Script, scripts
from tests.bench.slack import FarEnd, far_end

KINDS = ("SQLite", "PostgreSQL")

FASTEST = 4_000
"""Turns a second for which people and letters are there, more than any process here reaches."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands ready.

    Attributes:
        folder: for databases and logs; it goes with the run.
        scale: 1 for figures to publish; less is quicker, and good enough to try the bench.
    """

    folder: Path
    postgres: Postgres
    end: FarEnd
    knowledge: Knowledge
    scripts: Sequence[Script]
    scale: float = 1.0
    _numbers: Iterator[int] = field(default_factory=count)

    def seconds(self, whole: float) -> float:
        """So much of that time as the scale says."""
        return max(0.5, whole * self.scale)

    def some(self, whole: int, least: int = 1) -> int:
        """So many of them as the scale says."""
        return max(least, round(whole * self.scale))

    async def database(self, kind: str, cast: Cast, people: int) -> str:
        """A new database of that kind with so many people in it; its address."""
        name = f"bench{next(self._numbers)}"
        file = f"sqlite:///{self.folder / name}.sqlite3"
        url = file if kind == "SQLite" else self.postgres.database(name)
        await rows.fill(url, self.knowledge, cast, people)
        return url

    @asynccontextmanager
    async def app(self, database: str) -> AsyncIterator[Process]:
        """The app on that database."""
        environ = processes.environment(self.end.address, database)
        async with processes.running(processes.APP, environ, self.folder) as started:
            yield started

    def crowd(self, ports: Sequence[int], letters: Iterator[Letter]) -> Crowd:
        """People who press those, at the doors of those processes."""
        return Crowd(self.end, ports, dealt(letters))

    def fresh(self, cast: Cast) -> "Supply":
        """Nobody of that cast has pressed anything yet."""
        return Supply(cast, self.end)


@dataclass(slots=True)
class Supply:
    """Hands out the people of one database, each once."""

    cast: Cast
    end: FarEnd
    used: int = 0

    def letters(self, presses: int) -> Iterator[Letter]:
        """Letters of as many new people as press about so often, signed now."""
        each = sum(len(script.steps) - stage for script, stage in self.cast.parts) / len(self.cast.parts)
        first, self.used = self.used, self.used + int(presses / each) + 1
        return self.cast.letters(range(first, self.used), self.end.address)


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="bench", ignore_cleanup_errors=True) as name:
        yield Path(name)


@asynccontextmanager
async def staged(scale: float) -> AsyncIterator[Stage]:
    """Everything stands while the block lasts."""
    knowledge = load()
    played = scripts(Terms(knowledge), words.load(knowledge))
    with _folder() as folder, processes.postgres() as postgres:
        async with far_end() as end:
            yield Stage(folder, postgres, end, knowledge, played, scale)
