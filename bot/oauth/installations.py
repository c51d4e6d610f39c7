"""Bolt's port for installations, on our own store; of what Slack tells we keep what the app needs."""

from datetime import UTC, datetime

from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store import Installation as Told
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore

from bot.tenancy import Tenants
from dialogs.audit import SLACK, Act, note, note_person
from dialogs.storage import Installation, StorageFault, Store, Visit


class InstallationStore(AsyncInstallationStore):
    """Keeps the bot's side only: we never ask for anybody's own token."""

    def __init__(self, store: Store, tenants: Tenants) -> None:
        self._store = store
        self._tenants = tenants

    async def async_save(self, installation: Told) -> None:
        """Keeps it, in place of an earlier one of that workspace or organization.

        Raises:
            BoltError: Slack told too little, or the database failed.
        """
        kept = read(installation)
        try:
            await self._store.run(lambda visit: _keep(visit, kept))
        except StorageFault as fault:
            raise BoltError("The installation could not be kept.") from fault
        self._tenants.drop(kept.enterprise, kept.team)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """What serves that workspace, or that organization as a whole."""
        team = "" if is_enterprise_install else team_id or ""
        found = await self._store.run(lambda visit: visit.installations.serving(enterprise_id or "", team))
        return None if found is None else _told(found).to_bot()

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Told | None:
        """The same, with who installed it; None when that is not the person asked for."""
        team = "" if is_enterprise_install else team_id or ""
        found = await self._store.run(lambda visit: visit.installations.serving(enterprise_id or "", team))
        return None if found is None or user_id not in {None, found.installer} else _told(found)

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forgets the installation, but nothing else of the workspace: that is the lifecycle desk's work."""
        enterprise, team = enterprise_id or "", team_id or ""
        await self._store.run(lambda visit: visit.installations.drop(enterprise, team))
        self._tenants.drop(enterprise, team)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nothing for a single person: nobody's own token is kept."""
        if user_id is None:
            await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)


def _keep(visit: Visit, kept: Installation) -> None:
    visit.installations.put(kept)
    where, at = kept.team or kept.enterprise, kept.installed_at
    if kept.installer:
        note_person(visit, Act.INSTALLED, where, kept.installer, at)
    else:
        note(visit, Act.INSTALLED, where, SLACK, at)


def read(told: Told) -> Installation:
    """What Slack told of an installation, as we keep it.

    Raises:
        BoltError: it lacks the token, or whose it is.
    """
    team = "" if told.is_enterprise_install else told.team_id or ""
    enterprise = told.enterprise_id or ""
    if not told.bot_token or not told.bot_user_id or not (team or enterprise):
        raise BoltError("Slack told too little of the installation.")
    ends = told.bot_token_expires_at
    return Installation(
        enterprise=enterprise,
        team=team,
        app_id=told.app_id or "",
        bot_id=told.bot_id or "",
        bot_user=told.bot_user_id,
        name=(told.team_name if team else told.enterprise_name) or "",
        scopes=frozenset(filter(None, (scope.strip() for scope in told.bot_scopes or ()))),
        token=told.bot_token,
        refresh=told.bot_refresh_token or "",
        expires_at=None if ends is None else datetime.fromtimestamp(ends, UTC),
        installer=told.user_id or "",
        installed_at=datetime.fromtimestamp(told.installed_at, UTC),
    )


def _told(kept: Installation) -> Told:
    return Told(
        app_id=kept.app_id,
        enterprise_id=kept.enterprise or None,
        enterprise_name=kept.name if kept.is_enterprise else None,
        team_id=kept.team or None,
        team_name=kept.name if kept.team else None,
        bot_token=kept.token,
        bot_id=kept.bot_id,
        bot_user_id=kept.bot_user,
        bot_scopes=sorted(kept.scopes),
        bot_refresh_token=kept.refresh or None,
        bot_token_expires_at=None if kept.expires_at is None else int(kept.expires_at.timestamp()),
        user_id=kept.installer,
        is_enterprise_install=kept.is_enterprise,
        token_type="bot",  # noqa: S106 - a kind of token, not one
        installed_at=kept.installed_at.timestamp(),
    )
