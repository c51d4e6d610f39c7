"""What is kept of a person: handed out to them, and forgotten when they say so."""

import json
from dataclasses import dataclass
from typing import Any, Final

from bot.desks.table import Reaction, Table
from bot.files import WRITE, FileTrouble, Outgoing
from bot.heard import Pressed, Submitted
from bot.homepage import Homepage, remembered
from bot.lanes import step_aside
from bot.views.looking import exported, gone, wait
from bot.views.privacy import PART, ask_erase_one, in_parts, parts_cut
from bot.wire import name_view
from bot.wire.home import HomeForm
from bot.wire.privacy import EraseOneForm, PressEraseMine, PressEraseOne, PressExportMine
from bot.words import Words
from bot.workplace import Workplace
from dialogs.audit import Act, Audit

FILE: Final = "outsource-advisor-my-data.json"

MOST_PARTS: Final = 40
"""Messages in a row: more would bury the DM, and Slack takes one a second."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """Serves everybody's right to their own data."""

    place: Workplace

    @property
    def page(self) -> Homepage:
        """Puts a Home together."""
        return Homepage(self.place)

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressExportMine, self.export)
        table.on_press(PressEraseMine, self.erase)
        table.on_press(PressEraseOne, self.ask)
        table.on_form(EraseOneForm, self.erase_one)

    async def export(self, pressed: Pressed, press: PressExportMine) -> None:
        """Send everything to the DM: as a file, or in parts where we may send none."""
        if not await self.place.first_tap(pressed, press):
            return
        words, where = await self.place.words(pressed.place), pressed.place
        modal = await self.place.slack.modals.open(pressed.trigger, wait(words.own.looking.sent, words))
        archive = await self.page.archive(where.team)
        await Audit(self.place.store).note_person(Act.EXPORTED, where.team, where.person, pressed.at)
        kept = await archive.everything(where.team, where.person, pressed.at)
        changed = await self.place.house.preferences.changed_by(where.team, where.person)
        if changed:
            kept["settings_changed"] = [change.model_dump(mode="json") for change in changed]
        is_sent = WRITE in self.place.scopes and await self._upload(where.person, kept, words)
        await self.place.slack.modals.change(modal, exported(words))
        if not is_sent:
            step_aside()  # Slack takes a message a second: nobody should wait for the last of them.
            await self._send_parts(where.person, kept, words)

    async def erase(self, pressed: Pressed, _press: PressEraseMine) -> None:
        """Forget that person."""
        words, where = await self.place.words(pressed.place), pressed.place
        await (await self.page.archive(where.team)).erase(where.team, where.person, pressed.at)
        await self.place.house.preferences.erase(where.team, where.person, pressed.at)
        await self.page.show(where, said=words.own.home.erased)

    async def ask(self, pressed: Pressed, press: PressEraseOne) -> None:
        """Ask once more before one assessment is forgotten."""
        words, where = await self.place.words(pressed.place), pressed.place
        session = await (await self.page.archive(where.team)).one(where.team, where.person, press.assessment)
        home = str(pressed.view.get("private_metadata") or "")
        form = EraseOneForm(press.assessment, home)
        await self.place.show(pressed, ask_erase_one(session.task, form, words) if session else gone(words))

    async def erase_one(self, submitted: Submitted, form: EraseOneForm) -> Reaction:
        """Forget that assessment."""

        async def forget() -> None:
            words, where = await self.place.words(submitted.place), submitted.place
            await (await self.page.archive(where.team)).erase_one(where.team, where.person, form.assessment)
            home = {"private_metadata": form.home, "callback_id": name_view(HomeForm)}
            await self.page.show(where, remembered(home), said=words.own.home.erased_one)

        return Reaction(then=forget)

    async def _upload(self, person: str, kept: dict[str, Any], words: Words) -> bool:
        own = words.own.privacy
        data = json.dumps(kept, ensure_ascii=False, indent=2).encode()
        try:
            await self.place.slack.files.upload(
                person, Outgoing(FILE, data, own.file_title), comment=own.file_comment
            )
        except FileTrouble:
            return False
        return True

    async def _send_parts(self, person: str, kept: dict[str, Any], words: Words) -> None:
        text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
        parts = [text[start : start + PART] for start in range(0, len(text), PART)]
        for number, part in enumerate(parts[:MOST_PARTS], start=1):
            await self.place.slack.post(person, in_parts(number, len(parts), part, words))
        if len(parts) > MOST_PARTS:
            await self.place.slack.post(person, parts_cut(MOST_PARTS, len(parts), words))
