"""An organization lays its own pack over ours; conversations survive it, and older advice says its age."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copytree

import pytest

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.faults import OperatorFault
from bot.sandbox.server import Sandbox
from knowledge import Knowledge, load
from tests.stories.walks import asked, press_on

ACME = Path(__file__).parents[2] / "docs/examples/acme-pack"


@asynccontextmanager
async def app(sandbox: Sandbox, folder: Path, **changes: str) -> AsyncIterator[None]:
    async with running(settings.read({**environment(sandbox, folder), **changes})):
        await sandbox.connected()
        yield


async def test_the_rules_of_the_house_are_shown_as_its_own(sandbox: Sandbox, tmp_path: Path) -> None:
    alice = sandbox.person("alice")
    async with app(sandbox, tmp_path, ADVISOR_PACKS=str(ACME)):
        await alice.dm("patent research for a new sensor")
        await alice.dm("just tell me")

        advice = await alice.sees("Recommended: KPO")
        assert "*Acme Inc.'s own rules*" in advice["text"]
        assert "Ask the general counsel first" in advice["text"]


async def test_a_rule_that_decides_says_that_it_does(sandbox: Sandbox, tmp_path: Path) -> None:
    alice = sandbox.person("alice")
    async with app(sandbox, tmp_path, ADVISOR_PACKS=str(ACME)):
        await alice.dm("monthly payroll")
        await alice.dm("change sensitivity")
        await alice.press("Regulated data")
        await alice.dm("just tell me")

        kept = await alice.sees("keep it in-house")
        assert "*Acme Inc.'s own rules decide this*" in kept["text"]
        assert "Regulated personal data never leaves Acme" in kept["text"]


async def test_a_higher_confidence_asks_more(sandbox: Sandbox, tmp_path: Path, knowledge: Knowledge) -> None:
    alice = sandbox.person("alice")
    async with app(sandbox, tmp_path, ADVISOR_CONFIDENCE="0.99"):
        await alice.dm("monthly payroll")

        assert asked(knowledge, await alice.sees("Question 1")) not in {"presence", "core", "sensitivity"}


async def test_every_folder_that_is_not_there_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(OperatorFault, match=r"nowhere.*neither"):
        async with app(
            sandbox, tmp_path, ADVISOR_PACKS=f"{tmp_path / 'nowhere'}:{ACME}:{tmp_path / 'neither'}"
        ):
            pass


async def test_an_open_conversation_survives_a_new_pack(sandbox: Sandbox, tmp_path: Path) -> None:
    alice = sandbox.person("alice")
    async with app(sandbox, tmp_path):
        await alice.dm("monthly payroll")
        card = await alice.sees("Question 1")
    async with app(sandbox, tmp_path, ADVISOR_PACKS=str(ACME)):
        await alice.press("I don't know", on=card)
        await press_on(alice, load(overlays=[ACME]), {}, "dm")

        await alice.sees("Recommended: BPO")


async def test_older_advice_says_its_age_and_offers_to_look_again(
    sandbox: Sandbox, tmp_path: Path, knowledge: Knowledge
) -> None:
    alice = sandbox.person("alice")
    async with app(sandbox, tmp_path):
        await alice.dm("monthly payroll")
        await alice.dm("just tell me")
        await alice.sees("Recommended: BPO")
    async with app(sandbox, tmp_path, ADVISOR_PACKS=str(ACME)):
        await alice.dm("thanks")
        told = await alice.sees(f"This advice was given under pack {knowledge.pack.version}.")
        assert "acme.3, says the same" in told["text"]
        await alice.press("Look again", on=told)

        assert "This advice was given under" not in (await alice.sees("Recommended: BPO"))["text"]


async def test_older_advice_that_would_be_other_today_says_so(
    sandbox: Sandbox, tmp_path: Path, knowledge: Knowledge
) -> None:
    alice = sandbox.person("alice")
    async with app(sandbox, tmp_path):
        await alice.dm("payroll for 40 people, every month, from home")
        await alice.dm("change sensitivity")
        await alice.press("Regulated data")
        await alice.dm("just tell me")
        await alice.sees("Recommended: BPO")
    async with app(sandbox, tmp_path, ADVISOR_PACKS=str(ACME)):
        await alice.dm("thanks")
        told = await alice.sees("it would be: *Recommended: keep it in-house*")
        assert told["text"].startswith("*Recommended: BPO*")
        assert "Look again" in told["text"]
        await alice.press("Look again", on=told)

        await alice.sees("own rules decide this")


async def test_a_pack_with_faults_never_starts(sandbox: Sandbox, tmp_path: Path) -> None:
    broken = copytree(ACME, tmp_path / "broken")
    (broken / "rules.yaml").write_text("never:\n  fit: perhaps\n")
    with pytest.raises(Exception, match=r"rules\.yaml"):
        async with app(sandbox, tmp_path, ADVISOR_PACKS=str(broken)):
            pass
