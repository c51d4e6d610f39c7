"""An advice on its way from one person to others, or to their own DM: never without being asked."""

from dataclasses import dataclass

from bot import views
from bot.desks.table import Table
from bot.heard import Pressed
from bot.wire import PressKeep, PressShare, Share
from bot.workplace import Workplace
from dialogs.messages import Advise, Refused, Shown


@dataclass(frozen=True, slots=True)
class Sharing:
    """Shows a preview, then shares."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressShare, self.share)
        table.on_press(PressKeep, self.keep)

    async def share(self, pressed: Pressed, press: PressShare) -> None:
        """A step towards the channel, or back."""
        if press.step is Share.DISMISS:
            await self.place.slack.withdraw(pressed.url)
        elif card := await self._advice(pressed, press):
            words = await self.place.words(pressed.place)
            if press.step is Share.PREVIEW:
                await self.place.whisper(pressed, views.share_preview(card, words))
            elif await self._first(pressed):
                shared = views.shared(card, pressed.place.person, words)
                await self.place.slack.respond(pressed.url, shared, public=True)
                await self.place.slack.withdraw(pressed.url)

    async def keep(self, pressed: Pressed, press: PressKeep) -> None:
        """Send the advice to the presser's own DM."""
        card = await self._advice(pressed, press)
        if card and await self._first(pressed):
            words = await self.place.words(pressed.place)
            await self.place.slack.post(pressed.place.person, views.draw(Shown(card), words))
            await self.place.whisper(pressed, views.kept(words))

    async def _first(self, pressed: Pressed) -> bool:
        return await self.place.conversations.first_time(pressed.place.team, pressed.trigger, pressed.at)

    async def _advice(self, pressed: Pressed, press: PressShare | PressKeep) -> Advise | None:
        """The advice as it stands, when it is the presser's own; else they are told why not."""
        turn = await self.place.conversations.look(press.assessment, pressed.place.person, pressed.at)
        words = await self.place.words(pressed.place)
        if isinstance(turn.reply, Refused):
            await self.place.whisper(pressed, views.refuse(turn.reply, words))
            return None
        if isinstance(turn.reply.card, Advise):
            return turn.reply.card
        await self.place.whisper(pressed, views.draw(turn.reply, words))
        return None
