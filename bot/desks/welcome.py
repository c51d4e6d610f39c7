"""First words: to whoever installed the app, and to a channel that invites it; each said once."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict
from slack_sdk.errors import SlackApiError

from bot.desks.table import Table
from bot.heard import Noted
from bot.logs import logger
from bot.slack import CannotPost
from bot.tenancy import serving
from bot.trouble import describe
from bot.views.greeting import hello, installed
from bot.workplace import Workplace
from dialogs.forgetting import TOLD
from dialogs.places import Place
from dialogs.shelf import Shelf

log = logger("welcome")

LATELY: Final = timedelta(hours=1)
"""Whoever installed the app longer ago was greeted, or Slack was not there for an hour."""

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
        table.on_tick(self.greet_installer)
        table.on_event("member_joined_channel", self.greet_channel)

    async def greet_installer(self, now: datetime) -> None:
        """Tell whoever has the say what to do next, once for each workspace that came of late.

        Who installed it for a whole organization has read that on the page, and may be in no workspace yet
        that has it.
        """
        for newcomer in await self.place.tenants.everyone(now - LATELY):
            whole = newcomer.team == newcomer.enterprise
            if not whole and not await self._is_told(newcomer.team, INSTALLER):
                # Some time may have passed in greeting others: who left meanwhile is none of ours any more.
                one = await self.place.tenants.of(newcomer.enterprise, newcomer.team)
                if one is not None:
                    with serving(one):
                        await self._greet_one(one.team, now)

    async def _greet_one(self, team: str, now: datetime) -> None:
        admin = next(iter(self.place.admins), "")
        if not admin or not await self._first(team, INSTALLER, now):
            return
        try:
            words = await self.place.words(Place(team, "", "", admin, ""))
            await self.place.slack.post(admin, installed(words))
        except (SlackApiError, CannotPost) as error:
            # Slack said no, and would say it again; the others still want to hear theirs.
            log.warning("not greeted", team=team, error=describe(error))
        except Exception:
            await self._shelf().drop(self._shelf().spot(team, about=INSTALLER))
            raise

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

    async def _first(self, team: str, about: str, now: datetime) -> bool:
        shelf = self._shelf()
        return not await self._is_told(team, about) and await shelf.add(
            shelf.spot(team, about=about), Told(), now
        )

    async def _is_told(self, team: str, about: str) -> bool:
        return await self._shelf().get(self._shelf().spot(team, about=about)) is not None

    def _shelf(self) -> Shelf[Told]:
        return Shelf(self.place.store, TOLD, Told)
