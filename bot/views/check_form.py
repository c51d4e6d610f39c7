"""The form with all the questions: a moment of waiting, its pages, and the advice at its end."""

from typing import Final

from bot.limits import registry
from bot.views.advice import fitting
from bot.views.controls import Choice, buttons
from bot.views.escape import shorten
from bot.views.feedback import Given, feedback
from bot.views.form import task_field
from bot.views.inputs import field as labeled
from bot.views.inputs import modal, radio
from bot.views.message import Block, Message, Part, Parts, View, compose
from bot.views.parts import plain_text, say, whisper
from bot.views.task import about
from bot.wire import PressShare, Share
from bot.wire.check_form import (
    CheckForm,
    PressForm,
    PressFormAfresh,
    PressFormKeep,
    PressFormPage,
    name_question,
    name_task,
)
from bot.words import Words
from dialogs.messages import Advise
from dialogs.pages import FIRST, NEEDED, Field, Page
from dialogs.text_cleaning import TASK_LIMIT

ADVICE_PAGE: Final = 0
"""The page number of the advice."""

WORDS_SHOWN: Final = 60
"""Characters of the task that are repeated as what spoke."""


def waiting_view(form: CheckForm, words: Words) -> View:
    """Stands for a moment, so that the form opens within the three seconds that Slack gives."""
    return _view(form, (say(words.own.check_form.loading),), words)


def page_view(page: Page, assessment: str, words: Words, *, turn: int = 0, kept: bool = False) -> View:
    """A page to fill in.

    Args:
        page: what is asked, and what stands there already.
        assessment: what the answers go to.
        words: the reader's.
        turn: the conversation's; each showing of a page needs a new one.
        kept: it shows what was filled in some other time.
    """
    own = words.own.check_form
    first = page.number == FIRST
    above = (
        _opening(page.task, turn, words, kept=kept)
        if first
        else (*about(page.task), say(own.page_two if page.number <= NEEDED else own.further))
    )
    asked = [
        Part(_question(field, turn, words), "") for field in page.fields if words.question(field.question)
    ]
    back = Choice(own.back, PressFormPage(assessment, page.number - 2))
    below = () if first else (buttons(words.own.short.buttons, [back]),)
    parts = (*above, *asked, *below)
    return _view(CheckForm(assessment, page.number), parts, words, submit=own.next if first else own.finish)


def advice_view(card: Advise, words: Words, *, kept: bool = False, given: Given = None) -> View:
    """The advice, with what can be done about it; `kept`: it stands in the DM by now."""
    own = words.own.check_form
    keep = Choice(own.keep, PressFormKeep(card.assessment), primary=True)
    choices = [
        *([] if kept else [keep]),
        Choice(words.own.sharing.elsewhere, PressShare(card.assessment, Share.PREVIEW)),
        Choice(own.change, PressFormPage(card.assessment, ADVICE_PAGE)),
        *([Choice(own.more, PressFormPage(card.assessment, NEEDED))] if card.more else []),
    ]
    above = (say(own.in_dm),) if kept else ()
    below = (buttons(words.own.short.buttons, choices), feedback(card, words, given))
    blocks = (part.block for part in fitting(card, words, above, below))
    return modal(CheckForm(card.assessment, ADVICE_PAGE), own.advice, blocks, close=own.done)


def gone_view(form: CheckForm, words: Words) -> View:
    """The check is not there any more."""
    return _view(form, (say(words.own.check_form.gone),), words)


def no_words(words: Words) -> Message:
    """A message without words can't be checked; the form can."""
    own = words.own.check_form
    return compose([say(own.no_words), buttons(words.own.short.buttons, [Choice(own.in_form, PressForm())])])


def not_here(words: Words) -> Message:
    """We are not used in that channel, so the message is checked in the DM."""
    return compose([say(words.own.check_form.not_here)])


def _view(form: CheckForm, parts: Parts, words: Words, *, submit: str = "") -> View:
    own = words.own.form
    return modal(form, own.title, (part.block for part in parts), close=own.close, submit=submit)


def _opening(task: str, turn: int, words: Words, *, kept: bool) -> Parts:
    """The task, and where it is not the first time the way to another one."""
    own = words.own.check_form
    afresh = buttons(words.own.short.buttons, [Choice(own.afresh, PressFormAfresh())])
    before = (say(own.kept), afresh) if kept else ()
    asked = task_field(name_task(turn), words, at_most=TASK_LIMIT, typed=task)
    return (*before, Part(asked, ""), whisper(own.optional))


def _question(field: Field, turn: int, words: Words) -> Block:
    found, own = words.question(field.question), words.own.check_form
    label = found.text if found else field.question
    hint = own.from_words.format(words=shorten(field.words, WORDS_SHOWN)) if field.words else ""
    return labeled(
        name_question(field.question, turn), label, _choices(field, words), hint=hint, optional=True
    )


def _choices(field: Field, words: Words) -> Block:
    """Few options all in view, many in a menu."""
    options = {option.id: words.answer(field.question, option.id) for option in words.options(field.question)}
    element = radio(options, field.chosen or "")
    if len(options) <= registry.CHOICE_OPTIONS.most:
        return element
    return {**element, "type": "static_select", "placeholder": plain_text(words.own.check_form.choose)}
