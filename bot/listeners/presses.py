"""Buttons and menus on our messages; one that we never wrote is acked and explained, too."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.heard import pressed


def attach(app: AsyncApp, desk: Desk, clock: Callable[[], datetime]) -> None:
    """Listen for every press, known or not."""

    @app.action(re.compile(""))
    async def hear_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await desk.press(pressed(body, clock()))
