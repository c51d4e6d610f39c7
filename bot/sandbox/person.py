"""A fake person for stories: says, presses and reads what a human would, and is told off where a human is."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.blocks import Control
from bot.sandbox.chooser import Chooser
from bot.sandbox.doer import container_of
from bot.sandbox.filer import Filer
from bot.sandbox.form import fill
from bot.sandbox.glance import Target, contains, find_label, pick
from bot.sandbox.installer import Installer
from bot.sandbox.presses import Pressed
from bot.sandbox.refusal import CannotDo
from bot.sandbox.runner import Runner
from bot.sandbox.shapes import Json
from bot.sandbox.text import bare


class Person(Runner, Filer, Chooser, Installer):
    """Alice, Bob or Carol at their screen.

    Messages and views that come back are copies of what was visible then: pressing `on` one of them later
    is pressing an old button.
    """

    # ----------------------------------------------------------------- pressing
    async def press(self, label: str, on: Json | str | None = None, *, within: float = 15.0) -> None:
        """Press the button, or pick the option, of that label; an open modal's own buttons too.

        Args:
            label: its visible words.
            on: where: a message or view seen earlier, or words that stand there; else the newest that has it.
            within: seconds to wait until it is there.

        Raises:
            AssertionError: it does not appear; the error says what was there.
        """
        found: Target | Callable[[], Any] | None = await self._wait_for(lambda: self._find(label, on), within)
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
            await self._hands.presses.press(self.user, Pressed(where, Control(block, element), {}, {}))
            await self._await_reaction(screen)

    async def _press(self, target: Target) -> None:
        if target.on.get("type") == "modal":
            action = pick(target, self._drafted(target))
            self._draft(target, action)
            if target.control.is_input:
                return
        else:
            action = pick(target, self._picked(target))
        draft = self._drafts.get(target.on.get("id", ""), {})
        await self._do(lambda: self._hands.press(self.user, container_of(target.on), action, draft))

    # ------------------------------------------------------------------- modals
    async def submit(self, values: Mapping[str, Any] | None = None, /, **named: Any) -> Json:
        """Fill in the open modal by its labels and submit it; errors by block id, {} when it went through.

        Raises:
            AssertionError: no modal opens, or it has no such field.
        """
        view = await self._wait_for(self._modal, 5.0)
        if view is None:
            raise AssertionError(f"{self.user.name} has no modal open. {self._describe()}")
        filled = fill(
            view, self._drafts.get(view["id"], {}), {**(values or {}), **named}, self._entries.enter
        )
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
