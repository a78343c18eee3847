"""Marks of a scene on matplotlib axes. Names are drawn as plain text: mathtext is off wherever a text appears."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle, Wedge

from tools.charts import lettering
from tools.charts.palette import Look, blend, channels, ink_on
from tools.charts.scene import (
    Band,
    Bars,
    HeatCells,
    Line,
    Mark,
    Panel,
    Points,
    Shade,
    UprightLine,
    Wedges,
    alone,
    from_the_back,
    opacity_of_areas,
)

LABEL_SIZE = 8.5
TAG_ROOM = 128.0
"""Points that names at the ends of lines may take."""
_SHAPES = {"circle": "o", "ring": "o", "diamond": "D"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Axes with the panel they show and their size in points."""

    axes: Axes
    panel: Panel
    look: Look
    width: float
    height: float

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """A text at data coordinates, or at `transform`; never markup."""
        self.axes.text(x, y, text, **{"fontsize": LABEL_SIZE, "color": self.look.ink, "parse_math": False, **style})


def put(place: Place, marks: Sequence[Mark]) -> None:
    """Draw all marks, background first, then the names at line ends."""
    for mark in from_the_back(marks):
        _HANDS[type(mark)](place, mark)
    _tags(place, [mark for mark in marks if isinstance(mark, Line) and mark.tagged])


def _line(place: Place, mark: Line) -> None:
    ys = np.array([np.nan if y is None else y for y in mark.ys], dtype=float)
    if mark.base is not None:
        alpha = opacity_of_areas(place.panel)
        place.axes.fill_between(mark.xs, mark.base, ys, color=mark.colour, alpha=alpha, linewidth=0, zorder=2)
    place.axes.plot(
        mark.xs,
        ys,
        color=mark.colour,
        linewidth=1.0 if mark.muted else 2.0,
        linestyle=(0, (4, 2.5)) if mark.dashed else "-",
        solid_capstyle="round",
        solid_joinstyle="round",
        zorder=2 if mark.muted else 4,
        alpha=0.75 if mark.muted else 1,
    )
    lonely = alone(mark.ys)
    place.axes.plot([mark.xs[at] for at in lonely], ys[lonely], "o", color=mark.colour, markersize=5, zorder=5)


def _band(place: Place, mark: Band) -> None:
    place.axes.fill_between(mark.xs, mark.low, mark.high, color=mark.colour, alpha=0.2, linewidth=0, zorder=2)


def _bars(place: Place, mark: Bars) -> None:
    bases = mark.bases or (0.0,) * len(mark.at)
    floor = place.panel.x.low if place.panel.x.logarithmic else None
    corners, paints = [], []
    for at, value, base, colour in zip(mark.at, mark.values, bases, mark.colours, strict=True):
        if value is not None:
            start, end = (base, base + value) if floor is None else (floor, value)
            corners.append(_corners(at, mark.thickness / 2, start, end, horizontal=mark.horizontal))
            paints.append(colour)
    place.axes.add_collection(PolyCollection(corners, facecolors=paints, linewidths=0, zorder=3), autolim=False)
    for at, value, base, text in zip(mark.at, mark.values, bases, mark.texts, strict=False):
        if text:
            _bar_text(place, mark, at, (base, value), text)


def _corners(at: float, half: float, start: float, end: float, *, horizontal: bool) -> list[tuple[float, float]]:
    """A bar as a polygon; all bars of a mark are drawn at once, which is what makes a thousand of them quick."""
    turn = [(at - half, start), (at + half, start), (at + half, end), (at - half, end)]
    return [(y, x) for x, y in turn] if horizontal else turn


def _bar_text(place: Place, mark: Bars, at: float, span: tuple[float, float | None], text: str) -> None:
    base, value = span[0], span[1] or 0.0
    sign = 1 if value >= 0 else -1
    end = (base + value, at) if mark.horizontal else (at, base + value)
    offset = (4 * sign, 0) if mark.horizontal else (0, 3 * sign)
    ha, va = (
        (("left" if sign > 0 else "right"), "center_baseline")
        if mark.horizontal
        else ("center", "bottom" if sign > 0 else "top")
    )
    place.axes.annotate(
        text,
        end,
        xytext=offset,
        textcoords="offset points",
        ha=ha,
        va=va,
        fontsize=LABEL_SIZE,
        color=place.look.quiet if span[1] is None else place.look.ink,
        parse_math=False,
        zorder=6,
        annotation_clip=False,
    )


def _points(place: Place, mark: Points) -> None:
    ring = mark.shape == "ring"
    place.axes.scatter(
        mark.xs,
        mark.ys,
        s=mark.areas,
        marker=_SHAPES[mark.shape],
        facecolor=place.look.paper if ring else mark.colours,
        edgecolor=mark.colours if ring else place.look.paper,
        linewidth=2 if ring else 0.8,
        alpha=1 if ring else 0.9,
        zorder=5,
    )
    for x, y, area, text in zip(mark.xs, mark.ys, mark.areas, mark.labels, strict=False):
        if text:
            place.axes.annotate(
                text,
                (x, y),
                xytext=(area**0.5 / 2 + 3, 0),
                textcoords="offset points",
                ha="left",
                va="center_baseline",
                fontsize=LABEL_SIZE,
                color=place.look.ink,
                parse_math=False,
                zorder=6,
            )


