"""Whom and what a picker offers: the people, conversations and files that there are for a person."""

from collections.abc import Iterator
from typing import Final

from bot.sandbox.people import Channel, User
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Workspace

ANY_KIND: Final = ("im", "mpim", "private", "public")


def check_picked(workspace: Workspace, person: User, element: Json, entry: Json) -> Json:
    """The entry as Slack passes it on, when everybody and everything in it is there for the person.

    Raises:
        CannotDo: somebody or something is not.
    """
    kind = element["type"]
    if kind in ("users_select", "multi_users_select"):
        known = set(workspace.users)
    elif kind in ("conversations_select", "multi_conversations_select"):
        known = {channel.id for channel in _conversations(workspace, person, element)}
    elif kind in ("channels_select", "multi_channels_select"):
        known = {channel.id for channel in workspace.channels.values() if not channel.is_im}
    elif kind == "file_input":
        return {**entry, "files": [_file(workspace, person, one) for one in entry["files"]]}
    else:
        return entry
    if not all(isinstance(one, str) and one in known for one in _ids(entry)):
        raise CannotDo("There is no such option here.")
    return entry


def check_form(workspace: Workspace, person: User, blocks: list[Json], form: Json) -> Json:
    """The same for each input that the form has, in Slack's `state.values` shape."""
    checked: Json = {}
    for block in blocks:
        entries = form.get(block["block_id"], {}) if block["type"] == "input" else {}
        for action_id, entry in entries.items():
            checked[block["block_id"]] = {action_id: check_picked(workspace, person, block["element"], entry)}
    return checked


def _conversations(workspace: Workspace, person: User, element: Json) -> Iterator[Channel]:
    """Those that the person sees and the picker does not filter out."""
    asked = element.get("filter", {})
    kinds = asked.get("include", ANY_KIND)
    for channel in workspace.visible_channels(person.id):
        kept_out = channel.is_im and asked.get("exclude_bot_users")
        if ("im" if channel.is_im else "public") in kinds and not kept_out:
            yield channel


def _ids(entry: Json) -> Iterator[object]:
    for key, value in entry.items():
        if key.startswith("selected_"):
            yield from value if isinstance(value, list) else [value] if value else []


def _file(workspace: Workspace, person: User, told: object) -> Json:
    file = workspace.files.find(str(told.get("id"))) if isinstance(told, dict) else None
    if file is None or file.owner != person.id:
        raise CannotDo("That file is not there.")
    return file.as_slack()
