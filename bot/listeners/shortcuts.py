"""Shortcuts: on a message, or anywhere."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.heard import called


def attach(app: AsyncApp, desk: Desk, clock: Callable[[], datetime]) -> None:
    """Listen for every shortcut, known or not."""

    @app.shortcut(re.compile(""))
    async def hear_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await desk.call(called(body, clock()))
