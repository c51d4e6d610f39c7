"""Slack is slow, full, broken or gone in the middle: the person gets one message in the end, never two."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import ground, patience, settings, worker
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.faults import CallFault, Half, Hang, Late, Limited, Refused, Reset, Status
from bot.sandbox.faults.rules import Rule
from bot.sandbox.server import Sandbox
from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.conftest import Office
from tests.faults.checking import about, check_queues
from tests.faults.conftest import IMPATIENT
from tests.faults.dialogs import PATIENCE
from tests.stories.deciding import advised_behind_the_command
from tests.stories.walks import asked, option_words

TROUBLES = [
    Limited(0),
    Status(500),
    Status(503),
    Refused("internal_error"),
    Refused("service_unavailable"),
    Half(),
    Reset(),
    Hang(),
]
MANY = 5
"""Calls that fail: one more than the call itself bears, so that the whole work is done again."""


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PAUSE", 0.01)
    monkeypatch.setattr(ground, "LONGEST_CALL", 0.4)
    monkeypatch.setattr(worker, "pause", lambda attempts: 0.02 * attempts)
    monkeypatch.setattr(worker, "LOOK", 0.02)


@pytest.fixture
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with (
        Sandbox(manifest(), timing=getattr(request, "param", IMPATIENT)) as sandbox,
        running(settings.read(environment(sandbox, tmp_path))),
    ):
        await sandbox.connected()
        yield Office(sandbox, *(sandbox.person(name) for name in ("alice", "bob", "carol")))


@pytest.fixture
async def store(tmp_path: Path, office: Office) -> AsyncIterator[SqlStore]:
    """Another look at the app's own database."""
    opened = SqlStore.open(environment(office.sandbox, tmp_path)["DATABASE_URL"])
    yield opened
    await opened.close()


def named(fault: CallFault) -> str:
    return str(fault)


async def suffered(rule: Rule[CallFault]) -> None:
    """Wait until everything has gone wrong that was to go wrong."""
    async with asyncio.timeout(PATIENCE):
        while rule.times:
            await asyncio.sleep(0.01)


def cards(office: Office) -> list[str]:
    """What stands of the app's cards, by what they are about."""
    standing = [entry.at() for entry in office.sandbox.audit.messages_of_app()]
    return [found for version in standing if version and (found := about(version))]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("fault", TROUBLES, ids=named)
async def test_a_card_is_posted_once_in_the_end(
    office: Office, store: SqlStore, fault: CallFault, *, after: bool
) -> None:
    rule = office.sandbox.faults.call(fault, "chat.postMessage", after=after, times=MANY)
    await office.alice.mention("monthly payroll")
    await suffered(rule)
    await check_queues(store)
    await office.alice.sees("Question 1")

    assert len(cards(office)) == 1
    assert office.sandbox.audit.doubled() == []


@pytest.mark.parametrize("fault", TROUBLES, ids=named)
async def test_a_card_shows_the_next_question_in_the_end(
    office: Office, knowledge: Knowledge, fault: CallFault
) -> None:
    await office.alice.mention("handling of incoming forms")
    card = await office.alice.sees("Question 1")
    office.sandbox.faults.call(fault, "chat.update", times=MANY)
    question = asked(knowledge, card)
    assert question
    await office.alice.press(option_words(knowledge, question, 0), on=card)
    await office.alice.sees("Question 2", within=30)

    assert len(cards(office)) == 1


@pytest.mark.parametrize("fault", TROUBLES, ids=named)
async def test_a_private_answer_comes_in_the_end_and_once_where_slack_tells_what_it_did(
    office: Office, store: SqlStore, fault: CallFault
) -> None:
    rule = office.sandbox.faults.call(fault, "response_url", times=MANY)
    await office.alice.command("/outsource-check monthly payroll")
    await suffered(rule)
    await check_queues(store)
    await office.alice.sees("Question 1")

    assert len(cards(office)) == 1


async def test_a_private_answer_of_which_nobody_knows_comes_again_rather_than_not_at_all(
    office: Office, store: SqlStore
) -> None:
    rule = office.sandbox.faults.call(Reset(), "response_url", after=True)
    await office.alice.command("/outsource-check monthly payroll")
    await suffered(rule)
    await check_queues(store)
    await office.alice.sees("Question 1")

    assert len(set(cards(office))) == 1


@pytest.mark.parametrize(
    ("fault", "after"),
    # By a 429 Slack says that it took nothing.
    [(each, after) for each in TROUBLES for after in (False, True) if not (after and each == Limited(0))],
)
async def test_what_is_shared_where_we_are_no_member_never_stands_there_twice(
    office: Office, store: SqlStore, fault: CallFault, *, after: bool
) -> None:
    await advised_behind_the_command(office.bob, "random")
    await office.bob.press("Share in channel")
    await office.bob.sees("Only you see this")
    rule = office.sandbox.faults.call(fault, "response_url", after=after, where=is_for_all)
    await office.bob.press("Share it")
    await suffered(rule)
    await check_queues(store)
    there = [one for one in await office.alice.messages("random") if "Recommended" in one["text"]]
    told = " ".join(one["text"] for one in await office.bob.messages("random"))

    assert len(there) <= 1
    assert ("Shared in" in told) != ("I can't tell whether it is in" in told)
    assert there or "Shared in" not in told


def is_for_all(payload: dict[str, Any]) -> bool:
    return payload.get("response_type") == "in_channel"


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("fault", TROUBLES, ids=named)
async def test_a_form_opens_or_the_person_hears_that_it_did_not(
    office: Office, fault: CallFault, *, after: bool
) -> None:
    office.sandbox.faults.call(fault, "views.open", after=after)
    await office.alice.command("/outsource-check")
    opened = await office.alice._wait_for(office.alice._modal, 10)

    assert opened
    assert "Something went wrong" not in str(await office.alice.messages("general"))
    assert len(office.sandbox.workspace.views.stack(office.alice.id)) == 1


@pytest.mark.parametrize("name", ["expired_trigger_id", "trigger_expired"])
async def test_who_was_served_too_late_to_open_a_form_is_asked_to_try_again(
    office: Office, store: SqlStore, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    office.sandbox.faults.call(Refused(name), "views.open", times=1)
    await try_twice(office, store)

    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


@pytest.mark.parametrize("office", [replace(IMPATIENT, trigger=0.7)], indirect=True, ids=["tired"])
async def test_a_worker_that_is_too_tired_to_open_a_form_says_so(office: Office, store: SqlStore) -> None:
    office.sandbox.faults.delivery(Late(0.75), times=1)

    await try_twice(office, store)


async def try_twice(office: Office, store: SqlStore) -> None:
    """In vain, and then well; in between, nothing is left over."""
    await office.alice.command("/outsource-check")
    told = await office.alice.sees("once more")
    await check_queues(store)
    await office.alice.command("/outsource-check")
    opened = await office.alice._wait_for(office.alice._modal, 10)

    assert "went wrong" not in told["text"]
    assert opened
