"""Frozen records as one string and back: the type of each field is also its reader."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from bot.wire.encoding import is_joined, join, split

R = TypeVar("R")
T = TypeVar("T")

Teller = Callable[[object], tuple[object, ...]]
"""Reads some fields of a record."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a record is written: looked up once, as cards have many buttons.

    Attributes:
        tell: what stands in its fields.
        tell_apart: the same of those by which two records beside each other differ.
        pattern: its name and fields as they are joined, for `%`.
        readers: makes of each field's text what the field holds.
    """

    name: str
    tell: Teller
    tell_apart: Teller
    pattern: str
    readers: tuple[Callable[[str], object], ...]


class Registry(Generic[R]):
    """The records of one family, each under a short name that never changes.

    A field is a string, a whole number or a closed list of strings.

    Args:
        at_most: characters that its place takes.
        alike: fields that are the same in all records beside each other.
    """

    def __init__(self, *, at_most: int, alike: frozenset[str] = frozenset()) -> None:
        self._at_most = at_most
        self._alike = alike
        self._types: dict[str, type[R]] = {}
        self._shapes: dict[type[R], _Shape] = {}

    @property
    def types(self) -> tuple[type[R], ...]:
        """Every record that was given a name."""
        return tuple(self._shapes)

    def named(self, name: str) -> Callable[[type[T]], type[T]]:
        """Gives a record its name.

        Raises:
            ValueError: when the name is taken.
        """

        def give(record: type[T]) -> type[T]:
            if name in self._types:
                raise ValueError(f"two records are called {name!r}")
            self._types[name] = cast("type[R]", record)
            self._shapes[cast("type[R]", record)] = self._shape(name, record)
            return record

        return give

    def name(self, record: type[R]) -> str:
        """The record's name."""
        return self._shapes[record].name

    def apart(self, record: R) -> tuple[str, tuple[object, ...]]:
        """The record's name, and what tells it from others of that name beside it."""
        shape = self._shapes[type(record)]
        return shape.name, shape.tell_apart(record)

    def write(self, record: R) -> str:
        """A string that `read` reads back.

        Raises:
            ValueError: when it would be longer than its place takes.
        """
        shape = self._shapes[type(record)]
        told = shape.tell(record)
        written = shape.pattern % told  # What `join` makes of plain parts, at half of its time.
        if len(written) <= self._at_most and is_joined(written, len(told) + 1):
            return written
        return join(shape.name, *map(str, told), at_most=self._at_most)

    def read(self, value: object) -> R | None:
        """The record that was written so; None for anything that we would not have written."""
        name, *parts = split(value, at_most=self._at_most)
        record = cast("Any", self._types.get(name))
        if record is None or len(parts) != len(readers := self._shapes[record].readers):
            return None
        try:
            read: R = record(*(reader(part) for reader, part in zip(readers, parts, strict=True)))
            return read if self.write(read) == value else None
        except ValueError:
            return None

    def _shape(self, name: str, record: type[object]) -> _Shape:
        told = fields(cast("Any", record))
        names = tuple(field.name for field in told)
        return _Shape(
            name=name,
            tell=_teller(names),
            tell_apart=_teller(tuple(each for each in names if each not in self._alike)),
            pattern=":".join([name, *("%s" for _ in names)]),
            readers=tuple(cast("Callable[[str], object]", field.type) for field in told),
        )


def _teller(names: tuple[str, ...]) -> Teller:
    """What reads those fields at one go: of several, `attrgetter` makes a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)
