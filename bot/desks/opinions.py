"""Invited colleagues answer in private, or decline; the asker hears that they did, and not who."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.copies import Copies
from bot.desks.table import Reaction, Table
from bot.heard import Pressed, Submitted
from bot.slack import CannotEdit, Posted
from bot.views import opinions as views
from bot.views.colleagues import colleague_answered
from bot.views.message import Message
from bot.wire import fields_of
from bot.wire.opinions import OpinionForm, PressDecline, PressOpine, question_block
from bot.workplace import Workplace
from dialogs.conversation import CardAt
from dialogs.opinions import Invitation, Opinions, Stand
from dialogs.places import in_private
from knowledge.advice_model import Answers


@dataclass(frozen=True, slots=True)
class Opining:
    """Takes what colleagues say."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressOpine, self.open)
        table.on_press(PressDecline, self.decline)
        table.on_form(OpinionForm, self.answer)

    @property
    def opinions(self) -> Opinions:
        """What colleagues say."""
        return self.place.delivery.dossiers.opinions

    async def open(self, pressed: Pressed, press: PressOpine) -> None:
        """The form with what this colleague is asked."""
        place, words = pressed.place, await self.place.words(pressed.place)
        asked = await self.opinions.invitation(place.team, press.assessment, place.person)
        if asked is None or not asked.questions:
            await self._say_there(pressed.card, views.nothing_to_answer(words))
            return
        form = OpinionForm(press.assessment, pressed.card.channel, pressed.card.ts)
        await self.place.show(pressed, views.opinion_modal(form, asked, words))

    async def answer(self, submitted: Submitted, form: OpinionForm) -> Reaction:
        """A colleague's answers; at least one is needed."""
        place = submitted.place
        asked = await self.opinions.invitation(place.team, form.assessment, place.person)
        answers = _read(submitted, asked.questions if asked else ())
        if asked and not answers:
            errors = views.nothing_answered(asked.questions, await self.place.words(place))
            return Reaction({"response_action": "errors", "errors": errors})
        return Reaction(then=lambda: self._take(submitted, form, asked, answers))

    async def _take(
        self, submitted: Submitted, form: OpinionForm, before: Invitation | None, answers: Answers
    ) -> None:
        place, card = submitted.place, CardAt(channel=form.channel, ts=form.ts)
        words = await self.place.words(place)
        told = await self.opinions.answer(place.team, form.assessment, place.person, answers, submitted.at)
        asked = await self.opinions.invitation(place.team, form.assessment, place.person) if told else None
        if asked is None or before is None:
            await self._say_there(card, views.nothing_to_answer(words))
            return
        await self._say_there(card, views.thanks(form.assessment, asked, words))
        await self._report(
            place.team, form.assessment, asked, submitted.at, new=before.stand is not asked.stand
        )

    async def decline(self, pressed: Pressed, press: PressDecline) -> None:
        """They would rather not."""
        place, words = pressed.place, await self.place.words(pressed.place)
        before = await self.opinions.invitation(place.team, press.assessment, place.person)
        if before is None:
            await self._say_there(pressed.card, views.nothing_to_answer(words))
        elif before.stand is Stand.WAITING:
            await self.opinions.decline(place.team, press.assessment, place.person, pressed.at)
            await self._say_there(pressed.card, views.declined(press.assessment, before, words))
            await self._report(place.team, press.assessment, before, pressed.at, new=False)

    async def _report(
        self, team: str, assessment: str, asked: Invitation, at: datetime, *, new: bool
    ) -> None:
        """Tell the asker what is new: each first answer, and when nobody is left to wait for."""
        counted = await self.opinions.count(team, assessment)
        if new or (not counted.waiting and counted.declined):
            words = await self.place.words(in_private(team, asked.asker))
            news = colleague_answered(assessment, asked.task, counted, words)
            await self.place.slack.post(asked.asker, news)
        await Copies(self.place).refresh(team, assessment, asked.asker, at)

    async def _say_there(self, card: CardAt, message: Message) -> None:
        """In the message in their DM that asked the colleague; one that is gone needs no word."""
        if not card.channel.startswith("D"):
            return
        try:
            await self.place.slack.edit(Posted(card.channel, card.ts), message)
        except CannotEdit:
            return


def _read(submitted: Submitted, questions: Iterable[str]) -> Answers:
    """What was filled in, of what was asked; whether there are such options is the domain's to judge."""
    fields = fields_of(submitted.view)
    return {question: filled[0] for question in questions if (filled := fields.get(question_block(question)))}
