"""App Home: whoever opens it sees what this is and how to begin."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.desk import Desk


def attach(app: AsyncApp, desk: Desk) -> None:
    """Listen for somebody who opens the Home tab."""

    @app.event("app_home_opened")
    async def open_home(event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            await desk.open_home(event["user"])
