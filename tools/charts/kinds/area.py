"""How a whole went over time and what it was made of."""

import math
from datetime import date, timedelta

from tools.charts import bars, data
from tools.charts import parts as common
from tools.charts.chart import Chart, ChartSpec
from tools.charts.data import Across, ChartSeries
from tools.charts.palette import Look
from tools.charts.scene import ChartScene, Line, Mark, Panel
from tools.engine.table import Cell, Column, Table


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """One filled line, or series on one another; beyond seven series the rest is one."""
    if not data.has_figures(spec):
        return common.blank(spec)
    ground = data.across(spec)
    group = common.keep_panels(spec)[0][0]
    found = [one for y in group for one in data.split(spec, y, ground)]
    series = data.fold(found, bars.MOST_SERIES, spec.language)
    lines = _pile(spec, series, len(found), ground, look)
    head = data.column(spec.table, group[0])
    y = data.value_axis([value for line in lines for value in line.ys], head, spec.language)
    marks: tuple[Mark, ...] = (*common.unsettled(spec, ground), *lines)
    notes = (
        *common.notes_of(spec, "panels", len(group), len(spec.y)),
        *common.notes_of(spec, "other", len(series) - (len(series) < len(found)), len(found)),
        *common.table_notes(spec),
    )
    return ChartScene(
        title=common.title_of(spec),
        panels=(Panel(x=data.across_axis(spec, ground, room=common.PLOT_ROOM), y=y, marks=marks),),
        legend=common.entries(lines) if len(lines) > 1 else (),
        notes=notes,
        together=True,
    )


def _pile(spec: ChartSpec, series: list[ChartSeries], total: int, ground: Across, look: Look) -> list[Line]:
    """Lower edge and upper edge of each series; a single one keeps its gaps, in a pile a gap has no height."""
    head = data.column(spec.table, spec.y[0])
    paints = common.paint_folded(spec, series, total, look)
    words, stations = ground.words(), ground.stations
    base = (0.0,) * len(stations)
    lines = []
    for one in series:
        ys = one.ys if len(series) == 1 else tuple(low + (value or 0) for low, value in zip(base, one.ys, strict=True))
        hover = [
            common.hover(spec, one.name, words.get(at, ""), value, head)
            for at, value in zip(stations, one.ys, strict=True)
        ]
        lines.append(Line(name=one.name, xs=stations, ys=ys, base=base, colour=paints[one.name], hover=tuple(hover)))
        base = tuple(value or 0.0 for value in ys)
    return lines


_START = date(2026, 1, 5)
_ROWS: list[list[Cell]] = [
    [_START + timedelta(days=7 * week), name, round(9000 * (at + 1) * (1.3 + math.sin(week / 6 + at)))]
    for week in range(44)
    for at, name in enumerate(("telegram", "google_ads", "instagram", "facebook"))
]
_WEEKS = Table(
    columns=[Column(name="week", unit="day"), Column(name="channel", unit="text"), Column(name="clicks", unit="count")],
    rows=_ROWS,
    rows_total=len(_ROWS),
)
_HOLES: list[list[Cell]] = [
    [_START + timedelta(days=day), None if day in (7, 8) else 1500.0 + 90 * day] for day in range(21)
]
_SINGLE = Table(
    columns=[Column(name="day", unit="day"), Column(name="revenue", unit="money:EUR")],
    rows=_HOLES,
    rows_total=len(_HOLES),
)

CHART = Chart(
    kind="area",
    compose=compose,
    examples=(
        ChartSpec(
            kind="area",
            title="Клики по неделям",
            table=_WEEKS,
            x="week",
            y=("clicks",),
            series="channel",
            language="ru",
        ),
        ChartSpec(kind="area", title="Revenue, last three weeks", table=_SINGLE, x="day", y=("revenue",)),
    ),
)
