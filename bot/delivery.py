"""Where a reply goes: one message per conversation, edited in place, moved down when it scrolls away."""

from dataclasses import dataclass

from bot import views
from bot.slack import CannotEdit, CannotPost, Posted, Slack
from bot.tongues import Tongues
from bot.views.message import Message
from dialogs.conversation import CardAt, Conversations, Turn
from dialogs.messages import Shown

FAR_BELOW = 3
"""With so many typed lines under it, the card is moved below them, where the person looks."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Brings the reply of a turn to the person who caused it."""

    slack: Slack
    conversations: Conversations
    tongues: Tongues

    async def answer_typed(self, turn: Turn, *, url: str) -> None:
        """Show the card after something was typed; `url` answers a slash command."""
        words = await self.tongues.of(turn.place)
        message = views.draw(turn.reply, words, private=turn.place.surface == "command")
        if turn.place.surface == "command":
            await self._answer_command(turn, message, url or turn.card_at.url)
        else:
            await self._answer_message(turn, message)

    async def answer_pressed(self, turn: Turn, message: Message, pressed: CardAt, url: str) -> None:
        """Show the card in the very message that was pressed."""
        if pressed.url:
            await self.slack.respond(url, message, replace=True)
            return
        try:
            await self.slack.edit(Posted(pressed.channel, pressed.ts), message)
        except CannotEdit:
            await self._post(turn, message)

    async def greet(self, turn: Turn) -> None:
        """Say the first words to somebody new."""
        welcome = views.welcome(await self.tongues.of(turn.place))
        await self.slack.post(turn.place.channel, welcome, thread=turn.place.thread)

    async def _answer_command(self, turn: Turn, message: Message, url: str) -> None:
        if url and await self.slack.respond(url, message):
            await self._remember(turn, CardAt(channel=turn.place.channel, url=url))
        else:
            # The form stayed open for longer than the address lives: the DM is the private place left.
            posted = await self.slack.post(turn.place.person, message)
            await self._remember(turn, CardAt(channel=posted.channel, ts=posted.ts))

    async def _answer_message(self, turn: Turn, message: Message) -> None:
        card = turn.card_at
        if not card.ts:
            await self._post(turn, message)
        elif card.below < FAR_BELOW:
            await self._edit(turn, message)
        else:
            await self._post(turn, message)
            await self.slack.remove(Posted(card.channel, card.ts))

    async def _edit(self, turn: Turn, message: Message) -> None:
        card = turn.card_at
        try:
            await self.slack.edit(Posted(card.channel, card.ts), message)
        except CannotEdit:
            await self._post(turn, message)

    async def _post(self, turn: Turn, message: Message) -> None:
        place = turn.place
        try:
            posted = await self.slack.post(place.channel, message, thread=place.thread)
        except CannotPost:
            words = await self.tongues.of(place)
            await self.slack.post(place.person, views.not_in_channel(place.channel, words))
        else:
            await self._remember(turn, CardAt(channel=posted.channel, ts=posted.ts))

    async def _remember(self, turn: Turn, card: CardAt) -> None:
        if isinstance(turn.reply, Shown):
            await self.conversations.put(turn.reply.card.assessment, card)
