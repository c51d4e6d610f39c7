"""Whatever is sent to the sandbox, it answers; it never breaks (no status of 500 or more)."""

import asyncio
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yarl import URL

from bot.sandbox.blocks import stamp
from bot.sandbox.fields import complain, read_form
from bot.sandbox.refusal import CannotDo, Refusal
from bot.sandbox.server import Sandbox
from bot.sandbox.text import escape, read, store, unescape
from bot.sandbox.web_api.auth import ACCOUNT_METHODS
from bot.sandbox.web_api.counter import METHODS
from bot.sandbox.web_api.reading import check_arguments
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import (
    EVENTS,
    HURRIED,
    SCOPES,
    actions,
    button,
    make_manifest,
    modal,
    new_client,
    section,
    send,
)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
GRANTED = (
    *SCOPES,
    "im:write",
    "channels:read",
    "users:read",
    "files:read",
    "files:write",
    "assistant:write",
)
SHORTCUT = {"name": "Check", "type": "message", "callback_id": "check", "description": "Check it"}
STEP = {"input_parameters": {"task": {"type": "string", "is_required": True}}}
BLOCKS = [section("Hi"), {**actions(button("Go")), "block_id": "k"}]
KNOWN = st.sampled_from(
    [
        "U0ALICE001",
        "C0GENERAL1",
        "D0ALICE001",
        "general",
        "the ts",
        "the view",
        "the trigger",
        BLOCKS,
        json.dumps(BLOCKS),
        modal(),
        {"type": "home", "blocks": [section("Hi")]},
        {"block_id": "k", "action_id": "go"},
        {"b": {"a": {"type": "plain_text_input", "value": "payroll"}}},
        [{"id": "the file"}],
        [{"title": "Try", "message": "this"}],
        {"type": "image", "slack_file": {"id": "the file"}, "alt_text": "x"},
        {"task": "payroll"},
        "the file",
        "the run",
        "check",
        "processing",
        7,
    ]
)
VALUES = KNOWN | ANYTHING
PLACES = st.sampled_from(
    [
        {"type": "message", "channel": "C0GENERAL1", "ts": "the ts"},
        {"type": "view", "view_id": "the view"},
    ]
)
DEED = {
    "say": {"channel": KNOWN, "text": st.text(), "thread_ts": st.none() | VALUES},
    "press": {"container": PLACES | VALUES, "action": VALUES},
    "submit": {"view_id": st.just("the view") | VALUES, "values": VALUES},
    "close": {"view_id": st.just("the view") | VALUES},
    "open_home": {"tab": st.sampled_from(["home", "messages"]) | VALUES},
    "read": {"channel": VALUES},
    "shortcut": {"callback_id": KNOWN, "channel": KNOWN, "ts": st.just("the ts") | KNOWN},
    "join": {"channel": KNOWN},
    "kick": {"channel": KNOWN},
    "step": {"callback_id": KNOWN, "inputs": VALUES},
    "stop": {"channel": KNOWN, "thread_ts": st.just("the ts") | VALUES},
}
REQUESTS = st.sampled_from(sorted(DEED)).flatmap(
    lambda deed: st.tuples(st.just(f"/page/{deed}"), st.fixed_dictionaries(DEED[deed]))
)
CALLS = st.sampled_from(sorted(METHODS)).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.fixed_dictionaries(
            dict.fromkeys(METHODS[name].needs, VALUES),
            optional=dict.fromkeys(set(METHODS[name].takes) - set(METHODS[name].needs), VALUES),
        ),
    )
)
ACCOUNT_CALLS = st.sampled_from(sorted(ACCOUNT_METHODS)).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.fixed_dictionaries({}, optional=dict.fromkeys(ACCOUNT_METHODS[name].takes, VALUES)),
    )
)
BACK = "http://127.0.0.1:9/back"
ASKED = st.fixed_dictionaries(
    {},
    optional={
        "client_id": st.just("the client") | st.text(),
        "redirect_uri": st.just(BACK) | st.text().map(lambda tail: BACK + tail) | st.text(),
        "scope": st.just("chat:write") | st.text(),
        "state": st.text(),
        "team": st.text(),
        "into": st.just("T0NORTHWND") | st.text(),
        "person": st.just("U0ALICE001") | st.text(),
        "declined": st.text(),
        "answer": st.sampled_from(["allow", "cancel"]) | st.text(),
    },
)
ARGUMENTS = st.dictionaries(st.text(max_size=6), VALUES, max_size=6)


