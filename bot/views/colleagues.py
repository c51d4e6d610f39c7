"""What colleagues' answers come to, for the one who asked: how many, where they differ, what matters."""

from collections.abc import Iterable

from bot.views.controls import Choice, button, buttons, menu
from bot.views.escape import escape
from bot.views.inputs import modal
from bot.views.message import Block, Message, Part, Parts, View, compose
from bot.views.parts import mrkdwn, say, say_marked, whisper
from bot.views.task import about
from bot.wire.opinions import DifferencesForm, PressAdopt, PressDifferences
from bot.words import Words
from dialogs.disagreement import Comparison, Difference, Swing
from dialogs.messages import Advise
from dialogs.opinions import Poll
from knowledge.advice_model import Answers
from knowledge.model import Fit, Lean

TOGETHER_SHOWN = 2
"""Sets of answers that only together would change the advice."""


def show_poll(card: Advise, poll: Poll, words: Words, *, is_public: bool) -> Parts:
    """How many answered and, where nobody else reads it, what they said: without names."""
    if not poll.asked:
        return ()
    own, counted = words.own.colleagues, _count(poll, words)
    if not poll.answered:
        return (say_marked(counted),)
    if not is_public:
        return (say_marked(counted), *show_differences(card, poll.comparison, words))
    see = Choice(own.see, PressDifferences(card.assessment))
    return (say_marked(f"{counted} {own.in_private}"), buttons(words.own.short.buttons, [see]))


def show_differences(card: Advise, compared: Comparison, words: Words) -> Parts:
    """Each difference with a way to take an answer over, and what the answers would come to."""
    own = words.own.colleagues
    if not compared.differences:
        return (say(own.agree),)
    alone = any(len(swing.answers) == 1 for swing in compared.swings)
    together = () if alone else compared.swings[:TOGETHER_SHOWN]
    return (
        *(_difference(card, each, compared, words) for each in compared.differences),
        *(_together(swing, words) for swing in together),
        *(() if compared.swings else (whisper(own.harmless),)),
    )


def differences_modal(card: Advise, poll: Poll, words: Words, adopted: Answers | None = None) -> View:
    """The same in a modal, for a card that others read too; `adopted` was just taken over."""
    own = words.own.colleagues
    now = name_outcome(card.advice.lean, card.advice.fit, words)
    taken = [
        say(own.adopted, answer=words.answered(question, option), advice=now)
        for question, option in (adopted or {}).items()
    ]
    parts = (*taken, *about(card.task), *show_poll(card, poll, words, is_public=False))
    blocks = [part.block for part in parts]
    return modal(DifferencesForm(card.assessment), own.title, blocks, close=own.close)


def going_on_modal(assessment: str, words: Words) -> View:
    """The answer that was taken over opened another question, which is on the card."""
    own = words.own.colleagues
    return modal(DifferencesForm(assessment), own.title, [say(own.going_on).block], close=own.close)


def colleague_answered(assessment: str, task: str, poll: Poll, words: Words) -> Message:
    """Tells the one who asked that there is something new."""
    own = words.own.colleagues
    news = own.news if poll.waiting else own.news_all
    see = Choice(own.see, PressDifferences(assessment), primary=True)
    return compose(
        [
            say(news, answered=words.number(poll.answered), asked=words.number(poll.asked)),
            *about(task),
            buttons(words.own.short.buttons, [see]),
        ]
    )


def name_outcome(lean: Lean, fit: Fit, words: Words) -> str:
    """What an advice would be, within a sentence."""
    return words.own.colleagues.outcome[fit].format(lean=lean.value)


def _count(poll: Poll, words: Words) -> str:
    own = words.own.colleagues
    template = own.count_declined if poll.declined else own.count
    return template.format(
        answered=words.number(poll.answered),
        asked=words.number(poll.asked),
        declined=words.number(poll.declined),
    )


def _difference(card: Advise, difference: Difference, compared: Comparison, words: Words) -> Part:
    own, question = words.own.colleagues, difference.question
    others = ", ".join(
        own.other.format(answer=words.answer(question, option), count=words.number(count))
        for option, count in difference.others
    )
    said = own.difference if difference.own else own.open
    line = said.format(
        question=escape(words.label(question)),
        own=escape(words.answer(question, difference.own)) if difference.own else "",
        others=escape(others),
    )
    text = "\n".join([line, *_turning(difference, compared.swings, words)])
    choices = [
        Choice(
            own.use.format(answer=words.answer(question, option)),
            PressAdopt(card.assessment, card.turn, question, option),
        )
        for option, _ in difference.others
    ]
    menus = [words.own.colleagues.take_over] if len(choices) > 1 else []
    named = escape(", ".join([*menus, *(choice.label for choice in choices)]))
    block: Block = {"type": "section", "text": mrkdwn(text), "accessory": _control(choices, words)}
    return Part(block, f"{text} {words.own.short.buttons.format(choices=named)}")


def _turning(difference: Difference, swings: Iterable[Swing], words: Words) -> list[str]:
    turned = {next(iter(swing.answers.items())): swing for swing in swings if len(swing.answers) == 1}
    pairs = ((difference.question, option) for option in difference.turning)
    return [
        words.own.colleagues.turning.format(
            answer=escape(words.answer(question, option)),
            advice=name_outcome(turned[question, option].lean, turned[question, option].fit, words),
        )
        for question, option in pairs
    ]


def _together(swing: Swing, words: Words) -> Part:
    answers = "; ".join(words.answered(question, option) for question, option in swing.answers.items())
    advice = name_outcome(swing.lean, swing.fit, words)
    return say(words.own.colleagues.together, advice=advice, answers=answers)


def _control(choices: list[Choice], words: Words) -> Block:
    """One answer needs one button, several need to be told apart."""
    return button(choices[0]) if len(choices) == 1 else menu(words.own.colleagues.take_over, choices)
