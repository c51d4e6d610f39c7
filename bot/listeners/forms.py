"""Modals: what is missing is said at the field; what is sent goes to its desk."""

import re
from typing import Any, Final

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.delivered import Kind
from bot.door import Door

IN_TIME: Final = 2.5
"""Seconds in which the answer to a form must be there, so that Slack has it within three."""


def attach(app: AsyncApp, door: Door) -> None:
    """Listen for every form that is sent."""

    @app.view(re.compile(""))
    async def hear_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**await door.ask(Kind.FORM, body, within=IN_TIME))
