"""What a workspace chose, brought to what we know, to the language we speak and to who may do what."""

from dataclasses import dataclass

from dialogs.choices import Chosen, HousePacks
from dialogs.conversation import Terms, TermsAt
from dialogs.places import Place
from dialogs.preferences import Preferences
from dialogs.storage import Visit
from knowledge import Knowledge
from knowledge.wording import ENGLISH


@dataclass(frozen=True, slots=True)
class House:
    """Asks for what was chosen each time, so that a change holds at once.

    Attributes:
        shelves: what we know with the house packs and without; the same where there are none.
        languages: those that we speak.
    """

    preferences: Preferences
    shelves: dict[HousePacks, Knowledge]
    languages: tuple[str, ...]

    @property
    def has_packs(self) -> bool:
        """Whether there are house packs to choose."""
        return self.shelves[HousePacks.ALL] is not self.shelves[HousePacks.NONE]

    async def chosen(self, team: str) -> Chosen:
        """What that workspace chose."""
        return await self.preferences.of_team(team)

    async def knowledge(self, team: str) -> Knowledge:
        """What that workspace goes by."""
        return self.shelves[(await self.chosen(team)).workspace.packs]

    async def language(self, team: str, person: str) -> str:
        """The language that this person reads and types, beside English."""
        return (await self.reads(team, person))[0]

    async def reads(self, team: str, person: str) -> tuple[str, HousePacks]:
        """The same language, and the packs that the workspace goes by."""
        chosen = await self.chosen(team)
        spoken = await self.preferences.language(team, person)
        return self._language(chosen, spoken), chosen.workspace.packs

    async def offered(self, team: str) -> tuple[str, ...]:
        """The languages that people of that workspace may choose from."""
        chosen = (await self.chosen(team)).workspace
        some = {*chosen.languages, chosen.language}
        return tuple(each for each in self.languages if not chosen.languages or each in some)

    async def terms(self, team: str, actor: str) -> TermsAt:
        """What a turn goes by; only in a thread of a channel others may answer, too."""
        return self._terms(await self.chosen(team), await self.preferences.language(team, actor))

    def terms_in(self, visit: Visit, team: str, actor: str) -> TermsAt:
        """The same as a part of a unit."""
        chosen = self.preferences.of_team_in(visit, team)
        return self._terms(chosen, self.preferences.language_in(visit, team, actor))

    def _terms(self, chosen: Chosen, spoken: str) -> TermsAt:
        def terms_at(place: Place) -> Terms:
            return Terms(
                knowledge=self.shelves[chosen.workspace.packs],
                language=self._language(chosen, spoken),
                anyone=place.surface == "thread" and chosen.anyone_answers(place.channel),
            )

        return terms_at

    def _language(self, chosen: Chosen, spoken: str) -> str:
        language = chosen.language_for(spoken)
        return language if language in self.languages else ENGLISH
