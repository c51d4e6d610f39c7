"""An app that is an agent: suggestions, the status of each thread, a button to stop, and no guests."""

from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import (
    EVENTS,
    HURRIED,
    SCOPES,
    Watch,
    make_manifest,
    new_app,
    new_client,
    refusal,
    socket_mode,
)

PROMPTS = [{"title": "Payroll", "message": "Should we outsource payroll?"}]
ALICE_DM = "D0ALICE001"


def agent(*events: str, **more: Any) -> dict[str, Any]:
    return make_manifest(
        scopes=(*SCOPES, "assistant:write"),
        events=(*EVENTS, *events),
        agent_view={"agent_description": "Helps you decide how to outsource a task."},
        **more,
    )


async def test_prompts_are_suggested_when_the_conversation_is_opened_and_pressed() -> None:
    async with Sandbox(agent(), timing=HURRIED) as sandbox:
        app = new_app(sandbox)

        @app.event("app_home_opened")
        async def opened(event: dict[str, Any], client: Any) -> None:
            if event["tab"] == "messages":
                await client.assistant_threads_setSuggestedPrompts(
                    channel_id=event["channel"], prompts=PROMPTS, title="Try this"
                )

        @app.event("message")
        async def answer(event: dict[str, Any], say: Any) -> None:
            await say(f"You asked: {event['text']}", thread_ts=event["ts"])

        async with socket_mode(app, sandbox):
            alice = sandbox.person("alice")
            await alice.open_home("messages")
            assert await alice.sees_prompts() == ["Payroll"]
            asked = await alice.press_prompt("Payroll")

            answered = await alice.sees("You asked: Should we outsource payroll?")
            assert answered["thread_ts"] == asked["ts"]
            with pytest.raises(AssertionError, match="sees no suggestions"):
                await alice.sees_prompts(within=0)


async def test_prompts_with_a_thread_silently_go_nowhere() -> None:
    async with Sandbox(agent()) as sandbox:
        answer = await new_client(sandbox).assistant_threads_setSuggestedPrompts(
            channel_id=ALICE_DM, thread_ts="1.1", prompts=PROMPTS
        )

        assert answer["ok"]
        with pytest.raises(AssertionError, match="sees no suggestions"):
            await sandbox.person("alice").sees_prompts(within=0)


async def test_the_manifest_may_suggest_something_from_the_start() -> None:
    manifest = agent()
    manifest["features"]["agent_view"]["suggested_prompts"] = PROMPTS
    async with Sandbox(manifest) as sandbox:
        assert await sandbox.person("bob").sees_prompts() == ["Payroll"]


