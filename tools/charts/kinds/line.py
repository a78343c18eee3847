"""How figures went over time, or along any x axis."""

import math
from datetime import date, timedelta

from ingest.texts import say
from tools.charts import data
from tools.charts import parts as common
from tools.charts.chart import Chart, ChartSpec
from tools.charts.palette import Look
from tools.charts.scene import Axis, ChartScene, Line, Panel, Shade
from tools.engine.table import Cell, Column, Table

BRIGHT = 7
"""Series in colour; when there are more, the others are grey."""


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """A line for each series; figures of different units in panels one below the other."""
    if not data.has_figures(spec):
        return common.blank(spec)
    ground = data.across(spec)
    groups, notes = common.keep_panels(spec)
    drawn = [_lines(spec, group, ground, look) for group in groups]
    x = data.across_axis(spec, ground, room=common.PLOT_ROOM)
    behind = common.unsettled(spec, ground)
    panels = tuple(_panel(spec, group, [*behind, *lines], x) for group, lines in zip(groups, drawn, strict=True))
    most = max(len(lines) for lines in drawn)
    grey = common.notes_of(spec, "grey", BRIGHT, most) if most > BRIGHT + 1 else ()
    return ChartScene(
        title=common.title_of(spec),
        panels=panels,
        legend=common.entries(line for lines in drawn for line in lines),
        notes=(*notes, *grey, *common.table_notes(spec)),
        height=common.panel_height(len(panels)),
        together=most <= BRIGHT + 1,
    )


def _panel(spec: ChartSpec, group: list[str], marks: list[Line | Shade], x: Axis) -> Panel:
    head = data.column(spec.table, group[0])
    values = [value for mark in marks if isinstance(mark, Line) for value in mark.ys]
    return Panel(x=x, y=data.value_axis(values, head, spec.language, zero=False), marks=tuple(marks))


def _lines(spec: ChartSpec, group: list[str], ground: data.Across, look: Look) -> list[Line]:
    series = [(y, one) for y in group for one in data.split(spec, y, ground)]
    bright = len(series) if len(series) <= BRIGHT + 1 else BRIGHT
    paints = common.paint(spec, [one.name for _, one in series[:bright]], look)
    others = say("charts-others", spec.language, n=len(series) - bright)
    words, stations = ground.words(), ground.stations
    lines = []
    for at, (y, one) in enumerate(series):
        muted, past = at >= bright, common.is_previous(y)
        head = data.column(spec.table, y)
        lines.append(
            Line(
                name=others if muted else one.name,
                xs=stations,
                ys=one.ys,
                dashed=past,
                muted=muted,
                colour=look.muted if muted or past else paints[one.name],
                hover=tuple(
                    common.hover(spec, one.name, words.get(place, ""), value, head)
                    for place, value in zip(stations, one.ys, strict=True)
                ),
                tagged=len(series) > 1 and not muted,
                keyed=len(series) > 1,
            )
        )
    return lines


def _table(columns: dict[str, str], rows: list[list[Cell]]) -> Table:
    heads = [Column(name=name, unit=unit) for name, unit in columns.items()]
    return Table(columns=heads, rows=rows, rows_total=len(rows))


def _channels(names: list[str]) -> Table:
    """Sixty days; each series has its own level and phase, the last one a hole."""
    start = date(2026, 9, 20)
    rows: list[list[Cell]] = [
        [start + timedelta(days=day), name, None if at == 2 and 20 < day < 30 else round(_level(at, day), 2)]
        for day in range(60)
        for at, name in enumerate(names)
    ]
    return _table({"day": "day", "channel": "text", "spend": "money:RUB"}, rows)


def _level(at: int, day: int) -> float:
    return 90_000 / (at + 1) * (1.2 + 0.25 * math.sin(day / 3.5 + at) + day / 150)


_SIX = ["instagram", "facebook", "tiktok", "google_ads", "yandex_direct", "telegram"]
_SINGLE = _table({"day": "day", "ctr": "ratio"}, [[date(2026, 11, 20), 0.0213]])
_TWO_UNITS = _table(
    {"day": "day", "spend": "money:USD", "roas": "ratio"},
    [[date(2025, 12, 1) + timedelta(days=day), 900 + 3.0 * day, 3 - day / 200] for day in range(200)],
)

CHART = Chart(
    kind="line",
    compose=compose,
    examples=(
        ChartSpec(
            kind="line",
            title="Расход по каналам",
            table=_channels(_SIX),
            x="day",
            y=("spend",),
            series="channel",
            language="ru",
        ),
        ChartSpec(
            kind="line",
            title="Spend by campaign",
            table=_channels([f"Campaign {at}" for at in range(25)]),
            x="day",
            y=("spend",),
            series="channel",
        ),
        ChartSpec(kind="line", title="CTR", table=_SINGLE, x="day", y=("ctr",), language="ru"),
        ChartSpec(kind="line", title="Spend and ROAS", table=_TWO_UNITS, x="day", y=("spend", "roas")),
    ),
)
