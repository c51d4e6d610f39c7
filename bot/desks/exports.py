"""Advice to take along: one as a memo, or all of one's own as a sheet."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot import views
from bot.desks.table import Table
from bot.files import WRITE, FileTrouble, Outgoing, ScopeMissing
from bot.heard import Pressed
from bot.memo import compose_memo, write_markdown
from bot.results import write_mine
from bot.studio.door import StudioFailed
from bot.studio.orders import Memo
from bot.views.escape import escape
from bot.views.exports import decision_lines, memo_message, said, told
from bot.wire.exports import Format, PressExport, PressExportAll
from bot.words import Words
from bot.workplace import Workplace
from dialogs.archive import ALL
from dialogs.decisions import Decisions
from dialogs.messages import Advise, Refused
from dialogs.session import Session

_NOT_IN_NAMES: Final = re.compile(r"[^\w]+")
NAME_LONGEST: Final = 50


@dataclass(frozen=True, slots=True)
class Exports:
    """Writes what somebody wants to have, and sends it to their DM."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressExport, self.export)
        table.on_press(PressExportAll, self.export_all)

    @property
    def decisions(self) -> Decisions:
        """What was decided."""
        return Decisions(self.place.store, self.place.knowledge)

    async def export(self, pressed: Pressed, press: PressExport) -> None:
        """The presser's own advice as a memo."""
        where, words = pressed.place, await self.place.words(pressed.place)
        turn = await self.place.conversations.look(where.team, press.assessment, where.person, pressed.at)
        if isinstance(turn.reply, Refused):
            await self.place.whisper(pressed, views.refuse(turn.reply, words))
        elif not isinstance(turn.reply.card, Advise):
            await self._tell(pressed, words.own.portfolio.memo.not_advised, words)
        elif await self.place.first_tap(pressed, press):
            await self._send_memo(pressed, press, turn.reply.card, words)

    async def export_all(self, pressed: Pressed, press: PressExportAll) -> None:
        """All of the presser's own assessments as a sheet."""
        where, words = pressed.place, await self.place.words(pressed.place)
        own = words.own.portfolio.memo
        sessions = await self._mine(where.team, where.person)
        if not sessions:
            await self._tell(pressed, own.nothing, words)
        elif WRITE not in self.place.scopes:
            await self._tell(pressed, own.no_write_all, words)
        elif await self.place.first_tap(pressed, press):
            await self._tell(pressed, own.done_all, words)
            found = await self.decisions.of_person(where.team, where.person)
            decided = {each.assessment: " ".join(decision_lines(each, where.person, words)) for each in found}
            knowledge = await self.place.knowledge(where.team)
            sheet = await asyncio.to_thread(write_mine, sessions, decided, knowledge, words)
            await self._send(where.person, sheet, own.comment_all, words)

    async def _mine(self, team: str, person: str) -> Sequence[Session]:
        stored = await self.place.store.run(lambda visit: visit.of_person(team, person, ALL))
        return [each.session for each in stored if each.session.task]

    async def _send_memo(self, pressed: Pressed, press: PressExport, card: Advise, words: Words) -> None:
        where, own = pressed.place, words.own.portfolio.memo
        if pressed.view or not where.channel.startswith("D"):
            await self._tell(pressed, own.done, words)
        decision = await self.decisions.of(where.team, card.assessment)
        if WRITE not in self.place.scopes:
            await self.place.slack.post(where.person, memo_message(card, decision, words))
            return
        lines = decision_lines(decision, where.person, words) if decision else ()
        memo = compose_memo(card, words, pressed.at, decision=lines)
        try:
            written = await self._write(memo, press.format, words)
        except StudioFailed:
            await self.place.slack.post(where.person, said(own.failed))
            return
        if not await self._send(where.person, written, own.comment, words):
            await self.place.slack.post(where.person, memo_message(card, decision, words))

    async def _write(self, memo: Memo, kind: Format, words: Words) -> Outgoing:
        task = _NOT_IN_NAMES.sub("-", memo.task)[:NAME_LONGEST].strip("-_")
        name = "-".join(filter(None, (words.own.portfolio.memo.file, task)))
        match kind:
            case Format.PDF:
                return Outgoing(f"{name}.pdf", await self.place.studio.print(memo))
            case Format.MARKDOWN:
                return Outgoing(f"{name}.md", write_markdown(memo).encode())

    async def _send(self, person: str, file: Outgoing, comment: str, words: Words) -> bool:
        """Whether we were allowed to."""
        try:
            await self.place.slack.files.upload(person, file, comment=escape(comment))
        except ScopeMissing:
            return False
        except FileTrouble:
            await self.place.slack.post(person, said(words.own.portfolio.memo.failed))
        return True

    async def _tell(self, pressed: Pressed, text: str, words: Words) -> None:
        """A sentence for the presser: in a modal where they pressed in one, or at Home."""
        if pressed.view:
            await self.place.show(pressed, told(text, words))
        else:
            await self.place.whisper(pressed, said(text))
