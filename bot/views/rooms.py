"""What is said where we are not used, and where the slash command speaks to the whole channel."""

from bot.views.chosen import name_channel, name_person
from bot.views.controls import Choice, buttons
from bot.views.message import Message, compose
from bot.views.parts import say, say_marked, whisper
from bot.views.task import about
from bot.wire.administration import PressInDm
from bot.words import Words


def closed(channel: str, kept: str, words: Words) -> Message:
    """We are not used in that channel; what was typed there can go on in private."""
    own = words.own.rooms
    way = Choice(own.in_dm, PressInDm(kept), primary=True)
    said = say_marked(own.closed.format(channel=name_channel(channel, words)))
    return compose([said, buttons(words.own.short.buttons, [way])])


def nothing_kept(words: Words) -> Message:
    """What was typed elsewhere is gone."""
    return compose([say(words.own.rooms.gone)])


def asked(person: str, task: str, words: Words) -> Message:
    """The head of a thread in which somebody's task is checked for all to see."""
    said = words.own.rooms.asked.format(person=name_person(person, words))
    return compose([say_marked(said), *about(task)])


def how_to_ask_privately(words: Words) -> Message:
    """Said to whoever asked in the open: how not to."""
    return compose([whisper(words.own.rooms.private_hint)])
