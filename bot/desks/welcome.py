"""First words: to whoever installed the app, and to a channel that invites it; each said once."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from pydantic import BaseModel, ConfigDict

from bot.desks.table import Table
from bot.errands import errand
from bot.heard import Errand, Noted
from bot.logs import logger
from bot.slack import CannotPost
from bot.tenancy import Tenant, serving
from bot.trouble import describe
from bot.views.greeting import hello, installed
from bot.workplace import Workplace
from dialogs.forgetting import TOLD
from dialogs.places import Place
from dialogs.shelf import Shelf
from dialogs.storage import Arrival, Spot, Visit

log = logger("welcome")

LATELY: Final = timedelta(hours=1)
"""Whoever installed the app longer ago was greeted, or Slack was not there for an hour."""

GREETING: Final = "greeting"
"""The errand that says it; stored, so it never changes."""

INSTALLER: Final = "installer"
"""What the first words to whoever installed the app stand under; each channel has its own id."""


class Told(BaseModel):
    """It was said; the record's own time says when."""

    model_config = ConfigDict(frozen=True)


@dataclass(frozen=True, slots=True)
class Welcome:
    """Says hello, and remembers that it did."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_tick(self.look)
        table.on_errand(GREETING, self.greet_installer)
        table.on_event("member_joined_channel", self.greet_channel)

    async def look(self, now: datetime) -> None:
        """Whoever has the say in a workspace that came of late is to be greeted, once.

        Who installed it for a whole organization has read that on the page, and may be in no workspace yet
        that has it.
        """
        for newcomer in await self.place.tenants.everyone(now - LATELY):
            with serving(newcomer):
                if self.place.admins and newcomer.team != newcomer.enterprise:
                    wish = errand(GREETING, newcomer.team, {}, now, enterprise=newcomer.enterprise)
                    await self.place.store.run(partial(_once, newcomer, wish, now))

    async def greet_installer(self, wish: Errand) -> None:
        """Tell whoever has the say what to do next."""
        for admin in self.place.admins[:1]:
            words = await self.place.words(Place(wish.place.team, "", "", admin, ""))
            try:
                await self.place.slack.post(admin, installed(words))
            except CannotPost as error:
                log.warning("not greeted", team=wish.place.team, error=describe(error))

    async def greet_channel(self, noted: Noted) -> None:
        """Say hello to a channel that invited us, once, and only where we may be used."""
        team, channel = noted.place.team, noted.place.channel
        if noted.place.person != self.place.me:
            return
        chosen = await self.place.house.chosen(team)
        if chosen.allows(channel) and await self._first(team, channel, noted.at):
            words = await self.place.words(Place(team, channel, "", "", ""))
            with suppress(CannotPost):  # Put out again already.
                await self.place.slack.post(channel, hello(words, public=chosen.is_public(channel)))

    async def _first(self, team: str, channel: str, now: datetime) -> bool:
        shelf = Shelf(self.place.store, TOLD, Told)
        return await shelf.add(shelf.spot(team, about=channel), Told(), now)


def _once(newcomer: Tenant, wish: Arrival, now: datetime, visit: Visit) -> None:
    """That it is to be said and that it was are one, and nothing is written of who left meanwhile."""
    installed_it = bool(newcomer.installer)  # Else the one workspace, by its token.
    if installed_it and visit.installations.get(newcomer.enterprise, newcomer.team) is None:
        return
    spot = Spot(wish.team, TOLD, about=INSTALLER)
    if visit.records.get(spot) is None and visit.records.add(spot, Told().model_dump_json(), now, None):
        visit.inbox.put([wish], "", 0)
