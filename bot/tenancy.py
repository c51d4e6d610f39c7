"""For whom a piece of work is done: the workspace, and what we may call Slack with there."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from bot.during import During

FAREWELLS: Final = frozenset({"app_uninstalled", "tokens_revoked", "team_access_revoked"})
"""Slack's names for events that end a tenancy; whoever works on them has no tenant any more."""


class NoTenant(LookupError):
    """Somebody asked for the tenant outside of any piece of work: a fault of ours."""


class TenantAway(Exception):
    """The workspace has the app, but its token is dead and can't be renewed just now; worth another try."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """A workspace that we work for.

    Attributes:
        enterprise: its organization's id, "" outside of any.
        team: its id, which everything of it is kept under; the organization's for what concerns all of it.
        is_enterprise: the app was installed for the whole organization.
        bot_user: who we are there, as people mention us.
        team_name: what the workspace (or the organization that installed us) is called.
        scopes: what was granted.
        expires_at: when the token ends, None where it does not.
        installer: who installed the app, "" when nobody told us.
    """

    enterprise: str
    team: str
    is_enterprise: bool
    bot_token: str = field(repr=False)
    bot_id: str
    bot_user: str
    team_name: str
    scopes: frozenset[str]
    expires_at: datetime | None = None
    installer: str = ""


current_tenant: ContextVar[Tenant] = ContextVar("current_tenant")
"""Set around each piece of work by `serving`; tasks that begin inside of it inherit it."""


def tenant() -> Tenant:
    """The workspace that the running piece of work is for.

    Raises:
        NoTenant: outside of any.
    """
    try:
        return current_tenant.get()
    except LookupError:
        raise NoTenant from None


def team_served() -> str:
    """The id of that workspace; "" outside of any work."""
    one = current_tenant.get(None)
    return one.team if one else ""


def serving(one: Tenant) -> During[Tenant]:
    """While the block lasts, we work for that workspace."""
    return During(current_tenant, one)


class Tenants(Protocol):
    """Who has the app. Every verb raises `StorageFault` when the database fails."""

    async def of(self, enterprise: str, team: str, /) -> Tenant | None:
        """The workspace of those ids, None when the app is not installed there.

        Args:
            enterprise: its organization, "" when there is none or nobody said.
            team: its id; the organization's again for what concerns all of it.

        Raises:
            TenantAway: it is, but its token can't be used or renewed just now.
        """

    async def everyone(self, since: datetime | None = None, /) -> tuple[Tenant, ...]:
        """All of them, or those that came since; an organization as a whole counts as one."""

    def drop(self, enterprise: str, team: str, /) -> None:
        """Forgets at once whatever this process remembers of them: they left, or their token died."""


@dataclass(frozen=True, slots=True)
class OneWorkspace:
    """One workspace by token: whoever asks is served by it."""

    one: Tenant

    async def of(self, _enterprise: str, _team: str, /) -> Tenant | None:
        """That workspace."""
        return self.one

    async def everyone(self, _since: datetime | None = None, /) -> tuple[Tenant, ...]:
        """That workspace, whenever it came."""
        return (self.one,)

    def drop(self, _enterprise: str, _team: str, /) -> None:
        """Nothing: the token comes from the settings."""
