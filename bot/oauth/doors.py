"""Where people come to install the app: `/slack/install`, and `/slack/oauth_redirect` on the way back."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urljoin

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.clients import Clients
from bot.describing import describe
from bot.logs import logger
from bot.manifest import REDIRECT_PATH
from bot.oauth import wording
from bot.oauth.flow import InstallFlow, NotInstalled
from bot.oauth.installations import InstallationStore
from bot.oauth.pages import HEADERS, failed_page, installed_page
from bot.oauth.states import LIFE, States
from bot.tenancy import Tenants
from dialogs.storage import StorageFault, Store

log = logger("oauth")

INSTALL: Final = "/slack/install"

REASONS: Final = {
    "access_denied": ("denied", 200),
    "invalid_browser": ("browser", 400),
    "invalid_state": ("old", 400),
    "missing_code": ("old", 400),
    "invalid_team_for_non_distributed_app": ("setup", 400),
    "bad_redirect_uri": ("setup", 400),
    "invalid_scope": ("setup", 400),
}
"""Bolt's and Slack's names for what went wrong: which words tell it, and the status of the page."""

STATUSES: Final = {"old": 400, "setup": 400, "slack": 503, "busy": 503}


@dataclass(frozen=True, slots=True)
class OurApp:
    """The app as Slack knows it.

    Attributes:
        public_url: where the world reaches us, "" when Slack knows it from the app's settings alone.
        scopes: what we ask a workspace for.
    """

    client_id: str
    client_secret: str = field(repr=False)
    api_url: str
    public_url: str
    scopes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Doors:
    """Both doors; whoever comes in wrongly sees a page, never an exception."""

    flow: InstallFlow

    def routes(self) -> list[web.RouteDef]:
        """The addresses, for a web server."""
        return [
            web.get(INSTALL, self.begin, allow_head=False),
            web.get(REDIRECT_PATH, self.finish, allow_head=False),
        ]

    async def begin(self, request: web.Request) -> web.Response:
        """On to Slack's page."""
        return await _answered(request, self.flow.handle_installation)

    async def finish(self, request: web.Request) -> web.Response:
        """Back from there."""
        return await _answered(request, self.flow.handle_callback)


def open_doors(
    app: OurApp, clients: Clients, store: Store, tenants: Tenants, clock: Callable[[], datetime]
) -> Doors:
    """The doors of that app."""
    settings = AsyncOAuthSettings(
        client_id=app.client_id,
        client_secret=app.client_secret,
        scopes=app.scopes,
        user_scopes=[],
        redirect_uri=f"{app.public_url.rstrip('/')}{REDIRECT_PATH}" if app.public_url else None,
        install_path=INSTALL,
        install_page_rendering_enabled=False,
        redirect_uri_path=REDIRECT_PATH,
        callback_options=AsyncCallbackOptions(success=_succeeded, failure=_failed),
        authorization_url=urljoin(app.api_url, "/oauth/v2/authorize"),
        installation_store=InstallationStore(store, tenants),
        installation_store_bot_only=True,
        state_store=States(store, clock),
        state_expiration_seconds=int(LIFE.total_seconds()),
    )
    return Doors(
        InstallFlow(client=clients.nobody_waits(), logger=logging.getLogger("slack_bolt"), settings=settings)
    )


async def _answered(
    request: web.Request, handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]
) -> web.Response:
    asked = AsyncBoltRequest(
        body="", query=request.rel_url.raw_query_string, headers=dict(request.headers.items())
    )
    try:
        answer = await handle(asked)
    except NotInstalled as failure:
        answer = _failure(asked, failure.reason, STATUSES.get(failure.reason, 400))
    except StorageFault as fault:
        log.error("not installed", error=describe(fault))
        answer = _failure(asked, "busy", 503)
    answer.headers.setdefault("cache-control", ["no-store"])
    return await to_aiohttp_response(answer)


async def _succeeded(args: AsyncSuccessArgs) -> BoltResponse:
    one = args.installation
    log.info("installed", team=one.team_id or "", enterprise=one.enterprise_id or "")
    language = _language(args.request)
    page = installed_page(one, wording.load(language), language)
    return _answer(200, page, args.settings.state_utils.build_set_cookie_for_deletion())


async def _failed(args: AsyncFailureArgs) -> BoltResponse:
    reason, status = REASONS.get(args.reason, ("unknown", 400))
    return _failure(args.request, reason, status)


def _failure(request: AsyncBoltRequest, reason: str, status: int) -> BoltResponse:
    log.info("not installed", reason=reason)
    language = _language(request)
    return _answer(status, failed_page(reason, INSTALL, wording.load(language), language))


def _answer(status: int, page: str, cookie: str = "") -> BoltResponse:
    return BoltResponse(
        status=status, body=page, headers={**HEADERS, **({"Set-Cookie": cookie} if cookie else {})}
    )


def _language(request: AsyncBoltRequest) -> str:
    return wording.wished(request.headers.get("accept-language", [""])[0])
