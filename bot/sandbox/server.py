"""The sandbox: one loopback server that is Slack to the app and a Slack page to people."""

import socket
import time
from collections.abc import Collection, Mapping
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self

from aiohttp import web

from bot.sandbox.addresses import open_addresses
from bot.sandbox.audit import Audit
from bot.sandbox.commands import Commands
from bot.sandbox.delivery import Delivery
from bot.sandbox.events import Events
from bot.sandbox.faults.board import Faults
from bot.sandbox.faults.calls import CallFaults
from bot.sandbox.faults.deliveries import DeliveryFaults
from bot.sandbox.feed import Feed
from bot.sandbox.file_desk import FileDesk
from bot.sandbox.files import Files
from bot.sandbox.hands import Hands
from bot.sandbox.hooks import Hooks
from bot.sandbox.installation import install
from bot.sandbox.ledger import Ledger
from bot.sandbox.membership import Membership
from bot.sandbox.mint import Mint
from bot.sandbox.pace import Pace
from bot.sandbox.page import Page
from bot.sandbox.page_files import PageFiles
from bot.sandbox.people import welcome
from bot.sandbox.person import Person
from bot.sandbox.presses import Presses
from bot.sandbox.replies import Replies
from bot.sandbox.scheduled import Scheduled
from bot.sandbox.screens import Screens
from bot.sandbox.sessions import Sessions
from bot.sandbox.shortcuts import Shortcuts
from bot.sandbox.signed_http import SignedHttp
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.steps import Steps
from bot.sandbox.submissions import Submissions
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.tickets import Tickets
from bot.sandbox.timing import Clock, Timing
from bot.sandbox.transcript import Call, Transcript
from bot.sandbox.uploads import Uploads
from bot.sandbox.web_api.counter import Counter
from bot.sandbox.web_api.desk import Desk
from bot.sandbox.workspace import Workspace

HOST: Final = "127.0.0.1"
LARGEST_FILE: Final = 1_000_000_000
"""Bytes; Slack takes files of up to 1 GB."""


class Sandbox:
    """A Slack workspace with one app installed, on a free port of this machine unless one is given.

    Nothing is kept after the `async with` block.

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
    ) -> None:
        self._port = port
        self._clock = clock
        self._timing = timing
        self._mint = Mint(clock)
        self._app = install(manifest, self._mint, declined)
        self._runner: web.AppRunner | None = None
        files = Files(self._mint, clock, lambda: self.url, largest_file, timing.processing)
        sessions = Sessions(clock, self._app.prompts)
        people = welcome(admins, guests, locales)
        self.workspace = Workspace(self._app, self._mint, files, sessions, people)
        self.feed = Feed()
        self.transcript = Transcript()
        self.socket_mode = SocketMode(self._mint, clock, timing, self._app.app_id)
        self._call_faults = CallFaults(self.transcript, clock)
        mishaps = DeliveryFaults(timing)
        self.delivery = Delivery(self.socket_mode, mishaps, timing, clock, self.transcript)
        self.faults = Faults(self._call_faults, mishaps, self.delivery, self.socket_mode)
        self._tickets = Tickets(self._mint, clock, timing)
        self._uploads = Uploads(files, self._mint, self._app.bot.id)
        self._pace = Pace(clock, strict=strict_pace)
        self._screens = Screens(self.workspace, self.feed)
        self._events = Events(self.workspace, self.delivery)
        self._steps = Steps(self.workspace, self._events, self._screens, self._mint)
        self._scheduled = Scheduled(self.workspace, self._mint, clock)
        self._replies = Replies(self.workspace, self._tickets)
        self._hands = self._give_hands()
        ledger = Ledger(self._mint.ts)
        self.audit = Audit(ledger)
        self.workspace.listen(ledger)
        self.workspace.listen(self._screens)
        self.workspace.listen(self._events)

    # ---------------------------------------------------------------- addresses
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
        """The app's `SLACK_BOT_TOKEN`."""
        return self._app.bot_token

    @property
    def app_token(self) -> str:
        """The app's `SLACK_APP_TOKEN`, for Socket Mode."""
        return self._app.app_token

    @property
    def signing_secret(self) -> str:
        """The app's `SLACK_SIGNING_SECRET`, for HTTP."""
        return self._app.signing_secret

    @property
    def calls(self) -> list[Call]:
        """Every call of the app so far, oldest first."""
        return self.transcript.calls

    # ------------------------------------------------------------------- wishes
    def person(self, name: str) -> Person:
        """Somebody who acts and looks: alice, bob or carol."""
        return Person(self.workspace.person(name), self._hands, self.feed, self._timing.reaction)

    def deliver_to(self, url: str | None) -> None:
        """Deliver by signed HTTP to that address, or (None) by Socket Mode."""
        http = SignedHttp(url, self.signing_secret, self._clock, self._timing) if url else None
        self.delivery.transport = http or self.socket_mode

    async def verify(self, url: str) -> bool:
        """Ask an address to prove itself, as Slack does when an events address is set."""
        transport = SignedHttp(url, self.signing_secret, self._clock, self._timing)
        return await transport.verify(self._app.verification_token, self._mint.secret())

    def trigger(self, person: str, channel: str = "") -> str:
        """A fresh `trigger_id` for a user id, as if that person had just acted (in that channel)."""
        return self._tickets.trigger(person, channel)

    def limit(self, method: str, times: int = 1, retry_after: int = 1) -> None:
        """Answer the next calls of a method `ratelimited`, with 429 and `Retry-After` (seconds)."""
        self._pace.limit(method, times, retry_after)

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
        self._scheduled.post_due()

    def uninstall(self) -> None:
        """Remove the app from the workspace; its tokens are dead from now on."""
        self.workspace.installed = False
        self._events.app_uninstalled()

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
        self._scheduled.close()
        await self.delivery.close()
        await self.socket_mode.close()
        if self._runner:
            await self._runner.cleanup()

    def _serve(self) -> web.Application:
        desk = Desk(
            self.workspace,
            self._tickets,
            self._pace,
            self._screens,
            self.socket_mode,
            self._uploads,
            self._steps,
            self._scheduled,
            self._clock,
            lambda: self.url,
        )
        counter = Counter(desk, self._call_faults, self.transcript, self._clock)
        hooks = Hooks(self._replies, self._screens, self._call_faults, self.transcript, self._clock)
        others = [
            *FileDesk(self.workspace, self._uploads, self._call_faults).routes(),
            *PageFiles(self._hands).routes(),
            *Page(self._hands, self.feed).routes(),
        ]
        return open_addresses(counter, hooks, self.socket_mode, others)

    def _give_hands(self) -> Hands:
        switchboard = Switchboard(
            self.workspace, self.delivery, self._tickets, self._screens, lambda: self.url
        )
        membership = Membership(self.workspace, self._events, self._screens)
        commands = Commands(switchboard, self._replies, membership)
        return Hands(
            self.workspace,
            self.delivery,
            commands,
            self._screens,
            self.transcript,
            self._clock,
            self._events,
            Presses(switchboard),
            Submissions(switchboard),
            Shortcuts(switchboard),
            membership,
            self._steps,
        )
