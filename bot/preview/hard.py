"""Scenes of tasks that are hard to draw: endless, from right to left, or full of what looks like markup."""

from collections.abc import Iterator

from bot import views
from bot.preview import home, portfolio
from bot.preview.scene import Scene
from bot.preview.stage import ASSESSMENT, CHANNEL, HARD_TASKS, PERSON, advise_of, ask_of, tasks_of
from bot.views import check_form, decisions, inviting
from bot.views.home import HomeFacts
from bot.views.home import home as draw_home
from bot.views.portfolio_results import results
from bot.wire.home import HomeForm
from bot.words import Words
from dialogs.listing import Wanted, list_page
from dialogs.messages import NotUnderstood, PickTask, Shown
from dialogs.opinions import Invitation, Stand
from dialogs.pages import FIRST, Page


def scenes(words: Words, _task: str) -> Iterator[Scene]:
    """The scenes."""
    for name, task in HARD_TASKS.items():
        for scene in (*_messages(words, task), *_views(words, task)):
            yield Scene(f"{scene.name}, {name}", scene.message, scene.view)


def _messages(words: Words, task: str) -> Iterator[Scene]:
    ask, advised = ask_of(words, "domain", task=task), advise_of(words, task=task)
    yield Scene("question", views.draw(Shown(ask), words))
    yield Scene("not understood", views.draw(Shown(ask, NotUnderstood(task)), words))
    yield Scene("several tasks", views.draw(Shown(PickTask(ASSESSMENT, 2, task, tasks_of(task, 3))), words))
    yield Scene("advice", views.draw(Shown(advised), words, private=True))
    yield Scene("shared", views.shared(advised, PERSON, words, channel=CHANNEL))
    asked = Invitation(PERSON, task, ("presence", "core"), {}, Stand.WAITING)
    yield Scene("invitation", inviting.invitation(ASSESSMENT, asked, task, words))
    judged = portfolio.judged_of(words, 3, task=task)
    listed = portfolio.portfolio_of(3, told=task[:200])
    yield Scene("results", results(listed, judged, words, pack="1", uploads=True))


def _views(words: Words, task: str) -> Iterator[Scene]:
    facts = HomeFacts(list_page(home.lines(task, 6), Wanted()), HomeForm(), home.DAYS)
    yield Scene("home", view=draw_home(facts, words))
    page = Page(FIRST, task, ())
    yield Scene("form", view=check_form.page_view(page, ASSESSMENT, words, kept=True))
    yield Scene("form's advice", view=check_form.advice_view(advise_of(words, task=task), words))
    draft = decisions.Draft(ASSESSMENT, task, PERSON, "2026-11-23")
    yield Scene("decision", view=decisions.decision_modal(draft, words))
