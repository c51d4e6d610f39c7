"""Under which terms a conversation goes on: what its workspace and its people chose."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from dialogs.places import Place
from knowledge import Knowledge
from knowledge.wording import ENGLISH


@dataclass(frozen=True, slots=True)
class Terms:
    """What a turn goes by.

    Attributes:
        knowledge: what this workspace goes by.
        language: in which the person types, beside English.
        anyone: others than the asker may answer, too.
    """

    knowledge: Knowledge
    language: str = ENGLISH
    anyone: bool = False


TermsOf = Callable[[Place, str], Awaitable[Terms]]
"""The terms for what a person does in a conversation at that place."""

KnowledgeOf = Callable[[str], Awaitable[Knowledge]]
"""What a workspace goes by."""


def always(knowledge: Knowledge, *, language: str = ENGLISH, anyone: bool = False) -> TermsOf:
    """The same terms for everybody, where nobody can choose."""
    terms = Terms(knowledge, language, anyone)

    async def same(_place: Place, _actor: str) -> Terms:
        return terms

    return same
