"""A mention in a channel: we answer in the thread of that message."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.desk import Desk
from bot.heard import from_a_person, mentioned


def attach(app: AsyncApp, desk: Desk, clock: Callable[[], datetime], *, me: str) -> None:
    """Listen for our name."""

    @app.event("app_mention")
    async def hear_mention(body: dict[str, Any]) -> None:
        if from_a_person(body["event"]):
            await desk.hear(mentioned(body, clock(), me=me))
