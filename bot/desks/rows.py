"""A row of a list, opened as a dialog to sharpen it: by a press, by its number, or in words."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.desks.table import Reaction, Table
from bot.heard import Pressed, Submitted, Typed
from bot.listwork import ListWork, place_of
from bot.views import portfolio as views
from bot.views.looking import gone
from bot.wire import fields_of
from bot.wire.portfolio import ROW_BLOCK, PressFindRow, PressRow, RowForm
from bot.workplace import Workplace
from dialogs.places import Place
from dialogs.portfolio import Portfolio
from dialogs.text_cleaning import plain

LONGEST_NAMED: Final = 40
"""Characters of the words that name a row."""

_NUMBERED: Final = re.compile(r"(?:(.*\S)\s+)?#?\s*(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Rows:
    """Opens them; what is learned in the dialog goes into the list's next results."""

    place: Workplace
    work: ListWork

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_typed(self.hear)
        table.on_press(PressRow, self.open)
        table.on_press(PressFindRow, self.ask)
        table.on_form(RowForm, self.find)

    async def hear(self, said: Typed) -> bool:
        """Open the row that was typed, of the list that was brought last."""
        if said.place.surface != "direct":
            return False
        named = _NUMBERED.fullmatch(plain(said.text)) if len(said.text) <= LONGEST_NAMED else None
        if named is None:
            return False
        words = await self.place.words(said.place)
        if (named[1] or "") not in map(plain, words.own.portfolio.lists.rows):
            return False
        found = await (await self.work.portfolios(said.place.team)).newest(said.place.team, said.place.person)
        if found is None:
            no_list = views.no_list(words)
            await self.place.slack.post(said.place.channel, no_list, thread=said.place.thread)
        else:
            await self._open(said.place, found, int(named[2]), said.at)
        return True

    async def open(self, pressed: Pressed, press: PressRow) -> None:
        """Open the dialog about that row."""
        if found := await self.work.find(pressed, press):
            await self._open(place_of(pressed, found), found, press.number, pressed.at)

    async def ask(self, pressed: Pressed, press: PressFindRow) -> None:
        """Ask for the number of a row."""
        view = views.row_modal(press.portfolio, await self.place.words(pressed.place))
        await self.place.show(pressed, view)

    async def find(self, submitted: Submitted, form: RowForm) -> Reaction:
        """The row of that number; what is wrong with it is said at its field."""
        where, words = submitted.place, await self.place.words(submitted.place)
        typed = "".join(fields_of(submitted.view).get(ROW_BLOCK, ()))
        named = _NUMBERED.fullmatch(plain(typed))
        if named is None:
            return _at_field(words.own.portfolio.lists.row_wrong)
        portfolios = await self.work.portfolios(where.team)
        found = await portfolios.find(where.team, where.person, form.portfolio)
        entries = await portfolios.entries(where.team, where.person, form.portfolio)
        if found is None or not entries:
            return Reaction({"response_action": "update", "view": gone(words)})
        if all(entry.number != int(named[2]) for entry in entries):
            return _at_field(views.row_missing(int(named[2]), entries, words))
        here = place_of(submitted, found)
        return Reaction(then=lambda: self._open(here, found, int(named[2]), submitted.at))

    async def _open(self, where: Place, portfolio: Portfolio, number: int, at: datetime) -> None:
        portfolios = await self.work.portfolios(where.team)
        assessment = await portfolios.open_row(where, portfolio.id, number, at)
        if assessment is None:
            entries = await portfolios.entries(where.team, where.person, portfolio.id)
            words = await self.place.words(where)
            message = views.no_such_row(number, entries, words) if entries else views.no_list(words)
            await self.place.slack.post(where.channel, message, thread=where.thread)
            return
        turn = await self.place.conversations.look(where.team, assessment, where.person, at)
        await self.place.delivery.show_below(turn)
        await self.place.changed(where)


def _at_field(fault: str) -> Reaction:
    return Reaction({"response_action": "errors", "errors": {ROW_BLOCK: fault}})
