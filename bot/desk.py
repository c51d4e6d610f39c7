"""The front desk: whatever came in is sent on to the desk that takes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, assert_never

from bot import views
from bot.delivered import Heard
from bot.desks.table import Reaction, Table
from bot.heard import Called, Errand, Noted, Pressed, Submitted, Typed
from bot.transient import Newer
from bot.wire import read_action, read_form
from bot.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes what was typed, pressed or sent; a forged press is explained."""

    place: Workplace
    table: Table

    async def serve(self, heard: Heard, answer: Callable[[Mapping[str, Any]], bool]) -> None:
        """Do what it asks for; `answer` tells Slack what becomes of a form that was sent."""
        match heard:
            case Typed():
                await self._hear(heard)
            case Pressed():
                await self._press(heard)
            case Submitted():
                await self._submit(heard, answer)
            case Called():
                await self._call(heard)
            case Noted():
                await self._note(heard)
            case Errand():
                await self._go(heard)
            case _:
                assert_never(heard)

    async def _hear(self, said: Typed) -> None:
        said = self._threaded(said)
        for ear in self.table.ears:
            if await ear(said):
                return

    async def _press(self, pressed: Pressed) -> None:
        press = read_action(pressed.action)
        handler = self.table.presses.get(type(press)) if press else None
        if handler is None:
            words = await self.place.words(pressed.place)
            await self.place.whisper(pressed, views.unknown_button(words))
        else:
            await handler(pressed, press)

    async def _submit(self, submitted: Submitted, answer: Callable[[Mapping[str, Any]], bool]) -> None:
        form = read_form(submitted.view)
        handler = self.table.forms.get(type(form)) if form else None
        if handler is None:
            answer({})
            words = await self.place.words(submitted.place)
            await self.place.slack.post(submitted.place.person, views.unknown_button(words))
            return
        reaction = await handler(submitted, form)
        is_heard = answer(reaction.ack)
        if reaction.then:
            await reaction.then()
        elif not is_heard and reaction.ack:
            await self._say_late(submitted, reaction)

    async def _say_late(self, submitted: Submitted, reaction: Reaction) -> None:
        """The form closed before we could say what is wrong in it: nothing may seem done that is not."""
        if reaction.ack.get("response_action") == "errors":
            words = await self.place.words(submitted.place)
            await self.place.slack.post(submitted.place.person, views.form_too_late(words))

    async def _call(self, called: Called) -> None:
        if handler := self.table.shortcuts.get(called.callback):
            await handler(called)

    async def _note(self, noted: Noted) -> None:
        for handler in self.table.events.get(noted.kind, ()):
            await handler(noted)

    async def _go(self, errand: Errand) -> None:
        handler = self.table.errands.get(errand.name)
        if handler is None:
            raise Newer(errand.name)
        await handler(errand)

    def _threaded(self, said: Typed) -> Typed:
        """An agent's DM is made of threads: what is said at its top begins one."""
        is_top = said.place.surface == "direct" and not said.place.thread
        if not is_top or "agent" not in self.place.settings.capabilities:
            return said
        return replace(said, place=replace(said.place, thread=said.ts))
