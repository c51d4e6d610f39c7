"""People and channels as they are named to readers: live where the id is one of Slack's."""

from collections.abc import Iterable

from bot.views.escape import escape, mention_channel, mention_person
from bot.words import Words


def name_person(person: str, words: Words) -> str:
    """A live mention, or "somebody else"; marked text."""
    return mention_person(person) or escape(words.own.refused.somebody)


def name_people(people: Iterable[str], words: Words) -> str:
    """All of them on one line; marked text."""
    return ", ".join(name_person(person, words) for person in people)


def name_channel(channel: str, words: Words) -> str:
    """A live channel, or "that channel"; marked text."""
    return mention_channel(channel) or escape(words.own.short.that_channel)


def name_channels(channels: Iterable[str], words: Words) -> str:
    """All of them on one line; marked text."""
    return ", ".join(name_channel(channel, words) for channel in channels)
