"""Finds a place for each task on the picture: where it belongs from left to right, and beside no other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from math import sqrt
from typing import Final, NamedTuple

from bot.studio.orders import Mark

LEAST_HEIGHT: Final = 0.13
"""Share of the height that a band has even without tasks, so that its name can be read."""

APART: Final = 250
"""Up to so many dots are kept from touching; more make a cloud, which is the higher the denser it is."""

MARGIN: Final = 12.0
"""Points left free at both ends and at the edges of bands, so that no dot is cut."""

_WIDTHS: Final = ((20, 17.0), (60, 11.5), (120, 8.0), (250, 6.2), (1_000, 4.4), (10**9, 3.0))
"""Up to so many dots, a dot is so many points wide."""

WIDEST: Final = 38.0
"""Points that the widest dot is wide: that of the largest volume among few tasks."""

_STEPS: Final = sorted(
    ((aside * 3.0, above * 2.5) for aside, above in product(range(-9, 10), range(-36, 37))),
    key=lambda step: (2.5 * abs(step[0]) + abs(step[1]), step),
)
"""Where a dot may go when its place is taken: aside and above in points, the nearest first."""

_GOLDEN: Final = 0.6180339887498949
"""Steps of this share fill a line evenly, however many they are."""


class Band(NamedTuple):
    """The strip of the picture that a fit has, in points."""

    tasks: int
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.bottom + self.top) / 2


class Dot(NamedTuple):
    """A task on the picture: the middle of its dot and how wide that is, in points."""

    x: float
    y: float
    width: float
    mark: Mark


def arrange(
    marks: Sequence[Mark], bands: int, across: float, up: float
) -> tuple[tuple[Band, ...], list[Dot]]:
    """The bands, and the dots with the large ones first; the same each time.

    Args:
        marks: the tasks.
        bands: how many there are.
        across: the picture's width in points.
        up: its height.
    """
    strips = tuple(_bands(marks, bands, up))
    width = next(width for most, width in _WIDTHS if len(marks) <= most)
    largest = max((mark.volume or 0.0 for mark in marks), default=0.0)
    dots = [
        Dot(MARGIN + mark.across * (across - 2 * MARGIN), 0.0, _width(mark, width, largest), mark)
        for mark in marks
    ]
    dots.sort(key=lambda dot: (-dot.width, dot.mark.number))
    place = _keep_apart if len(marks) <= APART else _spread
    placed = [
        dot
        for number, strip in enumerate(strips)
        for dot in place([dot for dot in dots if dot.mark.band == number], strip, across)
    ]
    return strips, sorted(placed, key=lambda dot: -dot.width)


def _bands(marks: Sequence[Mark], bands: int, up: float) -> Iterator[Band]:
    """The more tasks, the higher, but not in proportion: few tasks stay in sight beside many."""
    counts = Counter(mark.band for mark in marks)
    roots = sum(sqrt(counts[band]) for band in range(bands)) or 1.0
    bottom = 0.0
    for band in range(bands):
        share = LEAST_HEIGHT + (1 - bands * LEAST_HEIGHT) * sqrt(counts[band]) / roots
        yield Band(counts[band], bottom, bottom + share * up)
        bottom += share * up


def _width(mark: Mark, width: float, largest: float) -> float:
    """The area grows with the volume: the largest dot has eight times the smallest one's."""
    if not largest:
        return width
    return width * sqrt(0.6 + 4.2 * (mark.volume or 0.0) / largest)


def _keep_apart(dots: Sequence[Dot], band: Band, across: float) -> Iterator[Dot]:
    """Each dot at the nearest free place: rather above or below than aside, where its meaning is."""
    placed = _Placed()
    for dot in dots:
        most = max((band.top - band.bottom - dot.width) / 2 - 1, 0.0)
        tried = (
            dot._replace(x=dot.x + aside, y=band.middle + above)
            for aside, above in _STEPS
            if abs(above) <= most and dot.width / 2 <= dot.x + aside <= across - dot.width / 2
        )
        found = next(filter(placed.is_free, tried), dot._replace(y=band.middle))
        placed.add(found)
        yield found


class _Placed:
    """Dots by the square that they stand in, so that only near ones are looked at."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Dot]] = {}

    def add(self, dot: Dot) -> None:
        self._squares.setdefault(self._square(dot), []).append(dot)

    def is_free(self, dot: Dot) -> bool:
        """Whether a dot would touch no other."""
        across, up = self._square(dot)
        near = product((across - 1, across, across + 1), (up - 1, up, up + 1))
        return not any(_touch(dot, other) for square in near for other in self._squares.get(square, ()))

    def _square(self, dot: Dot) -> tuple[int, int]:
        return int(dot.x // WIDEST), int(dot.y // WIDEST)


def _touch(dot: Dot, other: Dot) -> bool:
    apart = (dot.x - other.x) ** 2 + (dot.y - other.y) ** 2
    return apart < ((dot.width + other.width) / 2) ** 2


def _spread(dots: Sequence[Dot], band: Band, _across: float) -> Iterator[Dot]:
    """A cloud: from left to right each dot where it belongs, up and down as wide as there are others."""
    near = Counter(round(dot.x / MARGIN) for dot in dots)
    most = max(near.values(), default=1)
    room = (band.top - band.bottom) / 2 - MARGIN / 2
    for number, dot in enumerate(dots):
        reach = room * max(0.08, sqrt(near[round(dot.x / MARGIN)] / most))
        yield dot._replace(y=band.middle + reach * (2 * (number * _GOLDEN % 1) - 1))
