"""As much of Slack as an installation meets: `oauth.v2.access` and `auth.test`, on this machine."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

GIVEN = {
    "ok": True,
    "app_id": "A1",
    "authed_user": {"id": "U0INSTALLER"},
    "scope": "chat:write,commands,files:read",
    "token_type": "bot",
    "access_token": "xoxe.xoxb-1-first",
    "refresh_token": "xoxe-1-first",
    "expires_in": 43_200,
    "bot_user_id": "U0BOT",
    "team": {"id": "T1", "name": "Northwind Mills"},
    "enterprise": None,
    "is_enterprise_install": False,
}
"""What a code buys in a workspace; tokens there expire."""

FOR_ALL = {
    **GIVEN,
    "team": None,
    "enterprise": {"id": "E1", "name": "Northwind Group"},
    "is_enterprise_install": True,
}
"""What it buys in a whole organization."""


class OAuthSlack:
    """Buys and renews; each code and each refresh token serves once.

    Attributes:
        codes: what each code buys.
        renewals: how often a refresh token was taken.
        gate: renewals wait until it is open.
        broken: answer everything like this instead.
    """

    def __init__(self) -> None:
        self.url = ""
        self.codes: dict[str, Mapping[str, Any]] = {}
        self.spent: set[str] = set()
        self.renewals = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.broken: web.Response | None = None
        self.dead: set[str] = set()

    async def access(self, request: web.Request) -> web.Response:
        if self.broken is not None:
            return web.Response(
                status=self.broken.status, text=self.broken.text, content_type=self.broken.content_type
            )
        form = await request.post()
        if form.get("grant_type") == "refresh_token":
            return await self._renew(str(form["refresh_token"]))
        bought = self.codes.pop(str(form["code"]), None)
        return web.json_response(bought or {"ok": False, "error": "invalid_code"})

    async def who(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token in self.dead:
            return web.json_response({"ok": False, "error": "account_inactive"})
        return web.json_response(
            {"ok": True, "url": "https://northwind.enterprise.slack.com/", "bot_id": "B1"}
        )

    async def _renew(self, refresh: str) -> web.Response:
        await self.gate.wait()
        if refresh in self.spent:
            return web.json_response({"ok": False, "error": "invalid_refresh_token"})
        self.spent.add(refresh)
        self.renewals += 1
        return web.json_response(
            {
                **GIVEN,
                "access_token": f"xoxe.xoxb-1-renewed-{self.renewals}",
                "refresh_token": f"xoxe-1-renewed-{self.renewals}",
            }
        )


@asynccontextmanager
async def oauth_slack() -> AsyncIterator[OAuthSlack]:
    slack = OAuthSlack()
    app = web.Application()
    app.add_routes([web.post("/api/oauth.v2.access", slack.access), web.post("/api/auth.test", slack.who)])
    async with TestServer(app) as server:
        slack.url = str(server.make_url("/api/"))
        yield slack
