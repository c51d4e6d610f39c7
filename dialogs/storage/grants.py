"""Part of the port: the app as workspaces and organizations installed it, and what is done with that."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Installation:
    """The app as one workspace or one whole organization installed it.

    Attributes:
        enterprise: the organization's id, "" for a workspace outside of any.
        team: the workspace's id, "" for an organization-wide installation.
        name: what the workspace or the organization is called.
        token: what we call Slack with.
        refresh: buys the next token, once; "" where tokens do not expire.
        expires_at: when the token ends, None where it does not.
        installer: the id of the person who installed it.
        version: grows by one with each change.
    """

    enterprise: str
    team: str
    app_id: str
    bot_id: str
    bot_user: str
    name: str
    scopes: frozenset[str]
    token: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_at: datetime | None
    installer: str
    installed_at: datetime
    version: int = 1

    @property
    def is_enterprise(self) -> bool:
        """Whether it serves every workspace of an organization."""
        return not self.team


class Installations(Protocol):
    """Who installed the app. Every verb raises `StorageFault` when the database fails."""

    def put(self, one: Installation) -> None:
        """Keeps it, in place of what stood there; a workspace that moved to an organization stands once."""

    def get(self, enterprise: str, team: str) -> Installation | None:
        """Exactly that one; the team is "" for an organization's."""

    def serving(self, enterprise: str, team: str) -> Installation | None:
        """What serves that workspace: its own installation before one of its whole organization.

        Args:
            enterprise: its organization, "" when there is none or nobody said.
            team: the workspace, "" for what concerns the organization as a whole.
        """

    def everyone(self, since: datetime | None = None) -> tuple[Installation, ...]:
        """All of them, or those that were installed since."""

    def drop(self, enterprise: str, team: str) -> bool:
        """Forgets it; False when it was not there."""

    def serve(self, enterprise: str, team: str) -> None:
        """Notes that the organization's installation serves that workspace."""

    def served(self, enterprise: str) -> tuple[str, ...]:
        """The workspaces that the organization's installation serves, as far as we have met them."""

    def unserve(self, enterprise: str, team: str) -> None:
        """Forgets that it does."""

    def claim_refresh(self, one: Installation, now: datetime, until: datetime) -> bool:
        """Whether the caller, and nobody else until then, may spend the refresh token of that version."""

    def renew(self, one: Installation, token: str, refresh: str, expires_at: datetime, now: datetime) -> bool:
        """Keeps what the refresh token of that version bought, and gives the claim back.

        False, and nothing but that, when the app was installed anew or removed meanwhile.
        """

    def add_state(self, state: str, now: datetime, until: datetime) -> None:
        """Notes that an installation has begun, by a hash; those that were never finished go."""

    def take_state(self, state: str, now: datetime) -> bool:
        """Whether that installation had begun, not too long ago; asked once, it is forgotten."""
