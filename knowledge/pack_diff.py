"""Says what one pack changes against another, item by item and in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.model import Pack
from knowledge.plain_words import Item, in_plain_words


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is another now; None: it was, or is, not said."""

    what: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that was added, changed or removed.

    Attributes:
        happened: "added", "changed" or "removed".
        heading: how it reads now, or read last.
    """

    happened: str
    section: str
    id: str
    heading: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """An item in force, the pack that brought it, and those that changed it since, in order."""

    item: Item
    brought_by: str
    changed_by: tuple[str, ...]


def differences(before: Pack, after: Pack) -> tuple[Difference, ...]:
    """What is another in `after`, in its order; what was removed comes last."""
    old, new = in_plain_words(before), in_plain_words(after)
    found = [_compare(old.get(key), item) for key, item in new.items()]
    found += [Difference("removed", *key, item.heading, ()) for key, item in old.items() if key not in new]
    return tuple(difference for difference in found if difference)


def origins(layers: Sequence[Pack]) -> tuple[Origin, ...]:
    """Where each item of the last pack comes from.

    Args:
        layers: the pack below all others, then with one house pack laid over it, with two, ...
    """
    brought = dict.fromkeys(in_plain_words(layers[0]), layers[0].id)
    changed: dict[tuple[str, str], list[str]] = {}
    for before, after in pairwise(layers):
        name = after.version.removeprefix(f"{before.version}+")
        for difference in differences(before, after):
            key = difference.section, difference.id
            if difference.happened == "changed":
                changed.setdefault(key, []).append(name)
            else:
                brought[key], changed[key] = name, []
    return tuple(
        Origin(item, brought[key], tuple(changed.get(key, ())))
        for key, item in in_plain_words(layers[-1]).items()
    )


def _compare(old: Item | None, new: Item) -> Difference | None:
    before = old.facts if old else {}
    names = [*new.facts, *(name for name in before if name not in new.facts)]
    changes = tuple(
        Change(name, before.get(name), new.facts.get(name))
        for name in names
        if before.get(name) != new.facts.get(name)
    )
    if not changes:
        return None
    return Difference("changed" if old else "added", new.section, new.id, new.heading, changes)
