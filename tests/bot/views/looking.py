"""What a reader finds on a message: its lines, its buttons, and the advice under other circumstances."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot import views
from bot.preview import stage
from bot.views.message import Message
from bot.words import Words
from dialogs.messages import Shown


def labels(message: Message) -> list[str]:
    """What stands on everything that can be pressed; what hides behind three dots is named one by one."""
    return [label for row in elements_of(message) for element in row for label in labels_of(element)]


def labels_of(element: dict[str, Any]) -> list[str]:
    if element["type"] == "overflow":
        return [option["text"]["text"] for option in element["options"]]
    return [element["text" if element["type"] == "button" else "placeholder"]["text"]]


def button(message: Message, label: str) -> dict[str, Any]:
    return next(e for row in elements_of(message) for e in row if e.get("text", {}).get("text") == label)


def lines(message: Message) -> list[str]:
    return message["text"].splitlines()


def advised(words: Words, **changes: Any) -> Message:
    card = stage.advise_of(words)
    return views.draw(Shown(replace(card, advice=card.advice.model_copy(update=changes))), words)


def texts_in(value: Any) -> Iterator[tuple[str, str]]:
    """Every text object's type and text, however deep."""
    if isinstance(value, dict):
        if value.get("type") in {"plain_text", "mrkdwn"}:
            yield value["type"], value["text"]
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def elements_of(message: Message) -> list[list[dict[str, Any]]]:
    """What can be pressed, row by row; a control beside a paragraph is a row of its own."""
    return [
        block["elements"] if block["type"] == "actions" else [block["accessory"]]
        for block in message["blocks"]
        if block["type"] == "actions" or "accessory" in block
    ]
