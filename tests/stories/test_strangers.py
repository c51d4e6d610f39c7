"""Bob presses, by made-up buttons and forms, what is Alice's: nothing is shown to him, nothing changes."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from bot.sandbox.timing import Timing
from bot.wire import decisions, forms, name_action, name_view, opinions, presses, write_form, write_press
from bot.wire.card import TASK_BLOCK
from bot.wire.check_form import CheckForm, name_question, name_task
from bot.wire.forms import Form
from bot.wire.portfolio import ROW_BLOCK, PressColumn, PressDrop, PressTake
from bot.wire.presses import Press
from bot.wire.sharing import CHANNEL_BLOCK
from knowledge import Knowledge, load
from tests.conftest import Office
from tests.stories.admins import run_by_alice
from tests.stories.deciding import advised, advised_in_a_thread, ask, decide, opine
from tests.stories.lists import UNCLEAR, eventually
from tests.stories.walks import newest_card

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUICK = Timing(reaction=0.2)

SECRET = "Zanzibar"
"""Stands in every task of Alice's that Bob may not see."""

LIST = "\n".join(f"payroll in {SECRET} plant {letter}" for letter in "abcdefghijkl")

OF_SOMEBODY = frozenset({"assessment", "portfolio", "draft", "kept"})
"""Fields that name something which belongs to one person."""

GUESSED = {
    "turn": (1, 2, 3, 4),
    "number": (1,),
    "page": (0, 1, 2),
    "after": (0, 1),
    "column": (0,),
    "question": ("presence",),
    "option": ("must",),
    "about": ("presence",),
    "channel": ("C0FINANCE2", "C0GENERAL1"),
    "ts": ("",),
    "home": ("",),
}
"""What a stranger who knows how we write our buttons would try."""

FILLED = {
    TASK_BLOCK: "a task of Bob's",
    name_task(1): "a task of Bob's",
    name_question("presence", 1): "must",
    opinions.PEOPLE_BLOCK: "U0CAROL003",
    opinions.NOTE_BLOCK: "a note of Bob's",
    opinions.question_block("presence"): "free",
    decisions.DECIDED_BLOCK: "kpo",
    decisions.WHO_BLOCK: "U0BOB00002",
    decisions.ON_BLOCK: "2026-01-01",
    decisions.REMIND_BLOCK: "2099-01-01",
    CHANNEL_BLOCK: "C0GENERAL1",
    ROW_BLOCK: "1",
}


def of_somebody(kinds: tuple[type[Any], ...]) -> list[type[Any]]:
    return [kind for kind in kinds if OF_SOMEBODY & {field.name for field in fields(kind)}]


PRESSES = of_somebody(presses.REGISTRY.types)
FORMS = of_somebody(forms.REGISTRY.types)


@dataclass(frozen=True)
class Stage:
    """An office in which a lot of Alice's stands.

    Attributes:
        ids: of what is hers, by the field of a press that would name it.
        on: what Bob can press: a card of his own in his DM, and Alice's in a thread that everybody reads.
    """

    office: Office
    folder: Path
    ids: dict[str, tuple[str, ...]]
    on: tuple[dict[str, Any], ...]

    def kept(self) -> list[tuple[Any, ...]]:
        """All rows of Alice's, and what Carol told her."""
        return rows(self.folder)

    async def settled(self) -> None:
        """Wait until the app has done everything that it was asked for."""

        async def is_done() -> bool:
            return not names(self.folder, "SELECT number FROM inbox WHERE state = 'open'")

        await eventually(is_done)

    async def seen(self) -> list[Any]:
        """What Alice and Carol have on their screens."""
        alice, carol = self.office.alice, self.office.carol
        channels = "dm", "general", "finance"
        return [await person.messages(channel) for person in (alice, carol) for channel in channels]


