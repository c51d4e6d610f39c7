"""Buttons and menus on our messages; one that we never wrote is acked and explained, too."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.delivered import Kind
from bot.door import Door


def attach(app: AsyncApp, door: Door) -> None:
    """Listen for every press, known or not."""

    @app.action(re.compile(""))
    async def hear_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        await door.take(Kind.PRESS, body)
        await ack()
