"""What the task's own words say already, each reading one tap from being corrected."""

from typing import Final

from bot.views.controls import Choice, button, buttons, menu
from bot.views.escape import escape
from bot.views.message import Block, Part, Parts
from bot.views.parts import mrkdwn, row, whisper_marked
from bot.wire import PressOrder
from bot.words import Words
from dialogs.messages import Advise, Ask, Command

BUTTONS: Final = 5
"""Readings that have a button of their own; more than that are rare, and share a menu."""


def show_understood(card: Ask | Advise, words: Words, *, live: bool) -> Parts:
    """The line; not `live`: for readers who can't press anything."""
    choices = _readings(card, words)
    if not choices:
        return ()
    own = words.own.understood
    answers = "; ".join(f"*{escape(choice.label)}*" for choice in choices)
    if not live:
        return (whisper_marked(own.said.format(answers=answers)),)
    if len(choices) == 1:
        return (_alone(own.line.format(answers=answers), choices[0], words),)
    return (
        whisper_marked(own.several),
        buttons(own.readings, choices[:BUTTONS]),
        *([_rest(choices[BUTTONS:], words)] if choices[BUTTONS:] else []),
    )


def _alone(line: str, choice: Choice, words: Words) -> Part:
    label = words.own.understood.change
    block: Block = {
        "type": "section",
        "text": mrkdwn(line),
        "accessory": button(Choice(label, choice.press)),
    }
    return Part(block, f"{line} {words.own.short.buttons.format(choices=label)}")


def _rest(choices: list[Choice], words: Words) -> Part:
    own = words.own.understood
    return row(own.readings, [menu(own.rest, choices)], (choice.label for choice in choices))


def _readings(card: Ask | Advise, words: Words) -> list[Choice]:
    """The kind of service, and each answer; none that the person gave or corrected."""
    if isinstance(card, Ask):
        kind, understood = card.kind, card.understood
    else:
        kind, understood = card.advice.kind, card.advice.understood
    read = {
        each.question: words.answered(each.question, each.option)
        for each in understood
        if each.question not in card.answers and words.question(each.question)
    }
    named, asked = words.kind(kind), words.asks_kind
    if named and asked and asked not in card.answers:  # Said more closely than by that answer.
        read = {asked: named} | {key: name for key, name in read.items() if key != asked}
    return [
        Choice(name, PressOrder(card.assessment, card.turn, Command.CHANGE, question))
        for question, name in read.items()
    ]
