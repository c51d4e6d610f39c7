"""What the task's own words say already: one quiet line, with a way to correct each reading of it."""

from bot.views.controls import Choice, button, menu
from bot.views.escape import escape
from bot.views.message import Block, Part, Parts
from bot.views.parts import mrkdwn, whisper_marked
from bot.wire import PressOrder
from bot.words import Words
from dialogs.messages import Advise, Ask, Command


def show_understood(card: Ask | Advise, words: Words, *, live: bool) -> Parts:
    """The line; not `live`: for readers who can't press anything."""
    choices = _readings(card, words)
    if not choices:
        return ()
    own = words.own.understood
    answers = "; ".join(f"*{escape(choice.label)}*" for choice in choices)
    if not live:
        return (whisper_marked(own.said.format(answers=answers)),)
    line = own.line.format(answers=answers)
    label = words.own.understood.change
    block: Block = {"type": "section", "text": mrkdwn(line), "accessory": _control(label, choices)}
    return (Part(block, f"{line} {words.own.short.buttons.format(choices=label)}"),)


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
    asked = _question_of_kinds(words)
    if words.kind(kind) and asked and asked not in card.answers:  # Said more closely than by that answer.
        read = {asked: words.kind(kind)} | {key: name for key, name in read.items() if key != asked}
    return [
        Choice(name, PressOrder(card.assessment, card.turn, Command.CHANGE, question))
        for question, name in read.items()
    ]


def _question_of_kinds(words: Words) -> str | None:
    """The question whose answers tell the kind of service."""
    return next(
        (each.id for each in words.questions.values() if any(option.kinds for option in each.options)), None
    )


def _control(label: str, choices: list[Choice]) -> Block:
    """One reading needs one button, several need to be told apart."""
    return button(Choice(label, choices[0].press)) if len(choices) == 1 else menu(label, choices)
