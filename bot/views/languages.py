"""Choosing one's own language."""

from collections.abc import Collection

from bot.views.controls import Choice, menu, pick
from bot.views.message import Block, Message, compose
from bot.views.parts import say
from bot.wire import write_press
from bot.wire.administration import PressLanguage
from bot.words import Words


def ask_language(offered: Collection[str], usual: str, words: Words) -> Message:
    """Asks which language to speak; says so where there is only one."""
    own = words.own.tongue
    if len(offered) < 2:
        return compose([say(own.only, language=words.language_called(words.language))])
    choices = _choices(offered, usual, words)
    return compose([say(own.ask), pick(words.own.short.buttons, own.menu, choices)])


def language_menu(offered: Collection[str], chosen: str, usual: str, words: Words) -> Block | None:
    """The menu of languages with what the person chose ("" for none); None where there is only one."""
    if len(offered) < 2:
        return None
    made = menu(words.own.tongue.menu, _choices(offered, usual, words))
    written = write_press(PressLanguage(chosen if chosen in offered else ""))
    return {**made, "initial_option": next(each for each in made["options"] if each["value"] == written)}


def language_chosen(chosen: str, words: Words) -> Message:
    """Says what is spoken from now on, in that very language."""
    own = words.own.tongue
    return compose([say(own.chosen if chosen else own.left, language=words.language_called(words.language))])


def _choices(offered: Collection[str], usual: str, words: Words) -> list[Choice]:
    left = words.own.tongue.as_workspace.format(language=words.language_name(usual))
    named = [Choice(words.language_name(language), PressLanguage(language)) for language in offered]
    return [Choice(left, PressLanguage("")), *named]
