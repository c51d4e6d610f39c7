"""Whatever stands in a signed request is taken or passed over: never an error, and the next is served."""

import asyncio
import copy
import itertools
import json
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp
import pytest
import pytest_asyncio

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest_optional
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.signed_http import FORM, SignedHttp
from bot.sandbox.timing import Timing
from tests.stories.lists import SHEET, eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET: Final = "Zanzibar"
"""Stands in everything that Alice says, and may stand in no log."""

GONE: Final = object()
DEEP: Final[Any] = [[[[[[[[[[[[[[[[{"a": [[[[[[[[]]]]]]]]}]]]]]]]]]]]]]]]]
JUNK: Final = (
    *(None, True, 0, -1, 1.5, 10**30, float("nan"), float("inf")),
    *("", " ", "\x00", "\ud800", "<!channel>", "../..", "x" * 10_000, "\u202e" * 300, "0"),
    *(GONE, [], {}, [None], [[]], ["x", 1], {"": None}, {"id": 7}, {"type": []}, {"value": {"a": 1}}, DEEP),
)
"""In place of anything that Slack would say."""

EACH: Final = 3
"""Kinds of junk in each place, others in the next one."""

AT_ONCE: Final = 40
NEW: Final = itertools.count()
QUICK: Final = Timing(reaction=0.2)

Payload = dict[str, Any]
Spot = tuple[str | int, ...]


@dataclass(frozen=True)
class Stage:
    """The app by HTTP, with a lot of Alice's in it, and what Slack delivered meanwhile, one of each kind."""

    sandbox: Sandbox
    address: str
    http: aiohttp.ClientSession
    database: Path
    recorded: dict[str, tuple[str, Payload]]

    async def post(self, kind: str, payload: Any) -> int:
        """Deliver it as Slack would; the status."""
        form, body = encode(kind, payload)
        return await self.post_raw(form, body)

    async def post_raw(self, form: str, body: str) -> int:
        signed = SignedHttp("", self.sandbox.signing_secret, time.time, QUICK).sign(body)
        headers = {"Content-Type": form, **signed}
        async with self.http.post(self.address, data=body.encode(), headers=headers) as answer:
            return answer.status

    async def settled(self) -> None:
        """Wait until nothing is to be done any more."""

        async def is_done() -> bool:
            return not self.left("open")

        await eventually(is_done)

    def left(self, state: str) -> list[tuple[str, str]]:
        """What waits in the inbox in that state, and why."""
        with sqlite3.connect(self.database) as database:
            return database.execute("SELECT kind, fault FROM inbox WHERE state = ?", [state]).fetchall()


def encode(kind: str, payload: Any) -> tuple[str, str]:
    if kind == "events_api":
        return "application/json", json.dumps(payload)
    if kind == "slash_commands":
        fields = {name: value if isinstance(value, str) else str(value) for name, value in payload.items()}
        return FORM, urlencode(fields, errors="replace")
    return FORM, urlencode({"payload": json.dumps(payload)})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    folder = tmp_path_factory.mktemp("hostile")
    async with Sandbox(manifest_optional(), timing=QUICK) as sandbox:
        chosen = environment(sandbox, folder) | {"SLACK_APP_TOKEN": "", "PORT": "0"}
        chosen["ADVISOR_CAPABILITIES"] = "step"
        async with running(settings.read(chosen)) as address, aiohttp.ClientSession() as http:
            sandbox.deliver_to(f"{address}/slack/events")
            await everything(sandbox.person("alice"))
            yield Stage(sandbox, f"{address}/slack/events", http, folder / "demo.sqlite3", recorded(sandbox))


