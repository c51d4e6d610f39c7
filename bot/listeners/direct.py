"""A private message to the app: the whole conversation stays there."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.delivered import Kind
from bot.door import Door
from bot.heard import from_a_person


def attach(app: AsyncApp, door: Door) -> None:
    """Listen in DMs; other kinds of messages are acked and left alone."""

    @app.event("message")
    async def hear_message(body: dict[str, Any]) -> None:
        event = body["event"]
        if event.get("channel_type") == "im" and from_a_person(event):
            await door.take(Kind.DIRECT, body)
