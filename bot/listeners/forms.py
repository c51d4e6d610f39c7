"""Modals: what is missing is said at the field; what is sent, and what is closed, goes to its desk."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.heard import closed, submitted


def attach(app: AsyncApp, desk: Desk, clock: Callable[[], datetime]) -> None:
    """Listen for every form that is sent or closed."""

    @app.view(re.compile(""))
    async def hear_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        reaction = await desk.submit(submitted(body, clock()))
        await ack(**reaction.ack)
        await desk.finish(reaction)

    @app.view_closed(re.compile(""))
    async def hear_close(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await desk.close(closed(body, clock()))
