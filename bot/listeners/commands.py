"""The slash command: a conversation that only the asker sees."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.heard import commanded


def attach(app: AsyncApp, desk: Desk, clock: Callable[[], datetime]) -> None:
    """Listen for the command."""

    @app.command("/outsource-check")
    async def hear_command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await desk.hear(commanded(body, clock()))