def _cells(place: Place, mark: HeatCells) -> None:
    rows, columns = len(mark.values), len(mark.values[0])
    picture = np.array([[channels(colour) for colour in row] for row in mark.colours])
    place.axes.imshow(
        picture, aspect="auto", extent=(-0.5, columns - 0.5, rows - 0.5, -0.5), interpolation="nearest", zorder=0
    )
    place.axes.set_xticks(np.arange(columns + 1) - 0.5, minor=True)
    place.axes.set_yticks(np.arange(rows + 1) - 0.5, minor=True)
    place.axes.grid(which="minor", color=place.look.paper, linewidth=1.5, zorder=2)
    place.axes.tick_params(which="minor", length=0)
    size = _cell_size(mark, place.width / columns - 4, place.height / rows - 3)
    for row in range(rows if size else 0):
        for at in range(columns):
            if text := mark.texts[row][at]:
                place.write(at, row, text, ha="center", va="center", fontsize=size, color=ink_on(mark.colours[row][at]))


def _cell_size(mark: HeatCells, room: float, height: float) -> float:
    """The largest size at which every figure fits its cell; 0 when none is readable."""
    widest = max((lettering.width(text, 10) for row in mark.texts for text in row), default=0.0)
    size = min(9.0, 10 * room / max(widest, 1), height)
    return size if size >= 5.5 else 0.0


def _wedges(place: Place, mark: Wedges) -> None:
    total, start = sum(mark.values), 90.0
    axes, unit = place.axes, place.height
    axes.set_xlim(0, place.width)
    axes.set_ylim(0, place.height)
    centre, radius = (unit / 2 + 8, unit / 2), unit / 2 - 6
    for value, colour in zip(mark.values, mark.colours, strict=True):
        end = start - 360 * value / total
        axes.add_patch(
            Wedge(
                centre,
                radius,
                end,
                start,
                width=radius * 0.4,
                facecolor=colour,
                edgecolor=place.look.paper,
                linewidth=2,
            )
        )
        start = end
    place.write(*centre, mark.centre, ha="center", va="center", fontsize=12, fontweight="bold")
    _wedge_list(place, mark, unit + 34)


def _wedge_list(place: Place, mark: Wedges, left: float) -> None:
    """Name, share and figure of every slice beside the ring."""
    step = min(30.0, place.height / max(len(mark.names), 1))
    top = place.height / 2 + step * (len(mark.names) - 1) / 2
    figures = max(lettering.width(text, 10) for text in mark.texts)
    shares = max(lettering.width(text, 10) for text in mark.shares)
    right = place.width - 2
    for at, (name, text, share, colour) in enumerate(
        zip(mark.names, mark.texts, mark.shares, mark.colours, strict=True)
    ):
        y = top - at * step
        place.axes.add_patch(Rectangle((left, y - 5), 10, 10, facecolor=colour, linewidth=0))
        room = right - left - 18 - figures - shares - 34
        place.write(left + 18, y, lettering.shorten(name, 10, room), va="center_baseline", fontsize=10)
        place.write(right - figures - 18, y, share, ha="right", va="center_baseline", fontsize=10, fontweight="bold")
        place.write(right, y, text, ha="right", va="center_baseline", fontsize=10, color=place.look.quiet)


def _shade(place: Place, mark: Shade) -> None:
    place.axes.axvspan(mark.start, mark.end, color=place.look.muted, alpha=0.22, linewidth=0, zorder=0)
    place.write(
        (mark.start + mark.end) / 2,
        1.0,
        mark.text,
        ha="center",
        va="top",
        color=place.look.quiet,
        transform=place.axes.get_xaxis_transform(),
    )


def _rule(place: Place, mark: UprightLine) -> None:
    place.axes.axvline(mark.at, color=place.look.quiet, linewidth=1, zorder=3.5)


def _tags(place: Place, lines: Sequence[Line]) -> None:
    """Names at the ends of lines, moved apart so that they do not touch."""
    axis = place.panel.y
    scale = place.height / (axis.high - axis.low)
    ends = [(line, next((y for y in reversed(line.ys) if y is not None), None)) for line in lines]
    wanted = sorted(((y - axis.low) * scale, line.name, line.colour) for line, y in ends if y is not None)
    heights = apart([height for height, _, _ in wanted], step=12.0, room=place.height)
    for (_, name, colour), height in zip(wanted, heights, strict=True):
        shown = lettering.shorten(name, LABEL_SIZE, TAG_ROOM)
        place.axes.annotate(
            shown,
            (1, 0),
            xycoords="axes fraction",
            xytext=(8, height),
            textcoords="offset points",
            va="center_baseline",
            fontsize=LABEL_SIZE,
            color=blend(colour, place.look.ink, 0.3),
            parse_math=False,
            fontweight="bold",
            annotation_clip=False,
        )


def apart(wanted: Sequence[float], *, step: float, room: float) -> list[float]:
    """Rising heights at least `step` apart, as near to the wanted ones as a pass up and a pass down bring them."""
    placed: list[float] = []
    for height in wanted:
        placed.append(max(height, placed[-1] + step) if placed else height)
    ceiling = room
    for at in reversed(range(len(placed))):
        placed[at] = min(placed[at], ceiling)
        ceiling = placed[at] - step
    return placed


_HANDS: dict[type, Callable[[Place, Any], None]] = {
    Shade: _shade,
    HeatCells: _cells,
    Wedges: _wedges,
    Band: _band,
    Bars: _bars,
    UprightLine: _rule,
    Line: _line,
    Points: _points,
}
