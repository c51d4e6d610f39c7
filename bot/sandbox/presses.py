"""Presses of buttons and picks of options in messages, modals and the App Home."""

from dataclasses import dataclass

from bot.sandbox.blocks import Control, find
from bot.sandbox.delivery import NoAnswer
from bot.sandbox.fields import KEYS, read_entry, read_told
from bot.sandbox.interactions import describe, picked_in
from bot.sandbox.messages import Message
from bot.sandbox.people import User
from bot.sandbox.refusal import CannotDo
from bot.sandbox.roster import check_form, check_picked
from bot.sandbox.shapes import Json
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.views import View


@dataclass(frozen=True, slots=True)
class Pressed:
    """A control of something that the person sees, and what was entered in it.

    Attributes:
        beside: what stands in the other fields there, in Slack's `state.values` shape.
    """

    where: Message | View
    control: Control
    entry: Json
    beside: Json


class Presses:
    """Carries presses to the app."""

    def __init__(self, switchboard: Switchboard) -> None:
        self._switchboard = switchboard
        self._workspace = switchboard.workspace

    def aim(self, person: User, container: Json, action: Json, values: Json) -> Pressed:
        """What the person is about to press; a late press finds what stood there before.

        Args:
            person: who presses.
            container: the message or view.
            action: the control, and what is entered in it.
            values: what stands in the other fields there.

        Raises:
            CannotDo: it is not there, never was, or is not theirs to see.
        """
        if not self._workspace.app.interactive or not self._workspace.installed:
            raise CannotDo("This app is not configured to handle interactive responses.")
        where = self._find_place(person, container)
        block_id, action_id = str(action.get("block_id")), str(action.get("action_id"))
        for blocks in (where.blocks, *reversed(where.former)):
            if control := find(blocks, block_id, action_id):
                told = read_entry(control.element, action)
                entry = check_picked(self._workspace, person, control.element, told)
                beside = check_form(self._workspace, person, blocks, read_told(blocks, values))
                return Pressed(where, control, entry, beside)
        raise CannotDo("There is nothing like that to press here.")

    async def press(self, person: User, pressed: Pressed) -> None:
        """Tell the app of a press, and wait until it has acknowledged it."""
        self._remember(person, pressed)
        payload = describe(self._switchboard, "block_actions", person, pressed.where)
        try:
            await self._switchboard.delivery.ask(
                "interactive", {**payload, "actions": [self._complete(pressed)]}
            )
        except NoAnswer:
            name = self._workspace.app.bot.real_name
            self._switchboard.screens.toast(person.id, f"{name} is not responding. Try again?")

    def keep(self, person: User, pressed: Pressed) -> None:
        """Remember what was entered where nothing is sent yet."""
        self._remember(person, pressed)

    def _complete(self, pressed: Pressed) -> Json:
        element = pressed.control.element
        told = ("text", "value", "style", "placeholder", "url")
        own: Json = {key: element[key] for key in told if key in element}
        return {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": pressed.control.block["block_id"],
            **own,
            **pressed.entry,
            "action_ts": self._workspace.mint.ts(),
        }

    def _remember(self, person: User, pressed: Pressed) -> None:
        block, element = pressed.control.block, pressed.control.element
        values = picked_in(pressed.where, person.id)
        values.update(pressed.beside)
        if element["type"] in KEYS and element["type"] != "overflow":
            picked = values.setdefault(block["block_id"], {})
            picked[element["action_id"]] = {"type": element["type"], **pressed.entry}

    def _find_place(self, person: User, container: Json) -> Message | View:
        if container.get("type") == "view":
            return self._find_view(person, str(container.get("view_id")))
        message = self._workspace.message(str(container.get("channel")), str(container.get("ts")))
        members = self._workspace.channels[message.channel].members if message else []
        if message is None or person.id not in members or message.only_for not in ("", person.id):
            raise CannotDo("That message is not there (any more).")
        return message

    def _find_view(self, person: User, view_id: str) -> View:
        open_now = [self._workspace.views.home(person.id), *self._workspace.views.stack(person.id)[-1:]]
        view = next((one for one in open_now if one and one.id == view_id), None)
        if view is None:
            raise CannotDo("That view is not open (any more).")
        return view
