"""Every message and view that the app can show, so that no rule is tested on a favorite few."""

from collections.abc import Iterator
from typing import Any, Final

from bot.preview import (
    administration,
    conversation,
    deciding,
    forms,
    hard,
    home,
    portfolio,
    sharing,
    surfaces,
)
from bot.preview.scene import Scene, Scenes
from bot.preview.stage import house
from bot.views.message import Message
from bot.words import Words

PARTS: Final[dict[str, Scenes]] = {
    "A conversation": conversation.scenes,
    "Sharing": sharing.scenes,
    "Deciding together": deciding.scenes,
    "Home": home.scenes,
    "Lists and files": portfolio.scenes,
    "Administration": administration.scenes,
    "The form": forms.scenes,
    "Everything else": surfaces.scenes,
    "Hard to draw": hard.scenes,
}
"""The scenes of each part of the app; a new part adds its line."""


def scenes(words: Words, task: str = "") -> Iterator[tuple[str, Scene]]:
    """All scenes, each with the part of the app that it belongs to, under an organization's own rules.

    Without a task they are about one that the language gives as an example.
    """
    about = task or words.own.describe.examples[0]
    for part, of_part in PARTS.items():
        for scene in of_part(house(words), about):
            yield part, scene


def messages(words: Words, task: str = "") -> Iterator[tuple[str, Message]]:
    """Every message, by what it shows."""
    return ((scene.name, scene.message) for _, scene in scenes(words, task) if scene.message is not None)


def all_views(words: Words, task: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every modal and Home, by what it shows."""
    return ((scene.name, scene.view) for _, scene in scenes(words, task) if scene.view is not None)
