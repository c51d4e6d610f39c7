"""What a person in a story enters, in their words, as Slack's values: people by name, options by text."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from bot.sandbox.blocks import options
from bot.sandbox.fields import KEYS, LISTS
from bot.sandbox.files import File
from bot.sandbox.people import User
from bot.sandbox.shapes import Json
from bot.sandbox.text import bare
from bot.sandbox.workspace import Workspace

PEOPLE: Final = frozenset({"users_select", "multi_users_select"})
PLACES: Final = frozenset(
    {"conversations_select", "multi_conversations_select", "channels_select", "multi_channels_select"}
)


class Entries:
    """Turns a person's words into what Slack takes.

    Args:
        workspace: where names mean something.
        user: who enters it.
        keep_file: uploads a file without sharing it, for a `file_input`.
    """

    def __init__(
        self, workspace: Workspace, user: User, keep_file: Callable[[User, str, bytes], File]
    ) -> None:
        self._workspace = workspace
        self._user = user
        self._keep_file = keep_file

    def enter(self, element: Json, entry: Any) -> Json:
        """The value of a control.

        Args:
            element: the control.
            entry: text, an option's text, a person's or channel's name, a date, files (bytes by name),
                or a list of these for a control that takes several.

        Raises:
            AssertionError: there is no such option.
            CannotDo: there is no such person, or a file can't be uploaded.
        """
        kind = str(element["type"])
        key = KEYS[kind]
        if kind == "file_input":
            files = [self._keep_file(self._user, name, content) for name, content in entry.items()]
            return {"type": kind, key: [{"id": file.id} for file in files]}
        if kind in LISTS:
            several = list(entry) if isinstance(entry, (list, tuple)) else [entry]
            return {"type": kind, key: [self._one(element, one) for one in several]}
        return {"type": kind, key: self._one(element, entry)}

    def _one(self, element: Json, entry: Any) -> Any:
        kind = element["type"]
        if kind in PEOPLE:
            return self._workspace.person(getattr(entry, "id", entry)).id
        if kind in PLACES:
            return self._place(str(entry))
        if isinstance(entry, date):
            return entry.isoformat()
        return _option(element, str(entry)) if options(element) else str(entry)

    def _place(self, name: str) -> str:
        if name == "dm":
            return self._workspace.direct(self._user.id).id
        channel = self._workspace.channel_named(name) or self._workspace.channels.get(name)
        if channel is None:
            raise AssertionError(f"There is no channel {name!r}.")
        return channel.id


def as_action(block: Json, element: Json, value: Mapping[str, Any]) -> Json:
    """The press that entering the value makes."""
    ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
    return {**ids, **value, "type": element["type"]}


def _option(element: Json, text: str) -> Json:
    for option in options(element):
        if bare(option["text"]["text"]) == bare(text):
            return option
    there = [option["text"]["text"] for option in options(element)]
    raise AssertionError(f"There is no option {text!r}. Options here: {there}")
