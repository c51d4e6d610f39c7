"""Bolt's installation flow, with an address that nobody can add to and failures that say what went wrong."""

import asyncio
import re
from typing import Final
from urllib.parse import urlencode

import aiohttp
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.describing import describe, refusal
from bot.logs import logger

log = logger("oauth")

LONGEST: Final = 15.0
"""Seconds that a person waits for Slack, at most."""

LONGEST_CODE: Final = 500
"""Characters; Slack's have about a hundred."""

TEAM: Final = re.compile(r"[TE][A-Z0-9]{2,20}")

USED: Final = frozenset({"invalid_code", "code_expired", "code_already_used", "invalid_grant_type"})
"""Slack's names for "that code is no good (any more)"."""


DOWN: Final = frozenset({"", "fatal_error", "internal_error", "ratelimited", "service_unavailable"})
"""Slack's names for "not now", and what a proxy before it says."""


class NotInstalled(Exception):
    """An installation came to nothing; `reason` is a key of the pages' wording."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class InstallFlow(AsyncOAuthFlow):
    """Asks for what the manifest asks for; never for a token of a person's own."""

    async def build_authorize_url(self, state: str, request: AsyncBoltRequest) -> str:
        """Slack's page, with every part of the address encoded; of the request only a team's id is taken."""
        asked = {
            "client_id": self.client_id,
            "scope": ",".join(self.settings.scopes or ()),
            "user_scope": "",
            "state": state,
        }
        if self.redirect_uri:
            asked["redirect_uri"] = self.redirect_uri
        team = request.query.get("team", [""])[0]
        if TEAM.fullmatch(team):
            asked["team"] = team
        return f"{self.settings.authorization_url}?{urlencode(asked)}"

    async def run_installation(self, code: str) -> Installation | None:
        """What the code buys.

        Raises:
            NotInstalled: nothing, with the reason.
        """
        if len(code) > LONGEST_CODE:
            raise NotInstalled("old")
        try:
            async with asyncio.timeout(LONGEST):
                return await self._exchange(code)
        except SlackApiError as error:
            name = refusal(error)
            log.warning("not installed", refused=name or "no answer of Slack's")
            raise NotInstalled(_reason(name)) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("not installed", error=type(error).__name__)
            raise NotInstalled("slack") from error

    async def store_installation(self, request: AsyncBoltRequest, installation: Installation) -> None:
        """Keeps it.

        Raises:
            NotInstalled: it can't be kept.
        """
        try:
            await super().store_installation(request, installation)
        except BoltError as error:
            log.error("not installed", error=describe(error))
            raise NotInstalled("busy") from error

    async def _exchange(self, code: str) -> Installation:
        told = await self.client.oauth_v2_access(
            client_id=self.client_id,
            client_secret=self.settings.client_secret,
            code=code,
            redirect_uri=self.redirect_uri,
        )
        token = told.get("access_token")
        if not isinstance(token, str) or not token:
            raise NotInstalled("setup")
        return _read(told, await self.client.auth_test(token=token))


def _reason(refused: str) -> str:
    if refused in DOWN:
        return "slack"
    return "old" if refused in USED else "setup"


def _read(told: AsyncSlackResponse, who: AsyncSlackResponse) -> Installation:
    """`oauth.v2.access` names no bot id; `auth.test` does."""
    team, enterprise, installer = (told.get(name) or {} for name in ("team", "enterprise", "authed_user"))
    whole = bool(told.get("is_enterprise_install"))
    return Installation(
        app_id=told.get("app_id"),
        enterprise_id=enterprise.get("id"),
        enterprise_name=enterprise.get("name"),
        enterprise_url=who.get("url") if whole else None,
        team_id=team.get("id"),
        team_name=team.get("name"),
        bot_token=told.get("access_token"),
        bot_id=who.get("bot_id"),
        bot_user_id=told.get("bot_user_id"),
        bot_scopes=told.get("scope") or "",
        bot_refresh_token=told.get("refresh_token"),
        bot_token_expires_in=told.get("expires_in"),
        user_id=installer.get("id") or "",
        is_enterprise_install=whole,
        token_type=told.get("token_type"),
    )
