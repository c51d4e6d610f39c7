"""Sketches many tasks for one picture, how much special knowledge each needs and its fit to outsource."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.studio.orders import Mark, Sketch
from bot.words import Words
from dialogs.portfolio import Judged
from dialogs.tally import Group, group_of, tally

BANDS: Final = (Group.KEEP, Group.UNSURE, Group.SPLIT, Group.BPO)
"""From the bottom to the top; both kinds of outsourcing share the top band."""

NUMBERED: Final = 60
"""Up to so many tasks have their row's number on them; of more, only the largest ones."""

ALT_LIMIT: Final = 1_000
"""Characters of a file's description that Slack keeps."""


def sketch(judged: Sequence[Judged], words: Words) -> Sketch:
    """The picture of one or more tasks, to be drawn; without anything that people wrote."""
    own = words.own.portfolio.picture
    counts = Counter(map(band_of, judged))
    return Sketch(
        title=own.title_one if len(judged) == 1 else own.title_many.format(count=words.number(len(judged))),
        across=own.across,
        up=own.up,
        ends=(own.left, own.middle, own.right),
        bands=tuple(f"{own.bands[group]}\n{_tasks(counts[group], words)}" for group in BANDS),
        leans=tuple((lean.value, label) for lean, label in own.leans.items()),
        notes=" ".join(_notes(judged, words)),
        marks=tuple(map(_mark, judged)),
        has_numbers=len(judged) <= NUMBERED,
    )


def describe(judged: Sequence[Judged], words: Words) -> str:
    """What the picture shows, for those who do not see it."""
    own = words.own.portfolio
    groups = "; ".join(
        own.picture.alt_group.format(group=own.results.groups[count.group], tasks=_tasks(count.tasks, words))
        for count in tally(judged)
    )
    told = own.picture.alt.format(count=words.number(len(judged)), groups=groups)
    sized = f" {own.picture.alt_sized}" if _has_volume(judged) else ""
    return (told + sized)[:ALT_LIMIT]


def band_of(each: Judged) -> Group:
    """Which band a task belongs to."""
    group = group_of(each.advice)
    return Group.BPO if group is Group.KPO else group


def _mark(each: Judged) -> Mark:
    entry, advice = each
    return Mark(entry.number, advice.p_kpo, BANDS.index(band_of(each)), advice.lean.value, entry.volume)


def _notes(judged: Sequence[Judged], words: Words) -> list[str]:
    own = words.own.portfolio.picture
    notes = [own.apart]
    if len(judged) <= NUMBERED or len({each.entry.volume for each in judged}) > 1:
        notes.append(own.numbered)
    if _has_volume(judged):
        notes.append(own.sized)
    return notes


def _has_volume(judged: Sequence[Judged]) -> bool:
    return any(each.entry.volume for each in judged)


def _tasks(count: int, words: Words) -> str:
    own = words.own.portfolio.picture
    return own.count_one if count == 1 else own.count_many.format(count=words.number(count))
