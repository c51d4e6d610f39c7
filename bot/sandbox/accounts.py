"""Every workspace and organization of the sandbox, and which of them a token reaches."""

from collections.abc import Iterator

from bot.sandbox.installation import App
from bot.sandbox.organization import Organization
from bot.sandbox.refusal import Refusal
from bot.sandbox.shapes import Json
from bot.sandbox.site import Site
from bot.sandbox.tokens import Token, Tokens


class Accounts:
    """Where the app may be, and is.

    Attributes:
        sites: the workspaces, the one that every sandbox has first.
    """

    def __init__(self, app: App, tokens: Tokens) -> None:
        self.app = app
        self.tokens = tokens
        self.sites: list[Site] = []
        self.organizations: list[Organization] = []

    def site(self, team_id: str) -> Site | None:
        """The workspace of that id."""
        return next((one for one in self.sites if one.team.id == team_id), None)

    def holder(self, id_: str) -> Site | Organization:
        """The workspace or organization that a token was given for.

        Raises:
            Refusal: there is none (any more).
        """
        named = next((one for one in self.organizations if one.enterprise.id == id_), None)
        found = named or self.site(id_)
        if found is None:
            raise Refusal("invalid_auth")
        return found

    def bot(self, text: str) -> Token:
        """The bot's token, if it may be used.

        Raises:
            Refusal: as Slack says it.
        """
        if not text:
            raise Refusal("not_authed")
        if text == self.app.app_token:
            raise Refusal("not_allowed_token_type")
        return self.tokens.find(text)

    def reach(self, text: str, arguments: Json) -> Site:
        """The workspace that a call of the bot's is about; a token of an organization reaches several.

        Raises:
            Refusal: as Slack says it.
        """
        if step := self.running_step(text):
            if not step.installed:
                raise Refusal("account_inactive")
            return step
        held = self.holder(self.bot(text).holder)
        if isinstance(held, Site):
            if not held.installed:
                raise Refusal("account_inactive")
            return held
        return _choose(held, arguments)

    def running_step(self, text: str) -> Site | None:
        """The workspace where a workflow step runs that was given that token."""
        return next((one for one in self.sites if one.steps.knows_token(text)), None)

    def audience(self, text: str, arguments: Json) -> Site:
        """Whose people are told of what was refused; the first workspace when nobody else is concerned."""
        try:
            return self.reach(text, arguments)
        except Refusal:
            return self.sites[0]


def _choose(held: Organization, arguments: Json) -> Site:
    """By `team_id`, else by what is named in the arguments, else the first."""
    asked = arguments.get("team_id")
    if asked:
        found = next((site for site in held.served if site.team.id == asked), None)
    else:
        ids = list(_words(arguments))
        knowing = (site for site in held.served if any(site.knows(id_) for id_ in ids))
        found = next(knowing, next(iter(held.served), None))
    if found is None:
        raise Refusal("team_access_not_granted")
    return found


def _words(arguments: Json) -> Iterator[str]:
    for value in arguments.values():
        if isinstance(value, str) and len(value) < 1_000:
            yield from value.split(",")
