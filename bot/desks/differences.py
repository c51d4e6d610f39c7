"""The asker hears where colleagues differ, and takes over an answer with one tap."""

from dataclasses import dataclass

from bot.copies import Copies
from bot.desks.table import Table
from bot.heard import Pressed
from bot.ownership import own_advice, own_turn
from bot.views import colleagues as views
from bot.views.message import View
from bot.wire.opinions import PressAdopt, PressDifferences
from bot.workplace import Workplace
from dialogs.conversation import Turn
from dialogs.messages import Advise, Ask, Choose, Command, Late, Order, Shown
from knowledge.advice_model import Answers


@dataclass(frozen=True, slots=True)
class Differences:
    """Shows them to the asker alone."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressDifferences, self.show)
        table.on_press(PressAdopt, self.adopt)

    async def show(self, pressed: Pressed, press: PressDifferences) -> None:
        """Where colleagues differ, for the asker alone."""
        if own := await own_advice(self.place, pressed, press.assessment):
            await self.place.show(pressed, await self._differences(own.turn, own.card))

    async def adopt(self, pressed: Pressed, press: PressAdopt) -> None:
        """Take over an answer: the same as going back to its question and choosing it."""
        if await own_turn(self.place, pressed, press.assessment) is None:
            return
        turn = await self._adopt(pressed, press)
        if pressed.view:
            await self._show_adopted(pressed, press, turn)
        else:
            message = await self.place.delivery.draw(turn, private=bool(pressed.card.url))
            await self.place.delivery.answer_pressed(turn, message, pressed.card, pressed.url)
        await self.place.turned(turn)

    async def _adopt(self, pressed: Pressed, press: PressAdopt) -> Turn:
        team, actor, at = pressed.place.team, pressed.place.person, pressed.at
        back = Order(actor, at, Command.CHANGE, press.question, press.turn)
        turn = await self.place.conversations.tell(team, press.assessment, back)
        card = turn.reply.card if isinstance(turn.reply, Shown) else None
        is_late = isinstance(turn.reply, Shown) and isinstance(turn.reply.notice, Late)
        if is_late or not isinstance(card, Ask) or card.question != press.question:
            return turn
        choose = Choose(actor, at, card.turn, press.question, press.option)
        return await self.place.conversations.tell(team, press.assessment, choose)

    async def _show_adopted(self, pressed: Pressed, press: PressAdopt, turn: Turn) -> None:
        await Copies(self.place).show(turn, hidden=False)
        card = turn.reply.card if isinstance(turn.reply, Shown) else None
        if isinstance(card, Advise):
            adopted = {press.question: press.option}
            taken = adopted if card.answers.get(press.question) == press.option else {}
            await self.place.show(pressed, await self._differences(turn, card, taken))
        else:
            view = views.going_on_modal(press.assessment, await self.place.words(pressed.place))
            await self.place.show(pressed, view)

    async def _differences(self, turn: Turn, card: Advise, adopted: Answers | None = None) -> View:
        poll = await self.place.delivery.dossiers.opinions.poll(
            turn.place.team, card.assessment, card.task, card.answers
        )
        words = await self.place.words(turn.place)
        return views.differences_modal(card, poll, words, adopted)