async def test_a_thread_shows_how_far_the_agent_is_and_what_it_is_called() -> None:
    async with Sandbox(agent("agent_session_stopped"), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        alice, client = sandbox.person("alice"), new_client(sandbox)
        asked = await alice.dm("payroll")
        place = {"channel_id": ALICE_DM, "thread_ts": asked["ts"]}
        answer = await client.agents_sessions_setStatus(**place, status="processing", title="A task")
        seen = await alice.sees_session("processing")
        await client.agents_sessions_setStatus(**place, status="suspended", title="Not this one")
        await client.agents_sessions_rename(**place, title="Advice")

        assert (answer["status"], answer["title"]) == ("processing", "A task")
        assert "warning" not in answer.data
        assert seen == {"status": "processing", "title": "A task", "can_stop": True}
        assert await alice.sees_session("suspended") == {
            "status": "suspended",
            "title": "Advice",
            "can_stop": False,
        }


async def test_a_person_stops_the_agent_which_hears_of_it() -> None:
    async with Sandbox(agent("agent_session_stopped"), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        alice = sandbox.person("alice")
        asked = await alice.dm("payroll")
        await new_client(sandbox).agents_sessions_setStatus(
            channel_id=ALICE_DM, thread_ts=asked["ts"], status="processing"
        )
        await alice.stop(asked)
        await sandbox.settle()
        event = ear.parcels[-1].payload["event"]

    assert {**event, "event_ts": ""} == {
        "type": "agent_session_stopped",
        "channel": ALICE_DM,
        "thread_ts": asked["ts"],
        "streaming_message_ts": [],
        "user": "U0ALICE001",
        "event_ts": "",
    }


async def test_without_the_subscription_nobody_can_stop_it_and_slack_warns() -> None:
    async with Sandbox(agent(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        alice = sandbox.person("alice")
        asked = await alice.dm("payroll")
        answer = await new_client(sandbox).agents_sessions_setStatus(
            channel_id=ALICE_DM, thread_ts=asked["ts"], status="processing"
        )
        await alice.stop(asked)

        assert answer["warning"] == "missing_agent_session_stopped_event_subscription"
        await alice.sees("There is nothing to stop.")


async def test_an_agent_that_is_at_work_for_an_hour_is_taken_for_done() -> None:
    watch = Watch()
    async with Sandbox(agent(), clock=watch, timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        alice = sandbox.person("alice")
        asked = await alice.dm("payroll")
        await new_client(sandbox).agents_sessions_setStatus(
            channel_id=ALICE_DM, thread_ts=asked["ts"], status="processing"
        )
        watch.now += 3_601

        await alice.sees_session("active")


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("agents.sessions.setStatus", {"status": "thinking"}, "invalid_arguments"),
    ("agents.sessions.setStatus", {"status": "active", "thread_ts": ""}, "invalid_arguments"),
    ("agents.sessions.setStatus", {"status": "active", "thread_ts": "1.1"}, "invalid_thread_ts"),
    ("agents.sessions.setStatus", {"status": "active", "channel_id": "C0NOWHERE1"}, "channel_not_found"),
    ("agents.sessions.setStatus", {"status": "active", "channel_id": "C0RANDOM03"}, "not_in_channel"),
    ("agents.sessions.setStatus", {"status": "active", "title": "x" * 201}, "invalid_arguments"),
    ("agents.sessions.setStatus", {"status": "active", "username": "Me"}, "missing_scope"),
    (
        "agents.sessions.setStatus",
        {"status": "active", "initiator_user_id": "U0NOBODY1"},
        "invalid_arguments",
    ),
    ("agents.sessions.rename", {"title": "Advice"}, "session_not_found"),
    ("assistant.threads.setSuggestedPrompts", {"prompts": PROMPTS * 5}, "invalid_arguments"),
    ("assistant.threads.setSuggestedPrompts", {"prompts": [{"title": "T"}]}, "invalid_arguments"),
    (
        "assistant.threads.setSuggestedPrompts",
        {"prompts": PROMPTS, "channel_id": "C0NOWHERE1"},
        "channel_not_found",
    ),
]


@pytest.mark.parametrize(("method", "wrong", "error"), WRONG)
async def test_what_slack_refuses_of_an_agent(method: str, wrong: dict[str, Any], error: str) -> None:
    async with Sandbox(agent(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        asked = await sandbox.person("alice").dm("payroll")
        body = {"channel_id": ALICE_DM, "thread_ts": asked["ts"], **wrong}
        answer = await refusal(new_client(sandbox).api_call(method, json=body))

    assert answer["error"] == error


async def test_only_an_agent_has_sessions_and_suggestions() -> None:
    async with Sandbox(make_manifest()) as sandbox:
        client = new_client(sandbox)
        session = await refusal(
            client.agents_sessions_setStatus(channel_id=ALICE_DM, thread_ts="1.1", status="active")
        )
        prompts = await refusal(
            client.assistant_threads_setSuggestedPrompts(channel_id=ALICE_DM, prompts=PROMPTS)
        )

    assert (session["error"], prompts["error"]) == ("access_denied", "missing_scope")


async def test_guests_cannot_use_an_agent() -> None:
    async with Sandbox(agent(), timing=HURRIED, guests=("carol",)) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        carol = sandbox.person("carol")
        await carol.say("hi", "dm")
        await carol.open_home()
        await carol.command("/outsource-check payroll")

        await carol.sees("Outsource Advisor is not available to you.")
        await carol.sees("/outsource-check is not a valid command")
        assert not ear.parcels


async def test_guests_use_an_app_that_is_no_agent() -> None:
    async with Sandbox(make_manifest(), timing=HURRIED, guests=("carol",)) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        await sandbox.person("carol").dm("hi")

    assert ear.parcels[0].payload["event"]["text"] == "hi"
