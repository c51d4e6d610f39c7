"""Draws a sketch of many tasks: how much special knowledge each needs, and its fit to outsource."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from bot.studio.orders import Sketch
from bot.studio.swarm import Band, Dot, arrange

COLORS: Final = {"BPO": "#D55E00", "KPO": "#0072B2"}
"""Vermilion and blue of Okabe and Ito: apart for every kind of color vision. The shapes differ, too."""

SHAPES: Final = {"BPO": "o", "KPO": "D"}
AREA: Final = {"BPO": 1.0, "KPO": 0.6}
"""A diamond of half the square reaches as far as a circle."""

INK: Final = "#1d1c1d"
PALE: Final = "#616061"
LINE: Final = "#dddddd"

LARGEST_NUMBERED: Final = 10

INCHES: Final = (6.6, 4.6)
DOTS_PER_INCH: Final = 180
FRAME: Final = (0.2, 0.175, 0.775, 0.7)
"""Left, bottom, width and height of the axes, as shares of the picture."""

ACROSS: Final = INCHES[0] * 72 * FRAME[2]
UP: Final = INCHES[1] * 72 * FRAME[3]
"""The axes' size in points (1/72 inch), the unit in which dots are measured."""


CROWD: Final = 1_000
"""Of more dots each is paler and has a thinner edge."""


class _Style(NamedTuple):
    """How dots look.

    Attributes:
        width: of their edges, in points.
        above: what is higher covers what is lower.
    """

    alpha: float
    edges: str
    width: float
    above: int


_SINGLE: Final = _Style(0.9, "white", 0.5, 3)
_CROWDED: Final = _Style(0.65, "white", 0.2, 3)
_NAMED: Final = _Style(1.0, INK, 0.8, 5)


def draw(sketch: Sketch) -> bytes:
    """The picture as PNG; it holds numbers and words of ours, and nothing that people wrote."""
    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes(FRAME)
    bands, dots = arrange(sketch.marks, len(sketch.bands), ACROSS, UP)
    _draw_ground(axes, bands, sketch)
    _draw_dots(axes, dots)
    if sketch.has_numbers:
        _draw_all_numbers(axes, dots)
    else:
        _draw_largest_numbers(axes, dots)
    _draw_words(figure, axes, sketch)
    drawn = BytesIO()
    figure.savefig(drawn, format="png", metadata={"Software": None})
    return drawn.getvalue()


def _draw_ground(axes: Axes, bands: Sequence[Band], sketch: Sketch) -> None:
    axes.set_xlim(0, ACROSS)
    axes.set_ylim(0, UP)
    for number, band in enumerate(bands):
        axes.axhspan(band.bottom, band.top, color="white" if number % 2 else "#f6f6f6", zorder=0)
    axes.axvline(ACROSS / 2, color=LINE, linewidth=1.0, zorder=1)
    ends = ((0.0, "left"), (ACROSS / 2, "center"), (ACROSS, "right"))
    for (at, align), label in zip(ends, sketch.ends, strict=True):
        axes.annotate(
            label, (at, 0), (0, -6), textcoords="offset points", ha=align, va="top", size=9, color=INK
        )
    axes.set_xticks([])
    axes.set_yticks([band.middle for band in bands], sketch.bands, color=INK, fontsize=9)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_color(LINE)


def _draw_dots(axes: Axes, dots: Sequence[Dot]) -> None:
    _scatter(axes, dots, _CROWDED if len(dots) > CROWD else _SINGLE)


def _scatter(axes: Axes, dots: Sequence[Dot], style: _Style) -> None:
    for lean, color in COLORS.items():
        mine = [dot for dot in dots if dot.mark.lean == lean]
        axes.scatter(
            [dot.x for dot in mine],
            [dot.y for dot in mine],
            s=[dot.width**2 * AREA[lean] for dot in mine],
            marker=SHAPES[lean],
            color=color,
            alpha=style.alpha,
            edgecolors=style.edges,
            linewidths=style.width,
            zorder=style.above,
        )


def _draw_all_numbers(axes: Axes, dots: Sequence[Dot]) -> None:
    for dot in dots:
        number = str(dot.mark.number)
        size = min(7.5, 1.45 * dot.width / max(2, len(number)))
        axes.annotate(
            number, (dot.x, dot.y), ha="center", va="center_baseline", size=size, color="white", zorder=4
        )


def _draw_largest_numbers(axes: Axes, dots: Sequence[Dot]) -> None:
    named = _largest(dots)
    _scatter(axes, named, _NAMED)
    for dot in named:
        axes.annotate(
            str(dot.mark.number), (dot.x, dot.y), (0, dot.width / 2 + 1), textcoords="offset points",
            ha="center", va="bottom", size=7.5, weight="bold", color=INK, zorder=6,
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
        )  # fmt: skip


def _largest(dots: Sequence[Dot]) -> list[Dot]:
    """The tasks with the largest volumes, where volumes tell them apart and their numbers have room."""
    found: list[Dot] = []
    if len({dot.mark.volume for dot in dots}) < 2:
        return found
    for dot in sorted(dots, key=lambda each: -each.width)[: 3 * LARGEST_NUMBERED]:
        if all(abs(dot.x - other.x) > 24 or abs(dot.y - other.y) > 11 for other in found):
            found.append(dot)
    return found[:LARGEST_NUMBERED]


def _draw_words(figure: Figure, axes: Axes, sketch: Sketch) -> None:
    figure.text(FRAME[0], 0.925, sketch.title, size=14, weight="bold", color=INK)
    axes.set_xlabel(sketch.across, size=10, weight="bold", color=INK, labelpad=17)
    figure.text(0.012, 0.53, sketch.up, size=10, weight="bold", color=INK, rotation=90, va="center")
    figure.text(0.975, 0.02, sketch.notes, size=6.5, color=PALE, ha="right")
    handles = [
        Line2D([], [], color=COLORS[lean], marker=SHAPES[lean], linestyle="", markersize=7, label=label)
        for lean, label in sketch.leans
    ]
    figure.legend(
        handles=handles, loc="upper right", bbox_to_anchor=(0.98, 0.99), ncols=2, frameon=False, fontsize=9
    )
