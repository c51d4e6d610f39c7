"""What was chosen for a workspace, in words: single values, changes, and the log of who changed what."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.views.escape import escape, mention_channel, mention_person
from bot.views.inputs import modal
from bot.views.message import Parts, View
from bot.views.parts import say, say_marked, whisper
from bot.wire.administration import ToldForm
from bot.words import Words
from dialogs.choices import Change, Chosen

SHOWN: Final = 20
"""Changes in the log that are shown, the newest."""

NAMED: Final = 10
"""Channels that are named one by one."""


def saved_view(changes: Iterable[Change], words: Words) -> View:
    """What is different now."""
    changes, own = tuple(changes), words.own.saved
    if not changes:
        return told_view(own.title, (say(own.nothing),), words)
    lines = "\n".join(f"• {tell_change(change, words)}" for change in changes)
    shorter = next((int(each.after) for each in changes if _is_shorter(each)), 0)
    warned = (say(own.shorter, days=tell_days(shorter, words)),) if shorter else ()
    return told_view(own.title, (say(own.text), say_marked(lines), *warned), words)


def log_view(chosen: Chosen, words: Words) -> View:
    """Who changed what and when, the newest first."""
    own = words.own.saved
    newest = chosen.changes[::-1][:SHOWN]
    entries = [
        say_marked(
            own.entry.format(
                change=tell_change(change, words),
                person=name_person(change.by, words),
                date=words.date(change.at),
            )
        )
        for change in newest
    ]
    left = len(chosen.changes) - len(newest)
    more = (whisper(own.more, count=words.number(left)),) if left else ()
    return told_view(own.log_title, (*(entries or [say(own.log_none)]), *more), words)


def told_view(title: str, parts: Parts, words: Words) -> View:
    """A modal that only tells something."""
    return modal(ToldForm(), title, (part.block for part in parts), close=words.own.saved.close)


def tell_change(change: Change, words: Words) -> str:
    """A change in one line of Slack's escaped text."""
    own, channel = words.own.saved, change.channel
    field = words.own.settings.fields.get(change.setting)
    return (own.in_channel if channel else own.change).format(
        setting=field.label if field else escape(change.setting),
        channel=name_channel(channel, words),
        before=tell_value(change.setting, change.before, words, in_channel=bool(channel)),
        after=tell_value(change.setting, change.after, words, in_channel=bool(channel)),
    )


def tell_value(setting: str, written: str, words: Words, *, in_channel: bool = False) -> str:
    """A choice in Slack's escaped text, from how the log keeps it; an unknown one as it is."""
    own = words.own.settings
    if in_channel and not written:
        return own.as_workspace
    if setting == "channels":
        return _channels(written, words)
    if setting == "retention":
        return tell_days(int(written), words) if written.isdecimal() else escape(written)
    if setting in {"language", "languages"}:
        return ", ".join(map(words.language_called, written.split())) or own.every_language
    named: Mapping[str, Mapping[Any, str]] = {
        "answerers": own.answerers,
        "audience": own.audience,
        "packs": own.packs,
        "allowed": own.allowed,
    }
    return named.get(setting, {}).get(written, escape(written))


def tell_days(days: int, words: Words) -> str:
    """A number of days."""
    own = words.own.settings
    return own.days_one if days == 1 else own.days.format(count=words.number(days))


def name_channel(channel: str, words: Words) -> str:
    """A live channel name, or plain words for what is none."""
    return mention_channel(channel) or escape(words.own.short.that_channel)


def name_person(person: str, words: Words) -> str:
    """A live mention, or plain words for somebody who is not known any more."""
    return mention_person(person) or escape(words.own.refused.somebody)


def _channels(written: str, words: Words) -> str:
    some = written.split()
    named = ", ".join(name_channel(channel, words) for channel in some[:NAMED])
    more = f", +{words.number(len(some) - NAMED)}" if len(some) > NAMED else ""
    return f"{named}{more}" if some else words.own.settings.every_channel


def _is_shorter(change: Change) -> bool:
    return change.setting == "retention" and int(change.after) < int(change.before)
