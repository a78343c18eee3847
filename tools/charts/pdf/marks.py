"""Marks of a scene as vectors on a canvas; names are plain text."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tools.charts import lettering
from tools.charts.palette import blend, ink_on
from tools.charts.pdf.canvas import Align, Canvas, Point
from tools.charts.png.marks import LABEL_SIZE, TAG_ROOM, apart
from tools.charts.scene import (
    Axis,
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

_ARC_STEPS = 72
_LEAST_SIZE = 5.5
"""Smaller letters are not readable in print."""


@dataclass(frozen=True, kw_only=True)
class Plot:
    """The inside of a panel: data coordinates onto the canvas."""

    canvas: Canvas
    panel: Panel
    left: float
    bottom: float
    width: float
    height: float

    def x(self, value: float) -> float:
        """Points from the left edge of the canvas."""
        return self.left + self.width * _share(self.panel.x, value)

    def y(self, value: float) -> float:
        """Points from the lower edge of the canvas."""
        share = _share(self.panel.y, value)
        return self.bottom + self.height * (1 - share if self.panel.y.descending else share)

    def points(self, xs: Sequence[float], ys: Sequence[float]) -> list[Point]:
        """Places of the canvas."""
        return [(self.x(x), self.y(y)) for x, y in zip(xs, ys, strict=True)]


def _share(axis: Axis, value: float) -> float:
    if axis.logarithmic:
        return (math.log(value) - math.log(axis.low)) / (math.log(axis.high) - math.log(axis.low))
    return (value - axis.low) / (axis.high - axis.low)


def put(plot: Plot, marks: Sequence[Mark]) -> None:
    """Draws all marks, background first, then the names at line ends."""
    for mark in from_the_back(marks):
        _HANDS[type(mark)](plot, mark)
    _tags(plot, [mark for mark in marks if isinstance(mark, Line) and mark.tagged])


def _runs(mark: Line) -> list[list[int]]:
    """Indexes of points that are joined."""
    runs: list[list[int]] = [[]]
    for at, y in enumerate(mark.ys):
        if y is None:
            runs.append([])
        else:
            runs[-1].append(at)
    return [run for run in runs if run]


def _line(plot: Plot, mark: Line) -> None:
    canvas, ys = plot.canvas, [0.0 if y is None else y for y in mark.ys]
    for run in _runs(mark):
        points = plot.points([mark.xs[at] for at in run], [ys[at] for at in run])
        if mark.base is not None and len(run) > 1:
            floor = plot.points([mark.xs[at] for at in reversed(run)], [mark.base[at] for at in reversed(run)])
            canvas.area([*points, *floor], mark.colour, opacity=opacity_of_areas(plot.panel))
        width = 1.0 if mark.muted else 1.8
        canvas.line(points, mark.colour, width=width, dash=(4.5, 3.5) if mark.dashed else None)
        canvas.drawn += len(run)
    for at in alone(mark.ys):
        canvas.dot((plot.x(mark.xs[at]), plot.y(ys[at])), 2.4, mark.colour)


def _band(plot: Plot, mark: Band) -> None:
    upper = plot.points(mark.xs, mark.high)
    plot.canvas.area([*upper, *reversed(plot.points(mark.xs, mark.low))], mark.colour, opacity=0.18)


def _bars(plot: Plot, mark: Bars) -> None:
    bases = mark.bases or (0.0,) * len(mark.at)
    floor = plot.panel.x.low if plot.panel.x.logarithmic else None
    texts = mark.texts or ("",) * len(mark.at)
    for at, value, base, colour, text in zip(mark.at, mark.values, bases, mark.colours, texts, strict=True):
        start, end = (base, base + (value or 0.0)) if floor is None else (floor, value or floor)
        if value is not None:
            _bar(
                plot,
                (at - mark.thickness / 2, at + mark.thickness / 2),
                (start, end),
                colour,
                horizontal=mark.horizontal,
            )
            plot.canvas.drawn += 1
        if text:
            _bar_text(plot, mark, (at, end), text, value)


def _bar(plot: Plot, sides: Point, ends: Point, colour: str, *, horizontal: bool) -> None:
    across, along = (plot.y, plot.x) if horizontal else (plot.x, plot.y)
    low, high = sorted(across(side) for side in sides)
    start, end = sorted(along(place) for place in ends)
    if horizontal:
        plot.canvas.box((start, low), end - start, high - low, colour)
    else:
        plot.canvas.box((low, start), high - low, end - start, colour)


def _bar_text(plot: Plot, mark: Bars, where: Point, text: str, value: float | None) -> None:
    at, end = where
    size = _bar_text_size(plot, mark)
    below = (value or 0.0) < 0
    sign = -1 if below else 1
    colour = plot.canvas.look.quiet if value is None else plot.canvas.look.ink
    if mark.horizontal:
        cramped = below and plot.x(end) - plot.canvas.measure(text, size) - 8 < plot.left
        place = plot.x(0 if cramped else end) + (4 if cramped else 4 * sign), plot.y(at)
        align: Align = "right" if below and not cramped else "left"
        plot.canvas.write(place, text, size=size, colour=colour, align=align)
    elif size:
        plot.canvas.write((plot.x(at), plot.y(end) + 7 * sign), text, size=size, colour=colour, align="center")


def _bar_text_size(plot: Plot, mark: Bars) -> float:
    """The largest size at which no words reach those of the next bar; 0 when none is readable."""
    across = plot.y if mark.horizontal else plot.x
    beside = [one for one in plot.panel.marks if isinstance(one, Bars)]
    slot = abs(across(mark.thickness if len(beside) > 1 else 1.0) - across(0.0))
    if mark.horizontal:
        return min(LABEL_SIZE, max(_LEAST_SIZE, slot))
    widest = max((plot.canvas.measure(text, LABEL_SIZE) for one in beside for text in one.texts), default=0.0)
    size = min(LABEL_SIZE, LABEL_SIZE * slot * 1.08 / max(widest, 1.0))
    return size if size >= _LEAST_SIZE else 0.0


def _points(plot: Plot, mark: Points) -> None:
    labels = mark.labels or ("",) * len(mark.xs)
    for x, y, area, colour, text in zip(mark.xs, mark.ys, mark.areas, mark.colours, labels, strict=True):
        radius = area**0.5 / 2
        plot.canvas.dot((plot.x(x), plot.y(y)), radius, colour, ring=mark.shape == "ring")
        plot.canvas.drawn += 1
        if text:
            plot.canvas.write((plot.x(x) + radius + 3, plot.y(y)), text)


def _cells(plot: Plot, mark: HeatCells) -> None:
    rows, columns = len(mark.values), len(mark.values[0])
    wide, high = plot.width / columns, plot.height / rows
    size = _cell_size(mark, wide - 3, high - 3)
    for row in range(rows):
        for at in range(columns):
            colour, text = mark.colours[row][at], mark.texts[row][at]
            corner = plot.left + at * wide, plot.bottom + plot.height - (row + 1) * high
            plot.canvas.box((corner[0] + 0.5, corner[1] + 0.5), wide - 1, high - 1, colour)
            plot.canvas.drawn += mark.values[row][at] is not None
            if size and text:
                middle = corner[0] + wide / 2, corner[1] + high / 2
                plot.canvas.write(middle, text, size=size, colour=ink_on(colour), align="center")


def _cell_size(mark: HeatCells, room: float, height: float) -> float:
    """The largest size at which every figure fits its cell; 0 when none is readable."""
    widest = max((lettering.width(text, 10) for row in mark.texts for text in row), default=0.0)
    size = min(9.0, 10 * room / max(widest, 1), height)
    return size if size >= _LEAST_SIZE else 0.0


def _wedges(plot: Plot, mark: Wedges) -> None:
    total, start = sum(mark.values), 0.0
    centre, radius = (plot.left + plot.height / 2 + 8, plot.bottom + plot.height / 2), plot.height / 2 - 6
    for value, colour in zip(mark.values, mark.colours, strict=True):
        end = start + value / total
        plot.canvas.area(_ring(centre, radius, (start, end)), colour)
        plot.canvas.drawn += 1
        start = end
    plot.canvas.write(centre, mark.centre, size=12, bold=True, align="center")
    left, right = plot.left + plot.height + 34, plot.left + plot.width - 2
    step = min(30.0, plot.height / max(len(mark.names), 1))
    top = centre[1] + step * (len(mark.names) - 1) / 2
    figures = max(lettering.width(text, 10) for text in mark.texts)
    entries = zip(mark.names, mark.texts, mark.shares, mark.colours, strict=True)
    for at, (name, text, share, colour) in enumerate(entries):
        y = top - at * step
        plot.canvas.box((left, y - 5), 10, 10, colour)
        plot.canvas.write((left + 18, y), lettering.shorten(name, 10, right - left - figures - 80), size=10)
        plot.canvas.write((right - figures - 18, y), share, size=10, bold=True, align="right")
        plot.canvas.write((right, y), text, size=10, colour=plot.canvas.look.quiet, align="right")


def _ring(centre: Point, radius: float, share: Point) -> list[Point]:
    """A part of a ring, clockwise from the top."""
    steps = max(2, math.ceil((share[1] - share[0]) * _ARC_STEPS))
    angles = [2 * math.pi * (share[0] + (share[1] - share[0]) * at / steps) for at in range(steps + 1)]

    def arc(reach: float) -> list[Point]:
        return [(centre[0] + reach * math.sin(angle), centre[1] + reach * math.cos(angle)) for angle in angles]

    return [*arc(radius), *reversed(arc(radius * 0.6))]


def _shade(plot: Plot, mark: Shade) -> None:
    left, right = max(plot.x(mark.start), plot.left), min(plot.x(mark.end), plot.left + plot.width)
    top = plot.bottom + plot.height
    corners = [(left, plot.bottom), (right, plot.bottom), (right, top), (left, top)]
    plot.canvas.area(corners, plot.canvas.look.muted, opacity=0.22)
    plot.canvas.write(((left + right) / 2, top - 6), mark.text, colour=plot.canvas.look.quiet, align="center")


def _rule(plot: Plot, mark: UprightLine) -> None:
    x = plot.x(mark.at)
    plot.canvas.line([(x, plot.bottom), (x, plot.bottom + plot.height)], plot.canvas.look.quiet, width=0.8)


def _tags(plot: Plot, lines: Sequence[Line]) -> None:
    """Names at the ends of lines, moved apart so that they do not touch."""
    ends = [(line, next((y for y in reversed(line.ys) if y is not None), None)) for line in lines]
    wanted = sorted((plot.y(y) - plot.bottom, line.name, line.colour) for line, y in ends if y is not None)
    heights = apart([height for height, _, _ in wanted], step=12.0, room=plot.height)
    for (_, name, colour), height in zip(wanted, heights, strict=True):
        shown = lettering.shorten(name, LABEL_SIZE, TAG_ROOM)
        place = plot.left + plot.width + 8, plot.bottom + height
        plot.canvas.write(place, shown, colour=blend(colour, plot.canvas.look.ink, 0.3), bold=True)


_HANDS: dict[type, Callable[[Plot, Any], None]] = {
    Shade: _shade,
    HeatCells: _cells,
    Wedges: _wedges,
    Band: _band,
    Bars: _bars,
    UprightLine: _rule,
    Line: _line,
    Points: _points,
}
