"""The office in which every story plays: a sandbox workspace with the real app in it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
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
