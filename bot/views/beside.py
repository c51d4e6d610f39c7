"""What people made of an advice, and who reads it: drawn between the verdict and its reasons."""

from dataclasses import dataclass, field
from typing import Final

from bot.views.colleagues import show_poll
from bot.views.decisions import show_decision
from bot.views.message import Parts
from bot.words import Words
from dialogs.dossiers import Dossier
from dialogs.messages import Advise


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an advice.

    Attributes:
        is_public: the card stands where others read it: what colleagues said in private is not told there.
    """

    dossier: Dossier = field(default_factory=Dossier)
    is_public: bool = False


ALONE: Final = Beside()
"""Nothing stands beside it."""


def show_beside(card: Advise, beside: Beside, words: Words) -> Parts:
    """The decision, and what colleagues say."""
    dossier = beside.dossier
    decided = show_decision(dossier.decision, words, reminds=not beside.is_public) if dossier.decision else ()
    return (*decided, *show_poll(card, dossier.poll, words, is_public=beside.is_public))
