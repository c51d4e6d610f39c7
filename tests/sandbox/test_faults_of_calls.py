"""The app's calls go wrong as a test wishes: before they take effect, or after, when the app can't know."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.faults import CallFault, Half, Hang, Late, Limited, Refused, Reset, Status, Step
from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import refusal, send

HELLO: dict[str, Any] = {"channel": "C0GENERAL1", "text": "Hello"}


async def post(sandbox: Sandbox, **more: Any) -> tuple[int, Any]:
    """One post without the SDK, which would hide what arrives; status and body."""
    headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
    url = f"{sandbox.api_url}chat.postMessage"
    response, body = await send(url, json={**HELLO, **more}, headers=headers)
    return response.status, body


async def said(sandbox: Sandbox) -> list[str]:
    return [message["text"] for message in await sandbox.person("alice").messages()]


@pytest.mark.parametrize("code", [500, 502, 503])
async def test_a_proxy_of_slacks_may_answer(sandbox: Sandbox, code: int) -> None:
    sandbox.faults.call(Status(code), "chat.postMessage")
    status, body = await post(sandbox)

    assert (status, "upstream error" in body) == (code, True)
    assert await said(sandbox) == []


async def test_a_limit_says_how_long_to_wait(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.faults.call(Limited(7), "chat.postMessage")
    with pytest.raises(SlackApiError, match="ratelimited") as caught:
        await client.chat_postMessage(**HELLO)

    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"


@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "service_unavailable", "ratelimited"])
async def test_slack_may_be_in_trouble(sandbox: Sandbox, client: AsyncWebClient, error: str) -> None:
    sandbox.faults.call(Refused(error), "chat.postMessage")

    assert (await refusal(client.chat_postMessage(**HELLO)))["error"] == error
    assert await said(sandbox) == []


async def test_an_answer_may_take_long(sandbox: Sandbox) -> None:
    sandbox.faults.call(Late(0.2), "chat.postMessage")
    began = asyncio.get_running_loop().time()
    _, body = await post(sandbox)

    assert body["ok"]
    assert asyncio.get_running_loop().time() - began >= 0.2


async def test_an_answer_may_never_come(sandbox: Sandbox) -> None:
    hanging = sandbox.faults.call(Hang(), "chat.postMessage")
    call = asyncio.create_task(post(sandbox))
    done, _ = await asyncio.wait([call], timeout=0.2)
    assert not done
    hanging.release()

    assert (await call)[1]["ok"]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("fault", [Reset(), Half()])
async def test_a_connection_may_break_before_or_after_a_call_took_effect(
    sandbox: Sandbox, fault: CallFault, after: bool
) -> None:
    sandbox.faults.call(fault, "chat.postMessage", after=after)
    with pytest.raises(aiohttp.ClientError):
        await post(sandbox)

    assert await said(sandbox) == (["Hello"] if after else [])
    assert (sandbox.calls[-1].ok, "after" in sandbox.calls[-1].fault) == (after, after)


async def test_slack_may_be_in_trouble_after_it_did_what_was_asked(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    sandbox.faults.call(Refused("fatal_error"), "chat.postMessage", after=True)
    await refusal(client.chat_postMessage(**HELLO))

    assert await said(sandbox) == ["Hello"]


async def test_a_post_that_broke_off_is_sent_again_and_stays_one_message(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    one = str(uuid4())
    sandbox.faults.call(Half(), "chat.postMessage", after=True)
    with pytest.raises(aiohttp.ClientError):
        await post(sandbox, client_msg_id=one)
    await client.chat_postMessage(**HELLO, client_msg_id=one)

    assert await said(sandbox) == ["Hello"]


async def test_a_fault_befalls_as_many_calls_as_it_is_told(sandbox: Sandbox) -> None:
    rule = sandbox.faults.call(Status(500), times=2)
    statuses = [(await post(sandbox))[0] for _ in range(3)]

    assert statuses == [500, 500, 200]
    assert rule.hits == 2


async def test_a_fault_befalls_only_what_it_is_meant_for(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.faults.call(Status(500), "chat.update")
    sandbox.faults.call(Status(502), where=lambda payload: payload.get("text") == "Bad luck")

    assert (await post(sandbox))[0] == 200
    assert (await post(sandbox, text="Bad luck"))[0] == 502


async def test_an_answer_through_a_response_url_may_be_lost(sandbox: Sandbox) -> None:
    path = sandbox.home.tickets.response("U0ALICE001", "C0GENERAL1")
    sandbox.faults.call(Reset(), "response_url", after=True)
    with pytest.raises(aiohttp.ClientError):
        await send(f"{sandbox.url}{path}", json={"text": "Just for you"})

    await sandbox.person("alice").sees("Just for you")
    assert sandbox.calls[-1].fault


async def test_nothing_goes_wrong_any_more_once_all_is_cleared(sandbox: Sandbox) -> None:
    sandbox.faults.call(Hang(), "chat.postMessage")
    sandbox.faults.call(Status(500), times=99)
    call = asyncio.create_task(post(sandbox))
    done, _ = await asyncio.wait([call], timeout=0.1)
    sandbox.faults.clear()

    assert not done
    assert (await call)[0] == (await post(sandbox))[0] == 200


async def test_a_test_hears_of_each_call_before_and_after_it_takes_effect(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    heard: list[tuple[int, str, str, int]] = []

    async def listen(step: Step) -> None:
        heard.append((step.number, step.name, step.when, len(await said(sandbox))))

    sandbox.faults.on_call(listen)
    await client.chat_postMessage(**HELLO)
    await client.auth_test()

    assert heard == [
        (1, "chat.postMessage", "before", 0),
        (1, "chat.postMessage", "after", 1),
        (2, "auth.test", "before", 1),
        (2, "auth.test", "after", 1),
    ]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_test_may_break_a_call_at_exactly_one_step(sandbox: Sandbox, when: str) -> None:
    async def listen(step: Step) -> CallFault | None:
        return Reset() if (step.number, step.when) == (2, when) else None

    sandbox.faults.on_call(listen)
    await post(sandbox)
    with pytest.raises(aiohttp.ClientError):
        await post(sandbox)

    assert len(await said(sandbox)) == (1 if when == "before" else 2)


PROGRAM = """
import asyncio, sys
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
url, token, id_ = sys.argv[1:]
client = AsyncWebClient(token, base_url=url)
asyncio.run(client.chat_postMessage(channel="C0GENERAL1", text="Hello", client_msg_id=id_))
"""


@asynccontextmanager
async def program(sandbox: Sandbox, id_: str) -> AsyncIterator[asyncio.subprocess.Process]:
    arguments = ("-c", PROGRAM, sandbox.api_url, sandbox.bot_token, id_)
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_a_process_that_is_killed_before_it_hears_the_answer_posts_once(sandbox: Sandbox) -> None:
    one = str(uuid4())
    async with program(sandbox, one) as first:

        async def kill(step: Step) -> None:
            if (step.number, step.when) == (1, "after"):
                os.kill(first.pid, signal.SIGKILL)

        sandbox.faults.on_call(kill)
        assert await first.wait() == -signal.SIGKILL
    async with program(sandbox, one) as second:
        assert await second.wait() == 0

    assert await said(sandbox) == ["Hello"]
    assert [call.repeats for call in sandbox.calls] == [False, True]
