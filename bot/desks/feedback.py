"""Whether an advice helped: kept with the assessment, counted, and thanked for where it was said."""

from dataclasses import dataclass

from bot import metrics, views
from bot.desks.table import Table
from bot.heard import Pressed
from bot.views.check_form import advice_view
from bot.views.feedback import thanks
from bot.wire.feedback import PressRate, Rating
from bot.workplace import Workplace
from dialogs.conversation import Turn
from dialogs.feedback import Feedback, opinion_on
from dialogs.messages import Advise, NotYours, Refused


@dataclass(frozen=True, slots=True)
class Ratings:
    """Takes everybody's word; only the asker's own card changes with it."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressRate, self.rate)

    async def rate(self, pressed: Pressed, press: PressRate) -> None:
        """Keep and count it, and say thanks."""
        team, person = pressed.place.team, pressed.place.person
        turn = await self.place.conversations.look(team, press.assessment, person, pressed.at)
        if isinstance(turn.reply, Refused) and isinstance(turn.reply.why, NotYours):
            mine = await self.place.conversations.look(
                team, press.assessment, turn.reply.why.owner, pressed.at
            )
            await self._keep(pressed, press, mine)
            await self._thank(pressed, press)
        elif await self._keep(pressed, press, turn):
            await self._show(pressed, press, turn)
        else:
            await self._explain(pressed, turn)

    async def _keep(self, pressed: Pressed, press: PressRate, turn: Turn) -> bool:
        """Whether the advice that was meant still stands."""
        card = None if isinstance(turn.reply, Refused) else turn.reply.card
        if not isinstance(card, Advise) or card.turn != press.turn:
            return False
        opinion = opinion_on(card.advice, card.pack, helpful=press.rating is Rating.HELPFUL)
        place = pressed.place
        feedback = Feedback(self.place.store)
        if await feedback.give(place.team, press.assessment, place.person, opinion, pressed.at):
            metrics.rated(press.rating.value, card.advice.lean, card.advice.fit)
        return True

    async def _show(self, pressed: Pressed, press: PressRate, turn: Turn) -> None:
        """The same card with thanks where the buttons were."""
        words = await self.place.words(pressed.place)
        card = None if isinstance(turn.reply, Refused) else turn.reply.card
        if pressed.view and isinstance(card, Advise):
            view = advice_view(card, words, kept=bool(turn.card_at.ts), given=press.rating)
            await self.place.slack.modals.change(pressed.view, view)
            return
        delivery, hidden = self.place.delivery, bool(pressed.card.url)
        if delivery.sessions:
            return  # Slack's own buttons stay as they were pressed.
        message = await delivery.draw(turn, private=hidden, given=press.rating)
        await delivery.answer_pressed(turn, message, pressed.card, pressed.url)

    async def _thank(self, pressed: Pressed, press: PressRate) -> None:
        words = await self.place.words(pressed.place)
        await self.place.whisper(pressed, thanks(press.rating, words))

    async def _explain(self, pressed: Pressed, turn: Turn) -> None:
        """The advice is another by now, or gone."""
        words = await self.place.words(pressed.place)
        if isinstance(turn.reply, Refused):
            await self.place.whisper(pressed, views.refuse(turn.reply, words))
            return
        message = await self.place.delivery.draw(turn, private=bool(pressed.card.url))
        await self.place.delivery.answer_pressed(turn, message, pressed.card, pressed.url)
