"""One thing that the app can show, with made-up facts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.views.message import Message
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Scene:
    """A message, a modal or a Home in one state.

    Attributes:
        name: what it shows, in a few words.
        message: set when it is a message.
        view: set when it is a modal or a Home.
    """

    name: str
    message: Message | None = None
    view: dict[str, Any] | None = None


Scenes = Callable[[Words, str], Iterator[Scene]]
"""All scenes of one part of the app, in those words, about that task."""
