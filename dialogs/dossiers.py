"""Everything that people made of an advice: colleagues' answers, the decision, where it is shown."""

from dataclasses import dataclass, field

from dialogs.decisions import Decision, Decisions
from dialogs.messages import Advise
from dialogs.opinions import Opinions, Poll
from dialogs.shares import Shared, Shares
from dialogs.storage.port import Store
from dialogs.terms import KnowledgeOf


@dataclass(frozen=True, slots=True)
class Dossier:
    """What stands beside one advice."""

    poll: Poll = field(default_factory=Poll)
    decision: Decision | None = None
    shares: tuple[Shared, ...] = ()


class Dossiers:
    """Reads all of it for a card. Each verb raises `StorageFault` when the database fails."""

    def __init__(self, store: Store, knowledge: KnowledgeOf) -> None:
        self.opinions = Opinions(store, knowledge)
        self.decisions = Decisions(store, knowledge)
        self.shares = Shares(store)

    async def of(self, team: str, card: Advise) -> Dossier:
        """What stands beside that advice."""
        return Dossier(
            await self.opinions.poll(team, card.assessment, card.task, card.answers),
            await self.decisions.notice(team, card.assessment, card.answers),
            await self.shares.of(team, card.assessment),
        )
