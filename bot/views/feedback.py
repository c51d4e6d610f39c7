"""Asks under an advice whether it helped, and thanks whoever said so."""

from bot.views.controls import Choice, buttons
from bot.views.message import Block, Message, Part, compose
from bot.views.parts import plain_text, say, whisper
from bot.wire import name_menu, write_press
from bot.wire.feedback import PressRate, Rating
from bot.words import Words
from dialogs.messages import Advise

Given = Rating | None
"""What the reader said of the advice, if anything."""


def feedback(card: Advise, words: Words, given: Given = None, *, native: bool = False) -> Part:
    """Two buttons, or the thanks for pressing one of them.

    Args:
        card: the advice.
        words: the reader's.
        given: what they said.
        native: for agents Slack has buttons of its own, which stay as they were pressed.
    """
    own = words.own.feedback
    if given is not None and not native:
        return whisper(own.thanks[given.value])
    good, bad = (PressRate(card.assessment, card.turn, rating) for rating in Rating)
    if native:
        return _native(good, bad, words)
    return buttons(own.ask, [Choice(own.helpful, good), Choice(own.unhelpful, bad)])


def thanks(given: Rating, words: Words) -> Message:
    """Thanks to somebody whose card it is not."""
    return compose([say(words.own.feedback.thanks[given.value])])


def with_feedback(
    message: Message, card: Advise, words: Words, given: Given = None, *, native: bool
) -> Message:
    """The message of an advice, and under it whether it helped."""
    part = feedback(card, words, given, native=native)
    return Message(text=f"{message['text']}\n{part.spoken}", blocks=[*message["blocks"], part.block])


def _native(good: PressRate, bad: PressRate, words: Words) -> Part:
    own = words.own.feedback
    element: Block = {
        "type": "feedback_buttons",
        "action_id": name_menu(PressRate),
        "positive_button": {"text": plain_text(own.helpful), "value": write_press(good)},
        "negative_button": {"text": plain_text(own.unhelpful), "value": write_press(bad)},
    }
    spoken = own.ask.format(choices=f"{own.helpful}, {own.unhelpful}")
    return Part({"type": "context_actions", "elements": [element]}, spoken)
