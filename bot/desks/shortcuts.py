"""The shortcut on a message: its words are the task, and only whoever used it sees the answer."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.desks.table import Table
from bot.heard import Called
from bot.views import check_form as views
from bot.views.message import Message
from bot.workplace import Workplace
from dialogs.messages import Begin

MESSAGE_SHORTCUT: Final = "check_message"
"""Its callback id in the manifest."""

_MENTION: Final = re.compile(r"<[@!#][^<>]*>")
"""Somebody's id in a message; it says nothing about a task."""


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """Begins a check that lives in `response_url`s, as behind the command; so no membership is needed."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_shortcut(MESSAGE_SHORTCUT, self.check)

    async def check(self, called: Called) -> None:
        """Check the message, once."""
        if not await self.place.conversations.first_time(called.place.team, called.trigger, called.at):
            return
        task = _MENTION.sub(" ", called.text).strip()
        words = await self.place.words(called.place)
        if not task:
            await self._whisper(called, views.no_words(words))
        elif (await self.place.house.chosen(called.place.team)).allows(called.place.channel):
            await self._ask(called, task)
        else:
            await self._whisper(called, views.not_here(words))
            begun = await self.place.begin_in_dm(called.place, task, called.at)
            await self.place.changed(begun.place)

    async def _ask(self, called: Called, task: str) -> None:
        here = replace(called.place, surface="command")
        begin = Begin(self.place.new_id(), here.person, called.at, task)
        turn = await self.place.conversations.begin(here, begin)
        await self.place.delivery.answer_typed(turn, url=called.url)
        await self.place.changed(here)

    async def _whisper(self, called: Called, message: Message) -> None:
        await self.place.slack.respond(called.url, message, thread=called.place.thread)
