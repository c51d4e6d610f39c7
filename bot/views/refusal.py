"""Kind noes, which only the one who tried sees."""

from typing import assert_never

from bot.views.controls import Choice, buttons
from bot.views.escape import escape, mention_person
from bot.views.message import Message, compose
from bot.views.parts import say, say_marked
from bot.wire import PressStart
from bot.words import Words
from dialogs.messages import Gone, NotYours, Refused


def refuse(refused: Refused, words: Words) -> Message:
    """Says why not, and offers to start an own check."""
    own = words.own.refused
    match refused.why:
        case NotYours(owner):
            said = say_marked(own.not_yours.format(owner=mention_person(owner) or escape(own.somebody)))
        case Gone():
            said = say(own.gone)
        case _:
            assert_never(refused.why)
    start = Choice(words.own.buttons.start, PressStart())
    return compose([said, buttons(words.own.short.buttons, [start])])
