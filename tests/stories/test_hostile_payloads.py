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
from bot.pace import IN_A_WORKSPACE, Limit
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.signed_http import FORM, SignedHttp
from bot.sandbox.timing import Timing
from tests.stories.lists import SHEET

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET: Final = "Zanzibar"
"""Stands in everything that Alice says, and may stand in no log."""

GONE: Final = object()
DEEP: Final[Any] = [[[[[[[[[[[[[[[[{"a": [[[[[[[[]]]]]]]]}]]]]]]]]]]]]]]]]
JUNK: Final[tuple[Any, ...]] = (
    *(None, True, 0, -1, 1.5, 10**30, float("nan"), float("inf")),
    *("", " ", "\x00", "\ud800", "<!channel>", "../..", "x" * 10_000, "\u202e" * 300, "0"),
    *(GONE, [], {}, [None], [[]], ["x", 1], {"": None}, {"id": 7}, {"type": []}, {"value": {"a": 1}}, DEEP),
)
"""In place of anything that Slack would say."""

REPEATED: Final = frozenset({"events_api function_executed"})
"""A step that has ended can't end again; nobody waits for it, and the log tells."""

TROUBLE: Final = "Something went wrong"

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

        async with asyncio.timeout(60):
            while self.left("open"):
                await asyncio.sleep(0.05)

    def left(self, state: str, since: int = 0) -> list[tuple[str, str]]:
        """What came after that number and is in that state, and why."""
        query = "SELECT kind, fault FROM inbox WHERE state = ? AND number > ?"
        with sqlite3.connect(self.database) as database:
            return database.execute(query, [state, since]).fetchall()

    def last(self) -> int:
        """The number of what came last."""
        with sqlite3.connect(self.database) as database:
            return int(database.execute("SELECT max(number) FROM inbox").fetchone()[0])


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
    # At Slack's pace, what a thousand requests bring about would take a thousand seconds.
    hurried = pytest.MonkeyPatch()
    async with Sandbox(manifest_optional(), timing=QUICK, declined=["files:write"]) as sandbox:
        chosen = environment(sandbox, folder) | {"SLACK_APP_TOKEN": "", "PORT": "0"}
        chosen["ADVISOR_CAPABILITIES"] = "step"
        hurried.setattr("bot.pace.IN_A_CHANNEL", Limit(0, 1))
        hurried.setattr("bot.pace.IN_A_WORKSPACE", dict.fromkeys(IN_A_WORKSPACE, Limit(0, 1)))
        async with running(settings.read(chosen)) as address, aiohttp.ClientSession() as http:
            sandbox.deliver_to(f"{address}/slack/events")
            await everything(sandbox.person("alice"))
            await sandbox.delivery.settle()
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
    await alice.sees("3 tasks checked")
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


def spots(kind: str, payload: Payload) -> list[Spot]:
    """Where that payload differs from others: each list of tasks that is read takes its time."""
    found = list(places(payload))
    return [spot for spot in found if spot[:2] == ("event", "files")] if kind.endswith("files") else found


def batched(all_of_them: list[Payload], size: int) -> Iterator[list[Payload]]:
    return (all_of_them[start : start + size] for start in range(0, len(all_of_them), size))


def changed(sandbox: Sandbox, payload: Payload, spot: Spot, junk: Any) -> Payload:
    """The payload with that there (or, for GONE, nothing), and as new as Slack's next one."""
    made = copy.deepcopy(payload)
    if "event_id" in made:
        made["event_id"] = f"Ev{next(NEW)}"
    if "trigger_id" in made:
        made["trigger_id"] = sandbox.trigger("U0ALICE001")
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
    junk, before = itertools.cycle(JUNK), stage.last()
    hostile = [changed(stage.sandbox, payload, spot, next(junk)) for spot in spots(kind, payload)]
    statuses = []
    for some in batched(hostile, AT_ONCE):
        statuses += await asyncio.gather(*(stage.post(form, each) for each in some))
    await stage.settled()

    told = [call for call in stage.sandbox.calls if TROUBLE in str(call.payload.get("text"))]

    assert {status for status in statuses if status >= 500} == set()
    assert told == []
    assert kind in REPEATED or stage.left("dead", before) == []
    assert SECRET not in caplog.text


# ----------------------------------------------------------------- not even Slack's form

NESTED: Final = tuple(
    head + '{"a":' * depth + "1" + "}" * (depth + tail)
    for depth in (250, 500, 980, 1_000, 1_022, 1_024)
    for head, tail in (
        ('{"type":"block_actions","user":{"id":"U1"},"actions":[{}],"more":', 1),
        ('{"type":"event_callback","event":{"type":"app_mention","user":"U1","more":', 2),
    )
)
"""Deeper than what writes JSON follows, but not deeper than what reads it."""

RAW: Final = (
    *NESTED,
    *(f"payload={each}" for each in NESTED),
    *("", "{", "[]", "null", "1", '"x"', "NaN", "[" * 100_000, '{"a":' * 100_000, "1" * 100_000),
    *('{"type":"event_callback"}', '{"type":"event_callback","event":null}', '{"event":{"type":"message"}}'),
    *('{"type":"block_actions"}', '{"type":"view_submission","view":null}', '{"type":"url_verification"}'),
    *('{"type":' + "9" * 10_000 + "}", '{"type":NaN,"event":{"type":-Infinity}}', '{"\\ud800":"\\ud800"}'),
    *('{"type":"a","type":"b"}', "\x00", "\ufeff{}", '{"payload":"{}"}', "{}" * 1_000, " " * 100_000),
    *("payload=", "payload=null", "payload=[1]", "payload=%00", "payload=%FF%FE", "payload={}", "payload=1"),
    *("payload=" + "%5B" * 50_000, "payload[]=1", "payload={}&payload={}", "&" * 50_000, "=" * 50_000),
    *("a=1&" * 20_000, "%" * 1_000, "command=%2Foutsource-check", "ssl_check=1", "command=%00&text=%00"),
    *("command=%2Foutsource-check&text=x&user_id=U1&channel_id=C1&team_id=%00", "text=" + "x" * 900_000),
)


@pytest.mark.parametrize("form", ["application/json", FORM])
async def test_signed_nonsense_is_turned_away(stage: Stage, form: str) -> None:
    statuses = [await stage.post_raw(form, body) for body in RAW]
    await stage.settled()

    assert {status for status in statuses if status >= 500} == set()


async def test_after_all_of_that_everybody_is_served(stage: Stage) -> None:
    bob = stage.sandbox.person("bob")
    await bob.dm("patent research for sensors")

    await bob.sees("Question 1")
