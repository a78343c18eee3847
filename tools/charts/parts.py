"""Pieces that several kinds of chart are made of: the empty picture, notes, legends, series in colour and in grey."""

from collections.abc import Iterable, Sequence
from typing import Literal

from ingest.texts import say
from tools.charts import axes, data, lettering
from tools.charts.data import Across, ChartSeries
from tools.charts.palette import Look, colours
from tools.charts.scene import Bars, ChartScene, LegendEntry, Line, Shade
from tools.charts.spec import ChartSpec
from tools.charts.titles import parts
from tools.engine.table import Column, Table

PLOT_ROOM = 430.0
"""Points that words along the x axis may take together."""
MOST_PANELS = 4
HALF_A_DAY = 0.5


def blank(spec: ChartSpec) -> ChartScene:
    """A friendly picture where there are no figures."""
    return ChartScene(title=title_of(spec), panels=(), message=say("charts-no-data", spec.language))


def title_of(spec: ChartSpec) -> str:
    """The spec's title as plain text."""
    return lettering.clean(spec.title) if spec.title.strip() else ""


def notes_of(
    spec: ChartSpec, kind: Literal["other", "cut", "grey", "panels"], shown: int, total: int
) -> tuple[str, ...]:
    """What was left out, in words; nothing when all is shown."""
    return (say(f"charts-note-{kind}", spec.language, shown=shown, total=total),) if shown < total else ()


def table_notes(spec: ChartSpec) -> tuple[str, ...]:
    """Says what happened on the marked days, and when the table itself is only a part of the rows."""
    shown, total = len(spec.table.rows), spec.table.rows_total
    told = [f"{number} — {one.text}" for number, one in enumerate(spec.table.happenings, start=1)]
    if not spec.table.complete and shown < total:
        told.append(say("charts-note-incomplete", spec.language, shown=shown, total=total))
    return tuple(told)


def keep_panels(spec: ChartSpec) -> tuple[list[list[str]], tuple[str, ...]]:
    """Groups of value columns that share an axis, at most four, and what is said of the rest."""
    groups = data.panel_groups(spec)
    kept = groups[:MOST_PANELS]
    shown = sum(len(group) for group in kept)
    return kept, notes_of(spec, "panels", shown, len(spec.y))


def panel_height(panels: int) -> float:
    """Inches of a picture with panels one below the other."""
    return 4.2 if panels == 1 else 1.4 + 2.1 * panels


def paint(spec: ChartSpec, names: Sequence[str], look: Look) -> dict[str, str]:
    """Colours of series; where the series are metrics, the first one has the accent colour."""
    own = colours(names, look.theme)
    return own if spec.series else {**own, names[0]: look.accent}


def paint_folded(spec: ChartSpec, series: Sequence[ChartSeries], total: int, look: Look) -> dict[str, str]:
    """Colours of series of which the last, when there are fewer than in total, is the sum of others."""
    paints = paint(spec, [one.name for one in series], look)
    return {**paints, series[-1].name: look.muted} if len(series) < total else paints


def entries(marks: Iterable[Line | Bars]) -> tuple[LegendEntry, ...]:
    """The legend of marks that carry no name themselves, each name once."""
    found: dict[str, LegendEntry] = {}
    for mark in marks:
        if mark.keyed and not (isinstance(mark, Line) and mark.tagged):
            found.setdefault(mark.name, _entry(mark))
    return tuple(found.values())


def _entry(mark: Line | Bars) -> LegendEntry:
    if isinstance(mark, Bars):
        return LegendEntry(name=mark.name, colour=mark.colours[0], shape="box")
    shape: Literal["box", "dashed", "line"] = "box" if mark.base else "dashed" if mark.dashed else "line"
    return LegendEntry(name=mark.name, colour=mark.colour, shape=shape)


def hover(spec: ChartSpec, name: str, words: str, value: float | None, head: Column) -> str:
    """Two lines: whose figure, and its place; where all series are compared at one place, the first line is enough."""
    return f"{name}: {data.figure(value, head, spec.language)}\n{words}"


def unsettled(spec: ChartSpec, ground: Across, *, margin: float = 0.0) -> tuple[Shade, ...]:
    """Strips behind weeks that are not whole, days that may still change, and days of which something is told.

    Args:
        spec: its table knows which.
        ground: the days along the x axis.
        margin: the air of that axis at its ends, in days.
    """
    table, stations = spec.table, ground.stations
    if ground.scale != "day" or len(stations) < 2:
        return ()
    half, low, high = (stations[1] - stations[0]) / 2, stations[0] - margin, stations[-1] + margin
    strips: list[Shade] = []
    if table.begun is not None and axes.position(table.begun) == stations[0]:
        strips.append(Shade(start=low, end=stations[0] + half, text=say("charts-begun", spec.language)))
    if table.unsettled is not None:
        since = axes.position(table.unsettled)
        first = max((place for place in stations if place <= since), default=stations[0])
        strips.append(Shade(start=max(first - half, low), end=high, text=say("charts-unsettled", spec.language)))
    return (*strips, *_marked(table, low, high))


def _marked(table: Table, low: float, high: float) -> list[Shade]:
    """A numbered strip for each thing that happened within the axis; the numbers are told under the picture."""
    strips = []
    for number, one in enumerate(table.happenings, start=1):
        start, end = axes.position(one.start) - HALF_A_DAY, axes.position(one.end) + HALF_A_DAY
        if start < high and end > low:
            strips.append(Shade(start=max(start, low), end=min(end, high), text=str(number)))
    return strips


def is_previous(y: str) -> bool:
    """Whether the column is the period before of another one."""
    return parts(y)[1] == "previous"
