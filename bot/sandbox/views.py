"""Modals and App Homes: the stacks that people have open, and the rules of changing them."""

import copy
import json
from dataclasses import dataclass, field
from typing import Any, Final

from bot.sandbox.blocks import controls, stamp
from bot.sandbox.fields import KEYS, LISTS
from bot.sandbox.installation import Installation
from bot.sandbox.judging import Judging
from bot.sandbox.mint import Mint
from bot.sandbox.refusal import Refusal, refuse_arguments
from bot.sandbox.shapes import Json

DEPTH: Final = 3
TOO_LARGE: Final = 250_000


@dataclass(slots=True)
class View:
    """A modal that somebody has open, or somebody's App Home.

    Attributes:
        given: what the app sent, blocks with ids.
        values: what the person has filled in, in Slack's `state.values` shape.
        origin: the channel that the person was in when it opened; empty for nowhere in particular.
        former: the blocks of earlier versions; a late press comes from one of these.
    """

    id: str
    person: str
    given: Json
    hash: str
    root: str
    previous: str | None
    origin: str = ""
    values: Json = field(default_factory=dict)
    former: list[list[Json]] = field(default_factory=list)

    @property
    def blocks(self) -> list[Json]:
        """Its blocks, with ids."""
        return list(self.given["blocks"])


class Views:
    """Every open view of the workspace."""

    def __init__(self, app: Installation, mint: Mint, judging: Judging) -> None:
        self._app = app
        self._mint = mint
        self._judging = judging
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, person: str) -> list[View]:
        """The modals that the person has open, the visible one last."""
        return self._stacks.get(person, [])

    def home(self, person: str) -> View | None:
        """The person's App Home, once the app has published it."""
        return self._homes.get(person)

    def find(self, view_id: str) -> View | None:
        """The open view of that id."""
        return next((view for view in self._all() if view.id == view_id), None)

    def find_external(self, external_id: str) -> View | None:
        """The open view that the app named so."""
        return next((view for view in self._all() if view.given.get("external_id") == external_id), None)

    def open(self, person: str, body: Json, origin: str = "") -> View:
        """Open a modal; one that was open is put away."""
        view = self._make(person, self.judge(body, "modal"), previous=None, origin=origin)
        self._stacks[person] = [view]
        return view

    def push(self, person: str, body: Json) -> View:
        """Lay a modal on top of the open one.

        Raises:
            Refusal: `push_limit_reached` beyond three, `not_found` when none is open.
        """
        stack = self.stack(person)
        if not stack:
            raise Refusal("not_found")
        if len(stack) >= DEPTH:
            raise Refusal("push_limit_reached")
        below = stack[-1]
        view = self._make(person, self.judge(body, "modal"), previous=below, origin=below.origin)
        stack.append(view)
        return view

    def publish(self, person: str, body: Json, expected: str | None) -> View:
        """Show a person their App Home."""
        before = self._homes.get(person)
        given = self.judge(body, "home", replacing=before)
        if before:
            return self.change(before, given, expected)
        self._homes[person] = self._make(person, given, previous=None)
        return self._homes[person]

    def change(self, view: View, given: Json, expected: str | None) -> View:
        """Replace what a view shows; what was filled in stays where its input stays.

        Args:
            view: what changes.
            given: a judged body.
            expected: the hash that the app last saw, or None when it does not care.
        """
        if expected and expected != view.hash:
            raise Refusal("hash_conflict")
        view.former.append(view.blocks)
        view.given = {**given, "blocks": self._stamp(given, view.person)}
        view.hash = self._mint.hash()
        present = {block["block_id"] for block in view.blocks}
        view.values = {block: values for block, values in view.values.items() if block in present}
        _prefill(view)
        return view

    def close(self, view: View, *, everything: bool = False) -> list[View]:
        """Close a modal, and with `everything` those below it; the views that went, top first."""
        stack = self.stack(view.person)
        if view not in stack:
            return []
        kept = 0 if everything else stack.index(view)
        gone = stack[kept:][::-1]
        self._stacks[view.person] = stack[:kept]
        return gone

    def judge(self, body: Any, kind: str, *, replacing: View | None = None) -> Json:
        """The body, when Slack would take it.

        Raises:
            Refusal: `invalid_arguments` with pointers, `view_too_large`, `duplicate_external_id`.
        """
        if not isinstance(body, dict):
            raise refuse_arguments("missing required field: view [json-pointer:/view]")
        if len(json.dumps(body)) > TOO_LARGE:
            raise Refusal("view_too_large")
        self._judging.view(body)
        if body["type"] != kind:
            raise refuse_arguments(f"must be a {kind} view [json-pointer:/view/type]")
        named = self.find_external(body["external_id"]) if body.get("external_id") else None
        if named is not None and named is not replacing:
            raise Refusal("duplicate_external_id")
        return body

    def as_slack(self, view: View) -> Json:
        """The view object of answers and interactions."""
        given = view.given
        return {
            "id": view.id,
            "team_id": self._app.team.id,
            "type": given["type"],
            "blocks": copy.deepcopy(given["blocks"]),
            "private_metadata": given.get("private_metadata", ""),
            "callback_id": given.get("callback_id", ""),
            "state": {"values": copy.deepcopy(view.values)},
            "hash": view.hash,
            "title": given.get("title"),
            "clear_on_close": given.get("clear_on_close", False),
            "notify_on_close": given.get("notify_on_close", False),
            "submit_disabled": given.get("submit_disabled", False),
            "close": given.get("close"),
            "submit": given.get("submit"),
            "previous_view_id": view.previous,
            "root_view_id": view.root,
            "app_id": self._app.app_id,
            "external_id": given.get("external_id", ""),
            "app_installed_team_id": self._app.team.id,
            "bot_id": self._app.bot_id,
        }

    def _make(self, person: str, body: Json, previous: View | None, origin: str = "") -> View:
        id_ = self._mint.id("V")
        view = View(
            id=id_,
            person=person,
            given={**body, "blocks": self._stamp(body, person)},
            hash=self._mint.hash(),
            root=previous.root if previous else id_,
            previous=previous.id if previous else None,
            origin=origin,
        )
        _prefill(view)
        return view

    def _stamp(self, body: Json, person: str) -> list[Json]:
        blocks = stamp(body["blocks"])
        self._judging.embed(blocks, person)
        return blocks

    def _all(self) -> list[View]:
        return [*(view for stack in self._stacks.values() for view in stack), *self._homes.values()]


def _prefill(view: View) -> None:
    """Pick the conversation that the person came from, where a menu asks for that."""
    for control in controls(view.blocks):
        block_id, element = control.block["block_id"], control.element
        wanted = element.get("default_to_current_conversation") and view.origin
        if wanted and element["action_id"] not in view.values.get(block_id, {}):
            kind = element["type"]
            picked = [view.origin] if kind in LISTS else view.origin
            view.values.setdefault(block_id, {})[element["action_id"]] = {"type": kind, KEYS[kind]: picked}
