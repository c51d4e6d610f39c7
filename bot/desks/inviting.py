"""The asker invites colleagues: those who are chosen, each once, in private."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.copies import Copies
from bot.desks.table import Reaction, Table
from bot.heard import Pressed, Submitted
from bot.ownership import own_advice, refusal
from bot.slack import CannotPost
from bot.views import inviting as views
from bot.views.escape import mention_person
from bot.views.refusal import refuse
from bot.wire import fields_of
from bot.wire.opinions import NOTE_BLOCK, PEOPLE_BLOCK, InviteForm, PressAsk
from bot.workplace import Workplace
from dialogs.conversation import CardAt
from dialogs.messages import Advise, Shown
from dialogs.opinions import Opinions
from dialogs.places import in_private


@dataclass(frozen=True, slots=True)
class Inviting:
    """Asks whom to ask, and asks them."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressAsk, self.ask)
        table.on_form(InviteForm, self.invite)

    @property
    def opinions(self) -> Opinions:
        """What colleagues say."""
        return self.place.delivery.dossiers.opinions

    async def ask(self, pressed: Pressed, press: PressAsk) -> None:
        """Ask whom to ask."""
        own = await own_advice(self.place, pressed, press.assessment)
        if own is None:
            return
        team, words = pressed.place.team, await self.place.words(pressed.place)
        questions = await self._questions(team, own.card)
        if not questions:
            await self.place.whisper(pressed, views.nothing_open(words))
            return
        invited = await self.opinions.invited(team, press.assessment)
        await self.place.show(pressed, views.invite_modal(own.card, questions, invited, words))
        if pressed.card.url:
            # The card that only they see can be changed by the address of this press, for half an hour.
            where = CardAt(channel=pressed.card.channel, url=pressed.card.url)
            await self.place.conversations.put(press.assessment, where)

    async def invite(self, submitted: Submitted, form: InviteForm) -> Reaction:
        """Those who were chosen, but for oneself, for us, and for whoever was asked before."""
        place, fields = submitted.place, fields_of(submitted.view)
        words = await self.place.words(place)
        nobody = {place.person, self.place.me}
        chosen = [each for each in dict.fromkeys(fields.get(PEOPLE_BLOCK, ())) if mention_person(each)]
        people = [each for each in chosen if each not in nobody][: views.MOST_INVITED]
        invited = await self.opinions.invited(place.team, form.assessment)
        fresh = [each for each in people if each not in invited]
        if not fresh:
            errors = views.all_invited(words) if people else views.nobody_chosen(words)
            return Reaction({"response_action": "errors", "errors": errors})
        view = views.asking_view(form.assessment, fresh, words)
        note = "".join(fields.get(NOTE_BLOCK, ()))
        return Reaction(
            {"response_action": "update", "view": view},
            then=lambda: self._invite(submitted, form.assessment, fresh, note),
        )

    async def _invite(self, submitted: Submitted, assessment: str, people: list[str], note: str) -> None:
        place, words = submitted.place, await self.place.words(submitted.place)
        turn = await self.place.conversations.look(place.team, assessment, place.person, submitted.at)
        if refused := refusal(turn, place.person):
            await self.place.slack.post(place.person, refuse(refused, words))
            return
        if not isinstance(turn.reply, Shown) or not isinstance(turn.reply.card, Advise):
            await self.place.slack.post(place.person, await self.place.delivery.draw(turn, private=False))
            return
        questions = await self._questions(place.team, turn.reply.card)
        reached = [
            await self._invite_one(place.team, assessment, each, questions, note, submitted.at)
            for each in people
        ]
        lost = [person for person, was_reached in zip(people, reached, strict=True) if not was_reached]
        if lost:
            await self.place.slack.post(place.person, views.not_reached(lost, words))
        await Copies(self.place).refresh(place.team, assessment, place.person, submitted.at, hidden=True)

    async def _invite_one(  # noqa: PLR0913, PLR0917 - who is asked what, about what, when
        self, team: str, assessment: str, person: str, questions: Iterable[str], note: str, at: datetime
    ) -> bool:
        """False when they can't be reached."""
        if not await self.opinions.invite(team, assessment, person, questions, at):
            return True
        asked = await self.opinions.invitation(team, assessment, person)
        words = await self.place.words(in_private(team, person))
        try:
            if asked:
                await self.place.slack.post(person, views.invitation(assessment, asked, note, words))
        except CannotPost:
            await self.opinions.withdraw(team, assessment, person)
            return False
        return True

    async def _questions(self, team: str, card: Advise) -> tuple[str, ...]:
        return await self.opinions.questions(team, card.assessment, card.task, card.answers)
