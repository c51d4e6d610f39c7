"""Modals: what is missing is said at the field, the rest goes to the conversation."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk import Desk
from bot.heard import submitted


def attach(app: AsyncApp, desk: Desk, clock: Callable[[], datetime]) -> None:
    """Listen for every form that is sent."""

    @app.view(re.compile(""))
    async def hear_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        form = submitted(body, clock())
        if errors := desk.fault_in(form):
            await ack(response_action="errors", errors=dict(errors))
            return
        await ack()
        await desk.submit(form)
