"""Agent messaging: what to say first, and the stop button; nothing of it is needed for the rest to work."""

from dataclasses import dataclass, replace
from typing import Final

from bot import agents
from bot.desks.table import Table
from bot.heard import Noted
from bot.views.prompts import suggestions
from bot.workplace import Workplace
from dialogs.messages import Command, Order
from dialogs.session import Phase

_STOPPABLE: Final = frozenset({Phase.DESCRIBING, Phase.PICKING, Phase.ASKING})


@dataclass(frozen=True, slots=True)
class Agent:
    """Sits down only where the workspace has agents."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        if "agent" in self.place.settings.capabilities:
            table.on_event("app_home_opened", self.suggest)
            table.on_event("agent_session_stopped", self.stop)

    async def suggest(self, noted: Noted) -> None:
        """Offer something to say to whoever opens our messages."""
        if noted.event.get("tab") != "messages" or not noted.place.channel:
            return
        words = await self.place.words(noted.place)
        title = words.own.agent.prompts_title
        await agents.suggest(self.place.slack.client, noted.place.channel, title, suggestions(words))

    async def stop(self, noted: Noted) -> None:
        """End the questions of that thread: the card says so, and offers to go on; an advice stays."""
        sessions, where = self.place.delivery.sessions, replace(noted.place, surface="direct")
        if sessions is None:
            return
        thread = replace(where, surface="thread")
        stored = await self.place.store.run(lambda visit: visit.latest(where) or visit.latest(thread))
        if stored is None or stored.session.phase not in _STOPPABLE:
            await sessions.rest(where)
            return
        order = Order(noted.place.person, noted.at, Command.CANCEL)
        turn = await self.place.conversations.tell(where.team, stored.session.id, order)
        await self.place.delivery.answer_typed(turn, url="")
        await self.place.turned(turn)
