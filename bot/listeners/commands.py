"""The slash command: a conversation that only the asker sees."""

from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.delivered import Kind
from bot.door import Door

AT_ONCE: Final = 0.1
"""Seconds; what takes longer than to look it up comes by the command's own address."""


def attach(app: AsyncApp, door: Door) -> None:
    """Listen for the command."""

    @app.command("/outsource-check")
    async def hear_command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**await door.ask(Kind.COMMAND, body, within=AT_ONCE))
