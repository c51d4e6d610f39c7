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


TermsAt = Callable[[Place], Terms]
"""The terms at a place, looked up beforehand; asks nobody anything."""

KnowledgeOf = Callable[[str], Awaitable[Knowledge]]
"""What a workspace goes by."""
