"""Where a reply goes: one message per conversation, edited in place, moved down when it scrolls away."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass

from bot import views
from bot.sessions import Sessions
from bot.slack import AlreadyGone, CannotEdit, CannotPost, Posted, Slack
from bot.tongues import Tongues
from bot.views.beside import ALONE, Beside
from bot.views.feedback import Given, with_feedback
from bot.views.message import Message
from dialogs.conversation import CardAt, Conversations, Turn
from dialogs.dossiers import Dossiers
from dialogs.messages import Advise, Shown
from dialogs.places import Place

FAR_BELOW = 3
"""With so many typed lines under it, the card is moved below them, where the person looks."""

CATCH_UP = 3
"""Looks at whether the card that we showed is still the newest; whoever changes it after that shows it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Brings the reply of a turn to the person who caused it.

    Attributes:
        dossiers: what people made of each advice stands beside it.
        sessions: where agents are at home: says in each thread how its conversation stands.
        shared: other processes serve the same conversations.
    """

    slack: Slack
    conversations: Conversations
    tongues: Tongues
    dossiers: Dossiers
    sessions: Sessions | None = None
    shared: bool = False

    async def answer_typed(self, turn: Turn, *, url: str) -> None:
        """Show the card after something was typed; `url` answers a slash command or a shortcut."""
        private = turn.place.surface == "command"
        message = await self.draw(turn, private=private)
        if private:
            await self._answer_command(turn, message, url or turn.card_at.url)
        else:
            await self._answer_message(turn, message)
        await self._note(turn)

    async def answer_pressed(self, turn: Turn, message: Message, pressed: CardAt, url: str) -> None:
        """Show the card in the very message that was pressed; never a private one over what others read."""
        if pressed.url:
            await self.slack.respond(url, message, replace=True)
            await self._catch_up(turn, lambda newer: self.slack.respond(url, newer, replace=True))
            return
        if _belongs(turn.place, pressed.channel):
            await self._edit(turn, message, Posted(pressed.channel, pressed.ts), url)
        else:
            await self._post(turn, message)
        await self._note(turn)

    async def draw(self, turn: Turn, *, private: bool, given: Given = None) -> Message:
        """The message for what came of a turn; an advice asks whether it helped.

        Args:
            turn: what came of an event.
            private: the message stands in a channel, and only one person sees it.
            given: what that person said of the advice.
        """
        words = await self.tongues.of(turn.place)
        beside = await self._beside(turn, private=private)
        message = views.draw(turn.reply, words, private=private, beside=beside)
        card = turn.reply.card if isinstance(turn.reply, Shown) else None
        if isinstance(card, Advise):
            return with_feedback(message, card, words, given, native=self.sessions is not None)
        return message

    async def show_below(self, turn: Turn) -> None:
        """Post the card anew, below whatever was said since; one that stood above goes."""
        await self._post(turn, await self.draw(turn, private=False), instead=bool(turn.card_at.ts))
        await self._note(turn)

    async def bring_to_dm(self, turn: Turn, person: str) -> None:
        """Post the card in the person's DM, where it can be worked on from now on."""
        posted = await self.slack.post(person, await self.draw(turn, private=False))
        await self._remember(turn, CardAt(channel=posted.channel, ts=posted.ts))

    def at_work(self, place: Place) -> AbstractAsyncContextManager[None]:
        """Says inside of the block that we are at it, where there is a place to say so."""
        return self.sessions.at_work(place) if self.sessions else nullcontext()

    async def greet(self, turn: Turn) -> None:
        """Say the first words to somebody new."""
        welcome = views.welcome(await self.tongues.of(turn.place))
        await self.slack.post(turn.place.channel, welcome, thread=turn.place.thread)

    async def _answer_command(self, turn: Turn, message: Message, url: str) -> None:
        if url and await self.slack.respond(url, message, thread=turn.place.thread):
            await self._remember(turn, CardAt(channel=turn.place.channel, url=url))
        else:
            # The form stayed open for longer than the address lives: the DM is the private place left.
            await self._post(turn, message)

    async def _answer_message(self, turn: Turn, message: Message) -> None:
        card = turn.card_at
        if not card.ts:
            await self._post(turn, message)
        elif card.below < FAR_BELOW:
            await self._edit(turn, message, Posted(card.channel, card.ts))
        else:
            await self._post(turn, message, instead=True)

    async def _edit(self, turn: Turn, message: Message, at: Posted, url: str = "") -> None:
        try:
            await self.slack.edit(at, message, url=url)
        except CannotEdit:
            card = turn.card_at
            if card.ts in {"", at.ts}:
                await self._post(turn, message)
            else:  # It was pressed a moment before it moved.
                await self._edit(turn, message, Posted(card.channel, card.ts))
        else:
            await self._catch_up(turn, lambda newer: self.slack.edit(at, newer, url=url))

    def _has_company(self, place: Place) -> bool:
        """Whether somebody else may be served in the same conversation at this moment."""
        return self.shared or place.surface == "thread"

    async def _catch_up(self, turn: Turn, show: Callable[[Message], Awaitable[object]]) -> None:
        """Of two who are served at once, one is shown last: that must not be the older card."""
        if not self._has_company(turn.place):
            return
        private = turn.place.surface == "command"
        for _ in range(CATCH_UP):
            if not isinstance(turn.reply, Shown):
                return
            card = turn.reply.card
            newer = await self.conversations.newer(turn.place.team, card.assessment, card.turn)
            if newer is None:
                return
            with suppress(CannotEdit):
                await show(await self.draw(newer, private=private))
            turn = newer

    async def _post(self, turn: Turn, message: Message, *, instead: bool = False) -> None:
        """Post the card; `instead`: of one that stands above, which goes."""
        place = turn.place
        # What only one person saw must never come to stand in the channel.
        hidden = place.surface == "command"
        where, thread = (place.person, "") if hidden else (place.channel, place.thread)
        try:
            posted = await self._post_once(turn, message, where, thread)
        except CannotPost:
            words = await self.tongues.of(place)
            await self.slack.post(place.person, views.not_in_channel(place.channel, words))
            return
        if instead:
            # Before we remember the new one: whoever goes on after a crash must still know of the old one.
            await self.slack.remove(Posted(turn.card_at.channel, turn.card_at.ts))
        await self._remember(turn, CardAt(channel=posted.channel, ts=posted.ts), turn.card_at.ts)
        await self._catch_up(turn, lambda newer: self.slack.edit(posted, newer))

    async def _post_once(self, turn: Turn, message: Message, where: str, thread: str) -> Posted:
        """Whoever else replaces the same card, now or after a crash, comes upon the same message."""
        if not isinstance(turn.reply, Shown):
            return await self.slack.post(where, message, thread=thread)
        assessment, before = turn.reply.card.assessment, turn.card_at.ts
        try:
            return await self.slack.post(where, message, thread=thread, shared=f"{assessment} {before}")
        except AlreadyGone:
            newest = await self.conversations.newer(turn.place.team, assessment, than=-1)
            if newest and newest.card_at.ts not in {"", before}:
                return Posted(newest.card_at.channel, newest.card_at.ts)
            return await self.slack.post(where, message, thread=thread, shared=f"{assessment} {before} again")

    async def _beside(self, turn: Turn, *, private: bool) -> Beside:
        card = turn.reply.card if isinstance(turn.reply, Shown) else None
        if not isinstance(card, Advise):
            return ALONE
        dossier = await self.dossiers.of(turn.place.team, card)
        return Beside(dossier, is_public=turn.place.surface == "thread" and not private)

    async def _remember(self, turn: Turn, card: CardAt, instead_of: str | None = None) -> None:
        if isinstance(turn.reply, Shown):
            await self.conversations.put(turn.reply.card.assessment, card, instead_of)

    async def _note(self, turn: Turn) -> None:
        if self.sessions and isinstance(turn.reply, Shown):
            await self.sessions.note(turn.place, turn.reply.card)
        elif self.sessions:
            await self.sessions.rest(turn.place)


def _belongs(place: Place, channel: str) -> bool:
    """Whether a card of the conversation there may stand in that channel: its own, or somebody's DM."""
    return channel.startswith("D") or (place.surface == "thread" and channel == place.channel)
