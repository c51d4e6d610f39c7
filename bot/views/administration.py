"""The forms in which admins choose for everybody."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from bot.views.chosen import name_channel, name_person, tell_change, told_view
from bot.views.controls import Choice, button
from bot.views.inputs import checkboxes, field, modal, radio
from bot.views.message import Block, Message, Part, Parts, View, compose
from bot.views.parts import plain_text, row, say, say_marked, whisper_marked
from bot.wire import Form, name_input
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
    name_field,
)
from bot.words import Words
from dialogs.choices import LONGEST_RETENTION, Chosen

FOLLOW: Final = "workspace"
"""The value of an option that leaves something to the workspace."""

_PLACES: Final = {"include": ["public", "private"], "exclude_bot_users": True}


def settings_modal(
    chosen: Chosen, words: Words, *, has_packs: bool, has_languages: bool, stale: bool = False
) -> View:
    """What holds in the whole workspace; from here on to its channels, its languages and the log."""
    own, now = words.own.settings, chosen.workspace
    mark = mark_of(now, WORKSPACE_FIELDS)
    inputs = [
        _channels(now.channels, mark, words),
        _choose("answerers", own.answerers, now.answerers, mark, words),
        _choose("audience", own.audience, now.audience, mark, words),
        _days(now.retention, mark, words),
        *([_choose("packs", own.packs, now.packs, mark, words)] if has_packs else []),
    ]
    ways = _ways_on(words, has_languages=has_languages)
    parts = (*_stale(words, stale=stale), *map(_silent, inputs), ways, *_last_change(chosen, words))
    return _form(SettingsForm(mark), own.title, parts, words)


def languages_modal(chosen: Chosen, languages: Collection[str], words: Words, *, stale: bool = False) -> View:
    """The workspace's own language, and those that its people may choose."""
    own, now = words.own.settings, chosen.workspace
    mark = mark_of(now, LANGUAGE_FIELDS)
    names = {language: words.language_name(language) for language in languages}
    offered = [language for language in names if not now.languages or language in now.languages]
    inputs = [
        _choose("language", names, now.language, mark, words),
        _field("languages", checkboxes(names, offered), mark, words),
    ]
    parts = (*_stale(words, stale=stale), *map(_silent, inputs))
    return _form(LanguagesForm(mark), own.languages, parts, words)


def channel_modal(chosen: Chosen, channel: str, words: Words, *, stale: bool = False) -> View:
    """What one channel does otherwise."""
    own, now, usual = words.own.settings, chosen.channel(channel), chosen.workspace
    mark = mark_of(now, CHANNEL_FIELDS)
    listed = "yes" if not usual.channels or channel in usual.channels else "no"
    allowed = {None: FOLLOW, True: "yes", False: "no"}[now.allowed]
    inputs = [
        _choose("allowed", _or_follow(own.allowed, listed, words), allowed, mark, words),
        _choose(
            "answerers",
            _or_follow(own.answerers, usual.answerers, words),
            now.answerers or FOLLOW,
            mark,
            words,
        ),
        _choose(
            "audience", _or_follow(own.audience, usual.audience, words), now.audience or FOLLOW, mark, words
        ),
    ]
    lead = say_marked(own.channel_lead.format(channel=name_channel(channel, words)))
    parts = (*_stale(words, stale=stale), lead, *map(_silent, inputs))
    return _form(ChannelForm(channel, mark), own.channel_title, parts, words)


def bad_days(blocks: Iterable[str], words: Words) -> dict[str, str]:
    """The fault of a number of days that can't be kept, by the block of that input."""
    return dict.fromkeys(blocks, words.own.settings.bad_days.format(most=words.number(LONGEST_RETENTION)))


def not_admin(admins: Iterable[str], words: Words) -> Message:
    """A kind no that names who may."""
    return compose([_not_admin(admins, words)])


def not_admin_view(admins: Iterable[str], words: Words) -> View:
    """The same in a modal."""
    return told_view(words.own.settings.title, (_not_admin(admins, words),), words)


def offer_settings(words: Words) -> Message:
    """The way to the settings from where no form can be opened at once."""
    own = words.own.settings
    made = button(settings_choice(words))
    return compose([say(own.open_text), row(words.own.short.buttons, [made], [own.open])])


def settings_choice(words: Words) -> Choice:
    """The button that opens the settings; for admins only."""
    return Choice(words.own.settings.open, PressSettings())


def _not_admin(admins: Iterable[str], words: Words) -> Part:
    own, named = words.own.settings, [name_person(admin, words) for admin in admins]
    return say_marked(own.not_admin.format(people=", ".join(named))) if named else say(own.no_admins)


def _form(form: Form, title: str, parts: Parts, words: Words) -> View:
    own = words.own.settings
    return modal(form, title, (part.block for part in parts), close=own.close, submit=own.submit)


def _channels(chosen: Collection[str], mark: str, words: Words) -> Block:
    element: Block = {
        "type": "multi_conversations_select",
        "placeholder": plain_text(words.own.settings.every_channel),
        "filter": _PLACES,
        **({"initial_conversations": list(chosen)} if chosen else {}),
    }
    return _field("channels", element, mark, words, optional=True)


def _days(chosen: int, mark: str, words: Words) -> Block:
    element: Block = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "initial_value": str(chosen),
        "min_value": "1",
        "max_value": str(LONGEST_RETENTION),
    }
    return _field("retention", element, mark, words)


def _choose(setting: str, options: Mapping[str, str], chosen: str, mark: str, words: Words) -> Block:
    # The keys may be members of an enumeration, which JSON must not see.
    return _field(
        setting, radio({str(key): label for key, label in options.items()}, str(chosen)), mark, words
    )


def _field(setting: str, element: Block, mark: str, words: Words, *, optional: bool = False) -> Block:
    named = words.own.settings.fields[setting]
    return field(name_field(setting, mark), named.label, element, hint=named.hint, optional=optional)


def _or_follow(options: Mapping[str, str], usual: str, words: Words) -> dict[str, str]:
    now = words.own.settings.as_workspace_now.format(now=options[usual])
    return {FOLLOW: now, **options}


def _ways_on(words: Words, *, has_languages: bool) -> Part:
    own = words.own.settings
    channel: Block = {
        "type": "conversations_select",
        "action_id": name_input(PressChannelSettings()),
        "placeholder": plain_text(own.one_channel),
        "filter": _PLACES,
    }
    choices = [
        *([Choice(own.languages, PressLanguageSettings())] if has_languages else []),
        Choice(own.log, PressLog()),
    ]
    labels = [own.one_channel, *(choice.label for choice in choices)]
    return row(words.own.short.buttons, [channel, *map(button, choices)], labels)


def _last_change(chosen: Chosen, words: Words) -> Parts:
    if not chosen.changes:
        return ()
    last, own = chosen.changes[-1], words.own.settings
    said = own.last_change.format(person=name_person(last.by, words), date=words.date(last.at))
    return (whisper_marked(f"{said} {tell_change(last, words)}"),)


def _stale(words: Words, *, stale: bool) -> Parts:
    return (say(words.own.settings.stale),) if stale else ()


def _silent(block: Block) -> Part:
    return Part(block, "")
