"""An organization with several workspaces: the app is installed once for all, and let into some of them."""

from collections.abc import Collection, Iterable

from bot.sandbox.envelopes import wrap
from bot.sandbox.installation import granted
from bot.sandbox.premises import Premises
from bot.sandbox.shapes import Json
from bot.sandbox.site import First, Site
from bot.sandbox.teams import Bearer, Enterprise
from bot.sandbox.tokens import Token


class Organization:
    """Enterprise Grid; tests get theirs from `Sandbox.open_organization`.

    Attributes:
        bot_id: the bot's, in all workspaces of the organization.
        bot_user: its user id there.
    """

    def __init__(self, premises: Premises, enterprise: Enterprise) -> None:
        self._premises = premises
        self.enterprise = enterprise
        self.bot_id = premises.mint.id("B")
        self.bot_user = premises.mint.id("U")
        self.sites: list[Site] = []
        self.scopes: tuple[str, ...] = ()
        self.installed = False

    @property
    def bot_token(self) -> str:
        """The newest token that the app was given for the organization; may be dead.

        Raises:
            LookupError: it was never given any.
        """
        token = self._premises.tokens.newest(self.enterprise.id)
        if token is None:
            raise LookupError(f"The app was never installed in {self.enterprise.name}.")
        return token.text

    @property
    def bearer(self) -> Bearer:
        """Whom a token of the organization stands for."""
        nick = self._premises.app.nick
        return Bearer(None, self.enterprise, self.bot_id, self.bot_user, nick, self.scopes)

    @property
    def served(self) -> list[Site]:
        """The workspaces that the app is let into."""
        return [site for site in self.sites if site.app.standing.is_org_wide]

    def install(self, declined: Collection[str] = (), *, scopes: Collection[str] | None = None) -> Token:
        """Install the app in the organization; it is in none of its workspaces yet, see `let_into`.

        Args:
            declined: which of the optional scopes it is not granted.
            scopes: exactly these, instead.
        """
        self.scopes = tuple(scopes) if scopes is not None else granted(self._premises.app, declined)
        self.installed = True
        for site in self.served:
            site.app.standing.scopes = self.scopes
        return self._premises.tokens.issue(self.enterprise.id, rotates=self._premises.app.rotates)

    def let_into(self, *sites: Site) -> None:
        """Add the app to workspaces; it hears `team_access_granted`."""
        for site in sites:
            standing = site.app.standing
            standing.scopes, standing.installed, standing.is_org_wide = self.scopes, True, True
        self._tell({"type": "team_access_granted", "team_ids": _ids(sites)})

    def keep_out_of(self, *sites: Site) -> None:
        """Remove the app from workspaces; it hears `team_access_revoked`."""
        for site in sites:
            _close(site)
        self._tell({"type": "team_access_revoked", "team_ids": _ids(sites)})

    def uninstall(self, first: First = "tokens_revoked") -> None:
        """Remove the app from the organization; its tokens are dead before it hears of that."""
        self._leave()
        told = [self._tokens_revoked, self._app_uninstalled]
        for tell in told if first == "tokens_revoked" else reversed(told):
            tell()

    def revoke_tokens(self) -> None:
        """Revoke the bot's tokens, without a word about the app itself."""
        self._leave()
        self._tokens_revoked()

    def _leave(self) -> None:
        self.installed = False
        for site in self.served:
            _close(site)
        self._premises.tokens.revoke_all(self.enterprise.id)

    def _tokens_revoked(self) -> None:
        self._tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user]}})

    def _app_uninstalled(self) -> None:
        self._tell({"type": "app_uninstalled"})

    def _tell(self, event: Json) -> None:
        premises = self._premises
        if event["type"] not in premises.app.events:
            return
        stamped = {**event, "event_ts": premises.mint.ts()}
        premises.delivery.publish(
            wrap(
                stamped,
                premises.app,
                premises.mint,
                bot_user=self.bot_user,
                team_id=None,
                enterprise_id=self.enterprise.id,
                is_org_wide=True,
            )
        )


def _close(site: Site) -> None:
    site.app.standing.installed = site.app.standing.is_org_wide = False


def _ids(sites: Iterable[Site]) -> list[str]:
    return [site.team.id for site in sites]
