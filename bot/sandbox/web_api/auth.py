"""`auth.test` and `apps.connections.open`: who the app is, and how it opens Socket Mode."""

from typing import Final

from bot.sandbox.people import TEAM_ID, TEAM_NAME
from bot.sandbox.refusal import Refusal
from bot.sandbox.shapes import Json
from bot.sandbox.web_api.desk import Desk, Method


def _test(desk: Desk, _: Json) -> Json:
    app = desk.workspace.app
    return {
        "url": f"{desk.url()}/",
        "team": TEAM_NAME,
        "user": app.bot.name,
        "team_id": TEAM_ID,
        "user_id": app.bot.id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


def _open_connection(desk: Desk, _: Json) -> Json:
    if not desk.workspace.app.socket_mode:
        # The manifest has Socket Mode off; Slack's documentation names no error of its own for that.
        raise Refusal("access_denied")
    return {"url": f"ws{desk.url().removeprefix('http')}{desk.socket_mode.issue()}"}


METHODS: Final = {
    "auth.test": Method(_test),
    "apps.connections.open": Method(_open_connection, token="xapp-"),  # noqa: S106 - how a token begins, not a token
}
