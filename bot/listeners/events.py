"""Everything else that happens in Slack and that we subscribed to: App Home opened, a channel joined, ..."""

import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.delivered import Kind
from bot.door import Door


def attach(app: AsyncApp, door: Door) -> None:
    """Listen for every other event; one that no desk takes is acked and passed over."""

    @app.event(re.compile(""))
    async def hear_event(body: dict[str, Any]) -> None:
        if body["event"].get("type") in door.events:
            await door.take(Kind.EVENT, body)