async def furnish(sandbox: Sandbox) -> dict[str, str]:
    """A message with a button and an open modal: what stands for `the ts` and the like."""
    client = new_client(sandbox)
    sandbox.delivery.transport = Ear()
    posted = await client.chat_postMessage(channel="general", text="Card", blocks=BLOCKS)
    tickets = [sandbox.trigger("U0ALICE001") for _ in range(2)]
    opened = await client.views_open(trigger_id=tickets[0], view=modal())
    place = {"channel_id": posted["channel"], "thread_ts": posted["ts"]}
    await client.agents_sessions_setStatus(**place, status="processing")
    file = await client.files_getUploadURLExternal(filename="a.png", length=2)
    await send(file["upload_url"], data=b"ab")
    run = await sandbox.person("alice").run_step("check", {"task": "payroll"})
    return {
        "the ts": posted["ts"],
        "the view": opened["view"]["id"],
        "the trigger": tickets[1],
        "the file": file["file_id"],
        "the run": run.id,
    }


def make_everything() -> dict[str, Any]:
    """The manifest of an app with everything."""
    manifest = make_manifest(
        scopes=GRANTED, events=(*EVENTS, "agent_session_stopped"), shortcuts=(SHORTCUT,), agent_view={}
    )
    manifest["functions"] = {"check": STEP}
    manifest["settings"]["org_deploy_enabled"] = True
    return manifest


async def post(path: str, body: bytes | dict[str, Any], kind: str = "application/json") -> list[int]:
    """The status of the answer, and of the page's state after it."""
    async with Sandbox(make_everything(), timing=HURRIED) as sandbox:
        if isinstance(body, dict):
            text = json.dumps(body)
            for name, real in (await furnish(sandbox)).items():
                text = text.replace(name, real)
            body = text.encode()
        headers = {"Content-Type": kind, "Authorization": f"Bearer {sandbox.bot_token}"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{sandbox.url}{path}", data=body, headers=headers) as answer,
            session.get(f"{sandbox.url}/page/state?as=U0ALICE001") as state,
        ):
            await sandbox.settle()
            return [answer.status, state.status]


@settings(max_examples=100, deadline=None)
@given(REQUESTS)
def test_the_page_answers_whatever_is_done(request: tuple[str, dict[str, Any]]) -> None:
    path, body = request

    assert max(asyncio.run(post(path, {"as": "U0ALICE001", **body}))) < 500


@settings(max_examples=100, deadline=None)
@given(CALLS)
def test_the_web_api_answers_whatever_is_called(call: tuple[str, dict[str, Any]]) -> None:
    method, body = call

    assert max(asyncio.run(post(f"/api/{method}", body))) < 500


@settings(max_examples=60, deadline=None)
@given(ACCOUNT_CALLS)
def test_the_methods_about_tokens_answer_whatever_they_are_asked(call: tuple[str, dict[str, Any]]) -> None:
    method, body = call

    assert max(asyncio.run(post(f"/api/{method}", body))) < 500


@settings(max_examples=80, deadline=None)
@given(ASKED)
def test_the_page_of_oauth_answers_whatever_it_is_asked(asked: dict[str, str]) -> None:
    assert max(asyncio.run(authorize(asked))) < 500


