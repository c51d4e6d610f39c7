"""Lists of many tasks: brought as a file or pasted, and any row opened as a dialog."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.desks.table import Reaction, Table
from bot.heard import Pressed, Submitted, Typed
from bot.listwork import Job, ListWork, place_of
from bot.sheets.lists import MANY, read_list
from bot.slack import Posted
from bot.views import portfolio as views
from bot.wire import fields_of
from bot.wire.portfolio import (
    LIST_BLOCK,
    PasteForm,
    PressAsList,
    PressColumn,
    PressDrop,
    PressPaste,
    PressResults,
    PressTake,
)
from bot.workplace import Workplace
from dialogs.portfolio import Draft
from dialogs.portfolios import Portfolios, forget_drafts
from dialogs.refusal import Refusal
from dialogs.text_cleaning import clean

_MARKED: Final = re.compile(r"(?<!\S)\(?\d{1,3}[.)]\s")
_OTHER_KINDS: Final = ("image/", "video/", "audio/", "application/pdf")
_About = PressColumn | PressTake | PressDrop

FEWEST_PASTED: Final = 2
"""Tasks; whoever asks for a list gets one, however short."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Takes lists, and goes on with them."""

    place: Workplace
    work: ListWork

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_typed(self.hear)
        table.on_press(PressColumn, self.choose_column)
        table.on_press(PressTake, self.take_pasted)
        table.on_press(PressAsList, self.take_offered)
        table.on_press(PressDrop, self.drop)
        table.on_press(PressPaste, self.ask_for_list)
        table.on_press(PressResults, self.show_again)
        table.on_form(PasteForm, self.paste)
        table.on_tick(self.tidy)

    async def portfolios(self, team: str) -> Portfolios:
        """What everybody in that team has brought."""
        return await self.work.portfolios(team)

    # ------------------------------------------------------------------ typed

    async def hear(self, said: Typed) -> bool:
        """A file, a long list, or the row that somebody wants to open."""
        if said.place.surface != "direct":
            return False
        if said.files:
            return await self._take_files(said)
        return await self._take_text(said)

    async def _take_files(self, said: Typed) -> bool:
        """Each file that may be a list; words beside other files are still to be heard."""
        for file in said.files:
            await self._take_file(said, file)
        return not said.text or any(map(_may_be_list, said.files))

    async def _take_file(self, said: Typed, file: Mapping[str, Any]) -> None:
        where, name = said.place, clean(str(file.get("name") or ""))
        if not _may_be_list(file):
            words = await self.place.words(where)
            message = views.refused(Refusal.OTHER_KIND, name, words)
            await self.place.slack.post(where.channel, message, thread=where.thread)
            return
        draft = Draft(title=name, channel=where.channel, thread=where.thread, file=str(file.get("id") or ""))
        await self.work.take(Job(where, draft, said.at, file))

    async def _take_text(self, said: Typed) -> bool:
        """A list is taken at once; what may be one is offered to be, and heard as one task for now."""
        if said.text.count("\n") + said.text.count(";") + len(_MARKED.findall(said.text)) < MANY - 1:
            return False
        where = said.place
        found = read_list(said.text, await self.place.knowledge(where.team))
        if found is None:
            return False
        draft = Draft(title="", channel=where.channel, thread=where.thread, text=found.text)
        if found.is_sure:
            await self.work.take(Job(where, draft, said.at))
            return True
        named = self.place.new_id()
        await (await self.portfolios(where.team)).draft(where.team, where.person, named, draft, said.at)
        offer = views.offer_list(named, len(found.grid.rows), await self.place.words(where))
        await self.place.slack.post(where.channel, offer, thread=where.thread)
        return False

    # ---------------------------------------------------------------- pressed

    async def choose_column(self, pressed: Pressed, press: PressColumn) -> None:
        """Go on with the list whose column of tasks is known now."""
        if draft := await self._claim(pressed, press):
            job = Job(place_of(pressed, draft), draft, pressed.at, column=press.column, asked=_at(pressed))
            await self.work.take(job)

    async def take_pasted(self, pressed: Pressed, press: PressTake) -> None:
        """Take as a list what was pasted."""
        if draft := await self._claim(pressed, press):
            await self.work.take(Job(place_of(pressed, draft), draft, pressed.at, asked=_at(pressed)))

    async def take_offered(self, pressed: Pressed, press: PressAsList) -> None:
        """Take as a list the tasks of a message that are offered one by one."""
        where = pressed.place
        stored = await self.place.store.run(lambda visit: visit.find(press.assessment))
        if stored is None or (stored.place.team, stored.session.owner) != (where.team, where.person):
            await self.work.say_gone(pressed)
            return
        # A list's results are private: from a channel they go to the DM.
        here = where if where.channel.startswith("D") else replace(where, channel="", thread="")
        tasks = stored.session.offered or (stored.session.task,)
        draft = Draft(title="", channel=here.channel, thread=here.thread, text="\n".join(tasks))
        if await self.place.first_tap(pressed, press):
            if not here.channel:
                await self.place.whisper(pressed, views.coming(await self.place.words(where)))
            await self.work.take(Job(replace(here, surface="direct"), draft, pressed.at))

    async def drop(self, pressed: Pressed, press: PressDrop) -> None:
        """Leave the list alone."""
        if draft := await self._claim(pressed, press):
            words = await self.place.words(pressed.place)
            message = views.dropped(draft.title, words)
            await self.place.slack.edit(_at(pressed), message)

    async def show_again(self, pressed: Pressed, press: PressResults) -> None:
        """Give the results anew."""
        if found := await self.work.find(pressed, press):
            if pressed.view:
                await self.place.show(pressed, views.on_its_way(await self.place.words(pressed.place)))
            await self.work.show_again(place_of(pressed, found), found)

    async def ask_for_list(self, pressed: Pressed, _press: PressPaste) -> None:
        """Ask for a list."""
        await self.place.show(pressed, views.paste_modal(await self.place.words(pressed.place)))

    # ------------------------------------------------------------------- form

    async def paste(self, submitted: Submitted, _form: PasteForm) -> Reaction:
        """A list of whatever length; its results come to the DM."""
        where, words = submitted.place, await self.place.words(submitted.place)
        typed = "".join(fields_of(submitted.view).get(LIST_BLOCK, ()))
        found = read_list(typed, await self.place.knowledge(where.team), least=FEWEST_PASTED)
        if found is None:
            return _at_field(LIST_BLOCK, words.own.portfolio.lists.paste_short)
        job = Job(where, Draft(title="", channel="", thread="", text=found.text), submitted.at)
        view = views.on_its_way(words)
        return Reaction({"response_action": "update", "view": view}, then=lambda: self.work.take(job))

    # ------------------------------------------------------------------ inside

    async def tidy(self, now: datetime) -> None:
        """Forget the lists that waited for too long."""
        await forget_drafts(self.place.store, now)

    async def _claim(self, pressed: Pressed, press: _About) -> Draft | None:
        """The list that waits, for the first press only; a later one is told that it waits no more.

        The pressed message turns into what comes of it, so it must be one that nobody else reads.
        """
        where, portfolios = pressed.place, await self.portfolios(pressed.place.team)
        if not await self.place.first_tap(pressed, press):
            return None
        if where.channel.startswith("D"):
            draft = await portfolios.claim_draft(where.team, where.person, press.draft, pressed.at)
            if draft:
                return draft
        await self.work.say_gone(pressed)
        return None


def _may_be_list(file: Mapping[str, Any]) -> bool:
    """Whether a file is worth a look; of one from another organization we know nothing yet."""
    return not str(file.get("mimetype") or "").startswith(_OTHER_KINDS)


def _at(pressed: Pressed) -> Posted:
    """The message that was pressed."""
    return Posted(pressed.card.channel, pressed.card.ts)


def _at_field(block: str, fault: str) -> Reaction:
    return Reaction({"response_action": "errors", "errors": {block: fault}})
