"""A fake person for stories: says, presses and reads what a human would, and is told off where a human is."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from bot.sandbox.blocks import Control
from bot.sandbox.feed import Feed, Screen
from bot.sandbox.form import fill
from bot.sandbox.glance import Target, contains, find_label, pick
from bot.sandbox.hands import Hands
from bot.sandbox.onlooker import Onlooker
from bot.sandbox.people import User
from bot.sandbox.presses import Pressed
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json
from bot.sandbox.text import bare


class Person(Onlooker):
    """Alice, Bob or Carol at their screen.

    Messages and views that come back are copies of what was visible then: pressing `on` one of them later
    is pressing an old button.
    """

    def __init__(self, user: User, hands: Hands, feed: Feed, patience: float) -> None:
        super().__init__(user, hands.workspace, feed)
        self._hands = hands
        self._patience = patience
        self._drafts: dict[str, Json] = {}

    # ------------------------------------------------------------------ talking
    async def say(self, text: str, channel: str = "general", thread: Json | str | None = None) -> Json:
        """Type something in a channel, or in the thread of a message there; the message."""
        self._at_home = False
        parent = _parent(thread)
        channel_id = self._channel(channel)
        try:
            message = self._hands.say(self.user, channel_id, text, parent)
        except CannotDo as error:
            self._scolded.append(str(error))
            return {}
        return {**message.as_shown(0), "channel": channel_id} if message else {}

    async def mention(self, text: str, channel: str = "general", thread: Json | str | None = None) -> Json:
        """Mention the app and say something; the message."""
        bot = self._workspace.app.bot.id
        message = await self.say(f"<@{bot}> {text}", channel, thread)
        with self._feed.watch(self.id) as screen:
            await self._await_reaction(screen)
        return message

    async def dm(self, text: str, thread: Json | str | None = None) -> Json:
        """Write to the app in private; the message."""
        message = await self.say(text, "dm", thread)
        with self._feed.watch(self.id) as screen:
            await self._await_reaction(screen)
        return message

    async def command(self, text: str, channel: str = "general", thread: Json | str | None = None) -> None:
        """Run a slash command, such as `/outsource-check monthly payroll`."""
        self._at_home = False
        parent = _parent(thread)
        channel_id = self._channel(channel)
        await self._do(lambda: self._hands.run(self.user, channel_id, text, parent))

    async def edit(self, message: Json, text: str) -> None:
        """Edit a message of one's own."""
        self._hands.edit(self.user, message["channel"], message["ts"], text)

    async def delete(self, message: Json) -> None:
        """Delete a message of one's own."""
        self._hands.delete(self.user, message["channel"], message["ts"])

    # ----------------------------------------------------------------- pressing
    async def press(self, label: str, on: Json | str | None = None, *, within: float = 5.0) -> None:
        """Press the button, or pick the option, of that label; an open modal's own buttons too.

        Args:
            label: its visible words.
            on: where: a message or view seen earlier, or words that stand there; else the newest that has it.
            within: seconds to wait until it is there.

        Raises:
            AssertionError: it does not appear; the error says what was there.
        """
        found = await self._wait_for(lambda: self._find(label, on), within)
        if found is None:
            raise AssertionError(
                f"{self.user.name} finds nothing to press called {label!r}. {self._describe()}"
            )
        if isinstance(found, Target):
            await self._press(found)
        else:
            await found()

    async def forge(self, on: Json, **action: Any) -> None:
        """Send a press that no button offers, as a tampered client would (`action_id`, `value`, ...)."""
        block = {"block_id": "forged", "type": "actions"}
        element = {"type": "button", "text": {"type": "plain_text", "text": "forged"}, **action}
        where = self._workspace.message(on["channel"], on["ts"])
        assert where, "There is no such message (any more)."  # noqa: S101 - a Person is part of a test
        with self._feed.watch(self.id) as screen:
            await self._hands.presses.press(self.user, Pressed(where, Control(block, element), {}))
            await self._await_reaction(screen)

    async def _press(self, target: Target) -> None:
        if target.on.get("type") == "modal":
            action = pick(target, self._drafted(target))
            self._draft(target, action)
            if target.control.is_input:
                return
        else:
            action = pick(target, self._picked(target))
        await self._do(lambda: self._hands.press(self.user, _container(target.on), action))

    # ------------------------------------------------------------------- modals
    async def submit(self, values: Mapping[str, Any] | None = None, /, **named: Any) -> Json:
        """Fill in the open modal by its labels and submit it; errors by block id, {} when it went through.

        Raises:
            AssertionError: no modal opens, or it has no such field.
        """
        view = await self._wait_for(self._modal, 5.0)
        if view is None:
            raise AssertionError(f"{self.user.name} has no modal open. {self._describe()}")
        filled = fill(view, self._drafts.get(view["id"], {}), {**(values or {}), **named})
        with self._feed.watch(self.id) as screen:
            errors = self._errors[view["id"]] = await self._try_submit(view["id"], filled)
            if not errors:
                await self._await_reaction(screen)
        return errors

    async def _try_submit(self, view_id: str, filled: Json) -> Json:
        try:
            return await self._hands.submit(self.user, view_id, filled)
        except CannotDo as error:
            return {"": str(error)}

    async def close_view(self) -> None:
        """Close the open modal without submitting it.

        Raises:
            AssertionError: no modal is open.
        """
        view = self._modal()
        if view is None:
            raise AssertionError(f"{self.user.name} has no modal open. {self._describe()}")
        self._hands.close(self.user, view["id"])

    async def open_home(self, tab: str = "home") -> None:
        """Look at the app's Home."""
        self._at_home = tab == "home"
        await self._do(lambda: self._hands.open_home(self.user, tab))

    # ------------------------------------------------------------------- inside
    def _find(self, label: str, on: Json | str | None) -> Target | Callable[[], Any] | None:
        names = self._workspace.names
        places = [on] if isinstance(on, dict) else self._glance()
        for place in places:
            if isinstance(on, str) and not contains(place, on, names):
                continue
            if target := find_label(place, label, self.id, names):
                return target
        return self._find_modal_button(label)

    def _find_modal_button(self, label: str) -> Callable[[], Any] | None:
        modal = self._modal() or {}
        for key, do in (("submit", self.submit), ("close", self.close_view)):
            if modal.get(key) and bare(modal[key]["text"]) == bare(label):
                return do
        return None

    def _picked(self, target: Target) -> Json:
        workspace, on = self._workspace, target.on
        message = workspace.message(on["channel"], on["ts"]) if "channel" in on else None
        view = workspace.views.find(on["id"]) if "id" in on else None
        values = message.picked.get(self.id, {}) if message else view.values if view else {}
        return self._value(values, target)

    def _drafted(self, target: Target) -> Json:
        values = {**target.on["state"]["values"], **self._drafts.get(target.on["id"], {})}
        return self._value(values, target)

    def _value(self, values: Json, target: Target) -> Json:
        block, element = target.control.block, target.control.element
        return dict(values.get(block["block_id"], {}).get(element["action_id"], {}))

    def _draft(self, target: Target, action: Json) -> None:
        if target.option is not None:
            chosen: Json = {
                key: action[key] for key in ("selected_option", "selected_options") if key in action
            }
            block = self._drafts.setdefault(target.on["id"], {}).setdefault(action["block_id"], {})
            block[action["action_id"]] = {"type": action["type"], **chosen}

    async def _do(self, deed: Callable[[], asyncio.Task[None] | None]) -> None:
        """Do it, wait until the app has acknowledged it and shown something for it."""
        with self._feed.watch(self.id) as screen:
            try:
                if acknowledged := deed():
                    await acknowledged
            except CannotDo as error:
                self._scolded.append(str(error))
            else:
                await self._await_reaction(screen)

    async def _await_reaction(self, screen: Screen) -> None:
        """Wait for something to change, but not for ever."""
        with suppress(TimeoutError):
            await asyncio.wait_for(screen.get(), self._patience)


def _parent(thread: Json | str | None) -> str:
    if isinstance(thread, dict):
        return str(thread.get("thread_ts") or thread["ts"])
    return thread or ""


def _container(thing: Json) -> Json:
    if "channel" in thing:
        return {"type": "message", "channel": thing["channel"], "ts": thing["ts"]}
    return {"type": "view", "view_id": thing["id"]}
