"""Two versions of the app serve the same open conversations, and either may go: nobody notices more than that
a question changed."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, repeat
from pathlib import Path

import pytest

from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.faults import CallFault, Reset, Step
from bot.sandbox.people import TEAM_ID
from bot.sandbox.server import Sandbox
from dialogs.storage import Item, SqlStore, Stored
from tests.faults.checking import check, check_queues
from tests.faults.conftest import IMPATIENT
from tests.faults.databases import Databases
from tests.faults.dialogs import Dialog
from tests.faults.newer import MET, REMARK
from tests.faults.nursery import Born, Nursery, ready
from tests.faults.two_packs import TwoPacks, write_packs

CHANGED = "My questions have changed"
PEOPLE = {"alice": 0, "bob": 1, "carol": 2}
"""How many of their answers they type."""


@dataclass
class Carried(Dialog):
    """A dialog of a person who reads what stands above the card: an answer that was not taken is none.

    Attributes:
        types_from: how many answers are pressed before the first is typed.
        written: how many were typed.
        told: how many of those were not taken, and the person was told so.
    """

    types_from: int = 0
    written: int = 0
    told: int = 0

    def types(self) -> bool:
        """Some, at their time."""
        is_typed = len(self.given) >= self.types_from and self.written < self.typed
        self.written += is_typed
        return is_typed

    async def step(self) -> bool:
        """As ever."""
        asked = self.question
        went_on = await super().step()
        if asked and CHANGED in self.text:
            del self.given[asked]
            self.told += 1
        return went_on


@dataclass
class Running:
    """A process, and where Slack reaches it."""

    born: Born
    address: str

    @property
    def events(self) -> str:
        """For what Slack sends."""
        return f"{self.address}/slack/events"


@dataclass
class Site:
    """A workspace, its database, and whoever serves it."""

    sandbox: Sandbox
    nursery: Nursery
    environ: dict[str, str]
    packs: TwoPacks
    ports: Iterator[int]
    store: SqlStore
    dialogs: list[Carried] = field(default_factory=list)

    async def start(self, *, newer: bool = False) -> Running:
        """One more process."""
        port = next(self.ports)
        born = await self.nursery.bear(
            {**self._told(newer=newer), "PORT": str(port)}, unpaced=True, newer=newer
        )
        await ready(f"http://127.0.0.1:{port}")
        return Running(born, f"http://127.0.0.1:{port}")

    async def migrate(self, *, newer: bool = False) -> str:
        """The step before each release; what it said."""
        born = await self.nursery.bear(self._told(newer=newer), ["migrate"], newer=newer)
        await born.gone()
        return born.log.read_text()

    async def people_begin(self, served_by: Running, *, types_from: int = 0) -> None:
        """Everybody tells a task."""
        self.sandbox.deliver_to(served_by.events)
        for name, typed in PEOPLE.items():
            person = self.sandbox.person(name)
            dialog = Carried(self.sandbox, self.packs.knowledge, person, typed, types_from=types_from)
            await dialog.begin()
            self.dialogs.append(dialog)

    async def everybody_answers_one(self, served_by: Iterable[Running]) -> bool:
        """Each is served by the next of those; False when nobody is asked any more."""
        went_on = False
        for dialog, running in zip(self.dialogs, served_by, strict=False):
            self.sandbox.deliver_to(running.events)
            went_on |= await dialog.step()
        return went_on

    async def stored(self) -> list[Stored]:
        """Every conversation."""
        people = [dialog.person.id for dialog in self.dialogs]
        return await self.store.run(
            lambda visit: [one for person in people for one in visit.of_person(TEAM_ID, person, 9)]
        )

    async def check(self) -> None:
        """Everybody has an advice on exactly their answers; nothing was lost or said twice."""
        await self.sandbox.settle()
        await check_queues(self.store)
        for dialog in self.dialogs:
            await check(dialog, self.store)

    def _told(self, *, newer: bool) -> dict[str, str]:
        pack = self.packs.later if newer else self.packs.earlier
        return {**self.environ, "ADVISOR_PACKS": str(pack)}


@pytest.fixture
async def site(
    nursery: Nursery, databases: Databases, tmp_path: Path, free_ports: Iterator[int]
) -> AsyncIterator[Site]:
    async with at_work(nursery, databases, tmp_path, free_ports) as opened:
        yield opened


@asynccontextmanager
async def at_work(
    nursery: Nursery, databases: Databases, folder: Path, ports: Iterator[int]
) -> AsyncIterator[Site]:
    url = databases.url(databases.new())
    async with Sandbox(manifest(), timing=IMPATIENT) as sandbox:
        environ = {
            **environment(sandbox, folder),
            "SLACK_APP_TOKEN": "",
            "ADVISOR_HOST": "127.0.0.1",
            "ADVISOR_LEASE_SECONDS": "1",
            "DATABASE_URL": url,
        }
        store = SqlStore.open(url)
        yield Site(sandbox, nursery, environ, write_packs(folder), ports, store)
        await store.close()


async def test_open_conversations_are_carried_over_by_two_versions_that_take_turns(site: Site) -> None:
    older = await site.start()
    await site.people_begin(older, types_from=3)  # From there on the questions are the house's.
    await site.migrate(newer=True)
    await site.everybody_answers_one(repeat(older))  # On tables that it doesn't know.
    newer = await site.start(newer=True)
    in_turn = cycle((newer, older))
    await site.everybody_answers_one(in_turn)
    await site.everybody_answers_one(in_turn)
    met = {one.session.id: one.beyond for one in await site.stored()}
    await site.everybody_answers_one(in_turn)
    await site.everybody_answers_one(in_turn)
    still = {one.session.id: one.beyond for one in await site.stored()}
    site.sandbox.deliver_to(older.events)
    in_the_middle = asyncio.create_task(site.dialogs[0].step())
    await asyncio.sleep(0.01)
    older.born.send(signal.SIGTERM)
    site.sandbox.deliver_to(newer.events)
    await in_the_middle
    await older.born.gone()
    while await site.everybody_answers_one(repeat(newer)):
        pass
    await site.check()

    assert [set(beyond) for beyond in met.values()] == [{MET}] * len(PEOPLE)
    assert still == met
    assert sum(dialog.told for dialog in site.dialogs) > 0
    answered = [{*dialog.given} for dialog in site.dialogs]
    assert all("tongues" in questions for questions in answered)
    assert any({"machines", "languages"} & questions for questions in answered)


async def test_the_newer_version_is_withdrawn_and_what_only_it_can_do_waits_for_it(site: Site) -> None:
    older = await site.start()
    await site.people_begin(older)
    await site.migrate(newer=True)
    newer = await site.start(newer=True)
    await site.everybody_answers_one(cycle((newer, older)))
    await _all_is_noted(site)
    waiting = asyncio.create_task(_dies_over_a_remark(site, newer))
    (left,) = await _open_remarks(site)
    assert "up to date" in await site.migrate()
    again = await site.start()  # On tables of a version that it never saw.
    older.born.send(signal.SIGTERM)
    await older.born.gone()
    others = site.dialogs[:2]
    site.sandbox.deliver_to(again.events)
    for dialog in others:
        while await dialog.step():
            pass
    await ready(again.address)
    (still,) = await _open_remarks(site)
    back = await site.start(newer=True)
    site.sandbox.deliver_to(back.events)
    await waiting
    in_turn = cycle((back, again))
    while await site.everybody_answers_one(in_turn):
        pass
    await site.check()

    assert (still.number, still.attempts) == (left.number, 0)


async def _dies_over_a_remark(site: Site, newer: Running) -> None:
    """Carol's words are put down by that process, which is killed when it begins to answer."""
    is_dead = False

    async def die(step: Step) -> CallFault | None:
        nonlocal is_dead
        if is_dead or step.when != "before":
            return None
        is_dead = True
        newer.born.kill()
        return Reset()

    site.sandbox.faults.on_call(die)
    site.sandbox.deliver_to(newer.events)
    await site.dialogs[2].step()


async def _all_is_noted(site: Site) -> None:
    """A card stands a moment before its piece of work is written down as done."""
    async with asyncio.timeout(10):
        while await site.store.run(lambda visit: visit.inbox.list("open", 9)):
            await asyncio.sleep(0.02)


async def _open_remarks(site: Site) -> list[Item]:
    """What stands in the inbox that ours doesn't know, once there is some."""
    async with asyncio.timeout(10):
        while not (found := await site.store.run(lambda visit: visit.inbox.list("open", 9))):
            await asyncio.sleep(0.02)
    return [item for item in found if item.arrival.kind == REMARK]
