"""A workspace of its own for each story, with a real Bolt app where the story wants one."""

from collections.abc import AsyncIterator

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import HURRIED, Watch, make_manifest, new_app, new_client, socket_mode


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def sandbox(watch: Watch) -> AsyncIterator[Sandbox]:
    async with Sandbox(make_manifest(), clock=watch, timing=HURRIED) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> AsyncWebClient:
    return new_client(sandbox)


@pytest.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[AsyncApp]:
    app = new_app(sandbox)
    async with socket_mode(app, sandbox):
        yield app
