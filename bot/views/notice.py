"""The words above the card: every notice of the dialog, drawn."""

from collections.abc import Iterable
from typing import assert_never

from bot.views.controls import Choice, pick
from bot.views.escape import shorten
from bot.views.explanation import explanation_parts
from bot.views.message import Parts
from bot.views.parts import say, say_plainly
from bot.views.task import about
from bot.wire import PressOrder
from bot.words import Words
from dialogs.messages import (
    Ask,
    AskedAnew,
    Card,
    ChangeWhich,
    Command,
    Explained,
    Help,
    Late,
    NotEnglish,
    NothingBefore,
    NothingMore,
    NothingOpen,
    Notice,
    NotUnderstood,
    Status,
    TaskCut,
    TasksCut,
    Welcome,
    Why,
)
from knowledge.advice_model import Answers, Understood

TYPED_SHOWN = 100


def notify(notice: Notice, card: Card, words: Words) -> Parts:  # noqa: PLR0911, PLR0912 - one for each notice
    """The parts of a notice above that card."""
    own = words.own.notices
    match notice:
        case Welcome():
            return (say(own.welcome),)
        case NotUnderstood(text):
            return _not_understood(text, card, words)
        case Why(question):
            found = words.question(question)
            return (say(own.why, why=found.why),) if found else (say(own.nothing_open),)
        case Help():
            return help_parts(words)
        case Status(task, answers, understood):
            return _status(task, answers, understood, words)
        case ChangeWhich(answers):
            return _change_which(answers, card, words)
        case Late():
            return (say(own.late),)
        case NothingBefore():
            return (say(own.nothing_before),)
        case NothingOpen():
            return (say(own.nothing_open),)
        case AskedAnew():
            return (say(own.asked_anew),)
        case NothingMore():
            return (say(own.nothing_more),)
        case NotEnglish():
            return (say(own.not_english),)
        case TaskCut(limit):
            return (say(own.task_cut, limit=words.number(limit)),)
        case TasksCut(limit):
            return (say(own.tasks_cut, limit=limit),)
        case Explained(explanation):
            return explanation_parts(explanation, words)
        case _:
            assert_never(notice)


def help_parts(words: Words) -> Parts:
    """One screen of help."""
    own = words.own.help
    commands = "\n".join([own.say, *(f"• {command}" for command in own.commands)])
    return (say(f"{own.title}\n{own.text}"), say(commands), say(f"{own.ask}\n{own.where}"))


def _not_understood(text: str, card: Card, words: Words) -> Parts:
    own = words.own.notices
    heard = say_plainly(f"{own.not_understood} “{shorten(text, TYPED_SHOWN)}”")
    if not isinstance(card, Ask):
        return (heard, say(own.what_i_hear))
    choices = [words.answer(card.question, option.id) for option in words.options(card.question)]
    numbered = "\n".join(f"{number}. {choice}" for number, choice in enumerate(choices, start=1))
    return (heard, say("{choose}\n{numbered}", choose=own.choose, numbered=numbered))


def _status(task: str, answers: Answers, understood: Iterable[Understood], words: Words) -> Parts:
    own = words.own.notices
    given = [(own.answer, question, option) for question, option in answers.items()]
    read = [(own.read, each.question, each.option) for each in understood]
    lines = [words.phrased(template, question, option) for template, question, option in (*read, *given)]
    if not lines:
        return (*about(task), say(own.status_none))
    return (*about(task), say("{title}\n{lines}", title=own.status, lines="\n".join(f"• {x}" for x in lines)))


def _change_which(answers: Answers, card: Card, words: Words) -> Parts:
    own = words.own.notices
    known = [question for question in answers if words.question(question)]
    if not known:
        return (say(own.change_none),)
    choices = [
        Choice(
            words.phrased(own.answer, question, answers[question]),
            PressOrder(card.assessment, card.turn, Command.CHANGE, question),
        )
        for question in known
    ]
    return (say(own.change_which), pick(words.own.ask.choices, words.own.buttons.change, choices))