def rows(folder: Path) -> list[tuple[Any, ...]]:
    """All but Bob's own, and what the app's chores note for themselves."""
    with sqlite3.connect(folder / "demo.sqlite3") as database:
        return [
            *database.execute("SELECT * FROM conversation WHERE person <> 'U0BOB00002' ORDER BY id"),
            *database.execute(
                "SELECT * FROM record WHERE person <> 'U0BOB00002' AND kind NOT IN ('looked', 'told')"
                " ORDER BY kind, about, person, name"
            ),
        ]


def names(folder: Path, query: str) -> tuple[str, ...]:
    with sqlite3.connect(folder / "demo.sqlite3") as database:
        return tuple(name for (name,) in database.execute(query))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    folder = tmp_path_factory.mktemp("strangers")
    knowledge = load()
    async with Sandbox(manifest(), timing=QUICK) as sandbox, run_by_alice(sandbox, folder) as office:
        sandbox.workspace.channels["C0FINANCE2"].members.remove(office.bob.id)
        await fill_stage(office, knowledge)
        await office.bob.dm("a task of Bob's")
        await office.bob.sees("Question 1")
        public = await office.bob.sees("Recommended: BPO")
        ids = {
            "assessment": names(folder, "SELECT id FROM conversation WHERE person = 'U0ALICE001'"),
            "portfolio": names(folder, "SELECT about FROM record WHERE kind = 'portfolio'"),
            "draft": names(folder, "SELECT about FROM record WHERE kind = 'portfolio-draft'"),
            "kept": names(folder, "SELECT name FROM record WHERE kind = 'typed'"),
        }
        assert all(each and all(each) for each in ids.values())
        yield Stage(office, folder, ids, (await newest_card(office.bob, "dm"), public))


async def fill_stage(office: Office, knowledge: Knowledge) -> None:
    alice = office.alice
    await advised_in_a_thread(alice)
    await advised(alice, f"monthly payroll for our {SECRET} office")
    await ask(alice, office.carol)
    await opine(office.carol, knowledge, presence="must")
    await alice.sees("Everybody has replied")
    await decide(alice, "Outsource it as BPO")
    await alice.sees("Decided:")
    await alice.press("Share in a channel", on="Recommended")
    await alice.sees("Where?")
    await alice.submit({"Where?": "finance"})
    await office.carol.sees("checked a task")
    await alice.command(f"/outsource-check patent research for {SECRET}")
    await alice.sees("Question 1")
    await alice.dm(LIST)
    await alice.sees("12 tasks checked")
    await alice.upload("unclear.csv", UNCLEAR)
    await alice.sees("Which column")
    await alice.command("/outsource-check settings")
    await alice.submit({"Channels where I may be used": ["general", "finance"]})
    await alice.sees("Saved.")
    await alice.close_view()
    await alice.command(f"/outsource-check bookkeeping for {SECRET}", "random")
    await alice.sees("I'm not used in")


def drafts_of_bob(stage: Stage) -> set[str]:
    query = "SELECT about FROM record WHERE kind = 'portfolio-draft' AND person = 'U0BOB00002'"
    return set(names(stage.folder, query))


def variants(kind: type[Any], ids: dict[str, tuple[str, ...]]) -> Iterator[Any]:
    """That press about everything that is Alice's, with all that else could stand in it."""
    choices = [
        ids.get(field.name) or _guesses(field.name, field.type)  # type: ignore[arg-type]  # they are types
        for field in fields(kind)
    ]
    for chosen in product(*choices):
        yield kind(*chosen)


def _guesses(name: str, kind: type[Any]) -> tuple[Any, ...]:
    return tuple(kind) if issubclass(kind, StrEnum) else GUESSED[name]


async def check(stage: Stage, forging: Any) -> None:
    office = stage.office
    await stage.settled()
    kept, seen = stage.kept(), await stage.seen()
    office.sandbox.transcript.calls.clear()
    await forging
    await stage.settled()
    await office.bob.does_not_see(SECRET)
    sent = json.dumps([call.payload for call in office.sandbox.calls])

    assert SECRET not in sent
    assert stage.kept() == kept
    assert await stage.seen() == seen


