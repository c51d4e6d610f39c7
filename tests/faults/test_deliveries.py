"""What Slack delivers comes twice, late, out of order, or once more after a restart: it is taken once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.faults import DeliveryFault, Late, LateAck, Lost, LostAck, Twice
from bot.sandbox.people import TEAM_ID
from bot.sandbox.server import Sandbox
from bot.sandbox.timing import Timing
from dialogs.storage import SqlStore, Stored
from knowledge import Knowledge
from tests.faults.checking import check, check_queues
from tests.faults.dialogs import Dialog

MISHAPS: list[DeliveryFault] = [Twice(), Lost(), LostAck(), LateAck(0.1), LateAck(5.0), Late(0.05)]
QUICK = Timing(ack=0.4, retries=(0.05, 0.1, 0.2), reaction=0.02)
BY_SOCKET: dict[str, str] = {}
BY_HTTP = {"SLACK_APP_TOKEN": "", "PORT": "0", "ADVISOR_HOST": "127.0.0.1"}


@asynccontextmanager
async def office(folder: Path, way: dict[str, str]) -> AsyncIterator[Sandbox]:
    async with Sandbox(manifest(), timing=QUICK) as sandbox, at_work(sandbox, folder, way):
        yield sandbox


@asynccontextmanager
async def at_work(sandbox: Sandbox, folder: Path, way: dict[str, str]) -> AsyncIterator[None]:
    async with running(settings.read({**environment(sandbox, folder), **way})) as address:
        if address:
            sandbox.deliver_to(f"{address}/slack/events")
        else:
            await sandbox.connected()
        yield


@pytest.mark.parametrize("way", [BY_SOCKET, BY_HTTP], ids=["socket", "http"])
async def test_whatever_happens_on_the_way_each_event_is_taken_once(
    tmp_path: Path, knowledge: Knowledge, way: dict[str, str]
) -> None:
    async with office(tmp_path, way) as sandbox:
        store = SqlStore.open(environment(sandbox, tmp_path)["DATABASE_URL"])
        for mishap in MISHAPS:
            dialog = Dialog(sandbox, knowledge, sandbox.person("alice"))
            rule = sandbox.faults.delivery(mishap, times=3)
            await dialog.go()
            rule.release()
            await sandbox.settle()
            await check_queues(store)
            await check(dialog, store)
        await store.close()


@pytest.mark.parametrize("way", [BY_SOCKET, BY_HTTP], ids=["socket", "http"])
async def test_answers_that_come_last_first_are_all_taken(
    tmp_path: Path, knowledge: Knowledge, way: dict[str, str]
) -> None:
    async with office(tmp_path, way) as sandbox:
        alice = sandbox.person("alice")
        await alice.dm("handling of incoming forms")
        await alice.sees("Question 1")
        sandbox.faults.reverse(3)
        for _ in range(3):
            await alice.say("skip", "dm")
        await alice.sees("Question 4")
        (found,) = await conversations(sandbox, tmp_path)

    assert list(found.session.answers.values()) == ["unknown"] * 3
    assert sandbox.audit.doubled() == []


async def test_what_comes_again_after_a_restart_is_known(tmp_path: Path) -> None:
    async with Sandbox(manifest(), timing=QUICK) as sandbox:
        async with at_work(sandbox, tmp_path, BY_SOCKET):
            await sandbox.person("alice").dm("handling of incoming forms")
            await sandbox.person("alice").sees("Question 1")
        async with at_work(sandbox, tmp_path, BY_SOCKET):
            await sandbox.faults.redeliver(attempt=3)
            await sandbox.person("alice").dm("skip")
            await sandbox.person("alice").sees("Question 2")
            found = await conversations(sandbox, tmp_path)

        assert len(found) == 1
        assert sandbox.audit.doubled() == []


async def conversations(sandbox: Sandbox, folder: Path) -> tuple[Stored, ...]:
    """Everything of Alice's."""
    store = SqlStore.open(environment(sandbox, folder)["DATABASE_URL"])
    found = await store.run(lambda visit: visit.of_person(TEAM_ID, sandbox.person("alice").id, 9))
    await store.close()
    return found
