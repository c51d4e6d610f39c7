"""Two processes and many events about one conversation: what is stored is what was done, once."""

import asyncio
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import aiohttp

from dialogs.choices import Answerers, Chosen, WorkspaceChoice
from dialogs.shelf import Shelf
from dialogs.storage import SqlStore
from dialogs.terms import Terms
from knowledge import Knowledge
from tests.faults.databases import Databases
from tests.faults.history import History, write_down
from tests.faults.lean_slack import TEAM, TOKEN, LeanSlack
from tests.faults.letters import OWNER, SECRET, Letter, Writer
from tests.faults.nursery import Nursery, ready

EVENTS = int(os.environ.get("RACING_EVENTS", "10000"))
AT_ONCE = 32


async def test_events_that_race_at_two_processes_leave_what_one_after_the_other_would(
    nursery: Nursery, databases: Databases, knowledge: Knowledge, free_ports: Iterator[int]
) -> None:
    name = databases.new()
    write_down(databases.url(name))
    store = SqlStore.open(databases.url(name))
    await _let_anyone_answer(store)
    chance = random.Random(7)
    async with LeanSlack() as slack:
        addresses = [await _start(nursery, slack, databases.url(name), next(free_ports)) for _ in range(2)]
        writer = Writer(slack, slack.ts(), chance)
        began = time.monotonic()
        letters = await _deliver(writer, addresses, chance)
        delivered = time.monotonic() - began
        async with asyncio.timeout(60 + EVENTS / 50):  # A machine may be slow, or busy.
            while (await store.run(lambda visit: visit.inbox.backlog())).open:
                await asyncio.sleep(0.1)
        taken = time.monotonic() - began
        sys.stdout.write(f"{EVENTS} events: delivered in {delivered:.1f} s, worked off after {taken:.1f} s\n")
        History(databases.url(name), letters, Terms(knowledge, anyone=True)).check(slack)
    await store.close()


async def _let_anyone_answer(store: SqlStore) -> None:
    shelf = Shelf(store, "settings", Chosen)
    chosen = Chosen(workspace=WorkspaceChoice(answerers=Answerers.ANYONE))
    await shelf.put(shelf.spot(TEAM), chosen, datetime.now(UTC))


async def _start(nursery: Nursery, slack: LeanSlack, url: str, port: int) -> str:
    environ = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{slack.url}/api/",
        "ADVISOR_HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": url,
        "ADVISOR_LOG_LEVEL": "WARNING",
    }
    await nursery.bear(environ, unpaced=True)
    await ready(f"http://127.0.0.1:{port}")
    return f"http://127.0.0.1:{port}/slack/events"


async def _deliver(writer: Writer, addresses: list[str], chance: random.Random) -> list[Letter]:
    letters, late = list[Letter](), list[Letter]()
    left = EVENTS

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:

        async def send(letter: Letter, address: str) -> None:
            async with http.post(address, data=letter.body, headers=letter.headers) as answer:
                assert answer.status == 200, await answer.text()

        async def work() -> None:
            nonlocal left
            while left > 0:
                left -= 1
                if late and chance.random() < 0.1:
                    await send(late.pop(chance.randrange(len(late))), chance.choice(addresses))
                    continue
                letter = writer.any()
                letters.append(letter)
                if chance.random() < 0.1:
                    left -= 1
                    await asyncio.gather(*(send(letter, address) for address in addresses))
                else:
                    await send(letter, chance.choice(addresses))
                if chance.random() < 0.2:
                    late.append(letter)

        begin = writer.typed(OWNER, "handling of incoming forms")
        letters.append(begin)
        await send(begin, addresses[0])
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return letters