@pytest.mark.parametrize("kind", PRESSES, ids=lambda kind: kind.__name__)
async def test_a_forged_press_neither_shows_nor_changes_what_is_hers(stage: Stage, kind: type[Press]) -> None:
    async def forge() -> None:
        bob = stage.office.bob
        forged = [(on, press) for press in variants(kind, stage.ids) for on in stage.on]
        sending = (
            bob.forge(on, action_id=name_action(press), value=write_press(press)) for on, press in forged
        )
        await asyncio.gather(*sending)

    await check(stage, forge())


@pytest.mark.parametrize("kind", [PressColumn, PressDrop, PressTake], ids=lambda kind: kind.__name__)
async def test_a_list_of_ones_own_takes_no_card_that_others_read(stage: Stage, kind: type[Press]) -> None:
    bob, (_, public) = stage.office.bob, stage.on
    before = drafts_of_bob(stage)
    await bob.upload("unclear.csv", UNCLEAR)

    async def waits() -> bool:
        return drafts_of_bob(stage) > before

    await eventually(waits)
    waiting = drafts_of_bob(stage)

    async def forge() -> None:
        for press in variants(kind, {"draft": tuple(waiting)}):
            await bob.forge(public, action_id=name_action(press), value=write_press(press))

    await check(stage, forge())

    assert drafts_of_bob(stage) == waiting


@pytest.mark.parametrize("kind", PRESSES, ids=lambda kind: kind.__name__)
async def test_the_same_person_in_another_workspace_is_a_stranger(
    stage: Stage, kind: type[Press], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = stage.office.sandbox.workspace
    monkeypatch.setattr(workspace, "team", replace(workspace.team, id="T0STRANGER"))
    alice, (_, public) = stage.office.alice, stage.on

    async def forge() -> None:
        forged = variants(kind, stage.ids)
        sending = (
            alice.forge(public, action_id=name_action(press), value=write_press(press)) for press in forged
        )
        await asyncio.gather(*sending)

    kept = stage.kept()
    await forge()
    await alice.does_not_see("Something went wrong")

    assert stage.kept() == kept


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
async def test_a_forged_form_neither_shows_nor_changes_what_is_hers(stage: Stage, kind: type[Form]) -> None:
    async def forge() -> None:
        office = stage.office
        for form in variants(kind, stage.ids):
            office.sandbox.workspace.views.open(office.bob.id, made_up(form))
            await office.bob.submit()

    await check(stage, forge())


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
async def test_a_form_from_another_workspace_reaches_nothing_of_hers_here(
    stage: Stage, kind: type[Form], monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.settled()
    office, kept = stage.office, kept_here(stage)
    workspace = office.sandbox.workspace
    elsewhere = replace(workspace.team, id="T0STRANGER")
    monkeypatch.setattr(workspace, "team", elsewhere)
    monkeypatch.setattr(workspace.views, "_app", replace(workspace.app, team=elsewhere))
    office.sandbox.transcript.calls.clear()
    for form in variants(kind, stage.ids):
        workspace.views.open(office.alice.id, made_up(form))
        await office.alice.submit()
    await stage.settled()
    sent = json.dumps([call.payload for call in office.sandbox.calls])

    assert SECRET not in sent
    assert "Something went wrong" not in sent
    assert kept_here(stage) == kept


def kept_here(stage: Stage) -> list[tuple[Any, ...]]:
    """Without what she begins over there."""
    return [row for row in stage.kept() if "T0STRANGER" not in row]


def made_up(form: Form) -> dict[str, Any]:
    """A modal of ours as nobody was ever shown it."""
    blocks = [
        {
            "type": "input",
            "block_id": block,
            "label": {"type": "plain_text", "text": block},
            "element": {"type": "plain_text_input", "action_id": block, "initial_value": value},
        }
        for block, value in FILLED.items()
        if not isinstance(form, CheckForm) or block.startswith((name_task(1), name_question("presence", 1)))
    ]
    texts = {name: {"type": "plain_text", "text": name} for name in ("title", "submit", "close")}
    meta = {"callback_id": name_view(type(form)), "private_metadata": write_form(form)}
    return {"type": "modal", **texts, **meta, "blocks": blocks}
