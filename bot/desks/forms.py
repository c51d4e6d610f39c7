"""The form with all the questions: it opens at once, loses nothing on the way, and ends with the advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.desks.table import Reaction, Table
from bot.heard import Called, Pressed, Submitted
from bot.views import check_form as views
from bot.views import task_missing
from bot.views.message import View
from bot.wire import fields_of
from bot.wire.check_form import (
    CheckForm,
    PressForm,
    PressFormAfresh,
    PressFormKeep,
    PressFormPage,
    is_task,
    read_question,
)
from bot.words import Words
from bot.workplace import Workplace
from dialogs.conversation import Place
from dialogs.hearing import opens_task
from dialogs.messages import Advise, Fill, Refused
from dialogs.pages import FIRST, NEEDED, Page, first_page, further_page, page_after
from dialogs.session import Phase, Session
from knowledge import Knowledge
from knowledge.advice_model import Answers

GLOBAL_SHORTCUT: Final = "check_task"
"""Its callback id in the manifest."""

_UNFINISHED: Final = frozenset({Phase.ASKING, Phase.EXPIRED})


@dataclass(frozen=True, slots=True)
class Forms:
    """Shows the pages, and brings what was filled in to its conversation."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_shortcut(GLOBAL_SHORTCUT, self.call)
        table.on_press(PressForm, self.open)
        table.on_press(PressFormPage, self.turn_page)
        table.on_press(PressFormAfresh, self.begin_afresh)
        table.on_press(PressFormKeep, self.keep)
        table.on_form(CheckForm, self.submit)

    # ------------------------------------------------------------------- open

    async def call(self, called: Called) -> None:
        """The shortcut: a form."""
        await self._open(called.place, called.trigger, "")

    async def open(self, pressed: Pressed, press: PressForm) -> None:
        """The button: a form."""
        await self._open(pressed.place, pressed.trigger, press.assessment)

    async def begin_afresh(self, pressed: Pressed, _press: PressFormAfresh) -> None:
        """An empty form instead of the kept one, which stays what it is."""
        view = await self._blank(pressed.place, await self.place.words(pressed.place))
        await self.place.slack.modals.change(pressed.view, view)

    async def _open(self, place: Place, trigger: str, assessment: str) -> None:
        # The trigger lives three seconds: first the modal, then whatever takes a look at the database.
        waiting = views.waiting_view(CheckForm(assessment, FIRST), self.place.tongues.usual)
        opened = await self.place.slack.modals.open(trigger, waiting)
        words, draft = await self.place.words(place), await self._draft(place, assessment)
        if draft is None:
            view = await self._blank(place, words)
        else:
            page = first_page(await self._knowledge(place), draft.task, draft.answers)
            view = views.page_view(page, draft.id, words, turn=draft.turn, kept=not assessment)
        await self.place.slack.modals.change(opened, view)

    async def _blank(self, place: Place, words: Words) -> View:
        page = first_page(await self._knowledge(place), "", {})
        return views.page_view(page, self.place.new_id(), words)

    async def _draft(self, place: Place, assessment: str) -> Session | None:
        """That check of the person's; without an id the form that they filled in last and did not finish."""
        if assessment:
            stored = await self.place.store.run(lambda visit: visit.find(assessment))
            mine = stored and (stored.place.team, stored.session.owner) == (place.team, place.person)
            return stored.session if stored and mine else None
        stored = await self.place.store.run(lambda visit: visit.latest(_home_of(place)))
        return stored.session if stored and stored.session.phase in _UNFINISHED else None

    # ------------------------------------------------------------- turn pages

    async def turn_page(self, pressed: Pressed, press: PressFormPage) -> None:
        """Back or on; what stands on the page goes with it."""
        words = await self.place.words(pressed.place)
        asked, given = _read(pressed.view)
        if asked:
            fill = Fill(press.assessment, pressed.place.person, pressed.at, "", asked, given, done=False)
            await self.place.conversations.tell(pressed.place.team, press.assessment, fill)
        view = await self._show(pressed.place, press.assessment, press.after, words)
        await self.place.slack.modals.change(pressed.view, view)

    # ------------------------------------------------------------------- send

    async def submit(self, submitted: Submitted, form: CheckForm) -> Reaction:
        """A page: kept before Slack is told, so that nothing is lost that is gone from the screen."""
        words = await self.place.words(submitted.place)
        tasks = {block: "".join(said) for block, said in fields_of(submitted.view).items() if is_task(block)}
        task = "".join(tasks.values())
        where = submitted.place
        terms = (await self.place.house.terms(where.team, where.person))(_home_of(where))
        if form.page == FIRST and not opens_task(terms, task):
            return Reaction({"response_action": "errors", "errors": task_missing(tasks, words)})
        view = await self._fill(submitted, form, task, words)
        return Reaction(
            {"response_action": "update", "view": view}, lambda: self.place.changed(submitted.place)
        )

    async def _fill(self, submitted: Submitted, form: CheckForm, task: str, words: Words) -> View:
        """Keeps the page; the next one, or the advice."""
        knowledge = await self._knowledge(submitted.place)
        asked, given = _read(submitted.view)
        # A second page is for what the first one leaves open.
        done = form.page != FIRST or page_after(knowledge, FIRST, task, given) is None
        fill = Fill(form.assessment, submitted.place.person, submitted.at, task, asked, given, done)
        if form.page == FIRST:
            turn = await self.place.conversations.begin(_home_of(submitted.place), fill)
        else:
            turn = await self.place.conversations.tell(submitted.place.team, form.assessment, fill)
        if isinstance(turn.reply, Refused):
            return views.gone_view(form, words)
        if done and isinstance(turn.reply.card, Advise):
            return views.advice_view(turn.reply.card, words, kept=bool(turn.card_at.ts))
        return await self._show(submitted.place, form.assessment, form.page, words)

    async def _show(self, place: Place, assessment: str, after: int, words: Words) -> View:
        """The page after that one, with what stands on it."""
        draft = await self._draft(place, assessment)
        if draft is None:
            return views.gone_view(CheckForm(assessment, FIRST), words)
        page = _page_of(await self._knowledge(place), after, draft)
        return views.page_view(page, draft.id, words, turn=draft.turn)

    # ------------------------------------------------------------------- keep

    async def keep(self, pressed: Pressed, press: PressFormKeep) -> None:
        """Bring the advice to the DM, once, and say so."""
        person = pressed.place.person
        turn = await self.place.conversations.look(pressed.place.team, press.assessment, person, pressed.at)
        words = await self.place.words(pressed.place)
        if isinstance(turn.reply, Refused) or not isinstance(turn.reply.card, Advise):
            view = views.gone_view(CheckForm(press.assessment, FIRST), words)
        else:
            if await self.place.first_tap(pressed, press):
                await self.place.delivery.bring_to_dm(turn, person)
            view = views.advice_view(turn.reply.card, words, kept=True)
        await self.place.slack.modals.change(pressed.view, view)

    async def _knowledge(self, place: Place) -> Knowledge:
        return await self.place.knowledge(place.team)


def _home_of(place: Place) -> Place:
    """Where a check that was begun in a form lives: with its person, whose id stands for their DM."""
    return Place(place.team, place.person, "", place.person, "direct")


def _page_of(knowledge: Knowledge, after: int, draft: Session) -> Page:
    """The page after that one; the first where there is none."""
    found = None
    if after >= NEEDED:
        found = further_page(knowledge, draft.task, draft.answers)
    elif after >= FIRST:
        found = page_after(knowledge, after, draft.task, draft.answers)
    return found or first_page(knowledge, draft.task, draft.answers)


def _read(view: Mapping[str, Any]) -> tuple[tuple[str, ...], Answers]:
    """The questions on a page, and what was chosen."""
    found = {
        question: chosen
        for block, chosen in fields_of(view).items()
        if (question := read_question(block)) is not None
    }
    return tuple(found), {question: chosen[0] for question, chosen in found.items() if chosen}
