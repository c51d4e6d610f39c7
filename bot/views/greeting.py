"""First words: to whoever installed the app, and to a channel that invites it."""

from bot.views.administration import settings_choice
from bot.views.controls import Choice, buttons
from bot.views.message import Message, compose
from bot.views.parts import say, whisper
from bot.wire import PressStart
from bot.words import Words


def installed(words: Words) -> Message:
    """What to do next, once for each workspace."""
    own = words.own.first_run
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(own.steps, start=1))
    choices = [Choice(words.own.buttons.start, PressStart(), primary=True), settings_choice(words)]
    return compose(
        [say(own.installed), say(steps), buttons(words.own.short.buttons, choices), whisper(own.more)]
    )


def hello(words: Words, *, public: bool) -> Message:
    """One hello to a channel; `public`: there the slash command speaks to everybody."""
    own = words.own.first_run
    return compose([say(own.hello_public if public else own.hello)])
