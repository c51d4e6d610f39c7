"""App Home: opened, looked through, and kept up to date."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from bot.describing import refusal
from bot.desks.table import Table
from bot.heard import Noted, Pressed
from bot.homepage import Homepage, remembered
from bot.views.home_decided import list_decided
from bot.views.home_lists import look_at_picture, no_picture
from bot.views.looking import look_at_concept, look_at_help, wait
from bot.wire import Press, filled_in
from bot.wire.home import (
    SEARCHED,
    HomeForm,
    PressAll,
    PressConcept,
    PressDecisions,
    PressFind,
    PressFit,
    PressHelp,
    PressLean,
    PressLink,
    PressPage,
    PressPicture,
)
from bot.words import Words
from bot.workplace import Workplace
from dialogs.portfolio import Portfolio
from dialogs.portfolios import Portfolios
from dialogs.text_cleaning import clean, cut

PAUSES: Final = (0.0, 0.5, 1.0, 2.0)
"""Seconds before each try to show a picture."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Shows everybody their own Home."""

    place: Workplace

    @property
    def page(self) -> Homepage:
        """Puts a Home together."""
        return Homepage(self.place)

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_event("app_home_opened", self.open)
        table.on_change(self.page.refresh)
        for kind in (PressPage, PressLean, PressFit, PressFind, PressAll):
            table.on_press(kind, self.list)
        table.on_press(PressHelp, self.help)
        table.on_press(PressConcept, self.explain)
        table.on_press(PressDecisions, self.list_decided)
        table.on_press(PressPicture, self.show_picture)
        table.on_press(PressLink, self.pass_over)

    async def open(self, noted: Noted) -> None:
        """Publish the Home of the person who opened it; it lists what it did when they left."""
        if noted.event.get("tab") == "home" and noted.place.person:
            # Noted first: once they see their Home they may have themselves forgotten.
            await self.page.readers.note(noted.place.team, noted.place.person, noted.at)
            await self.page.show(noted.place, remembered(noted.event.get("view")))

    async def list(self, pressed: Pressed, press: Press) -> None:
        """List something else."""
        await self.page.show(pressed.place, _wanted(remembered(pressed.view), press, pressed))

    async def help(self, pressed: Pressed, _press: PressHelp) -> None:
        """One screen of help."""
        await self.place.show(pressed, look_at_help(await self.place.words(pressed.place)))

    async def explain(self, pressed: Pressed, press: PressConcept) -> None:
        """What the pack says about a concept."""
        view = look_at_concept(press.concept, await self.place.words(pressed.place))
        await self.place.show(pressed, view)

    async def list_decided(self, pressed: Pressed, _press: PressDecisions) -> None:
        """Everything that was decided."""
        words, at = await self.place.words(pressed.place), pressed.place
        mine = await (await self.page.archive(at.team)).mine(at.team, at.person)
        await self.place.show(pressed, list_decided(await self.page.decided(at, mine), words))

    async def show_picture(self, pressed: Pressed, press: PressPicture) -> None:
        """The picture of a list, as long as Slack has it."""
        words, at = await self.place.words(pressed.place), pressed.place
        portfolios = Portfolios(await self.place.knowledge(at.team), self.place.store)
        portfolio = await portfolios.find(at.team, at.person, press.portfolio)
        modal = await self.place.slack.modals.open(
            pressed.trigger, wait(words.own.home.list_picture_title, words)
        )
        if (
            portfolio is None
            or not portfolio.picture
            or not await self._show_picture(modal, portfolio, words)
        ):
            await self.place.slack.modals.change(modal, no_picture(words))

    async def _show_picture(self, modal: Mapping[str, Any], portfolio: Portfolio, words: Words) -> bool:
        """False when Slack has no such file; one that was just uploaded it may not have looked into yet."""
        for pause in PAUSES:
            await asyncio.sleep(pause)
            try:
                await self.place.slack.modals.change(modal, look_at_picture(portfolio, words))
            except SlackApiError as error:
                if refusal(error) != "invalid_arguments":
                    raise
            else:
                return True
        return False

    async def pass_over(self, _pressed: Pressed, _press: PressLink) -> None:
        """Slack has led there by itself."""


def _wanted(before: HomeForm, press: Press, pressed: Pressed) -> HomeForm:
    """What to list after that press; what is wanted anew begins on its first page."""
    match press:
        case PressPage(page):
            return replace(before, page=page)
        case PressLean(lean):
            return replace(before, lean=lean, page=1)
        case PressFit(fit):
            return replace(before, fit=fit, page=1)
        case PressFind():
            words = cut(clean("".join(filled_in(pressed.action))), SEARCHED)
            return replace(before, words=words, page=1)
    return HomeForm()
