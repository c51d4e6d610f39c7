"""The channels: where we are not used, and where the slash command answers for all to see."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.desks.table import Table
from bot.heard import Pressed, Typed
from bot.slack import CannotPost
from bot.views import rooms as views
from bot.wire.administration import PressInDm
from bot.workplace import Workplace
from dialogs.conversation import Place
from dialogs.hearing import opens_task
from dialogs.messages import Begin, Say
from dialogs.shelf import Shelf
from dialogs.text_cleaning import plain


class TypedText(BaseModel):
    """What somebody typed where we are not used."""

    model_config = ConfigDict(frozen=True)

    text: str


@dataclass(frozen=True, slots=True)
class Rooms:
    """Keeps to what was chosen for each channel."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_typed(self.hear)
        table.on_press(PressInDm, self.go_on)
        table.on_tick(self.tidy)

    async def hear(self, said: Typed) -> bool:
        """Say where we are not used, and bring into the open what the channel wants there."""
        chosen, channel = await self.place.house.chosen(said.place.team), said.place.channel
        if not chosen.allows(channel):
            await self._decline(said)
            return True
        if said.place.surface != "command" or not chosen.is_public(channel):
            return False
        return await self._ask(said)

    async def go_on(self, pressed: Pressed, press: PressInDm) -> None:
        """Go on in private with what was typed."""
        shelf, where = self._shelf(), pressed.place
        spot = shelf.spot(where.team, person=where.person, name=press.kept)
        # Whoever claims it may go on, so that a second press does not begin a second time.
        if kept := await shelf.claim(spot, pressed.at):
            begun = await self.place.begin_in_dm(where, kept.text, pressed.at)
            await self.place.changed(begun.place)
        else:
            await self.place.slack.post(where.person, views.nothing_kept(await self.place.words(where)))
        if pressed.card.url:
            await self.place.slack.withdraw(pressed.url)

    async def tidy(self, now: datetime) -> None:
        """Forget what was gone on with."""
        await self._shelf().forget_due(now)

    async def _decline(self, said: Typed) -> None:
        where, name = said.place, self.place.new_id()
        shelf = self._shelf()
        spot = shelf.spot(where.team, person=where.person, name=name)
        await shelf.put(spot, TypedText(text=said.text), said.at)
        message = views.closed(where.channel, name, await self.place.words(where))
        await self.place.tell(said, message)

    async def _ask(self, said: Typed) -> bool:
        """Ask in a thread for all to see; what is no new task, or was asked for in private, stays private."""
        words = await self.place.words(said.place)
        terms = (await self.place.house.terms(said.place.team, said.place.person))(said.place)
        say = Say(said.place.person, said.at, said.text)
        quietly = (*words.own.rooms.private_words, *self.place.tongues.usual.own.rooms.private_words)
        if (task := _behind(said.text, quietly)) is not None:
            begin = Begin(self.place.new_id(), say.actor, say.at, task)
            turn = await self.place.conversations.begin(said.place, begin)
            await self.place.delivery.answer_typed(turn, url=said.url)
            await self.place.turned(turn)
            return True
        if not opens_task(terms, said.text) or await self.place.conversations.expects(said.place, say):
            return False
        return await self._open_thread(said)

    async def _open_thread(self, said: Typed) -> bool:
        where, words = said.place, await self.place.words(said.place)
        try:
            head = await self.place.slack.post(where.channel, views.asked(where.person, said.text, words))
        except CannotPost:
            return False  # We are no member: then only the asker sees it.
        thread = Place(where.team, where.channel, head.ts, where.person, "thread")
        begin = Begin(self.place.new_id(), where.person, said.at, said.text)
        turn = await self.place.conversations.begin(thread, begin)
        await self.place.delivery.answer_typed(turn, url="")
        await self.place.slack.respond(said.url, views.how_to_ask_privately(words))
        await self.place.turned(turn)
        return True

    def _shelf(self) -> Shelf[TypedText]:
        return Shelf(self.place.store, "typed", TypedText)


def _behind(text: str, words: tuple[str, ...]) -> str | None:
    """What stands behind one of those words; None when none of them begins the text."""
    for word in sorted(words, key=len, reverse=True):
        count = len(word.split())
        head, rest = text.split()[:count], text.split()[count:]
        if rest and plain(" ".join(head)) == plain(word):
            return " ".join(rest)
    return None
