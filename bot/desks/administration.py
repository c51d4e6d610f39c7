"""The settings of a workspace: who may change them, what was filled in, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.desks.table import Reaction, Table
from bot.heard import Pressed, Submitted, Typed
from bot.views import administration as forms
from bot.views.chosen import log_view, saved_view
from bot.views.message import View
from bot.wire import filled_in
from bot.wire.administration import (
    CHANNEL_FIELDS,
    LANGUAGE_FIELDS,
    WORKSPACE_FIELDS,
    ChannelForm,
    LanguagesForm,
    PressChannelSettings,
    PressLanguageSettings,
    PressLog,
    PressSettings,
    SettingsForm,
    mark_of,
    read_channels,
)
from bot.wire.choosing import days_blocks, read_channel, read_languages, read_workspace
from bot.words import Words
from bot.workplace import Workplace
from dialogs.choices import Chosen
from dialogs.forgetting import Forgetting
from dialogs.preferences import Found
from dialogs.text_cleaning import plain

Draw = Callable[[Chosen, Words], View]


@dataclass(frozen=True, slots=True)
class Administration:
    """Lets admins choose, and nobody else; forgets what is older than they chose."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_typed(self.hear)
        table.on_press(PressSettings, self.open)
        table.on_press(PressChannelSettings, self.open_channel)
        table.on_press(PressLanguageSettings, self.open_languages)
        table.on_press(PressLog, self.open_log)
        table.on_form(SettingsForm, self.save)
        table.on_form(LanguagesForm, self.save_languages)
        table.on_form(ChannelForm, self.save_channel)
        table.on_tick(self.forget)

    async def forget(self, now: datetime) -> None:
        """Forget what is older than the workspace chose to keep it."""
        await Forgetting(self.place.store, self.place.house.preferences).when_due(now)

    # ---------------------------------------------------------------- opening

    async def hear(self, said: Typed) -> bool:
        """Somebody asks for the settings."""
        words = await self.place.words(said.place)
        known = {*words.own.settings.typed, *self.place.tongues.usual.own.settings.typed}
        if plain(said.text) not in map(plain, known):
            return False
        if not self.place.is_admin(said.place.person):
            await self.place.tell(said, forms.not_admin(self.place.admins, words))
        elif said.trigger:
            chosen = (await self._find(said.place.team)).chosen
            await self.place.slack.modals.open(said.trigger, self._draw(chosen, words))
        else:
            await self.place.tell(said, forms.offer_settings(words))
        return True

    async def open(self, pressed: Pressed, _press: PressSettings) -> None:
        """Open what holds in the whole workspace."""
        await self._open(pressed, self._draw)

    async def open_channel(self, pressed: Pressed, _press: PressChannelSettings) -> None:
        """Open what the chosen channel does otherwise."""
        if channels := read_channels(filled_in(pressed.action)):
            await self._open(pressed, lambda chosen, words: forms.channel_modal(chosen, channels[0], words))

    async def open_languages(self, pressed: Pressed, _press: PressLanguageSettings) -> None:
        """Open what is spoken."""
        await self._open(pressed, self._draw_languages)

    async def open_log(self, pressed: Pressed, _press: PressLog) -> None:
        """Show who changed what."""
        await self._open(pressed, log_view)

    async def _open(self, pressed: Pressed, draw: Draw) -> None:
        words, slack = await self.place.words(pressed.place), self.place.slack
        view = forms.not_admin_view(self.place.admins, words)
        if self.place.is_admin(pressed.place.person):
            view = draw((await self._find(pressed.place.team)).chosen, words)
        upon = pressed.view.get("type") == "modal"
        await (slack.modals.push if upon else slack.modals.open)(pressed.trigger, view)

    # ----------------------------------------------------------------- saving

    async def save(self, submitted: Submitted, form: SettingsForm) -> Reaction:
        """Keep what is to hold in the whole workspace."""
        found, words = await self._find(submitted.place.team), await self.place.words(submitted.place)
        wanted = read_workspace(submitted.view, found.chosen)
        if wanted is None:
            faults = forms.bad_days(days_blocks(submitted.view), words)
            return Reaction({"response_action": "errors", "errors": faults})
        fits = form.mark == mark_of(found.chosen.workspace, WORKSPACE_FIELDS)
        return await self._keep(submitted, found, wanted if fits else None, self._draw_stale)

    async def save_languages(self, submitted: Submitted, form: LanguagesForm) -> Reaction:
        """Keep what is spoken."""
        found = await self._find(submitted.place.team)
        wanted = read_languages(submitted.view, found.chosen, self.place.house.languages)
        fits = form.mark == mark_of(found.chosen.workspace, LANGUAGE_FIELDS)
        return await self._keep(submitted, found, wanted if fits else None, self._draw_languages_stale)

    async def save_channel(self, submitted: Submitted, form: ChannelForm) -> Reaction:
        """Keep what one channel does otherwise."""
        found = await self._find(submitted.place.team)
        wanted = read_channel(submitted.view, found.chosen, form.channel)
        fits = form.mark == mark_of(found.chosen.channel(form.channel), CHANNEL_FIELDS)
        return await self._keep(
            submitted,
            found,
            wanted if fits else None,
            lambda chosen, words: forms.channel_modal(chosen, form.channel, words, stale=True),
        )

    async def _keep(self, submitted: Submitted, found: Found, wanted: Chosen | None, again: Draw) -> Reaction:
        """What came of it; where somebody was quicker, the form again as things are now."""
        person, words = submitted.place.person, await self.place.words(submitted.place)
        if not self.place.is_admin(person):
            return _update(forms.not_admin_view(self.place.admins, words))
        preferences = self.place.house.preferences
        changes = await preferences.keep(found, wanted, person, submitted.at) if wanted else None
        if changes is None:
            return _update(again((await self._find(submitted.place.team)).chosen, words))
        # Drawn in the words that hold now: it may have been the language that was changed.
        return _update(saved_view(changes, await self.place.words(submitted.place)))

    async def _find(self, team: str) -> Found:
        return await self.place.house.preferences.now(team)

    def _draw(self, chosen: Chosen, words: Words, *, stale: bool = False) -> View:
        house = self.place.house
        several = len(house.languages) > 1
        return forms.settings_modal(
            chosen, words, has_packs=house.has_packs, has_languages=several, stale=stale
        )

    def _draw_stale(self, chosen: Chosen, words: Words) -> View:
        return self._draw(chosen, words, stale=True)

    def _draw_languages(self, chosen: Chosen, words: Words) -> View:
        return forms.languages_modal(chosen, self.place.house.languages, words)

    def _draw_languages_stale(self, chosen: Chosen, words: Words) -> View:
        return forms.languages_modal(chosen, self.place.house.languages, words, stale=True)


def _update(view: View) -> Reaction:
    ack: dict[str, Any] = {"response_action": "update", "view": view}
    return Reaction(ack)
