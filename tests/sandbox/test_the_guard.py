"""Only this machine, under its own name, and no other website's scripts may speak to the sandbox."""

import socket

import pytest

from bot.sandbox.addresses import LARGEST_BODY
from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import make_manifest, send

READ = {"as": "U0ALICE001", "channel": "C0GENERAL1"}


async def test_it_listens_on_loopback_only(sandbox: Sandbox) -> None:
    port = int(sandbox.url.rsplit(":", 1)[1])
    outward = [info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)]

    assert sandbox.url.startswith("http://127.0.0.1:")
    for address in outward:
        if not str(address).startswith("127."):
            with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
                socket.create_connection((str(address), port), timeout=0.5)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "10.0.0.1:80"])
async def test_a_foreign_host_is_refused(sandbox: Sandbox, host: str) -> None:
    response, _ = await send(f"{sandbox.url}/page/read", json=READ, headers={"Host": host})

    assert response.status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_foreign_page_is_refused(sandbox: Sandbox, origin: str) -> None:
    response, _ = await send(f"{sandbox.url}/page/read", json=READ, headers={"Origin": origin})

    assert response.status == 403


async def test_its_own_page_is_welcome(sandbox: Sandbox) -> None:
    response, _ = await send(f"{sandbox.url}/page/read", json=READ, headers={"Origin": sandbox.url})

    assert response.status == 200


async def test_a_form_of_another_website_is_not_json(sandbox: Sandbox) -> None:
    response, _ = await send(f"{sandbox.url}/page/say", data="{}", headers={"Content-Type": "text/plain"})

    assert response.status == 415


async def test_a_body_beyond_all_reason_is_refused(sandbox: Sandbox) -> None:
    response, _ = await send(f"{sandbox.url}/api/chat.postMessage", json={"text": "x" * LARGEST_BODY})

    assert response.status == 413


async def test_a_taken_port_is_told(sandbox: Sandbox) -> None:
    port = int(sandbox.url.rsplit(":", 1)[1])

    with pytest.raises(OSError, match="in use"):
        async with Sandbox(make_manifest(), port=port):
            pass


async def test_nothing_is_left_of_a_sandbox_that_is_closed() -> None:
    async with Sandbox(make_manifest()) as first:
        url = first.url
    port = int(url.rsplit(":", 1)[1])

    async with Sandbox(make_manifest(), port=port) as second:
        assert second.url == url
        assert second.bot_token != first.bot_token
