"""Judges a run by what stands, and stood, in the channels: nothing doubled, no two cards for one thing."""

import json
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

from bot.sandbox.ledger import Entry, Ledger, Version

Key = Callable[[Version], str | None]
"""Says what a message is about, such as the conversation of its buttons; None: nothing of interest."""

Place = tuple[str, str]
"""A channel, and the `ts` that a thread begins with; empty for what stands outside of threads."""


class Audit:
    """Looks through the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def messages(self, channel: str = "") -> list[Entry]:
        """Every message that ever stood there (or anywhere), oldest first, deleted ones too."""
        return [one for one in self._ledger.entries if channel in ("", one.channel)]

    def messages_of_app(self, channel: str = "") -> list[Entry]:
        """The app's among them."""
        return [one for one in self.messages(channel) if one.of_app]

    def places(self, channel: str = "") -> dict[Place, list[Entry]]:
        """The messages by channel and thread; the one that a thread begins with stands outside of it."""
        found: defaultdict[Place, list[Entry]] = defaultdict(list)
        for entry in self.messages(channel):
            found[entry.channel, entry.thread].append(entry)
        return dict(found)

    def standing(self, channel: str, thread: str = "", *, moment: str = "") -> list[Entry]:
        """The app's messages in a thread (or outside of threads) that stand now, or stood at a `ts`."""
        there = self.places(channel).get((channel, thread), [])
        return [one for one in there if one.of_app and one.at(moment)]

    def doubled(self, channel: str = "") -> list[tuple[Entry, Entry]]:
        """Pairs of the app's messages that were posted with the same content in one thread, and both stand.

        Somebody who asks the same thing twice has two such answers by right: what ought to be in here is
        for the test to say.
        """
        alike: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.messages_of_app(channel):
            if entry.at():
                alike[_sameness(entry)].append(entry)
        return [pair for entries in alike.values() for pair in pairwise(entries)]

    def standing_together(self, key: Key, *, moment: str = "") -> dict[str, list[Entry]]:
        """The app's messages that are about one thing and stand at the same time, by that thing.

        Args:
            key: what a message is about.
            moment: a `ts`; by now when left out.
        """
        about: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.messages_of_app():
            version = entry.at(moment)
            if version and (named := key(version)) is not None:
                about[named].append(entry)
        return {named: entries for named, entries in about.items() if len(entries) > 1}

    def moments(self) -> list[str]:
        """Every `ts` at which a message came, changed or went: when to look for what did not stay."""
        entries = self.messages()
        changes = {version.since for entry in entries for version in entry.versions}
        return sorted(changes | {entry.deleted for entry in entries if entry.deleted})


def _sameness(entry: Entry) -> str:
    """Equal for two messages that look alike to the same people in one place."""
    return json.dumps([entry.channel, entry.thread, entry.only_for, *entry.versions[0].content])
