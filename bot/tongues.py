"""Which words a person reads."""

from dataclasses import dataclass

from bot.house import House
from bot.words import Words, load, name_language
from dialogs.choices import HousePacks
from dialogs.places import Place
from knowledge.wording import ENGLISH


@dataclass(frozen=True, slots=True)
class Tongues:
    """The words of every language that we speak, and who reads which.

    Attributes:
        words: by language and by the packs that the workspace goes by.
    """

    house: House
    words: dict[tuple[str, HousePacks], Words]

    @classmethod
    def taught(cls, house: House) -> "Tongues":
        """With every language that this house speaks."""
        read = {
            (language, packs): load(knowledge, language)
            for packs, knowledge in house.shelves.items()
            for language in house.languages
        }
        return cls(house, read)

    @property
    def usual(self) -> Words:
        """The words for somebody of whom we know nothing."""
        return self.words[ENGLISH, HousePacks.ALL]

    def named(self, language: str) -> tuple[str, ...]:
        """What that language is called by its own speakers, and in every language that we speak."""
        return tuple({name_language(language, spoken) for spoken in (language, *self.house.languages)})

    async def of(self, place: Place) -> Words:
        """The words for the person at that place; for nobody in particular those of the workspace."""
        return self.words[await self.house.reads(place.team, place.person)]
