"""The way back by a `response_url`: said once, again where Slack was not reached, and not for ever."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.answering import Answering
from bot.patience import handlers

CARD = {"text": "Recommended: BPO — Überweisung 🙂", "replace_original": True}

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def slack(*answers: Answer) -> AsyncIterator[tuple[str, list[web.Request], list[object]]]:
    """Slack's end: its address, and the requests and bodies that came; the last answer is given again."""
    came: list[web.Request] = []
    bodies: list[object] = []

    async def take(request: web.Request) -> web.StreamResponse:
        came.append(request)
        bodies.append(await request.json())
        return await answers[min(len(came), len(answers)) - 1](request)

    app = web.Application()
    app.router.add_post("/actions/T1/1/x", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0]
    try:
        yield f"http://{host}:{port}/actions/T1/1/x", came, bodies
    finally:
        await runner.cleanup()


def says(status: int, text: str = "ok", **headers: str) -> Answer:
    async def answer(_request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, text=text, headers=named)

    return answer


async def hangs_up(request: web.Request) -> web.StreamResponse:
    assert request.transport
    request.transport.close()
    return web.Response()


async def holding(method: str, seconds: float) -> None:
    """Nobody else is to be told."""


@pytest.fixture
async def answering() -> AsyncIterator[Answering]:
    async with aiohttp.ClientSession() as session:
        yield Answering(session, handlers(holding))


async def test_slack_gets_the_card_as_json(answering: Answering) -> None:
    async with slack(says(200)) as (url, came, bodies):
        answered = await answering.send(url, CARD)

    assert answered == (200, "ok")
    assert bodies == [CARD]
    assert came[0].headers["Content-Type"] == "application/json;charset=utf-8"
    assert "slackclient" in came[0].headers["User-Agent"].lower()


async def test_a_connection_that_breaks_is_tried_again(answering: Answering) -> None:
    async with slack(hangs_up, hangs_up, says(200)) as (url, _, bodies):
        answered = await answering.send(url, CARD)

    assert answered.status == 200
    assert bodies == [CARD] * 3


async def test_who_never_answers_is_given_up(answering: Answering) -> None:
    async with slack(hangs_up) as (url, came, _):
        with pytest.raises(aiohttp.ClientError):
            await answering.send(url, CARD)

    assert len(came) == 4


async def breaks_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b'{"ok":')
    assert request.transport
    request.transport.close()
    return response


async def test_half_an_answer_is_none(answering: Answering) -> None:
    async with slack(breaks_off, says(200)) as (url, came, _):
        answered = await answering.send(url, CARD)
    async with slack(breaks_off) as (url, once, _):
        with pytest.raises(aiohttp.ClientError):
            await answering.send(url, CARD, once=True)

    assert answered == (200, "ok")
    assert (len(came), len(once)) == (2, 1)


async def test_too_much_is_tried_again_when_slack_says_so(answering: Answering) -> None:
    async with slack(says(429, Retry_After="0"), says(200)) as (url, came, _):
        answered = await answering.send(url, CARD)

    assert answered.status == 200
    assert len(came) == 2


@pytest.mark.parametrize("after", ["0.2", "soon", "Wed, 21 Oct 2026 07:28:00 GMT"])
async def test_whatever_slack_says_of_when_it_is_tried_again(answering: Answering, after: str) -> None:
    async with slack(says(429, Retry_After=after), says(200)) as (url, came, _):
        answered = await answering.send(url, CARD)

    assert answered.status == 200
    assert len(came) == 2


async def test_nobody_waits_an_hour_for_it(answering: Answering) -> None:
    async with slack(says(429, "later", Retry_After="3600")) as (url, came, _):
        answered = await answering.send(url, CARD)

    assert answered == (429, "later")
    assert len(came) == 1


async def test_it_is_said_nowhere_else_and_nobody_listens_for_long(answering: Answering) -> None:
    elsewhere = says(307, Location="/actions/T1/1/y")
    async with slack(elsewhere, says(200, "x" * 1_000_000)) as (url, came, _):
        first = await answering.send(url, CARD)
        second = await answering.send(url, CARD)

    assert (first.status, len(came)) == (307, 2)
    assert (second.status, len(second.text) <= 65_536) == (200, True)


@pytest.mark.parametrize("status", [404, 500, 503])
async def test_what_slack_refuses_is_told(answering: Answering, status: int) -> None:
    async with slack(says(status, "used_url")) as (url, came, _):
        answered = await answering.send(url, CARD)

    assert answered == (status, "used_url")
    assert len(came) == 1