async def everything(alice: Person) -> None:
    """Alice uses every surface."""
    await alice.open_home()
    await alice.dm(f"handling of incoming forms in {SECRET}")
    card = await alice.sees("Question 1")
    await alice.press("I don't know", on=card)
    await alice.mention(f"monthly payroll in {SECRET}")
    await alice.sees("Question 1")
    await alice.command(f"/outsource-check patents in {SECRET}", "random")
    await alice.command("/outsource-check", "random")
    await alice.submit({"What is the task?": f"taxes in {SECRET}"})
    await alice.global_shortcut("Check a task")
    await alice.sees("What is the task?")
    await alice.submit({"What is the task?": f"our team in {SECRET}"})
    await alice.close_view()
    said = await alice.say(f"We should find somebody for billing in {SECRET}")
    await alice.message_shortcut("Check this task", said)
    await alice.upload("list.csv", SHEET)
    await alice.sees_file("list-advice.csv")
    await (await alice.run_step("check_task", {"task": f"payroll in {SECRET}"})).outcome()


def recorded(sandbox: Sandbox) -> dict[str, tuple[str, Payload]]:
    """One delivery of each kind, and what Slack would send of a closed modal and a menu that is searched."""
    found: dict[str, tuple[str, Payload]] = {}
    for line in sandbox.transcript.lines:
        if line.who == "slack":
            kind, payload = line.detail["kind"], line.detail["payload"]
            named = payload.get("event", payload).get("type", kind)
            place = "view" if payload.get("view") else "message" if payload.get("message") else ""
            files = "files" if payload.get("event", {}).get("files") else ""
            found.setdefault(f"{kind} {named} {place}{files}".strip(), (kind, payload))
    form = found["interactive view_submission view"][1]
    closed = {**form, "type": "view_closed", "is_cleared": True}
    search = {**form, "type": "block_suggestion", "action_id": "a", "block_id": "b", "value": SECRET}
    return {
        **found,
        "interactive view_closed": ("interactive", closed),
        "interactive block_suggestion": ("interactive", search),
    }


def places(value: Any, above: Spot = ()) -> Iterator[Spot]:
    """Every place in a payload, of lists the first two."""
    inside = (
        value.items() if isinstance(value, dict) else enumerate(value[:2]) if isinstance(value, list) else ()
    )
    for key, inner in inside:
        yield (*above, key)
        yield from places(inner, (*above, key))


def batched(all_of_them: list[Payload], size: int) -> Iterator[list[Payload]]:
    return (all_of_them[start : start + size] for start in range(0, len(all_of_them), size))


def changed(payload: Payload, spot: Spot, junk: Any) -> Payload:
    """The payload with that there (or, for GONE, nothing), and as new as Slack's next one."""
    made = copy.deepcopy(payload)
    for name in ("event_id", "trigger_id"):
        if name in made:
            made[name] = f"{made[name]}{next(NEW)}"
    *way, last = spot
    inside: Any = made
    for key in way:
        inside = inside[key]
    if junk is GONE:
        del inside[last]
    else:
        inside[last] = junk
    return made


KINDS: Final = (
    "events_api app_home_opened",
    "events_api message",
    "events_api message files",
    "events_api app_mention",
    "events_api function_executed",
    "slash_commands slash_commands",
    "interactive block_actions message",
    "interactive view_submission view",
    "interactive view_closed",
    "interactive block_suggestion",
    "interactive shortcut",
    "interactive message_action message",
)


async def test_what_is_changed_below_is_everything_that_slack_delivers(stage: Stage) -> None:
    assert set(KINDS) <= set(stage.recorded)


@pytest.mark.parametrize("kind", KINDS)
async def test_junk_in_any_place_of_a_payload_is_no_error(
    stage: Stage, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "advisor")
    form, payload = stage.recorded[kind]
    junk = itertools.cycle(JUNK)
    hostile = [changed(payload, spot, next(junk)) for spot in places(payload) for _ in range(EACH)]
    statuses = []
    for some in batched(hostile, AT_ONCE):
        statuses += await asyncio.gather(*(stage.post(form, each) for each in some))
    await stage.settled()

    assert {status for status in statuses if status >= 500} == set()
    assert stage.left("dead") == []
    assert SECRET not in caplog.text
