"""Draws a chart as SVG by hand: nothing to install, the same everywhere, and a change shows as a diff."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 50, 60
_COLORS: Final = ("#1264a3", "#c2410c", "#2b7a4b")
_DASHES: Final = ("", "7 4", "2 4")
"""Lines differ by dashes too: not everybody tells the colors apart."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What stands along an axis; values run from `low` to `high`."""

    name: str
    low: float
    high: float
    steps: int

    def ticks(self) -> list[float]:
        """Where the grid lines are."""
        return [self.low + (self.high - self.low) * number / self.steps for number in range(self.steps + 1)]

    def place(self, value: float) -> float:
        """0 at the low end, 1 at the high one."""
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Line:
    """A named series of points; `sizes` makes some dots bigger (0 to 1), by default all are alike."""

    name: str
    points: Sequence[tuple[float, float]]
    sizes: Sequence[float] = ()


def draw(title: str, across: Axis, up: Axis, lines: Sequence[Line], *, diagonal: bool = False) -> str:
    """The chart as an SVG document; `diagonal` adds the line on which both values are equal."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="26" font-size="16" font-weight="600" fill="#1d1c1d">{escape(title)}</text>',
        *_grid(across, up),
    ]
    if diagonal:
        ends = [_at(across, up, (low, low)) for low in (across.low, across.high)]
        parts.append(
            f'<polyline points="{_path(ends)}" fill="none" stroke="#999999" stroke-dasharray="3 3"/>'
        )
    for number, line in enumerate(lines):
        parts += _line(across, up, line, number, len(lines))
    return "\n".join([*parts, "</svg>", ""])


def _grid(across: Axis, up: Axis) -> list[str]:
    bottom, right = HEIGHT - _BOTTOM, WIDTH - _RIGHT
    parts = []
    for tick in across.ticks():
        x, _ = _at(across, up, (tick, up.low))
        parts.append(f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{bottom}" stroke="#e8e8e8"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle" fill="#454245">{tick:g}</text>'
        )
    for tick in up.ticks():
        _, y = _at(across, up, (across.low, tick))
        parts.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="#e8e8e8"/>')
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#454245">{tick:.2g}</text>'
        )
    middle, side = (_LEFT + right) / 2, (_TOP + bottom) / 2
    parts.append(
        f'<text x="{middle:.0f}" y="{HEIGHT - 14}" text-anchor="middle" fill="#1d1c1d">'
        f"{escape(across.name)}</text>"
    )
    parts.append(
        f'<text transform="translate(20 {side:.0f}) rotate(-90)" text-anchor="middle" fill="#1d1c1d">'
        f"{escape(up.name)}</text>"
    )
    return parts


def _line(across: Axis, up: Axis, line: Line, number: int, lines: int) -> list[str]:
    color = _COLORS[number]
    places = [_at(across, up, point) for point in line.points]
    dash = f' stroke-dasharray="{_DASHES[number]}"' if _DASHES[number] else ""
    stroke = f'stroke="{color}" stroke-width="2"{dash}'
    legend = HEIGHT - _BOTTOM - 14 - 20 * (lines - 1 - number)
    sizes = line.sizes or [0.25] * len(places)
    return [
        f'<polyline points="{_path(places)}" fill="none" {stroke}/>',
        *(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 8 * size:.1f}" fill="{color}" fill-opacity="0.75"/>'
            for (x, y), size in zip(places, sizes, strict=True)
        ),
        f'<line x1="{WIDTH - 330}" y1="{legend - 4}" x2="{WIDTH - 300}" y2="{legend - 4}" {stroke}/>',
        f'<text x="{WIDTH - 292}" y="{legend}" fill="#1d1c1d">{escape(line.name)}</text>',
    ]


def _at(across: Axis, up: Axis, point: tuple[float, float]) -> tuple[float, float]:
    x = _LEFT + across.place(point[0]) * (WIDTH - _LEFT - _RIGHT)
    y = HEIGHT - _BOTTOM - up.place(point[1]) * (HEIGHT - _TOP - _BOTTOM)
    return x, y


def _path(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
