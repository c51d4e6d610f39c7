"""Every message that shows an advice, kept as it is now: the asker's card, and wherever it was shared."""

from dataclasses import dataclass
from datetime import datetime

from bot.slack import CannotEdit, Posted
from bot.views.message import Message
from bot.views.sharing import shared
from bot.workplace import Workplace
from dialogs.conversation import Turn
from dialogs.messages import Advise, Shown
from dialogs.places import Place
from dialogs.shares import Shared


@dataclass(frozen=True, slots=True)
class Copies:
    """Brings them up to date when something beside the advice changed."""

    place: Workplace

    async def refresh(
        self, team: str, assessment: str, owner: str, at: datetime, *, hidden: bool = False
    ) -> bool:
        """Show the advice as it is now wherever it stands; whether the asker's own card could be changed.

        Args:
            team: where.
            assessment: what changed.
            owner: who asked for it.
            at: now.
            hidden: also a card that only its reader sees; it must have been pressed just now.
        """
        turn = await self.place.conversations.look(team, assessment, owner, at)
        if not isinstance(turn.reply, Shown) or not isinstance(turn.reply.card, Advise):
            return False
        is_seen = await self.show(turn, hidden=hidden)
        for each in await self.place.delivery.dossiers.shares.of(turn.place.team, assessment):
            await self.update(turn.reply.card, each, turn.place.team)
        await self.place.turned(turn)
        return is_seen

    async def show(self, turn: Turn, *, hidden: bool) -> bool:
        """Show what came of a turn on the asker's card; False when it can't be reached."""
        card = turn.card_at
        if card.url and not card.ts:
            if not hidden:
                return False
            message = await self.place.delivery.draw(turn, private=True)
            return await self.place.slack.respond(card.url, message, replace=True)
        return bool(card.ts) and await self._edit(
            Posted(card.channel, card.ts), await self.place.delivery.draw(turn, private=False)
        )

    async def update(self, card: Advise, at: Shared, team: str) -> bool:
        """Show the advice as it is now where it was shared; False, and forgotten, when that is gone."""
        if not at.is_reachable:
            return True
        message = await self.compose(card, at.person, at.channel, team)
        if await self._edit(Posted(at.channel, at.ts), message):
            return True
        await self.place.delivery.dossiers.shares.forget(team, at)
        return False

    async def compose(self, card: Advise, person: str, channel: str, team: str) -> Message:
        """What that person shows to that channel: in the workspace's language, as others read it."""
        words = await self.place.public_words(Place(team, channel, "", person, ""))
        decision = await self.place.delivery.dossiers.decisions.of(team, card.assessment)
        return shared(card, person, words, decision, channel=channel)

    async def _edit(self, at: Posted, message: Message) -> bool:
        try:
            await self.place.slack.edit(at, message)
        except CannotEdit:
            return False
        return True
