"""What is measured, what it must reach, and how both are told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles

NONE = "-"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Attributes:
        name: what was measured.
        value: what came out.
        unit: of the value, "" for a ratio.
        goal: what it must reach; None where it only informs.
        at_least: whether more is better; else the goal is the most that it may be.
        places: decimals shown.
    """

    name: str
    value: float
    unit: str = ""
    goal: float | None = None
    at_least: bool = False
    places: int = 0

    @property
    def shown(self) -> str:
        """The value in words."""
        return _told(self.value, self.unit, self.places)

    @property
    def asked(self) -> str:
        """The goal in words."""
        if self.goal is None:
            return NONE
        return f"{'at least' if self.at_least else 'at most'} {_told(self.goal, self.unit, self.places)}"

    @property
    def verdict(self) -> str:
        """Whether the value, not as it is rounded but as it is, reaches the goal."""
        if self.goal is None:
            return NONE
        reached = self.value >= self.goal if self.at_least else self.value <= self.goal
        return "pass" if reached else "**miss**"


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one part, and what must be known to read them.

    Attributes:
        notes: a line each, in Markdown.
    """

    title: str
    figures: Sequence[Figure]
    notes: Sequence[str] = ()


def percentile(values: Iterable[float], share: int) -> float:
    """The value below which that many percent of them lie.

    Raises:
        StatisticsError: there are fewer than two.
    """
    return quantiles(values, n=100, method="inclusive")[share - 1]


def _told(number: float, unit: str, places: int) -> str:
    return f"{number:,.{places}f}{f' {unit}' if unit else ''}"
