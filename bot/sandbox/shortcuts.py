"""Shortcuts: in a message's menu, and everywhere."""

import copy
from collections.abc import Coroutine

from bot.sandbox.delivery import NoAnswer
from bot.sandbox.interactions import introduce
from bot.sandbox.messages import Message
from bot.sandbox.offers import Shortcut
from bot.sandbox.people import User
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json
from bot.sandbox.switchboard import Switchboard

IN_A_MENU = "message"


class Shortcuts:
    """Carries shortcuts to the app; it need not be a member of the channel to hear of one."""

    def __init__(self, switchboard: Switchboard) -> None:
        self._switchboard = switchboard
        self._workspace = switchboard.workspace

    def begin(self, person: User, callback_id: str, message: Message | None) -> Coroutine[None, None, None]:
        """What is left to do: wait until the app has acknowledged the shortcut.

        Raises:
            CannotDo: there is no such shortcut, or not there.
        """
        known = self._workspace.app.usable_shortcuts if self._workspace.app_serves(person) else ()
        shortcut = next((one for one in known if one.callback_id == callback_id), None)
        if shortcut is None:
            raise CannotDo("There is no such shortcut.")
        if (shortcut.kind == IN_A_MENU) != (message is not None):
            raise CannotDo(f"“{shortcut.name}” is not to be found there.")
        if message and message.only_for:
            raise CannotDo("A message that only you see has no shortcuts.")
        return self._deliver(person, self._payload(person, shortcut, message))

    async def _deliver(self, person: User, payload: Json) -> None:
        try:
            await self._switchboard.delivery.ask("interactive", payload)
        except NoAnswer:
            name = self._workspace.app.bot.real_name
            self._switchboard.screens.toast(person.id, f"{name} is not responding. Try again?")

    def _payload(self, person: User, shortcut: Shortcut, message: Message | None) -> Json:
        kind = "message_action" if message else "shortcut"
        return {
            **introduce(self._switchboard, kind, person),
            "callback_id": shortcut.callback_id,
            "trigger_id": self._switchboard.tickets.trigger(person.id, message.channel if message else ""),
            "action_ts": self._workspace.mint.ts(),
            **(self._place(person, message) if message else {}),
        }

    def _place(self, person: User, message: Message) -> Json:
        channel = self._workspace.channels[message.channel]
        path = self._switchboard.tickets.response(person.id, channel.id, kind="app")
        return {
            "channel": {"id": channel.id, "name": channel.payload_name},
            "message_ts": message.ts,
            "message": copy.deepcopy(message.as_slack()),
            "response_url": f"{self._switchboard.url()}{path}",
        }
