"""SIGKILL at every contact with Slack, on SQLite: the process that is started next goes on."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.faults.checking import check, check_queues
from tests.faults.conftest import IMPATIENT
from tests.faults.dialogs import Dialog
from tests.faults.killing import Killer
from tests.faults.nursery import Born, Nursery

PRESSING, TYPING = 1, 9
"""Answers that are typed, so that the card stays where it is, or has to move below them."""


@asynccontextmanager
async def always_running(nursery: Nursery, environ: dict[str, str]) -> AsyncIterator[list[Born]]:
    """A process that is started again whenever it ends; the last in the list is the one that runs."""
    born = [await nursery.bear(environ)]

    async def look() -> None:
        while True:
            await born[-1].gone(within=600)
            born.append(await nursery.bear(environ))

    looking = asyncio.create_task(look())
    yield born
    looking.cancel()


async def kill_everywhere(nursery: Nursery, knowledge: Knowledge, folder: Path, typed: int) -> int:
    """One dialog for each contact there is; how many there were."""
    killer, dialogs = Killer(), list[Dialog]()
    async with Sandbox(manifest(), timing=IMPATIENT) as sandbox:
        environ = environment(sandbox, folder)
        killer.watch(sandbox)
        async with always_running(nursery, environ) as born:
            contacts = 0
            while len(dialogs) <= contacts:
                await asyncio.wait_for(sandbox.connected(), 30)
                killer.aim(born[-1], len(dialogs))
                dialogs.append(Dialog(sandbox, knowledge, sandbox.person("alice"), typed))
                await dialogs[-1].go()
                contacts = contacts or len(killer.contacts)
            await sandbox.settle()
            store = SqlStore.open(environ["DATABASE_URL"])
            await check_queues(store)
            for dialog in dialogs:
                await check(dialog, store)
            await store.close()
    return contacts


async def test_whenever_it_is_killed_every_answer_is_taken_once_and_nothing_is_said_twice(
    nursery: Nursery, knowledge: Knowledge, tmp_path: Path
) -> None:
    kinds = {tmp_path / "pressing": PRESSING, tmp_path / "typing": TYPING}
    for folder in kinds:
        folder.mkdir()
    contacts = await asyncio.gather(
        *(kill_everywhere(nursery, knowledge, folder, typed) for folder, typed in kinds.items())
    )

    sys.stdout.write(f"SQLite: killed at each of {sum(contacts)} contacts with Slack\n")
    assert min(contacts) >= 20
