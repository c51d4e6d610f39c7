"""A private message to the app: the whole conversation stays there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.desk import Desk
from bot.heard import from_a_person, written


def attach(app: AsyncApp, desk: Desk, clock: Callable[[], datetime], *, me: str) -> None:
    """Listen in DMs; other kinds of messages are acked and left alone."""

    @app.event("message")
    async def hear_message(body: dict[str, Any]) -> None:
        event = body["event"]
        if event.get("channel_type") == "im" and from_a_person(event):
            await desk.hear(written(body, clock(), me=me))
