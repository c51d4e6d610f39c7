"""The office in a workspace that took the optional manifest."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest_optional
from bot.sandbox.server import Sandbox
from tests.conftest import Office


@asynccontextmanager
async def optional_office(folder: Path, capabilities: str) -> AsyncIterator[Office]:
    """With those capabilities switched on."""
    async with Sandbox(manifest_optional()) as sandbox:
        chosen = {**environment(sandbox, folder), "ADVISOR_CAPABILITIES": capabilities}
        async with running(settings.read(chosen)):
            await sandbox.connected()
            yield Office(sandbox, *(sandbox.person(name) for name in ("alice", "bob", "carol")))
