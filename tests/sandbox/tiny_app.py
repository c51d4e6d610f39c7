"""A tiny real Bolt app and its manifest, so that every story here crosses real WebSockets and real HTTP."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.timing import Timing

HURRIED = Timing(ack=0.3, retries=(0.0, 0.05, 0.05), farewell=0.05, reaction=0.1)
SCOPES = ("commands", "app_mentions:read", "chat:write", "im:history")
EVENTS = ("app_mention", "message.im", "app_home_opened")


class Watch:
    """A clock that a story moves."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


def make_manifest(
    *,
    scopes: tuple[str, ...] = SCOPES,
    events: tuple[str, ...] = EVENTS,
    home: bool = True,
    interactive: bool = True,
    should_escape: bool = False,
    shortcuts: tuple[dict[str, str], ...] = (),
    **features: Any,
) -> dict[str, Any]:
    return {
        "display_information": {"name": "Outsource Advisor"},
        "features": {
            "app_home": {"home_tab_enabled": home, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Outsource Advisor"},
            "slash_commands": [
                {
                    "command": "/outsource-check",
                    "description": "Check a task",
                    "usage_hint": "[task]",
                    "should_escape": should_escape,
                }
            ],
            "shortcuts": list(shortcuts),
            **features,
        },
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(events)},
            "interactivity": {"is_enabled": interactive},
            "socket_mode_enabled": True,
        },
    }


def new_client(sandbox: Sandbox, token: str | None = None) -> AsyncWebClient:
    return AsyncWebClient(token or sandbox.bot_token, base_url=sandbox.api_url)


def new_app(sandbox: Sandbox) -> AsyncApp:
    return AsyncApp(client=new_client(sandbox), signing_secret=sandbox.signing_secret)


@asynccontextmanager
async def socket_mode(app: AsyncApp, sandbox: Sandbox) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, sandbox.app_token, ping_interval=0.5)
    before = sandbox.socket_mode.connections
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt does not type it
    await asyncio.wait_for(sandbox.connected(before + 1), 5)
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt does not type it


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    """The address under which an app for HTTP listens."""
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


async def refusal(call: Any) -> dict[str, Any]:
    """The answer by which the sandbox refuses a call; fails when it does not."""
    try:
        await call
    except SlackApiError as error:
        return dict(error.response.data)
    raise AssertionError("The call was granted.")


async def send(url: str, **request: Any) -> tuple[aiohttp.ClientResponse, Any]:
    """POST without the SDK; the response, and its JSON (or text)."""
    async with aiohttp.ClientSession() as session, session.post(url, **request) as answer:
        is_json = answer.content_type == "application/json"
        return answer, await answer.json() if is_json else await answer.text()


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(label: str, action_id: str = "go", value: str = "1") -> dict[str, Any]:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def modal(title: str = "A task", *blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "task",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Start"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": list(blocks) or [question()],
        **more,
    }


def question(**more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": "b",
        "label": {"type": "plain_text", "text": "Your task"},
        "element": {"type": "plain_text_input", "action_id": "a", **more},
    }
