"""What people think of the advice that they got, kept with each assessment."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict

from dialogs.shelf import Shelf
from dialogs.storage.port import Store
from knowledge.advice_model import Advice
from knowledge.model import Fit, Lean

KIND: Final = "feedback"


class Opinion(BaseModel):
    """Whether an advice helped, and which one it was.

    Attributes:
        p_kpo: as in the advice.
        pack: the version of the pack that it was given under.
    """

    model_config = ConfigDict(frozen=True)

    helpful: bool
    lean: Lean
    fit: Fit
    p_kpo: float
    pack: str


def opinion_on(advice: Advice, pack: str, *, helpful: bool) -> Opinion:
    """What somebody thinks of that advice."""
    return Opinion(helpful=helpful, lean=advice.lean, fit=advice.fit, p_kpo=advice.p_kpo, pack=pack)


class Feedback:
    """Everybody's word on everybody's advice; each person has one on each assessment, the latest."""

    def __init__(self, store: Store) -> None:
        self._shelf = Shelf(store, KIND, Opinion)

    async def give(self, team: str, assessment: str, person: str, opinion: Opinion, at: datetime) -> bool:
        """Keeps it; False when the person said the same before, but for this very work."""
        spot = self._shelf.spot(team, about=assessment, person=person)
        return await self._shelf.change(spot, opinion, at)

    async def on(self, team: str, assessment: str) -> tuple[Opinion, ...]:
        """What was said of that assessment."""
        return tuple(kept.item for kept in await self._shelf.about(team, assessment))
