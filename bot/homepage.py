"""Puts a person's Home together from everything that is kept of them, and shows it to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.views.home import HomeFacts, home
from bot.views.home_decided import Told
from bot.views.languages import language_menu
from bot.views.message import Block
from bot.wire import read_form
from bot.wire.home import FitWanted, HomeForm, LeanWanted
from bot.words import Words
from bot.workplace import Workplace
from dialogs.archive import Archive, Mine
from dialogs.listing import Wanted
from dialogs.places import Place
from dialogs.portfolio import Portfolio
from dialogs.portfolios import Portfolios
from dialogs.readers import Readers
from knowledge.model import Fit, Lean


@dataclass(frozen=True, slots=True)
class Homepage:
    """Everybody's own Home; what it lists is told by the one who looks, or is everything."""

    place: Workplace

    async def archive(self, team: str) -> Archive:
        """What everybody in that team has with us."""
        return Archive(await self.place.knowledge(team), self.place.store)

    @property
    def readers(self) -> Readers:
        """Who has ever opened their Home."""
        return Readers(self.place.store)

    async def show(self, at: Place, shown: HomeForm | None = None, *, said: str = "") -> None:
        """Publish the Home of the person at that place.

        Args:
            at: where they are.
            shown: which of their assessments to list; by default all.
            said: a word on top.
        """
        shown = shown or HomeForm()
        words = await self.place.words(at)
        archive = await self.archive(at.team)
        mine = await archive.mine(at.team, at.person)
        chosen = await self.place.house.chosen(at.team)
        facts = HomeFacts(
            listing=mine.page(wanted(shown)),
            shown=shown,
            days=chosen.workspace.retention,
            support_url=self.place.settings.support_url,
            said=said,
            decided=await self.decided(at, mine),
            portfolio=await self._portfolio(at),
            languages=await self._languages(at, words),
            is_admin=self.place.is_admin(at.person),
        )
        await self.place.slack.publish_home(at.person, home(facts, words))

    async def decided(self, at: Place, mine: Mine) -> tuple[Told, ...]:
        """What was decided about these assessments, the newest first."""
        found = await self.place.delivery.dossiers.decisions.of_person(at.team, at.person)
        return tuple(
            Told(task, decision, "" if decision.who == at.person else decision.who)
            for decision in found
            if (task := mine.task(decision.assessment))
        )

    async def _portfolio(self, at: Place) -> Portfolio | None:
        knowledge = await self.place.knowledge(at.team)
        return await Portfolios(knowledge, self.place.store).newest(at.team, at.person)

    async def _languages(self, at: Place, words: Words) -> Block | None:
        house = self.place.house
        chosen = await house.preferences.language(at.team, at.person)
        usual = await house.language(at.team, "")
        return language_menu(await house.offered(at.team), chosen, usual, words)

    async def refresh(self, at: Place) -> None:
        """Publish it again when that person ever opened it; else nobody would see it."""
        if at.person and await self.readers.knows(at.team, at.person):
            await self.show(at)


def wanted(shown: HomeForm) -> Wanted:
    """What to list of a person's assessments."""
    lean = None if shown.lean is LeanWanted.ANY else Lean(shown.lean.value)
    fit = None if shown.fit is FitWanted.ANY else Fit(shown.fit.value)
    return Wanted(shown.words, lean, fit, shown.page)


def remembered(view: object) -> HomeForm:
    """What that Home listed; everything, when it is none of ours."""
    found = read_form(view) if isinstance(view, Mapping) else None
    return found if isinstance(found, HomeForm) else HomeForm()
