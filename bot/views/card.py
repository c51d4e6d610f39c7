"""The one message of a conversation: the card as it stands, under a notice where there is one."""

from typing import assert_never

from bot.views.advice import advise
from bot.views.answered import show_helpers
from bot.views.beside import ALONE, Beside
from bot.views.controls import Choice, buttons, pick
from bot.views.escape import shorten
from bot.views.message import Message, Part, Parts, compose
from bot.views.notice import notify
from bot.views.parts import rule, say, whisper, whisper_plainly
from bot.views.picking import pick_task
from bot.views.refusal import refuse
from bot.views.task import about, quoted
from bot.views.understood import show_understood
from bot.wire import PressOption, PressOrder, PressStart
from bot.words import Words
from dialogs.messages import (
    Advise,
    Ask,
    Cancelled,
    Card,
    Command,
    Describe,
    Expired,
    PickTask,
    Refused,
    Reply,
    Shown,
    Welcome,
)

WORDS_SHOWN = 60
"""Characters of the task that we repeat as what spoke."""


def draw(reply: Reply, words: Words, *, private: bool = False, beside: Beside = ALONE) -> Message:
    """The message for a reply.

    Args:
        reply: what the conversation says.
        words: the reader's.
        private: it stands in a channel, and only its reader sees it: it offers to share the advice there.
        beside: what people made of an advice.
    """
    match reply:
        case Shown(card, notice):
            above = notify(notice, card, words) if notice else ()
            divider = (rule(),) if above and not isinstance(notice, Welcome) else ()
            return compose(_draw_card(card, words, (*above, *divider), beside, private=private))
        case Refused():
            return refuse(reply, words)
        case _:
            assert_never(reply)


def _draw_card(card: Card, words: Words, above: Parts, beside: Beside, *, private: bool) -> Parts:
    match card:
        case Describe():
            return (*above, *describe(card, words))
        case PickTask():
            return (*above, *pick_task(card, words))
        case Ask():
            return (*above, *ask(card, words))
        case Advise():
            return advise(card, words, above, private=private, beside=beside)
        case Cancelled():
            return (*above, *cancelled(card, words))
        case Expired():
            return (*above, *expired(card, words))
        case _:
            assert_never(card)


def describe(card: Describe, words: Words) -> Parts:
    """Asks for the task, with examples."""
    own = words.own.describe
    return (
        say("*{title}*", title=own.title),
        whisper("\n".join([own.hint, *(f"• {example}" for example in own.examples)])),
        buttons(words.own.short.buttons, [Choice(own.button, PressStart(card.assessment), primary=True)]),
    )


def ask(card: Ask, words: Words) -> Parts:
    """Asks a question: where we are, the question, its answers, and a quiet row to move about."""
    found = words.question(card.question)
    progress = words.own.ask.progress.format(number=card.number, about=max(card.about, card.number))
    so_far, (options, unknown) = _chosen(card, words), _options(card, words)
    read = words.own.ask.read_already.format(count=len(card.understood)) if card.understood else ""
    return (
        whisper_plainly(*filter(None, (progress, read, quoted(card.task)))),
        say("*{question}*", question=found.text if found else card.question),
        *([so_far] if so_far else []),
        *([pick(words.own.ask.choices, words.own.ask.menu, options)] if options else []),
        buttons(words.own.ask.extras, [*unknown, *_moves(card, words)]),
        *show_understood(card, words, live=True),
        *show_helpers(card, words),
    )


def _chosen(card: Ask, words: Words) -> Part | None:
    if card.chosen is None:
        return None
    read = next((each for each in card.understood if each.question == card.question), None)
    if read is not None:
        answer = words.answer(read.question, read.option)
        return whisper_plainly(
            words.own.ask.read.format(words=shorten(read.words, WORDS_SHOWN), answer=answer)
        )
    return whisper(words.own.ask.chosen, answer=words.answer(card.question, card.chosen))


def _options(card: Ask, words: Words) -> tuple[list[Choice], list[Choice]]:
    """What there is to answer, and apart from it "I don't know"."""
    known: list[Choice] = []
    unknown: list[Choice] = []
    for option in words.options(card.question):
        choice = Choice(
            words.answer(card.question, option.id),
            PressOption(card.assessment, card.turn, card.question, option.id),
            primary=option.id == card.chosen,
        )
        (unknown if option.unknown else known).append(choice)
    return known, unknown


def _moves(card: Ask, words: Words) -> list[Choice]:
    labels = words.own.buttons
    back = [Choice(labels.back, PressOrder(card.assessment, card.turn, Command.BACK))] if card.answers else []
    enough = PressOrder(card.assessment, card.turn, Command.ENOUGH)
    return [
        *back,
        Choice(labels.why, PressOrder(card.assessment, card.turn, Command.WHY)),
        *([Choice(labels.enough, enough)] if card.number > 1 else []),
        Choice(labels.cancel, PressOrder(card.assessment, card.turn, Command.CANCEL)),
    ]


def cancelled(card: Cancelled, words: Words) -> Parts:
    """The person stopped; there is a way back."""
    return (*about(card.task), say(words.own.cancelled.text), _reopen(card, words, primary=False))


def expired(card: Expired, words: Words) -> Parts:
    """Nothing happened for long; there is a way on."""
    own = words.own.expired
    template = {0: own.none, 1: own.one}.get(card.answered, own.many)
    return (*about(card.task), say(template, count=card.answered), _reopen(card, words, primary=True))


def _reopen(card: Cancelled | Expired, words: Words, *, primary: bool) -> Part:
    labels = words.own.buttons
    resume = PressOrder(card.assessment, card.turn, Command.RESUME)
    restart = PressOrder(card.assessment, card.turn, Command.RESTART)
    choices = [
        Choice(labels.resume, resume, primary=primary),
        Choice(labels.restart, restart, confirm=words.own.restart_confirm),
    ]
    return buttons(words.own.short.buttons, choices)
