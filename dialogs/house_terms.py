"""Where the terms of a turn come from: they are looked up in the turn's own unit."""

from collections.abc import Callable

from dialogs.storage.port import Visit
from dialogs.terms import Terms, TermsAt
from knowledge import Knowledge
from knowledge.wording import ENGLISH

TermsOf = Callable[[Visit, str, str], TermsAt]
"""The terms for what that person of that team does in a conversation, wherever it turns out to live."""


def always(knowledge: Knowledge, *, language: str = ENGLISH, anyone: bool = False) -> TermsOf:
    """The same terms for everybody, where nobody can choose."""
    terms = Terms(knowledge, language, anyone)

    return lambda _visit, _team, _actor: lambda _place: terms
