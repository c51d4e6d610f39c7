"""The app behind an address: requests are proven, others turned away, and nothing counts twice."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.sandbox.people import TEAM_ID
from bot.sandbox.server import Sandbox
from bot.sandbox.signed_http import FORM
from knowledge import Knowledge
from tests.stories.walks import ROUTINE, press_through


@dataclass(frozen=True)
class Door:
    """The app's address, and somebody who knocks there."""

    address: str
    sandbox: Sandbox
    http: aiohttp.ClientSession

    async def knock(
        self, body: str | bytes, changes: Mapping[str, str] = {}, *, away: int = 0
    ) -> tuple[int, str]:
        """Post a body as Slack would, so many seconds from now, some headers changed; status and answer."""
        at = str(int(time.time()) + away)
        verifier = SignatureVerifier(self.sandbox.signing_secret)
        signature = (
            verifier.generate_signature(timestamp=at, body=body) if isinstance(body, str) else "v0=none"
        )
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": signature or "",
            **changes,
        }
        async with self.http.post(f"{self.address}/slack/events", data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def get(self, path: str) -> tuple[int, str]:
        async with self.http.get(f"{self.address}{path}") as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def door(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Door]:
    chosen = {**environment(sandbox, tmp_path), "SLACK_APP_TOKEN": "", "PORT": "0"}
    async with running(settings.read(chosen)) as address, aiohttp.ClientSession() as http:
        sandbox.deliver_to(f"{address}/slack/events")
        yield Door(address, sandbox, http)


def a_private_message(sandbox: Sandbox, event_id: str = "Ev0SAME") -> str:
    alice = sandbox.person("alice").id
    event: dict[str, Any] = {
        "type": "message",
        "channel_type": "im",
        "channel": sandbox.workspace.direct(alice).id,
        "user": alice,
        "text": "handling of incoming forms",
        "ts": "1800000000.000100",
    }
    return json.dumps(
        {
            "type": "event_callback",
            "team_id": TEAM_ID,
            "event_id": event_id,
            "event": event,
        }
    )


async def test_a_conversation_by_http_goes_from_the_question_to_the_advice(
    door: Door, knowledge: Knowledge
) -> None:
    alice = door.sandbox.person("alice")
    await alice.mention("handling of incoming forms")
    await press_through(alice, knowledge, ROUTINE, "general")

    await alice.sees("Recommended: BPO")


async def test_an_event_that_is_delivered_three_times_is_heard_once(door: Door) -> None:
    body = a_private_message(door.sandbox)
    answers = [
        await door.knock(body, {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_timeout"})
        for number in range(1, 4)
    ]
    await door.sandbox.person("alice").sees("Question 1")

    assert [status for status, _ in answers] == [200, 200, 200]
    cards = [m for m in await door.sandbox.person("alice").messages("dm") if "Question 1" in m["text"]]
    assert len(cards) == 1


async def test_a_press_that_somebody_recorded_and_sends_again_is_pressed_once(
    door: Door, knowledge: Knowledge
) -> None:
    alice = door.sandbox.person("alice")
    await alice.dm("handling of incoming forms")
    card = await alice.sees("Question 1")
    await alice.press("I don't know", on=card)
    await alice.sees("Question 2")
    slack = [line.detail for line in door.sandbox.transcript.lines if line.who == "slack"]
    press = next(each["payload"] for each in reversed(slack) if each["kind"] == "interactive")
    body = urlencode({"payload": json.dumps(press)})
    calls = len(door.sandbox.calls)
    statuses = [await door.knock(body, {"Content-Type": FORM}) for _ in range(3)]
    await alice.does_not_see("Question 3")

    assert [status for status, _ in statuses] == [200] * 3
    assert len(door.sandbox.calls) == calls


@pytest.mark.parametrize("away", [-360, 360])
async def test_what_was_rightly_signed_six_minutes_away_is_answered_401(door: Door, away: int) -> None:
    status, _ = await door.knock(a_private_message(door.sandbox), away=away)

    assert status == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"X-Slack-Signature": "v0=0000"},
        {"X-Slack-Signature": "v0=é"},
        {"X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"X-Slack-Request-Timestamp": "\uff11\uff12\uff13"},
    ],
)
async def test_a_signature_that_does_not_fit_is_answered_401(door: Door, wrong: dict[str, str]) -> None:
    status, _ = await door.knock(a_private_message(door.sandbox), wrong)

    assert status == 401


async def test_bytes_that_are_no_text_are_answered_401(door: Door) -> None:
    status, _ = await door.knock(b"\xff\xfe{")

    assert status == 401


@pytest.mark.parametrize("body", ["{", "[]", "1", '"x"', "null", ""])
async def test_a_signed_body_of_another_form_is_no_error_of_ours(door: Door, body: str) -> None:
    status, _ = await door.knock(body)

    assert status < 500


@pytest.mark.parametrize(
    "event",
    [{}, {"type": "message"}, {"type": "reaction_added", "user": "U1"}, {"type": "message", "bot_id": "B1"}],
)
async def test_events_that_are_not_for_us_are_acknowledged(door: Door, event: dict[str, str]) -> None:
    body = json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "Ev0OTHER", "event": event})
    status, _ = await door.knock(body)

    assert status == (200 if event else 404)


async def test_a_body_of_two_megabytes_is_refused(door: Door) -> None:
    status, _ = await door.knock("x" * 2_000_000)

    assert status == 413


async def test_slack_can_verify_the_address(door: Door) -> None:
    assert await door.sandbox.verify(f"{door.address}/slack/events")


async def test_health_readiness_and_metrics_are_there(door: Door) -> None:
    assert (await door.get("/healthz"))[0] == 200
    assert (await door.get("/readyz"))[0] == 200
    status, metrics = await door.get("/metrics")

    assert status == 200
    assert "advisor_ack_seconds" in metrics


async def test_the_ack_does_not_wait_for_the_work(door: Door) -> None:
    door.sandbox.limit("chat.postMessage", times=1, retry_after=1)
    await door.knock(a_private_message(door.sandbox, "Ev0SLOW"))

    assert not [call for call in door.sandbox.calls if call.method == "chat.postMessage" and call.ok]
    await door.sandbox.person("alice").sees("Question 1", within=10)
