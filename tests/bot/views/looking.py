"""What a reader finds on a message: its lines, its buttons, and the advice under other circumstances."""

from dataclasses import replace
from typing import Any

import gallery
from gallery import elements_of

from bot import views
from bot.views.message import Message
from bot.words import Words
from dialogs.messages import Shown


def labels(message: Message) -> list[str]:
    elements = [element for row in elements_of(message) for element in row]
    return [element["text" if element["type"] == "button" else "placeholder"]["text"] for element in elements]


def button(message: Message, label: str) -> dict[str, Any]:
    return next(e for row in elements_of(message) for e in row if e.get("text", {}).get("text") == label)


def lines(message: Message) -> list[str]:
    return message["text"].splitlines()


def advised(words: Words, **changes: Any) -> Message:
    card = gallery.advise_of(words)
    return views.draw(Shown(replace(card, advice=card.advice.model_copy(update=changes))), words)
