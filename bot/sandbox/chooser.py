"""A person fills in: picks people, dates and options by the label of a field, types into it, searches."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.blocks import TYPED, Control, controls
from bot.sandbox.doer import Doer, container_of
from bot.sandbox.entries import Entries, as_action
from bot.sandbox.fields import KEYS, LISTS
from bot.sandbox.glance import contains
from bot.sandbox.shapes import Json
from bot.sandbox.text import bare, read


class Chooser(Doer):
    """Somebody before a form."""

    async def choose(
        self, label: str, *chosen: Any, on: Json | str | None = None, within: float = 15.0
    ) -> None:
        """Pick in the field of that label; where it is no input, or dispatches, the app hears of it at once.

        Args:
            label: an input's label, a menu's placeholder, the words of its section, or an id.
            chosen: options by their text, people and channels by name, dates, files as `{name: bytes}`;
                nothing takes back what was picked.
            on: where, as in `press`.
            within: seconds to wait until it is there.

        Raises:
            AssertionError: there is no such field or option; the error says what was there.
        """
        thing, control = await self._await_control(label, on, within)
        several = control.element["type"] in LISTS and control.element["type"] != "file_input"
        if not several and not chosen:
            value = {"type": control.element["type"], KEYS[control.element["type"]]: None}
        else:
            value = self._entries.enter(control.element, list(chosen) if several else chosen[0])
        await self._set(thing, control, value)

    async def enter(
        self, label: str, text: str, *, on: Json | str | None = None, within: float = 15.0
    ) -> None:
        """Type into the field of that label and press Enter, which some fields send at once.

        Raises:
            AssertionError: there is no such field; the error says what was there.
        """
        thing, control = await self._await_control(label, on, within)
        await self._set(thing, control, self._entries.enter(control.element, text))

    async def search_home(self, text: str, *, within: float = 15.0) -> None:
        """Type into the App Home's field that sends what is typed, and press Enter.

        Raises:
            AssertionError: the Home has no such field.
        """
        found = await self._wait_for(self._spot_search, within)
        if found is None:
            raise AssertionError(f"{self.user.name} finds nothing to search with. {self._describe()}")
        home, control = found
        await self._set(home, control, self._entries.enter(control.element, text))

    # ------------------------------------------------------------------- inside
    @property
    def _entries(self) -> Entries:
        return Entries(self._workspace, self.user, self._hands.keep_file)

    async def _set(self, thing: Json, control: Control, value: Json) -> None:
        action = as_action(control.block, control.element, value)
        place, draft = container_of(thing), self._drafts.get(thing.get("id", ""), {})
        if thing.get("type") == "modal":
            kept = self._drafts.setdefault(thing["id"], {}).setdefault(action["block_id"], {})
            kept[action["action_id"]] = value
            if control.is_input:
                return
        if control.is_input:
            self._hands.fill_in(self.user, place, action)
            return
        await self._do(lambda: self._hands.press(self.user, place, action, draft))

    async def _await_control(self, label: str, on: Json | str | None, within: float) -> tuple[Json, Control]:
        found = await self._wait_for(lambda: next(self._controls(label, on), None), within)
        if found is None:
            raise AssertionError(f"{self.user.name} finds no field called {label!r}. {self._describe()}")
        thing, control = found
        return thing, control

    def _controls(self, label: str, on: Json | str | None) -> Iterator[tuple[Json, Control]]:
        names = self._workspace.names
        for thing in [on] if isinstance(on, dict) else self._glance():
            if isinstance(on, str) and not contains(thing, on, names):
                continue
            for control in controls(thing.get("blocks", [])):
                called = [bare(read(name, names)) for name in _names(control)]
                if control.element["type"] in KEYS and (
                    bare(label) in called or bare(label.replace("_", " ")) in called
                ):
                    yield thing, control

    def _spot_search(self) -> tuple[Json, Control] | None:
        homes = [thing for thing in self._glance() if thing.get("type") == "home"]
        fields = [(home, control) for home in homes for control in controls(home["blocks"])]
        return next((one for one in fields if one[1].element["type"] in TYPED and one[1].dispatches_on), None)


def _names(control: Control) -> Iterator[str]:
    """What a control may be called."""
    for text in (control.block.get("label"), control.block.get("text"), control.element.get("placeholder")):
        if isinstance(text, dict):
            yield text["text"]
    yield from (control.block["block_id"], control.element["action_id"])
