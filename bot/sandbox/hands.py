"""What a person at the screen can do; the page and the tests' `Person` both act through this."""

import asyncio
from dataclasses import dataclass

from bot.sandbox.events import Events
from bot.sandbox.membership import Membership
from bot.sandbox.people import User
from bot.sandbox.presses import Presses
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json
from bot.sandbox.shortcuts import Shortcuts
from bot.sandbox.steps import Run, Steps
from bot.sandbox.submissions import Submissions
from bot.sandbox.writing import Writing


@dataclass(frozen=True, slots=True)
class Hands(Writing):
    """Every deed of a person. What reaches the app goes on behind the scenes; the task ends with its word."""

    events: Events
    presses: Presses
    submissions: Submissions
    shortcuts: Shortcuts
    membership: Membership
    steps: Steps

    def press(
        self, person: User, container: Json, action: Json, values: Json | None = None
    ) -> asyncio.Task[None]:
        """Press a button, or pick an option; `values`: what stands in the other fields there.

        Raises:
            CannotDo: there is no such thing to press.
        """
        pressed = self.presses.aim(person, container, action, values or {})
        self._note(person, "presses", {"container": container, "action": action})
        return self.delivery.start(self.presses.press(person, pressed))

    def fill_in(self, person: User, container: Json, action: Json) -> None:
        """Enter something where nothing is sent before a button is pressed.

        Raises:
            CannotDo: there is no such field.
        """
        self.presses.keep(person, self.presses.aim(person, container, action, {}))

    def use_shortcut(
        self, person: User, callback_id: str, channel_id: str = "", ts: str = ""
    ) -> asyncio.Task[None]:
        """Use a shortcut: in the menu of the message that stands there, or (without one) everywhere.

        Raises:
            CannotDo: there is no such shortcut or message.
        """
        message = self._seen(person, channel_id, ts) if channel_id else None
        work = self.shortcuts.begin(person, callback_id, message)
        self._note(person, "uses a shortcut", {"callback_id": callback_id, "channel": channel_id, "ts": ts})
        return self.delivery.start(work)

    async def submit(self, person: User, view_id: str, values: Json) -> Json:
        """Submit the open modal; errors by block id, {} when it went through.

        Raises:
            CannotDo: that modal is not open, or the app did not answer.
        """
        view = self.submissions.open_view(person, view_id)
        self._note(person, "submits", {"view": view_id, "values": values})
        return await self.submissions.submit(person, view, values)

    def close(self, person: User, view_id: str, *, everything: bool = False) -> None:
        """Close the open modal without submitting it, and with `everything` those below it.

        Raises:
            CannotDo: that modal is not open.
        """
        view = self.submissions.open_view(person, view_id)
        self._note(person, "closes", {"view": view_id})
        self.submissions.close(person, view, everything=everything)

    def open_home(self, person: User, tab: str = "home") -> None:
        """Look at the app's Home (or `messages`) tab.

        Raises:
            CannotDo: the manifest has no such tab.
        """
        app = self.workspace.app
        there = app.home_tab if tab == "home" else app.messages_tab
        if not there or not self.workspace.app_serves(person):
            raise CannotDo(f"{app.bot.real_name} has no {tab} tab.")
        self._note(person, "opens", {"tab": tab})
        self.events.app_home_opened(person.id, tab)

    def invite(self, person: User, channel_id: str) -> None:
        """Bring the app into a channel.

        Raises:
            CannotDo: it is there already, or the person is not.
        """
        channel = self._channel(person, channel_id)
        self._note(person, "invites the app", {"channel": channel.name})
        self.membership.invite(person, channel)

    def kick(self, person: User, channel_id: str) -> None:
        """Make the app leave a channel.

        Raises:
            CannotDo: it is not there, or the person is not.
        """
        channel = self._channel(person, channel_id)
        self._note(person, "removes the app", {"channel": channel.name})
        self.membership.kick(person, channel)

    def run_step(self, person: User, callback_id: str, inputs: Json) -> Run:
        """Run a workflow that consists of one step of the app's.

        Raises:
            CannotDo: there is no such step, or its inputs are not as the manifest has them.
        """
        self._note(person, "runs a step", {"callback_id": callback_id, "inputs": inputs})
        return self.steps.run(person, callback_id, inputs)

    def stop(self, person: User, channel_id: str, thread_ts: str) -> None:
        """Press the stop button of an agent that is at work in a thread.

        Raises:
            CannotDo: there is no such button there.
        """
        root = self._seen(person, channel_id, thread_ts)
        if root.session is None or not root.session.shown()["can_stop"]:
            raise CannotDo("There is nothing to stop.")
        self._note(person, "stops", {"channel": channel_id, "thread_ts": thread_ts})
        self.events.session_stopped(person.id, root)

    def read(self, person: User, channel_id: str) -> None:
        """Look at a channel, so that nothing in it is unread.

        Raises:
            CannotDo: the person is not in it.
        """
        self.workspace.read(person.id, self._channel(person, channel_id).id)
