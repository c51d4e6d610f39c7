"""Modals that are submitted or closed, and what the app's acknowledgement does to them."""

from typing import Final

from bot.sandbox.delivery import NoAnswer
from bot.sandbox.fields import KEYS, complain, read_form
from bot.sandbox.interactions import describe
from bot.sandbox.people import User
from bot.sandbox.refusal import CannotDo, Refusal
from bot.sandbox.roster import check_form
from bot.sandbox.shapes import Json
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.views import View

TROUBLE: Final = "We had some trouble connecting. Try again?"


class Submissions:
    """Carries forms to the app."""

    def __init__(self, switchboard: Switchboard) -> None:
        self._switchboard = switchboard
        self._workspace = switchboard.workspace
        self._views = switchboard.workspace.views

    def open_view(self, person: User, view_id: str) -> View:
        """The modal that the person has before them.

        Raises:
            CannotDo: that is not the one.
        """
        stack = self._views.stack(person.id)
        if not stack or stack[-1].id != view_id:
            raise CannotDo("That modal is not open (any more).")
        return stack[-1]

    async def submit(self, person: User, view: View, values: Json) -> Json:
        """Submit a modal; errors by block id, {} when it went through.

        When the app does not answer, or answers nonsense, the person is told so and keeps the modal.

        Raises:
            CannotDo: the form has no submit button, or not those options.
        """
        if not view.given.get("submit") or not self._workspace.installed:
            raise CannotDo("There is nothing to submit.")
        form = check_form(self._workspace, person, view.blocks, read_form(view.blocks, values))
        if complaints := complain(view.blocks, form):
            return complaints
        view.values = {**view.values, **form}
        payload = describe(self._switchboard, "view_submission", person, view)
        try:
            return self._obey(
                view,
                await self._switchboard.delivery.ask(
                    "interactive", {**payload, "response_urls": self._response_urls(person, view)}
                ),
            )
        except NoAnswer:
            raise CannotDo(TROUBLE) from None
        except Refusal as refusal:
            why = "; ".join([refusal.error, *refusal.details()])
            raise CannotDo(f"{TROUBLE} ({why})") from refusal

    def close(self, person: User, view: View, *, everything: bool = False) -> None:
        """Close a modal; the app hears of it where the view asks for that."""
        gone = self._views.close(view, everything=everything or bool(view.given.get("clear_on_close")))
        self._switchboard.screens.modals(person.id)
        for closed in gone:
            if closed.given.get("notify_on_close") and self._workspace.installed:
                cleared = len(gone) > 1
                self._switchboard.delivery.start(self._tell_closed(person, closed, cleared=cleared))

    def _response_urls(self, person: User, view: View) -> list[Json]:
        """An address for each conversation that was picked in a menu with `response_url_enabled`."""
        urls = []
        for block in view.blocks:
            element = block.get("element") or {}
            if element.get("response_url_enabled"):
                ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
                channel = view.values[ids["block_id"]][ids["action_id"]][KEYS[element["type"]]]
                if channel:
                    path = self._switchboard.tickets.response(person.id, channel, kind="app")
                    url = f"{self._switchboard.url()}{path}"
                    urls.append({**ids, "channel_id": channel, "response_url": url})
        return urls

    async def _tell_closed(self, person: User, view: View, *, cleared: bool) -> None:
        payload = {**describe(self._switchboard, "view_closed", person, view), "is_cleared": cleared}
        try:
            await self._switchboard.delivery.ask("interactive", payload)
        except NoAnswer:
            self._switchboard.screens.toast(person.id, TROUBLE)

    def _obey(self, view: View, answer: Json) -> Json:
        """Do what the acknowledgement says; errors by block id."""
        kind = answer.get("response_action")
        if kind == "errors":
            return _read_errors(view, answer)
        if kind == "update":
            body = self._views.judge(answer.get("view"), "modal", replacing=view)
            self._views.change(view, body, None)
        elif kind == "push":
            self._views.push(view.person, answer.get("view") or {})
        elif kind == "clear":
            self._views.close(view, everything=True)
        elif answer:
            raise Refusal("invalid_response_action")
        else:
            self._views.close(view)
        self._switchboard.screens.modals(view.person)
        return {}


def _read_errors(view: View, answer: Json) -> Json:
    """The errors to show; Slack takes none for a block that is not an input of the view."""
    errors = answer.get("errors")
    known = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= known:
        raise Refusal("invalid_errors")
    return errors
