"""Scenes of the form with all the questions, of the shortcut, and of what is asked under an advice."""

from collections.abc import Iterator
from dataclasses import replace

from bot.preview.scene import Scene
from bot.preview.stage import ASSESSMENT, advise_of
from bot.views import check_form, feedback
from bot.views.card import draw
from bot.wire.check_form import CheckForm
from bot.wire.feedback import Rating
from bot.words import Words
from dialogs.messages import Shown
from dialogs.pages import FIRST, MOST, NEEDED, Field, Page


def scenes(words: Words, task: str) -> Iterator[Scene]:
    """The scenes."""
    yield from page_scenes(words, task)
    yield from advice_scenes(words, task)
    yield Scene("no words to check", check_form.no_words(words))
    yield Scene("not in that channel", check_form.not_here(words))
    card = advise_of(words, task=task)
    message = draw(Shown(card), words)
    for native in (False, True):
        where = "for agents" if native else "elsewhere"
        yield Scene(f"was it helpful, {where}", feedback.with_feedback(message, card, words, native=native))
    for rating in Rating:
        yield Scene(
            f"{rating} on the card", feedback.with_feedback(message, card, words, rating, native=False)
        )
        yield Scene(f"thanks for {rating}", feedback.thanks(rating, words))


def page_scenes(words: Words, task: str) -> Iterator[Scene]:
    """The pages, empty and filled in."""
    form, questions = CheckForm(ASSESSMENT, FIRST), tuple(words.questions)
    yield Scene("form, opening", view=check_form.waiting_view(form, words))
    empty = Page(FIRST, "", tuple(map(Field, questions[: MOST - 1])))
    yield Scene("form, first page", view=check_form.page_view(empty, ASSESSMENT, words))
    filled = Page(
        FIRST, task, tuple(Field(each, words.options(each)[0].id) for each in questions[: MOST - 1])
    )
    yield Scene("form, kept", view=check_form.page_view(filled, ASSESSMENT, words, turn=3, kept=True))
    for start in range(0, len(questions), MOST):
        read = tuple(
            Field(each, words.options(each)[-1].id, task[:90]) for each in questions[start : start + MOST]
        )
        page = Page(NEEDED + (start > 0), task, read)
        yield Scene(f"form, page from {start}", view=check_form.page_view(page, ASSESSMENT, words, turn=7))
    dropped = Page(NEEDED, task, (Field("dropped"),))
    yield Scene("form, a dropped question", view=check_form.page_view(dropped, ASSESSMENT, words))
    yield Scene("form, gone", view=check_form.gone_view(form, words))


def advice_scenes(words: Words, task: str) -> Iterator[Scene]:
    """The advice at the end of the form."""
    card = replace(advise_of(words, task=task), more=True)
    yield Scene("form, advice", view=check_form.advice_view(card, words))
    yield Scene("form, advice kept", view=check_form.advice_view(card, words, kept=True))
    for rating in Rating:
        yield Scene(f"form, advice {rating}", view=check_form.advice_view(card, words, given=rating))
