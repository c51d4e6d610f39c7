"""App Home: what this app is, and how to begin."""

from dataclasses import dataclass

from bot import views
from bot.desks.table import Table
from bot.heard import Noted
from bot.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Homes:
    """Shows everybody their own Home."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_event("app_home_opened", self.open)

    async def open(self, noted: Noted) -> None:
        """Publish the Home of the person who opened it."""
        if noted.event.get("tab") == "home":
            view = views.home(await self.place.words(noted.place))
            await self.place.slack.publish_home(noted.place.person, view)
