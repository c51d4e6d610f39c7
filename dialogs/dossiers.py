"""What people made of an advice: colleagues' answers, the decision, where it is shown."""

from dataclasses import dataclass, field

from dialogs.decided import Decision
from dialogs.decisions import Decisions
from dialogs.messages import Advise
from dialogs.opinions import Opinion, Opinions, Poll
from dialogs.shares import Shares
from dialogs.storage.port import Store, Visit
from dialogs.terms import KnowledgeOf


@dataclass(frozen=True, slots=True)
class Dossier:
    """What stands beside one advice."""

    poll: Poll = field(default_factory=Poll)
    decision: Decision | None = None


class Dossiers:
    """Reads all of it for a card. Each verb raises `StorageFault` when the database fails."""

    def __init__(self, store: Store, knowledge: KnowledgeOf) -> None:
        self._store = store
        self.opinions = Opinions(store, knowledge)
        self.decisions = Decisions(store, knowledge)
        self.shares = Shares(store)

    async def of(self, team: str, card: Advise) -> Dossier:
        """What stands beside that advice, by one way to the database."""

        def look(visit: Visit) -> tuple[tuple[Opinion, ...], Decision | None]:
            return (
                self.opinions.heard_in(visit, team, card.assessment),
                self.decisions.notice_in(visit, team, card.assessment, card.answers),
            )

        opinions, decision = await self._store.run(look, one_change=True)
        return Dossier(await self.opinions.weigh(team, opinions, card.task, card.answers), decision)
