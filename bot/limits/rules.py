"""A small language for what Slack accepts: each rule looks at one value and yields its faults."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.limits.registry import Limit


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that Slack would refuse.

    Attributes:
        pointer: JSON pointer to the value at fault ("/blocks/0/text/text"; "" is the whole payload).
        rule: what Slack asks for, in its own words where they are known.
        error: the error name with which Slack answers.
    """

    pointer: str
    rule: str
    error: str = "invalid_blocks"


class Rule(Protocol):
    """Judges one value."""

    def judge(self, value: object, at: str) -> Iterator[Fault]:
        """Yield what is wrong with the value at that JSON pointer."""


Check = Callable[[Mapping[str, object], str], Iterator[Fault]]
"""Looks at a whole object, where one key's rule depends on another."""


@dataclass(frozen=True, slots=True)
class String:
    """A string of some length, optionally of a form or out of a closed list."""

    length: Limit | None = None
    one_of: frozenset[str] = frozenset()
    form: re.Pattern[str] | None = None

    def judge(self, value: object, at: str) -> Iterator[Fault]:
        """Yield a fault for anything else."""
        if not isinstance(value, str):
            yield Fault(at, "must be a string")
            return
        if self.length is not None:
            yield from _judge_length(value, self.length, at)
        if self.one_of and value not in self.one_of:
            yield Fault(at, f"must be one of: {', '.join(sorted(self.one_of))}")
        if self.form is not None and self.form.fullmatch(value) is None:
            yield Fault(at, f"must match {self.form.pattern}")


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def judge(self, value: object, at: str) -> Iterator[Fault]:
        """Yield a fault for anything else."""
        if not isinstance(value, bool):
            yield Fault(at, "must be a boolean")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    bounds: Limit | None = None

    def judge(self, value: object, at: str) -> Iterator[Fault]:
        """Yield a fault for anything else."""
        if isinstance(value, bool) or not isinstance(value, int):
            yield Fault(at, "must be an integer")
        elif self.bounds is not None and not self.bounds.least <= value <= self.bounds.most:
            yield Fault(at, f"must be between {self.bounds.least} and {self.bounds.most}")


@dataclass(frozen=True, slots=True)
class Number:
    """Any number."""

    def judge(self, value: object, at: str) -> Iterator[Fault]:
        """Yield a fault for anything else."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            yield Fault(at, "must be a number")


@dataclass(frozen=True, slots=True)
class Many:
    """A list of so many items, each keeping one rule."""

    item: Rule
    count: Limit

    def judge(self, value: object, at: str) -> Iterator[Fault]:
        """Yield faults of the list and of each of its items."""
        if not isinstance(value, Sequence) or isinstance(value, str):
            yield Fault(at, "must be an array")
            return
        if len(value) < self.count.least:
            yield Fault(at, f"no fewer than {self.count.least} items allowed")
        if len(value) > self.count.most:
            yield Fault(at, f"no more than {self.count.most} items allowed")
        for number, item in enumerate(value):
            yield from self.item.judge(item, f"{at}/{number}")


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: the keys that it needs, the keys that it may have, and nothing else."""

    needs: Mapping[str, Rule]
    may: Mapping[str, Rule] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()

    def judge(self, value: object, at: str) -> Iterator[Fault]:
        """Yield faults of the object and of each of its keys."""
        if not isinstance(value, Mapping):
            yield Fault(at, "must provide an object")
            return
        for key in self.needs:
            if key not in value:
                yield Fault(at, f"missing required field: {key}")
        for key, inner in value.items():
            rule = self.needs.get(key) or self.may.get(key)
            if rule is None:
                yield Fault(at, f"invalid additional property: {key}")
            else:
                yield from rule.judge(inner, f"{at}/{_escape(str(key))}")
        for check in self.checks:
            yield from check(value, at)


@dataclass(frozen=True, slots=True)
class ByType:
    """An object whose `type` says which shape it has."""

    shapes: Mapping[str, Rule]

    def judge(self, value: object, at: str) -> Iterator[Fault]:
        """Yield the faults of the shape that the object claims to be."""
        if not isinstance(value, Mapping):
            yield Fault(at, "must provide an object")
            return
        kind = value.get("type")
        if kind is None:
            yield Fault(at, "missing required field: type")
        elif not isinstance(kind, str) or kind not in self.shapes:
            yield Fault(f"{at}/type", f"unsupported type: {kind}")
        else:
            yield from self.shapes[kind].judge(value, at)

    def only(self, *kinds: str) -> "ByType":
        """The same shapes, fewer of them."""
        return ByType({kind: self.shapes[kind] for kind in kinds})


def exactly_one_of(*keys: str) -> Check:
    """A check that an object has one of these keys, and only one."""

    def check(value: Mapping[str, object], at: str) -> Iterator[Fault]:
        present = [key for key in keys if key in value]
        if not present:
            yield Fault(at, f"missing required field: {' or '.join(keys)}")
        elif len(present) > 1:
            yield Fault(at, f"only one of: {', '.join(keys)}")

    return check


def at_least_one_of(*keys: str) -> Check:
    """A check that an object has one of these keys, or more."""

    def check(value: Mapping[str, object], at: str) -> Iterator[Fault]:
        if not any(key in value for key in keys):
            yield Fault(at, f"missing required field: {' or '.join(keys)}")

    return check


def at_most_one_of(*keys: str) -> Check:
    """A check that an object has one of these keys, or none."""

    def check(value: Mapping[str, object], at: str) -> Iterator[Fault]:
        if sum(key in value for key in keys) > 1:
            yield Fault(at, f"only one of: {', '.join(keys)}")

    return check


def unique(key: str, *, inside: str) -> Check:
    """A check that no two objects in the list `inside` share the value of `key`."""

    def check(value: Mapping[str, object], at: str) -> Iterator[Fault]:
        seen: set[str] = set()
        items = value.get(inside)
        for number, item in enumerate(items if isinstance(items, list) else []):
            found = item.get(key) if isinstance(item, Mapping) else None
            if isinstance(found, str) and found in seen:
                yield Fault(f"{at}/{inside}/{number}/{key}", f"`{key}` {found} already exists")
            if isinstance(found, str):
                seen.add(found)

    return check


def _judge_length(text: str, length: Limit, at: str) -> Iterator[Fault]:
    if len(text) < length.least:
        yield Fault(at, f"must be more than {length.least - 1} characters")
    if len(text) > length.most:
        yield Fault(at, f"must be less than {length.most + 1} characters")


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
