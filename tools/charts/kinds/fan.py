"""A forecast after its history, with the range in which the truth likely falls."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.texts import say
from tools.charts import axes, data
from tools.charts import parts as common
from tools.charts.chart import Chart, ChartSpec
from tools.charts.data import Across
from tools.charts.palette import Look
from tools.charts.scene import Band, ChartScene, LegendEntry, Line, Mark, Panel, Shade, UprightLine, Values
from tools.engine.table import Cell, Column, Table


@dataclass(frozen=True, kw_only=True)
class Course:
    """One series: what happened, what is expected, between which bounds; all over the same stations."""

    name: str
    past: Values
    future: Values
    low: Values
    high: Values


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """A solid line, a dashed one and a band for each series, at most four, each in a panel of its own."""
    if not data.has_figures(spec):
        return common.blank(spec)
    ground = data.across(spec)
    courses = _courses(spec, ground)
    kept = courses[: common.MOST_PANELS]
    paints = common.paint(spec, [course.name for course in kept], look)
    x = data.across_axis(spec, ground, room=common.PLOT_ROOM)
    head = data.column(spec.table, spec.y[0])
    panels = []
    for course in kept:
        values = (*course.past, *course.future, *course.low, *course.high)
        y = data.value_axis(values, head, spec.language, zero=False, steps=5 if len(kept) == 1 else 3)
        title = f"{course.name}: {y.title}" if spec.series else y.title
        panels.append(Panel(x=x, y=y, marks=tuple(_marks(spec, course, ground, paints[course.name])), title=title))
    notes = (*common.notes_of(spec, "cut", len(kept), len(courses)), *common.table_notes(spec))
    return ChartScene(
        title=common.title_of(spec),
        panels=tuple(panels),
        legend=_legend(spec, look if spec.series else None, look),
        notes=notes,
        height=common.panel_height(len(panels)),
        together=True,
    )


def _courses(spec: ChartSpec, ground: Across) -> list[Course]:
    """Forecasts have a column of their own, or stand in the column of history where the bounds are filled."""
    columns = {name: {one.name: one.ys for one in data.split(spec, name, ground)} for name in _columns(spec)}
    nothing = (None,) * len(ground.stations)
    courses = []
    for at, one in enumerate(data.split(spec, spec.y[0], ground)):
        name = one.name if spec.series else ""

        def of(column: str | None, name: str = name, at: int = at) -> Values:
            if column is None:
                return nothing
            found = columns[column]
            return found[name] if spec.series else list(found.values())[at]

        low, high = of(spec.low), of(spec.high)
        if len(spec.y) > 1:
            past, future = one.ys, of(spec.y[1])
        else:
            ahead = [bound is not None for bound in low]
            past = tuple(None if later else y for y, later in zip(one.ys, ahead, strict=True))
            future = tuple(y if later else None for y, later in zip(one.ys, ahead, strict=True))
        courses.append(Course(name=one.name, past=past, future=future, low=low, high=high))
    return courses


def _columns(spec: ChartSpec) -> list[str]:
    return [name for name in (*spec.y, spec.low, spec.high) if name]


def _interval(course: Course, stations: Sequence[float], name: str, colour: str) -> list[Mark]:
    """The band of the stations that have both ends of an interval, if any has."""
    bounds = [
        (at, low, high)
        for at, low, high in zip(stations, course.low, course.high, strict=True)
        if low is not None and high is not None
    ]
    if not bounds:
        return []
    xs, low, high = zip(*bounds, strict=True)
    return [Band(name=name, xs=xs, low=low, high=high, colour=colour)]


def _marks(spec: ChartSpec, course: Course, ground: Across, colour: str) -> list[Mark]:
    stations, words = ground.stations, ground.words()
    head = data.column(spec.table, spec.y[0])
    marks: list[Mark] = []
    if spec.holdout:
        start, end = (axes.position(day) for day in spec.holdout)
        marks.append(Shade(start=start, end=end, text=say("charts-holdout", spec.language)))
    marks += _interval(course, stations, say("charts-interval", spec.language), colour)
    last = max((at for at, y in zip(stations, course.past, strict=True) if y is not None), default=None)
    if last is not None and last < stations[-1]:
        marks.append(UprightLine(at=last))
    for name, ys, dashed in (("charts-history", course.past, False), ("charts-forecast", _joined(course), True)):
        hover = tuple(
            common.hover(spec, say(name, spec.language), words.get(at, ""), y, head)
            for at, y in zip(stations, ys, strict=True)
        )
        marks.append(Line(name=say(name, spec.language), xs=stations, ys=ys, colour=colour, hover=hover, dashed=dashed))
    return marks


def _joined(course: Course) -> Values:
    """The forecast, begun at the last known point when it starts right after it."""
    first = next((at for at, y in enumerate(course.future) if y is not None), 0)
    if first and course.past[first] is None and course.past[first - 1] is not None:
        return (*course.future[: first - 1], course.past[first - 1], *course.future[first:])
    return course.future


def _legend(spec: ChartSpec, shared: Look | None, look: Look) -> tuple[LegendEntry, ...]:
    """The roles of lines; grey where panels differ in colour."""
    colour = shared.quiet if shared else look.accent
    entries = [
        LegendEntry(name=say("charts-history", spec.language), colour=colour, shape="line"),
        LegendEntry(name=say("charts-forecast", spec.language), colour=colour, shape="dashed"),
    ]
    if spec.low and spec.high:
        entries.append(LegendEntry(name=say("charts-interval", spec.language), colour=look.muted, shape="box"))
    return tuple(entries)


def _forecast(names: tuple[str, ...]) -> Table:
    """Ninety days of history and thirty ahead; the last twenty days of history were also forecast."""
    rows: list[list[Cell]] = []
    for number, name in enumerate(names):
        for at in range(120):
            level = 0.9 - 0.3 * number + 0.2 * math.sin(at / 7 * 2 * math.pi) + at / 300
            seen, ahead = at < 90, at >= 70
            wide = 0.12 + 0.004 * max(at - 70, 0)
            guess = round(level + 0.03, 4) if ahead else None
            rows.append(
                [
                    date(2026, 8, 24) + timedelta(days=at),
                    name,
                    round(level, 4) if seen else None,
                    guess,
                    round(guess - wide, 4) if guess is not None else None,
                    round(guess + wide, 4) if guess is not None else None,
                ]
            )
    heads = ["day", "channel", "roi", "roi_forecast", "roi_low", "roi_high"]
    units = ["day", "text", *["ratio"] * 4]
    columns = [Column(name=name, unit=unit) for name, unit in zip(heads, units, strict=True)]
    return Table(columns=columns, rows=rows, rows_total=len(rows))


_ONE: list[list[Cell]] = [
    [
        date(2026, 11, 1) + timedelta(days=day),
        4000.0 + 50 * day,
        3600.0 if day >= 20 else None,
        5900.0 if day >= 20 else None,
    ]
    for day in range(30)
]
_SAME_COLUMN = Table(
    columns=[
        Column(name="day", unit="day"),
        Column(name="spend", unit="money:USD"),
        Column(name="spend_low", unit="money:USD"),
        Column(name="spend_high", unit="money:USD"),
    ],
    rows=_ONE,
    rows_total=30,
)
_PARTS = {"x": "day", "y": ("roi", "roi_forecast"), "low": "roi_low", "high": "roi_high", "series": "channel"}

CHART = Chart(
    kind="fan",
    compose=compose,
    examples=(
        ChartSpec(
            kind="fan",
            title="Прогноз ROI: Facebook",
            table=_forecast(("facebook",)),
            language="ru",
            holdout=(date(2026, 11, 2), date(2026, 11, 21)),
            **_PARTS,
        ),
        ChartSpec(kind="fan", title="ROI forecast", table=_forecast(("facebook", "google_ads", "telegram")), **_PARTS),
        ChartSpec(
            kind="fan", title="Spend", table=_SAME_COLUMN, x="day", y=("spend",), low="spend_low", high="spend_high"
        ),
    ),
)
