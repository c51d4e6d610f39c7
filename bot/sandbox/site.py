"""One workspace with all that serves it: its people's hands and screens, its Web API, its tokens."""

from collections.abc import Collection, Sequence
from typing import Literal

from bot.sandbox.commands import Commands
from bot.sandbox.events import Events
from bot.sandbox.files import Files
from bot.sandbox.hands import Hands
from bot.sandbox.installation import Installation, granted
from bot.sandbox.membership import Membership
from bot.sandbox.pace import Pace
from bot.sandbox.people import Channel, User
from bot.sandbox.person import Person
from bot.sandbox.premises import Premises
from bot.sandbox.presses import Presses
from bot.sandbox.refusal import Refusal
from bot.sandbox.replies import Replies
from bot.sandbox.scheduled import Scheduled
from bot.sandbox.screens import Screens
from bot.sandbox.sessions import Sessions
from bot.sandbox.shortcuts import Shortcuts
from bot.sandbox.steps import Steps
from bot.sandbox.submissions import Submissions
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.teams import Bearer, Team
from bot.sandbox.tickets import Tickets
from bot.sandbox.tokens import Token
from bot.sandbox.uploads import Uploads
from bot.sandbox.web_api.desk import Desk
from bot.sandbox.workspace import Workspace

First = Literal["tokens_revoked", "app_uninstalled"]
"""Which of the two events comes first when the app is removed; Slack promises no order."""


class Site:
    """A workspace of the sandbox; tests get theirs from `Sandbox.open_workspace`."""

    def __init__(
        self, premises: Premises, app: Installation, people: Sequence[User], channels: Sequence[Channel]
    ) -> None:
        self._premises = premises
        self._app = app
        mint, clock, timing = premises.mint, premises.clock, premises.timing
        files = Files(mint, clock, premises.url, premises.largest_file, timing.processing, app.team.id)
        sessions = Sessions(clock, app.prompts)
        self.workspace = Workspace(app, mint, files, sessions, people, channels)
        self.tickets = Tickets(mint, clock, timing, app.team.id)
        self.uploads = Uploads(files, mint, app.bot.id)
        self.pace = Pace(clock, strict=premises.strict_pace)
        self.screens = Screens(self.workspace, premises.feed)
        self.events = Events(self.workspace, premises.delivery)
        self.steps = Steps(self.workspace, self.events, self.screens, mint)
        self.scheduled = Scheduled(self.workspace, mint, clock)
        self.replies = Replies(self.workspace, self.tickets)
        self.hands = self._give_hands()
        for listener in (premises.ledger, self.screens, self.events):
            self.workspace.listen(listener)

    @property
    def team(self) -> Team:
        """What the workspace is called."""
        return self._app.team

    @property
    def app(self) -> Installation:
        """The app as this workspace has it."""
        return self._app

    @property
    def installed(self) -> bool:
        """Is the app installed here?"""
        return self.workspace.installed

    @property
    def bot_token(self) -> str:
        """The newest token that the app was given for this workspace (or its organization); may be dead.

        Raises:
            LookupError: it was never given any.
        """
        holder = self.team.enterprise_id if self._app.standing.is_org_wide else self.team.id
        token = self._premises.tokens.newest(holder or "")
        if token is None:
            raise LookupError(f"The app was never installed in {self.team.name}.")
        return token.text

    @property
    def sites(self) -> list["Site"]:
        """The workspace itself, as an organization has several."""
        return [self]

    @property
    def bearer(self) -> Bearer:
        """Whom a token of this workspace stands for."""
        app = self._app
        return Bearer(self.team, self.team.enterprise, app.bot_id, app.bot.id, app.bot.name, app.scopes)

    def desk(self) -> Desk:
        """What the methods of the Web API work on."""
        premises = self._premises
        return Desk(
            self.workspace,
            self.tickets,
            self.pace,
            self.screens,
            premises.socket_mode,
            self.uploads,
            self.steps,
            self.scheduled,
            premises.clock,
            premises.url,
        )

    def knows(self, id_: str) -> bool:
        """Is that the id of something in this workspace?"""
        workspace = self.workspace
        return (
            id_ in workspace.channels
            or id_ in {person.id for person in workspace.people}
            or workspace.views.find(id_) is not None
            or workspace.files.find(id_) is not None
            or self.tickets.knows(id_)
            or self.steps.knows(id_)
        )

    # ------------------------------------------------------------------- wishes
    def person(self, name: str) -> Person:
        """Somebody of this workspace who acts and looks."""
        premises = self._premises
        return Person(self.workspace.person(name), self.hands, premises.feed, premises.timing.reaction)

    def trigger(self, person: str, channel: str = "") -> str:
        """A fresh `trigger_id` for a user id, as if that person had just acted (in that channel)."""
        return self.tickets.trigger(person, channel)

    def limit(self, method: str, times: int = 1, retry_after: int = 1) -> None:
        """Answer the next calls of a method for this workspace `ratelimited`."""
        self.pace.limit(method, times, retry_after)

    # ---------------------------------------------------------------- lifecycle
    def install(self, declined: Collection[str] = (), *, scopes: Sequence[str] | None = None) -> Token:
        """Install the app in this workspace, as an admin does.

        Args:
            declined: which of the optional scopes it is not granted.
            scopes: exactly these, instead.

        Raises:
            Refusal: it is installed in the whole organization.
        """
        standing = self._app.standing
        if standing.is_org_wide:
            raise Refusal("cannot_install_an_org_installed_app")
        standing.scopes = tuple(scopes) if scopes is not None else granted(self._app, declined)
        standing.installed = True
        return self._premises.tokens.issue(self.team.id, rotates=self._app.rotates)

    def uninstall(self, first: First = "tokens_revoked") -> None:
        """Remove the app from the workspace; its tokens are dead before it hears of that."""
        self._leave()
        told = [self.events.tokens_revoked, self.events.app_uninstalled]
        for tell in told if first == "tokens_revoked" else reversed(told):
            tell()

    def revoke_tokens(self) -> None:
        """Revoke the bot's tokens, without a word about the app itself."""
        self._leave()
        self.events.tokens_revoked()

    def _leave(self) -> None:
        self._app.standing.installed = False
        self._premises.tokens.revoke_all(self.team.id)

    def _give_hands(self) -> Hands:
        premises = self._premises
        switchboard = Switchboard(self.workspace, premises.delivery, self.tickets, self.screens, premises.url)
        membership = Membership(self.workspace, self.events, self.screens)
        return Hands(
            self.workspace,
            premises.delivery,
            Commands(switchboard, self.replies, membership),
            self.screens,
            premises.transcript,
            premises.clock,
            self.events,
            Presses(switchboard),
            Submissions(switchboard),
            Shortcuts(switchboard),
            membership,
            self.steps,
        )