async def authorize(asked: dict[str, str]) -> list[int]:
    """The status of the page, and of what its form is answered with."""
    async with Sandbox(make_manifest(), timing=HURRIED) as sandbox, aiohttp.ClientSession() as session:
        sandbox.allow_redirects(BACK)
        told = {key: value.replace("the client", sandbox.client_id) for key, value in asked.items()}
        url = f"{sandbox.authorize_url}?{urlencode(told, errors='replace')}"
        page = await session.get(URL(url, encoded=True), allow_redirects=False)
        body = urlencode(told, errors="replace").encode()
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = await session.post(sandbox.authorize_url, data=body, headers=form, allow_redirects=False)
        if "Location" in answer.headers:
            assert answer.headers["Location"].startswith(BACK)
        return [page.status, answer.status]


@settings(max_examples=40, deadline=None)
@given(ARGUMENTS)
def test_a_response_url_answers_whatever_is_said(body: dict[str, Any]) -> None:
    assert max(asyncio.run(respond(body))) < 500


async def respond(body: dict[str, Any]) -> list[int]:
    async with Sandbox(make_manifest(), timing=replace(HURRIED, reaction=0.0)) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        await sandbox.person("alice").command("/outsource-check")
        response, _ = await send(ear.parcels[0].payload["response_url"], json=body)
        return [response.status]


@settings(max_examples=40, deadline=None)
@given(
    path=st.sampled_from(
        [
            "/page/say",
            "/page/upload",
            "/upload/v1/x",
            "/api/chat.postMessage",
            "/actions/T/1/x",
            "/oauth/v2/authorize",
            "/api/oauth.v2.access",
        ]
    ),
    body=st.binary(max_size=200),
    kind=st.sampled_from(
        [
            "application/json",
            "application/json; charset=nonsense",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "text/plain",
            "nonsense",
        ]
    ),
)
def test_bytes_of_any_kind_are_answered(path: str, body: bytes, kind: str) -> None:
    assert max(asyncio.run(post(path, body, kind))) < 500


@given(CALLS)
def test_arguments_are_proper_or_refused(call: tuple[str, dict[str, Any]]) -> None:
    method, raw = call
    try:
        arguments = check_arguments(raw, METHODS[method].takes, METHODS[method].needs)
    except Refusal:
        return

    assert set(arguments) <= set(METHODS[method].takes)
    assert set(METHODS[method].needs) <= set(arguments)


@given(st.text())
def test_escaping_is_undone_by_reading(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.text(alphabet="<>&@!|# alice.://htps", max_size=40))
def test_typed_text_is_never_live_but_for_people_and_addresses(typed: str) -> None:
    stored = store(typed, {"alice": "U0ALICE001"})
    live = stored.replace("<@U0ALICE001>", "")

    assert "<!" not in live
    assert "<#" not in live
    assert "<@" not in live
    assert live.count("<") == live.count("<http")


@given(st.text(alphabet=st.characters(exclude_characters="@:", exclude_categories=["Cs"]), max_size=40))
def test_plain_typed_text_is_read_as_it_was_typed(typed: str) -> None:
    assert read(store(typed, {"alice": "U0ALICE001"}), {}) == typed


@given(values=st.dictionaries(st.just("b"), st.dictionaries(st.just("a"), ARGUMENTS, max_size=1), max_size=1))
def test_a_form_is_whole_or_refused(values: dict[str, Any]) -> None:
    blocks = stamp(modal()["blocks"])
    try:
        form = read_form(blocks, values)
    except CannotDo:
        return

    assert set(form["b"]["a"]) == {"type", "value"}
    assert set(complain(blocks, form)) <= {"b"}


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "\u202e", "x" * 39_999])
async def test_odd_text_is_stored_and_shown(sandbox: Sandbox, text: str) -> None:
    body = {"channel": "general", "text": text}
    headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
    _, posted = await send(f"{sandbox.api_url}chat.postMessage", json=body, headers=headers)

    assert posted["message"]["text"] == text
