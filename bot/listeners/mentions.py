"""A mention in a channel: we answer in the thread of that message."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.delivered import Kind
from bot.door import Door
from bot.heard import from_a_person


def attach(app: AsyncApp, door: Door) -> None:
    """Listen for our name."""

    @app.event("app_mention")
    async def hear_mention(body: dict[str, Any]) -> None:
        if from_a_person(body["event"]):
            await door.take(Kind.MENTION, body)
