"""Scenes of what admins and people choose, of channels, and of first words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from bot import views
from bot.preview.scene import Scene
from bot.preview.stage import ASSESSMENT, CHANNEL, PERSON, advise_of
from bot.views import administration as forms
from bot.views import chosen as told
from bot.views import greeting, languages, rooms
from bot.words import Words
from dialogs.choices import (
    Answerers,
    Audience,
    Change,
    ChannelChoice,
    Chosen,
    HousePacks,
    WorkspaceChoice,
    compare,
)
from dialogs.messages import Ask, Shown

NOW: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
SPOKEN: Final = ("en", "es")

BEFORE: Final = Chosen()
CHOSEN: Final = Chosen(
    workspace=WorkspaceChoice(
        channels=(CHANNEL, "C0GENERAL"),
        answerers=Answerers.ANYONE,
        audience=Audience.CHANNEL,
        retention=30,
        packs=HousePacks.NONE,
        language="es",
        languages=("en", "es"),
    ),
    channels={CHANNEL: ChannelChoice(allowed=False, answerers=Answerers.ASKER, audience=Audience.PERSON)},
)
CHANGES: Final = compare(BEFORE, CHOSEN, PERSON, NOW)
LOGGED: Final = CHOSEN.model_copy(update={"changes": CHANGES})


def scenes(words: Words, task: str) -> Iterator[Scene]:
    """The scenes."""
    yield from settings_scenes(words)
    yield from saved_scenes(words)
    yield from language_scenes(words)
    yield from room_scenes(words, task)
    yield from answered_scenes(words, task)
    yield Scene("installed", greeting.installed(words))
    yield Scene("hello", greeting.hello(words, public=False))
    yield Scene("hello where the command is public", greeting.hello(words, public=True))


def settings_scenes(words: Words) -> Iterator[Scene]:
    """The forms."""
    first = forms.settings_modal(BEFORE, words, has_packs=False, has_languages=False)
    later = forms.settings_modal(LOGGED, words, has_packs=True, has_languages=True, stale=True)
    yield Scene("settings", view=first)
    yield Scene("settings, changed meanwhile", view=later)
    yield Scene("languages", view=forms.languages_modal(BEFORE, SPOKEN, words))
    yield Scene("languages, changed meanwhile", view=forms.languages_modal(CHOSEN, SPOKEN, words, stale=True))
    yield Scene("a channel", view=forms.channel_modal(BEFORE, CHANNEL, words))
    yield Scene("a channel, changed meanwhile", view=forms.channel_modal(CHOSEN, CHANNEL, words, stale=True))
    yield Scene("way to the settings", forms.offer_settings(words))
    yield Scene("not an admin", forms.not_admin([PERSON], words))
    yield Scene("no admins", forms.not_admin([], words))
    yield Scene("not an admin, in a form", view=forms.not_admin_view([PERSON], words))


def saved_scenes(words: Words) -> Iterator[Scene]:
    """What came of them."""
    day = Change(by="", at=NOW, channel="", setting="retention", before="2", after="1")
    old = Change(by=PERSON, at=NOW, channel="<!here>", setting="<gone>", before="<!here>", after="")
    many = Chosen(changes=(*CHANGES, day, old) * 3)
    yield Scene("saved", view=told.saved_view(CHANGES, words))
    yield Scene("saved, one day", view=told.saved_view([day], words))
    yield Scene("nothing saved", view=told.saved_view([], words))
    yield Scene("log", view=told.log_view(many, words))
    yield Scene("empty log", view=told.log_view(BEFORE, words))


def language_scenes(words: Words) -> Iterator[Scene]:
    """One's own language."""
    yield Scene("which language", languages.ask_language(SPOKEN, "en", words))
    yield Scene("only one language", languages.ask_language(SPOKEN[:1], "en", words))
    yield Scene("language chosen", languages.language_chosen("es", words))
    yield Scene("language left to the workspace", languages.language_chosen("", words))


def room_scenes(words: Words, task: str) -> Iterator[Scene]:
    """Channels that are not for us, and those where everybody sees the command's answer."""
    yield Scene("closed channel", rooms.closed(CHANNEL, ASSESSMENT, words))
    yield Scene("nothing kept", rooms.nothing_kept(words))
    yield Scene("asked in the open", rooms.asked(PERSON, task, words))
    yield Scene("how to ask privately", rooms.how_to_ask_privately(words))


def answered_scenes(words: Words, task: str) -> Iterator[Scene]:
    """Cards that others answered."""
    question = next(iter(words.questions))
    helpers = {question: PERSON, "gone": "<!here>"}
    asking = Ask(ASSESSMENT, 3, task, list(words.questions)[1], 2, 4, None, {}, helpers=helpers)
    yield Scene("question, answered by others", views.draw(Shown(asking), words))
    advised = replace(advise_of(words, task=task), helpers=helpers)
    yield Scene("advice, answered by others", views.draw(Shown(advised), words))
