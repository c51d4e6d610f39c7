"""Buttons and menus on our messages; one that we never wrote is acked and explained, too."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.bolted import Bolt
from bot.delivered import Kind
from bot.door import Door


def attach(app: Bolt, door: Door) -> None:
    """Listen for every press, known or not."""

    async def take(body: Mapping[str, Any]) -> None:
        await door.take(Kind.PRESS, body)

    app.presses_to(take)

    @app.action(re.compile(""))
    async def hear_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        """Those from before there were blocks."""
        await take(body)
        await ack()
