"""Reads what a person has before them the way a human does: by words and labels, newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.sandbox.blocks import Control, controls, options, words
from bot.sandbox.fields import SEVERAL
from bot.sandbox.shapes import Json
from bot.sandbox.sight import look_at_messages
from bot.sandbox.text import bare, read
from bot.sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Target:
    """Something whose label was found.

    Attributes:
        option: the option of that label, where the control offers several.
    """

    on: Json
    control: Control
    option: Json | None


def glance(workspace: Workspace, person: str, *, at_home: bool) -> list[Json]:
    """Everything the person can look at, what is most in front of them first.

    Messages come with their `channel`; an open modal hides everything else.
    """
    views = workspace.views
    if stack := views.stack(person):
        return [views.as_slack(stack[-1])]
    home = views.home(person)
    homes = [views.as_slack(home)] if home else []
    messages = [
        {**message, "channel": channel.id}
        for channel in workspace.visible_channels(person)
        for message in look_at_messages(workspace, person, channel.id)
    ]
    messages.sort(key=lambda message: str(message["ts"]), reverse=True)
    return [*homes, *messages] if at_home else [*messages, *homes]


def read_aloud(thing: Json, names: Mapping[str, str]) -> str:
    """All words of a message or view; a message with blocks shows these and not its `text`."""
    titles = [file["title"] for file in thing.get("files", [])]
    if "blocks" not in thing:
        return " ".join([read(str(thing.get("text", "")), names), *titles])
    around = [thing.get("title"), thing.get("submit"), thing.get("close")]
    return " ".join([*(read(word, names) for word in words([*around, thing["blocks"]])), *titles])


def contains(thing: Json, text: str, names: Mapping[str, str]) -> bool:
    """Can that be read there? Case, spacing and bold marks don't matter."""
    return bare(text) in bare(read_aloud(thing, names))


def find_label(thing: Json, label: str, person: str, names: Mapping[str, str]) -> Target | None:
    """The button or option of that label, as a whole or else as a part."""
    offered = [(bare(read(text, names)), target) for text, target in _labels(thing, person)]
    wanted = bare(label)
    exact = [target for text, target in offered if text == wanted]
    near = [target for text, target in offered if wanted in text]
    return next(iter(exact or near), None)


def labels(thing: Json, person: str, names: Mapping[str, str]) -> list[str]:
    """Every label that could be pressed there."""
    return [read(text, names) for text, _ in _labels(thing, person)]


def _labels(thing: Json, person: str) -> Iterator[tuple[str, Target]]:
    for control in controls(thing.get("blocks", [])):
        element = control.element
        if person not in element.get("visible_to_user_ids", [person]):
            continue
        if text := element.get("text"):
            yield text["text"], Target(thing, control, None)
        if label := element.get("accessibility_label"):
            yield label, Target(thing, control, None)
        for option in options(element):
            yield option["text"]["text"], Target(thing, control, option)
            if label := option.get("accessibility_label"):
                yield label, Target(thing, control, option)


def pick(target: Target, before: Json) -> Json:
    """The action that a press on the target makes; `before` is what was picked there already."""
    element = target.control.element
    action = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": target.control.block["block_id"],
    }
    if target.option is None:
        return {**action, **({"value": element["value"]} if "value" in element else {})}
    if element["type"] == "feedback_buttons":
        return {**action, "value": target.option["value"]}
    if element["type"] in SEVERAL:
        return {**action, "selected_options": _toggle(target, before)}
    return {**action, "selected_option": target.option}


def _toggle(target: Target, before: Json) -> list[Json]:
    initial = target.control.element.get("initial_options", [])
    picked: list[Json] = before.get("selected_options", initial) or []
    others = [option for option in picked if option != target.option]
    return others if len(others) < len(picked) or target.option is None else [*picked, target.option]
