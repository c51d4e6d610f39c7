"""Shortcuts: on a message, or anywhere."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.delivered import Kind
from bot.door import Door


def attach(app: AsyncApp, door: Door) -> None:
    """Listen for every shortcut, known or not."""

    @app.shortcut(re.compile(""))
    async def hear_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await door.take(Kind.SHORTCUT, body)
        await ack()
