"""Which words a person reads."""

from dataclasses import dataclass

from bot.words import Words
from dialogs.places import Place


@dataclass(frozen=True, slots=True)
class Tongues:
    """The words of every language that we speak, and who reads which.

    Attributes:
        words: by language; the first one is for whoever chose none.
    """

    words: dict[str, Words]

    @property
    def usual(self) -> Words:
        """The words for somebody of whom we know nothing."""
        return next(iter(self.words.values()))

    async def of(self, place: Place) -> Words:
        """The words for the person at that place."""
        return self.usual
