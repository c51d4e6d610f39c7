"""All of Slack that one app sees: its workspaces and organizations, and the ways to and from the app."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bot.sandbox.accounts import Accounts
from bot.sandbox.audit import Audit
from bot.sandbox.delivery import Delivery
from bot.sandbox.faults.board import Faults
from bot.sandbox.faults.calls import CallFaults
from bot.sandbox.faults.deliveries import DeliveryFaults
from bot.sandbox.feed import Feed
from bot.sandbox.installation import Installation, introduce, register
from bot.sandbox.ledger import Ledger
from bot.sandbox.mint import Mint
from bot.sandbox.oauth.codes import Codes
from bot.sandbox.organization import Organization
from bot.sandbox.people import PLACES, User, hire, open_channels, welcome
from bot.sandbox.premises import Premises
from bot.sandbox.site import Site
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.teams import NORTHWIND, Enterprise, Team
from bot.sandbox.timing import Clock, Timing
from bot.sandbox.tokens import Tokens
from bot.sandbox.transcript import Transcript


class World:
    """Everything behind the sandbox's address; `Sandbox` serves it.

    Attributes:
        home: the workspace that every sandbox has, Northwind Mills.
    """

    def __init__(  # noqa: PLR0913 - what a world is made of, by keyword
        self,
        manifest: Mapping[str, Any],
        *,
        clock: Clock,
        timing: Timing,
        url: Callable[[], str],
        strict_pace: bool,
        largest_file: int,
        people: Sequence[User],
    ) -> None:
        mint = Mint(clock)
        self._app = register(manifest, mint)
        self._codes = Codes(mint, clock)
        self.feed = Feed()
        self.transcript = Transcript()
        self.socket_mode = SocketMode(mint, clock, timing, self._app.app_id)
        self._call_faults, mishaps = CallFaults(self.transcript, clock), DeliveryFaults(timing)
        self.delivery = Delivery(self.socket_mode, mishaps, timing, clock, self.transcript)
        self.faults = Faults(self._call_faults, mishaps, self.delivery, self.socket_mode)
        ledger = Ledger(mint.ts)
        self.audit = Audit(ledger)
        self._premises = Premises(
            app=self._app,
            tokens=Tokens(mint, clock),
            mint=mint,
            clock=clock,
            timing=timing,
            feed=self.feed,
            transcript=self.transcript,
            ledger=ledger,
            socket_mode=self.socket_mode,
            delivery=self.delivery,
            url=url,
            strict_pace=strict_pace,
            largest_file=largest_file,
        )
        self._accounts = Accounts(self._app, self._premises.tokens)
        self.home = self._open(introduce(self._app, NORTHWIND), people, PLACES)

    def open_workspace(  # noqa: PLR0913 - each is a wish of its own, by keyword, and none is needed
        self,
        name: str,
        *,
        people: Sequence[str] = ("dana", "emil", "farah"),
        admins: Collection[str] = (),
        guests: Collection[str] = (),
        locales: Mapping[str, str] = MappingProxyType({}),
        organization: Organization | None = None,
    ) -> Site:
        """One more workspace, with people of its own; the app is not installed there yet.

        Args:
            name: what it is called.
            people: their names.
            admins: who administers the workspace; the first of them when left out.
            guests: who is a guest.
            locales: the language that somebody uses Slack in, by name.
            organization: what the workspace belongs to.
        """
        mint = self._premises.mint
        team = Team(
            mint.id("T"),
            name,
            name.lower().replace(" ", "-"),
            organization.enterprise if organization else None,
        )
        bot = (organization.bot_id, organization.bot_user) if organization else (mint.id("B"), mint.id("U"))
        hired = welcome(hire(people, team, mint), admins or people[:1], guests, locales)
        site = self._open(introduce(self._app, team, *bot), hired, {place: mint.id("C") for place in PLACES})
        if organization:
            organization.sites.append(site)
        return site

    def open_organization(self, name: str) -> Organization:
        """An organization (Enterprise Grid), without workspaces yet."""
        organization = Organization(self._premises, Enterprise(self._premises.mint.id("E"), name))
        self._accounts.organizations.append(organization)
        return organization

    def _open(self, app: Installation, people: Sequence[User], places: Mapping[str, str]) -> Site:
        site = Site(self._premises, app, people, open_channels(places, people, app.bot))
        self._accounts.sites.append(site)
        return site
