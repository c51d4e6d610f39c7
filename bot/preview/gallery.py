"""Every message and view that the app can show, so that no rule is tested on a favorite few."""

from collections.abc import Iterator
from typing import Any, Final

from bot.preview import conversation, sharing, surfaces
from bot.preview.scene import Scene, Scenes
from bot.preview.stage import TASK, house
from bot.views.message import Message
from bot.words import Words

PARTS: Final[dict[str, Scenes]] = {
    "A conversation": conversation.scenes,
    "Sharing": sharing.scenes,
    "Everything else": surfaces.scenes,
}
"""The scenes of each part of the app; a new part adds its line."""


def scenes(words: Words, task: str = TASK) -> Iterator[tuple[str, Scene]]:
    """All scenes, each with the part of the app that it belongs to, under an organization's own rules."""
    for part, of_part in PARTS.items():
        for scene in of_part(house(words), task):
            yield part, scene


def messages(words: Words, task: str = TASK) -> Iterator[tuple[str, Message]]:
    """Every message, by what it shows."""
    return ((scene.name, scene.message) for _, scene in scenes(words, task) if scene.message is not None)


def all_views(words: Words, task: str = TASK) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every modal and Home, by what it shows."""
    return ((scene.name, scene.view) for _, scene in scenes(words, task) if scene.view is not None)
