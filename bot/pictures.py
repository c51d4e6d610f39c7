"""Draws many tasks as one picture: how much special knowledge each needs, and its fit to outsource."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from bot.swarm import Band, Dot, arrange
from bot.words import Words
from dialogs.portfolio import Judged
from dialogs.tally import tally
from knowledge.model import Lean

COLORS: Final = {Lean.BPO: "#D55E00", Lean.KPO: "#0072B2"}
"""Vermilion and blue of Okabe and Ito: apart for every kind of color vision. The shapes differ, too."""

SHAPES: Final = {Lean.BPO: "o", Lean.KPO: "D"}
AREA: Final = {Lean.BPO: 1.0, Lean.KPO: 0.6}
"""A diamond of half the square reaches as far as a circle."""

INK: Final = "#1d1c1d"
PALE: Final = "#616061"
LINE: Final = "#dddddd"

NUMBERED: Final = 60
"""Up to so many tasks have their row's number on them; of more, only the largest ones."""

LARGEST_NUMBERED: Final = 10

ALT_LIMIT: Final = 1_000
"""Characters of a file's description that Slack keeps."""

INCHES: Final = (6.6, 4.6)
DOTS_PER_INCH: Final = 180
FRAME: Final = (0.2, 0.175, 0.775, 0.7)
"""Left, bottom, width and height of the axes, as shares of the picture."""

ACROSS: Final = INCHES[0] * 72 * FRAME[2]
UP: Final = INCHES[1] * 72 * FRAME[3]
"""The axes' size in points (1/72 inch), the unit in which dots are measured."""


def draw(judged: Sequence[Judged], words: Words) -> bytes:
    """The picture as PNG; it holds numbers and words of ours, and nothing that people wrote."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - heavy, rarely needed
    from matplotlib.figure import Figure  # noqa: PLC0415 - same

    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes(FRAME)
    bands, dots = arrange(judged, ACROSS, UP)
    _draw_ground(axes, bands, words)
    _draw_dots(axes, dots)
    _draw_numbers(axes, dots)
    _draw_words(figure, axes, judged, words)
    drawn = BytesIO()
    figure.savefig(drawn, format="png", metadata={"Software": None})
    return drawn.getvalue()


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


def _has_volume(judged: Sequence[Judged]) -> bool:
    return any(each.entry.volume for each in judged)


def _tasks(count: int, words: Words) -> str:
    own = words.own.portfolio.picture
    return own.count_one if count == 1 else own.count_many.format(count=words.number(count))


def _draw_ground(axes: Any, bands: Sequence[Band], words: Words) -> None:
    own = words.own.portfolio.picture
    axes.set_xlim(0, ACROSS)
    axes.set_ylim(0, UP)
    for number, band in enumerate(bands):
        axes.axhspan(band.bottom, band.top, color="white" if number % 2 else "#f6f6f6", zorder=0)
    axes.axvline(ACROSS / 2, color=LINE, linewidth=1.0, zorder=1)
    ends = (0.0, ACROSS / 2, ACROSS)
    for at, label, align in zip(
        ends, (own.left, own.middle, own.right), ("left", "center", "right"), strict=True
    ):
        axes.annotate(
            label, (at, 0), (0, -6), textcoords="offset points", ha=align, va="top", size=9, color=INK
        )
    labels = [f"{own.bands[band.group]}\n{_tasks(band.tasks, words)}" for band in bands]
    axes.set_xticks([])
    axes.set_yticks([band.middle for band in bands], labels, color=INK, fontsize=9)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_color(LINE)


def _draw_dots(axes: Any, dots: Sequence[Dot]) -> None:
    many = len(dots) > 1_000
    _scatter(
        axes, dots, alpha=0.65 if many else 0.9, edgecolors="white", linewidths=0.2 if many else 0.5, zorder=3
    )


def _scatter(axes: Any, dots: Sequence[Dot], **style: Any) -> None:
    for lean in Lean:
        mine = [dot for dot in dots if dot.task.advice.lean is lean]
        axes.scatter(
            [dot.x for dot in mine],
            [dot.y for dot in mine],
            s=[dot.width**2 * AREA[lean] for dot in mine],
            marker=SHAPES[lean],
            color=COLORS[lean],
            **style,
        )


def _draw_numbers(axes: Any, dots: Sequence[Dot]) -> None:
    if len(dots) <= NUMBERED:
        for dot in dots:
            number = str(dot.task.entry.number)
            size = min(7.5, 1.45 * dot.width / max(2, len(number)))
            axes.annotate(
                number, (dot.x, dot.y), ha="center", va="center_baseline", size=size, color="white", zorder=4
            )
        return
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - as above

    named = _largest(dots)
    _scatter(axes, named, alpha=1.0, edgecolors=INK, linewidths=0.8, zorder=5)
    for dot in named:
        axes.annotate(
            str(dot.task.entry.number), (dot.x, dot.y), (0, dot.width / 2 + 1), textcoords="offset points",
            ha="center", va="bottom", size=7.5, weight="bold", color=INK, zorder=6,
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
        )  # fmt: skip


def _largest(dots: Sequence[Dot]) -> list[Dot]:
    """The tasks with the largest volumes, where volumes tell them apart and their numbers have room."""
    found: list[Dot] = []
    if len({dot.task.entry.volume for dot in dots}) < 2:
        return found
    for dot in sorted(dots, key=lambda each: -each.width)[: 3 * LARGEST_NUMBERED]:
        if all(abs(dot.x - other.x) > 24 or abs(dot.y - other.y) > 11 for other in found):
            found.append(dot)
    return found[:LARGEST_NUMBERED]


def _draw_words(figure: Any, axes: Any, judged: Sequence[Judged], words: Words) -> None:
    own = words.own.portfolio.picture
    count = len(judged)
    title = own.title_one if count == 1 else own.title_many.format(count=words.number(count))
    figure.text(FRAME[0], 0.925, title, size=14, weight="bold", color=INK)
    axes.set_xlabel(own.across, size=10, weight="bold", color=INK, labelpad=17)
    figure.text(0.012, 0.53, own.up, size=10, weight="bold", color=INK, rotation=90, va="center")
    notes = [own.apart]
    if count <= NUMBERED or len({each.entry.volume for each in judged}) > 1:
        notes.append(own.numbered)
    if _has_volume(judged):
        notes.append(own.sized)
    figure.text(0.975, 0.02, " ".join(notes), size=6.5, color=PALE, ha="right")
    _draw_legend(figure, own.leans)


def _draw_legend(figure: Any, leans: dict[Lean, str]) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415 - as above

    handles = [
        Line2D([], [], color=COLORS[lean], marker=SHAPES[lean], linestyle="", markersize=7, label=leans[lean])
        for lean in Lean
    ]
    figure.legend(
        handles=handles, loc="upper right", bbox_to_anchor=(0.98, 0.99), ncols=2, frameon=False, fontsize=9
    )
