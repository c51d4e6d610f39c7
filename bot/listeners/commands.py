"""The slash command: a conversation that only the asker sees."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.delivered import Kind
from bot.door import Door


def attach(app: AsyncApp, door: Door) -> None:
    """Listen for the command."""

    @app.command("/outsource-check")
    async def hear_command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await door.take(Kind.COMMAND, body)
        await ack()
