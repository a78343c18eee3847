"""Parts of a whole for each category or period, one on another."""

from datetime import date

from tools.charts import bars, data
from tools.charts import parts as common
from tools.charts.bars import BarGround
from tools.charts.chart import Chart, ChartSpec
from tools.charts.data import ChartSeries
from tools.charts.palette import Look
from tools.charts.scene import Bars, ChartScene
from tools.engine.table import Cell, Column, Table


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """Series on one another, gains above zero and losses below; beyond seven series the rest is one."""
    if not data.has_figures(spec):
        return common.blank(spec)
    ground = bars.ground_of(spec)
    group = common.keep_panels(spec)[0][0]
    found = [one for y in group for one in bars.series_of(spec, y, ground)]
    series = data.fold(found, bars.MOST_SERIES, spec.language)
    head = data.column(spec.table, group[0])
    marks = _stack(spec, series, len(found), ground, look)
    ends = [base + (value or 0) for mark in marks for base, value in zip(mark.bases or (), mark.values, strict=True)]
    values = data.value_axis([0.0, *ends], head, spec.language)
    notes = (
        *common.notes_of(spec, "panels", len(group), len(spec.y)),
        *ground.notes,
        *common.notes_of(spec, "other", len(series) - (len(series) < len(found)), len(found)),
        *common.table_notes(spec),
    )
    return ChartScene(
        title=common.title_of(spec),
        panels=(bars.panel(spec, ground, values, marks, labelled=False),),
        legend=common.entries(marks) if len(marks) > 1 else (),
        notes=tuple(dict.fromkeys(notes)),
        height=bars.height_of(ground),
    )


def _stack(spec: ChartSpec, series: list[ChartSeries], total: int, ground: BarGround, look: Look) -> list[Bars]:
    head = data.column(spec.table, spec.y[0])
    paints = common.paint_folded(spec, series, total, look)
    above, below = [0.0] * len(ground.at), [0.0] * len(ground.at)
    marks = []
    for one in series:
        bases = []
        for at, value in enumerate(one.ys):
            pile = above if (value or 0) >= 0 else below
            bases.append(pile[at])
            pile[at] += value or 0
        hover = [
            common.hover(spec, one.name, label, value, head) for label, value in zip(ground.labels, one.ys, strict=True)
        ]
        marks.append(
            Bars(
                name=one.name,
                at=ground.at,
                values=one.ys,
                bases=tuple(bases),
                colours=(paints[one.name],) * len(one.ys),
                hover=tuple(hover),
                thickness=bars.THICKNESS * ground.step,
                horizontal=ground.horizontal,
            )
        )
    return marks


_SIX = ("instagram", "facebook", "tiktok", "google_ads", "yandex_direct", "telegram")
_ROWS: list[list[Cell]] = [
    [
        date(2025 + (7 + month) // 12, (7 + month) % 12 + 1, 1),
        name,
        40_000.0 * (at + 1) * (1 + 0.1 * ((month * 3 + at) % 5)),
    ]
    for month in range(14)
    for at, name in enumerate(_SIX)
]
_MONTHS = Table(
    columns=[
        Column(name="month", unit="day"),
        Column(name="channel", unit="text"),
        Column(name="spend", unit="money:RUB"),
    ],
    rows=_ROWS,
    rows_total=len(_ROWS),
)
_PROFIT: list[list[Cell]] = [
    [campaign, device, (at - 3) * 1200.0 + 400 * number]
    for at, campaign in enumerate(("Brand", "Reels", "Spring sale", "Retargeting", "Prospecting", "Autumn"))
    for number, device in enumerate(("mobile", "desktop", "tablet", ""))
]
_LOSSES = Table(
    columns=[
        Column(name="campaign", unit="text"),
        Column(name="device", unit="text"),
        Column(name="profit", unit="money:USD"),
    ],
    rows=_PROFIT,
    rows_total=len(_PROFIT),
)

CHART = Chart(
    kind="stacked_bar",
    compose=compose,
    examples=(
        ChartSpec(
            kind="stacked_bar",
            title="Расход по месяцам и каналам",
            table=_MONTHS,
            x="month",
            y=("spend",),
            series="channel",
            language="ru",
        ),
        ChartSpec(
            kind="stacked_bar",
            title="Profit by campaign and device",
            table=_LOSSES,
            x="campaign",
            y=("profit",),
            series="device",
        ),
    ),
)
