"""The sandbox: one loopback server that is Slack to the app and a Slack page to people."""

import socket
import time
from collections.abc import Collection, Mapping
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self

from aiohttp import web

from bot.sandbox.addresses import open_addresses
from bot.sandbox.file_desk import FileDesk
from bot.sandbox.hooks import Hooks
from bot.sandbox.oauth.page import Authorize
from bot.sandbox.page import Page
from bot.sandbox.page_files import PageFiles
from bot.sandbox.people import PEOPLE, welcome
from bot.sandbox.person import Person
from bot.sandbox.signed_http import SignedHttp
from bot.sandbox.site import First
from bot.sandbox.timing import Clock, Timing
from bot.sandbox.transcript import Call
from bot.sandbox.web_api.auth import Office
from bot.sandbox.web_api.counter import Counter
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

HOST: Final = "127.0.0.1"
LARGEST_FILE: Final = 1_000_000_000
"""Bytes; Slack takes files of up to 1 GB."""


class Sandbox(World):
    """A Slack workspace with one app installed, on a free port of this machine unless one is given.

    More workspaces are opened when asked for. Nothing is kept after the `async with` block.

    Args:
        manifest: the app's manifest; scopes, events, commands and tabs are enforced from it.
        clock: seconds since 1970.
        timing: how patient this Slack is; tests shorten it.
        strict_pace: hold the app to one post a second in each channel, beyond a short burst.
        admins: the names of those who administer the workspace; the first installed the app.
        guests: the names of those who are guests.
        locales: the language that somebody uses Slack in, by name; `en-US` for the others.
        largest_file: bytes that one file may have.
        declined: the app's optional scopes that it was not granted.
        installed: the app is installed in the workspace; else somebody must do that, by OAuth.
    """

    def __init__(  # noqa: PLR0913 - each is a wish of its own, by keyword, and none is needed
        self,
        manifest: Mapping[str, Any],
        port: int = 0,
        *,
        clock: Clock = time.time,
        timing: Timing = Timing(),  # noqa: B008 - a frozen value
        strict_pace: bool = False,
        admins: Collection[str] = ("alice",),
        guests: Collection[str] = (),
        locales: Mapping[str, str] = MappingProxyType({}),
        largest_file: int = LARGEST_FILE,
        declined: Collection[str] = (),
        installed: bool = True,
    ) -> None:
        self._port = port
        self._runner: web.AppRunner | None = None
        super().__init__(
            manifest,
            clock=clock,
            timing=timing,
            url=lambda: self.url,
            strict_pace=strict_pace,
            largest_file=largest_file,
            people=welcome(PEOPLE, admins, guests, locales),
        )
        self._first_token = self.home.install(declined).text if installed else ""

    # ---------------------------------------------------------------- addresses
    @property
    def workspace(self) -> Workspace:
        """What stands and happens in the workspace that every sandbox has."""
        return self.home.workspace

    @property
    def url(self) -> str:
        """The page's address, known once the sandbox runs."""
        return f"http://{HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        """What the app's `SLACK_API_URL` must be."""
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        """The app's `SLACK_BOT_TOKEN`, as it was given when the sandbox was made; see `home.bot_token`."""
        return self._first_token

    @property
    def app_token(self) -> str:
        """The app's `SLACK_APP_TOKEN`, for Socket Mode."""
        return self._app.app_token

    @property
    def signing_secret(self) -> str:
        """The app's `SLACK_SIGNING_SECRET`, for HTTP."""
        return self._app.signing_secret

    @property
    def client_id(self) -> str:
        """The app's `SLACK_CLIENT_ID`, for OAuth."""
        return self._app.client_id

    @property
    def client_secret(self) -> str:
        """The app's `SLACK_CLIENT_SECRET`, for OAuth."""
        return self._app.client_secret

    @property
    def authorize_url(self) -> str:
        """Where people allow the app into their workspace."""
        return f"{self.url}/oauth/v2/authorize"

    @property
    def calls(self) -> list[Call]:
        """Every call of the app so far, oldest first."""
        return self.transcript.calls

    # ------------------------------------------------------------------- wishes
    def person(self, name: str) -> Person:
        """Somebody who acts and looks: alice, bob or carol."""
        return self.home.person(name)

    def allow_redirects(self, url: str) -> None:
        """Let OAuth send people back to that address, and to everything below it."""
        self._app.redirects.append(url)

    def deliver_to(self, url: str | None) -> None:
        """Deliver by signed HTTP to that address, or (None) by Socket Mode."""
        self.delivery.transport = self._http(url) if url else self.socket_mode

    async def verify(self, url: str) -> bool:
        """Ask an address to prove itself, as Slack does when an events address is set."""
        transport = self._http(url)
        return await transport.verify(self._app.verification_token, self._premises.mint.secret())

    def trigger(self, person: str, channel: str = "") -> str:
        """A fresh `trigger_id` for a user id, as if that person had just acted (in that channel)."""
        return self.home.trigger(person, channel)

    def limit(self, method: str, times: int = 1, retry_after: int = 1) -> None:
        """Answer the next calls of a method `ratelimited`, with 429 and `Retry-After` (seconds)."""
        self.home.limit(method, times, retry_after)

    async def connected(self, least: int = 1) -> None:
        """Wait until the app has that many Socket Mode connections."""
        await self.socket_mode.connected(least)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect anew, as Slack does every few hours."""
        await self.socket_mode.disconnect(reason)

    async def settle(self) -> None:
        """Wait until everything sent was acknowledged, or given up."""
        await self.delivery.settle()

    def post_due(self) -> None:
        """Post the scheduled messages that it is time for, after a story has moved the clock."""
        for site in self._accounts.sites:
            site.scheduled.post_due()

    def uninstall(self, first: First = "tokens_revoked") -> None:
        """Remove the app from the workspace; its tokens are dead from now on."""
        self.home.uninstall(first)

    # ------------------------------------------------------------------ running
    async def __aenter__(self) -> Self:
        listening = socket.create_server((HOST, self._port))
        self._port = listening.getsockname()[1]
        self._runner = web.AppRunner(self._serve(), shutdown_timeout=1, access_log=None)
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.clear()
        for site in self._accounts.sites:
            site.scheduled.close()
        await self.delivery.close()
        await self.socket_mode.close()
        if self._runner:
            await self._runner.cleanup()

    def _serve(self) -> web.Application:
        clock, hands = self._premises.clock, self.home.hands
        office = Office(self._accounts, self._codes, clock, lambda: self.url)
        counter = Counter(office, self._call_faults, self.transcript, clock)
        hooks = Hooks(self._accounts, self._call_faults, self.transcript, clock)
        others = [
            *FileDesk(self._accounts, self._call_faults).routes(),
            *Authorize(self._accounts, self._codes).routes(),
            *PageFiles(hands).routes(),
            *Page(hands, self.feed).routes(),
        ]
        return open_addresses(counter, hooks, self.socket_mode, others)

    def _http(self, url: str) -> SignedHttp:
        return SignedHttp(url, self.signing_secret, self._premises.clock, self._premises.timing)
