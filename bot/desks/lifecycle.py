"""A workspace leaves: everything of it is erased, whatever order Slack says it in, and however often."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.desks.table import Table
from bot.heard import Noted
from bot.logs import logger
from bot.workplace import Workplace
from dialogs.leaving import Leaving

log = logger("lifecycle")


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Needs no tenant: when these events come, the tokens may be dead and the installation gone."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_event("app_uninstalled", self.uninstalled)
        table.on_event("tokens_revoked", self.revoked)
        table.on_event("team_access_revoked", self.withdrawn)
        table.on_tick(self.sweep)

    @property
    def leaving(self) -> Leaving:
        """Erases."""
        return Leaving(self.place.store)

    async def uninstalled(self, noted: Noted) -> None:
        """A workspace, or a whole organization, removed the app."""
        await self._leave(noted)

    async def revoked(self, noted: Noted) -> None:
        """Our tokens are dead. Tokens of persons are none of ours."""
        tokens = noted.event.get("tokens")
        if isinstance(tokens, dict) and tokens.get("bot"):
            await self._leave(noted)

    async def withdrawn(self, noted: Noted) -> None:
        """An organization took the app away from some of its workspaces."""
        named = noted.event.get("team_ids")
        teams = [each for each in named if isinstance(each, str)] if isinstance(named, list) else []
        happened = noted.happened or noted.at
        self._gone(noted.enterprise, await self.leaving.withdraw(noted.enterprise, teams, happened, noted.at))

    async def sweep(self, now: datetime) -> None:
        """Work that was under way when they left may have written something more."""
        await self.leaving.sweep(now)

    async def _leave(self, noted: Noted) -> None:
        enterprise, team, happened = noted.enterprise, noted.place.team, noted.happened or noted.at
        whole = noted.whole or team == enterprise
        if whole or await self._means_all(enterprise, team):
            teams = await self.leaving.organization(enterprise or team, happened, noted.at)
        else:
            teams = await self.leaving.workspace(enterprise, team, happened, noted.at)
        self._gone(enterprise, teams)

    async def _means_all(self, enterprise: str, team: str) -> bool:
        """Whether a workspace is named that has the app by its organization only, whose token is dead, too.

        Slack's notices of an organization's installation name any workspace. The same notice, once more,
        of a workspace that had an installation of its own must not take the app from all the others.
        """
        shared = await self.leaving.shared_by(enterprise, team)
        return shared is not None and not await self.place.slack.clients.is_alive(shared.token)

    def _gone(self, enterprise: str, teams: Iterable[str]) -> None:
        for team in teams:
            self.place.tenants.drop(enterprise, "" if team == enterprise else team)
            log.info("erased", team=team, enterprise=enterprise)
