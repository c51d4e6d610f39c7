"""The language that somebody reads: asked for by a word, chosen by a press."""

from dataclasses import dataclass

from bot.desks.table import Table
from bot.heard import Pressed, Typed
from bot.views.languages import ask_language, language_chosen
from bot.views.message import Message
from bot.wire.administration import PressLanguage
from bot.workplace import Workplace
from dialogs.places import Place
from dialogs.text_cleaning import plain


@dataclass(frozen=True, slots=True)
class Languages:
    """Remembers each person's choice."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_typed(self.hear)
        table.on_press(PressLanguage, self.choose)

    async def hear(self, said: Typed) -> bool:
        """Somebody asks for the languages, or names one behind it."""
        named = await self._named(said)
        if named is None:
            return False
        offered = await self.place.house.offered(said.place.team)
        chosen = next((each for each in offered if named in self._names(each)), None)
        if chosen is not None:
            await self._remember(said.place, chosen, said)
            await self.place.tell(said, await self._told(said.place, chosen))
            return True
        if named and not any(named in self._names(each) for each in self.place.house.languages):
            return False  # "Language lessons for our staff" is a task.
        words = await self.place.words(said.place)
        usual = await self.place.house.language(said.place.team, "")
        await self.place.tell(said, ask_language(offered, usual, words))
        return True

    async def choose(self, pressed: Pressed, press: PressLanguage) -> None:
        """Speak that language from now on, if it is offered."""
        if press.language and press.language not in await self.place.house.offered(pressed.place.team):
            return
        await self._remember(pressed.place, press.language, pressed)
        if pressed.view.get("type") != "home":
            await self._replace(pressed, await self._told(pressed.place, press.language))

    async def _named(self, said: Typed) -> str | None:
        """What stands behind the word for languages, in plain letters; None when it is not that word."""
        words, text = await self.place.words(said.place), plain(said.text)
        for word in {*words.own.tongue.typed, *self.place.tongues.usual.own.tongue.typed}:
            if text == plain(word):
                return ""
            if text.startswith(f"{plain(word)} "):
                return text.removeprefix(plain(word)).strip()
        return None

    def _names(self, language: str) -> set[str]:
        """What a language is called: by its code, by its speakers, and in every language that we speak."""
        spoken = self.place.tongues.named(language)
        return {plain(name) for name in (language, *spoken)}

    async def _remember(self, where: Place, language: str, heard: Typed | Pressed) -> None:
        preferences = self.place.house.preferences
        await preferences.choose_language(where.team, where.person, language, heard.at)
        await self.place.changed(where)

    async def _told(self, where: Place, language: str) -> Message:
        return language_chosen(language, await self.place.words(where))

    async def _replace(self, pressed: Pressed, message: Message) -> None:
        """In place of the question, so that an old choice does not stay to be pressed."""
        if pressed.card.url:
            await self.place.slack.respond(pressed.url, message, replace=True)
        else:
            await self.place.whisper(pressed, message)
