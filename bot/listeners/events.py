"""Everything else that happens in Slack and that we subscribed to: App Home opened, a channel joined, ..."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.desk import Desk
from bot.heard import noted


def attach(app: AsyncApp, desk: Desk, clock: Callable[[], datetime]) -> None:
    """Listen for every other event; one that no desk takes is acked and passed over."""

    @app.event(re.compile(""))
    async def hear_event(body: dict[str, Any]) -> None:
        await desk.note(noted(body, clock()))
