"""Counts what many tasks come to, and finds the ones that are worth a closer look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from dialogs.portfolio import Judged
from knowledge.advice_model import Advice
from knowledge.model import Fit, Lean


class Group(StrEnum):
    """What the advice comes to, in the order in which we show it."""

    BPO = "bpo"
    KPO = "kpo"
    SPLIT = "split"
    KEEP = "keep"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Count:
    """The tasks of one group.

    Attributes:
        volume: all their volumes together; None when none tells any.
        example: the largest, or else the clearest of them.
    """

    group: Group
    tasks: int
    volume: float | None
    example: Judged


_CLOSE: Final = 0.4
"""A lean that is further from even than this (of 0.5) gains little from more answers."""


def group_of(advice: Advice) -> Group:
    """Where a task belongs."""
    match advice.fit:
        case Fit.OUTSOURCE:
            return Group.KPO if advice.lean is Lean.KPO else Group.BPO
        case Fit.SPLIT:
            return Group.SPLIT
        case Fit.KEEP:
            return Group.KEEP
        case Fit.UNSURE:
            return Group.UNSURE
    assert_never(advice.fit)


def tally(judged: Iterable[Judged]) -> tuple[Count, ...]:
    """The groups that have tasks, each counted."""
    grouped: dict[Group, list[Judged]] = {group: [] for group in Group}
    for each in judged:
        grouped[group_of(each.advice)].append(each)
    return tuple(_count(group, found) for group, found in grouped.items() if found)


def worth_opening(judged: Sequence[Judged], most: int) -> tuple[Judged, ...]:
    """The tasks of which a few answers would tell most: close calls first, large ones before small."""
    largest = max((each.entry.volume or 0.0 for each in judged), default=0.0)

    def worth(each: Judged) -> tuple[float, int]:
        size = (each.entry.volume or 0.0) / largest if largest else 1.0
        return (-(0.2 + size) * (1.0 - _clearness(each) * 2.0), each.entry.number)

    unclear = [each for each in judged if each.advice.next_question and _clearness(each) < _CLOSE]
    return tuple(sorted(unclear, key=worth)[:most])


def _count(group: Group, found: Sequence[Judged]) -> Count:
    volumes = [each.entry.volume for each in found if each.entry.volume is not None]
    example = max(found, key=lambda each: (each.entry.volume or 0.0, _clearness(each), -each.entry.number))
    return Count(group, len(found), sum(volumes) if volumes else None, example)


def _clearness(each: Judged) -> float:
    """How far the lean is from even, 0 to 0.5."""
    return abs(each.advice.p_kpo - 0.5)
