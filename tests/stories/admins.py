"""An office with an admin: Alice may change the settings, and time passes quickly."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.sandbox.server import Sandbox
from tests.conftest import Office

ALICE = "U0ALICE001"
BOB = "U0BOB00002"


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def run_by_alice(
    sandbox: Sandbox,
    folder: Path,
    clock: Callable[[], datetime] = now,
    *,
    tick: float = 60.0,
    **changes: str,
) -> AsyncIterator[Office]:
    """The app with Alice as its admin; `changes` to the environment."""
    told = {**environment(sandbox, folder), "ADVISOR_ADMINS": ALICE, **changes}
    async with running(settings.read(told), clock, tick=tick):
        await sandbox.connected()
        yield Office(sandbox, *(sandbox.person(name) for name in ("alice", "bob", "carol")))
