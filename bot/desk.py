"""The front desk: every surface comes here, and is sent on to the desk that takes it."""

from dataclasses import dataclass, replace

from bot import views
from bot.desks.table import Reaction, Table
from bot.heard import Called, Closed, Noted, Pressed, Submitted, Typed
from bot.inflight import InFlight
from bot.slack import Slack
from bot.wire import read_action, read_form
from bot.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes what was typed, pressed or sent; a repeated delivery is passed over, a forged press explained."""

    place: Workplace
    table: Table
    work: InFlight

    @property
    def slack(self) -> Slack:
        """The way to Slack."""
        return self.place.slack

    async def hear(self, said: Typed) -> None:
        """Answer what was typed, once."""
        said = self._threaded(said)
        async with self.work.one():
            if await self.place.conversations.first_time(said.place.team, said.once, said.at):
                for ear in self.table.ears:
                    if await ear(said):
                        return

    async def press(self, pressed: Pressed) -> None:
        """Do what the pressed button says."""
        async with self.work.one():
            press = read_action(pressed.action)
            handler = self.table.presses.get(type(press)) if press else None
            if handler is None:
                words = await self.place.words(pressed.place)
                await self.place.whisper(pressed, views.unknown_button(words))
            else:
                await handler(pressed, press)

    async def submit(self, submitted: Submitted) -> Reaction:
        """What to tell Slack at once about a sent form, and what to do then."""
        async with self.work.one():
            form = read_form(submitted.view)
            handler = self.table.forms.get(type(form)) if form else None
            if handler is None:
                return Reaction(then=lambda: self._explain(submitted))
            return await handler(submitted, form)

    async def finish(self, reaction: Reaction) -> None:
        """The work after Slack was told."""
        if reaction.then:
            async with self.work.one():
                await reaction.then()

    async def call(self, called: Called) -> None:
        """Somebody used a shortcut; one that an older manifest had is passed over."""
        async with self.work.one():
            if handler := self.table.shortcuts.get(called.callback):
                await handler(called)

    async def note(self, noted: Noted) -> None:
        """Something happened; most of it is nobody's business here."""
        handlers = self.table.events.get(noted.kind, ())
        if not handlers:
            return
        async with self.work.one():
            if await self.place.conversations.first_time(noted.place.team, noted.once, noted.at):
                for handler in handlers:
                    await handler(noted)

    async def close(self, closed: Closed) -> None:
        """Somebody closed a modal without sending it."""
        async with self.work.one():
            form = read_form(closed.view)
            if form and (handler := self.table.closes.get(type(form))):
                await handler(closed, form)

    def _threaded(self, said: Typed) -> Typed:
        """An agent's DM is made of threads: what is said at its top begins one."""
        is_top = said.place.surface == "direct" and not said.place.thread
        if not is_top or "agent" not in self.place.settings.capabilities:
            return said
        return replace(said, place=replace(said.place, thread=said.ts))

    async def _explain(self, submitted: Submitted) -> None:
        words = await self.place.words(submitted.place)
        await self.slack.post(submitted.place.person, views.unknown_button(words))
