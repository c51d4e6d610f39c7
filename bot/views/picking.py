"""Offers the tasks that one message held, one button each."""

from bot.views.controls import Choice, buttons, pick
from bot.views.escape import shorten
from bot.views.message import Parts
from bot.views.parts import say, say_plainly, whisper
from bot.wire import PressPick
from bot.wire.portfolio import PressAsList
from bot.words import Words
from dialogs.messages import PickTask

TASK_SHOWN = 75
"""Characters of each task; as many as a button takes."""


def pick_task(card: PickTask, words: Words) -> Parts:
    """The tasks by number, for those who type; the same as buttons; and all of it as one, or as a list."""
    own = words.own.picking
    lines = [
        own.task.format(number=number, task=shorten(task, TASK_SHOWN))
        for number, task in enumerate(card.tasks, start=1)
    ]
    choices = [
        Choice(shorten(task, TASK_SHOWN), PressPick(card.assessment, card.turn, number))
        for number, task in enumerate(card.tasks, start=1)
    ]
    whole = Choice(words.own.buttons.as_one, PressPick(card.assessment, card.turn, 0))
    listed = Choice(words.own.portfolio.lists.as_list, PressAsList(card.assessment))
    return (
        say(own.title, count=len(card.tasks)),
        say_plainly("\n".join(lines)),
        pick(words.own.ask.choices, own.menu, choices),
        whisper(own.hint),
        buttons(words.own.ask.extras, [whole, listed]),
    )
