"""A browser for the whole run; for each story a fresh workspace with the real app, and screens to sit at."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from tests.browser.chromium import FLAGS, Chromium, NoChromium, provide
from tests.browser.screen import Screen
from tests.browser.seats import Seats
from tests.conftest import Office

Sit = Callable[..., Awaitable[Screen]]


@pytest.fixture(scope="session")
def chromium() -> Chromium:
    try:
        return provide()
    except NoChromium as error:
        if os.environ.get("CI"):
            pytest.fail(f"The browser stories must run here, but there is no Chromium: {error}")
        pytest.skip(f"There is no Chromium: {error}")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: Chromium) -> AsyncIterator[Browser]:
    variables: dict[str, str | float | bool] = {**os.environ, **chromium.environment}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium.path, args=list(FLAGS), env=variables, headless=True
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(manifest()) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def office(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Office]:
    async with running(settings.read(environment(sandbox, tmp_path))):
        await sandbox.connected()
        yield Office(sandbox, *(sandbox.person(name) for name in ("alice", "bob", "carol")))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def seats(browser: Browser) -> Seats:
    return Seats(browser)


@pytest_asyncio.fixture(loop_scope="session")
async def sit(seats: Seats, sandbox: Sandbox) -> AsyncIterator[Sit]:
    """Sits a person down at a screen; afterwards no screen may have had an error in its console."""
    async with seated(seats, sandbox.url) as sit_down:
        yield sit_down


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def board(seats: Seats) -> AsyncIterator[Screen]:
    """One screen for all stories of a module, where what they draw does not touch the workspace."""
    async with Sandbox(manifest()) as sandbox, seated(seats, sandbox.url) as sit_down:
        yield await sit_down("alice")


def tiny_app(sandbox: Sandbox) -> AsyncApp:
    """An app without a listener yet, for stories about the page that the real app does not tell."""
    client = AsyncWebClient(sandbox.bot_token, base_url=sandbox.api_url)
    return AsyncApp(client=client, signing_secret=sandbox.signing_secret)


@asynccontextmanager
async def listening(app: AsyncApp, sandbox: Sandbox) -> AsyncIterator[None]:
    handler = AsyncSocketModeHandler(app, sandbox.app_token, web_client=app.client)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt does not type it
    await sandbox.connected()
    yield
    await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt does not type it


@asynccontextmanager
async def seated(seats: Seats, url: str) -> AsyncIterator[Sit]:
    screens: list[Screen] = []

    async def sit_down(person: str = "alice", *, phone: bool = False, dark: bool = False) -> Screen:
        screens.append(Screen(await seats.take(phone=phone, dark=dark), url))
        await screens[-1].open(person)
        return screens[-1]

    yield sit_down
    for screen in screens:
        screen.leave()
        await seats.give_back(screen.page)
    assert [trouble for screen in screens for trouble in screen.troubles] == []
