"""Figures side by side, one bar each."""

from dataclasses import replace

from tools.charts import bars, data
from tools.charts import parts as common
from tools.charts.bars import BarGround
from tools.charts.chart import Chart, ChartSpec
from tools.charts.data import ChartSeries
from tools.charts.palette import Look, colours
from tools.charts.scene import Bars, ChartScene, Line, Panel
from tools.engine.table import Cell, Column, Table

_LABELLED = 24
"""Up to so many bars in a panel each carries its figure."""


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """Bars for each category, side by side where there are several series; different units in panels of their own."""
    if not data.has_figures(spec):
        return common.blank(spec)
    ground = bars.ground_of(spec)
    groups, notes = common.keep_panels(spec)
    drawn = [_bars(spec, group, ground, look) for group in groups]
    reach = _reach(spec, ground, drawn, look)
    panels = [
        _panel(spec, group, ground, marks, reach, len(groups)) for group, marks in zip(groups, drawn, strict=True)
    ]
    if ground.horizontal:
        panels[1:] = [replace(one, y=replace(one.y, hidden=True)) for one in panels[1:]]
    several = any(len(marks) > 1 for marks in drawn)
    most = max(len(marks) for marks in drawn)
    return ChartScene(
        title=common.title_of(spec),
        panels=tuple(panels),
        legend=common.entries(mark for marks in drawn for mark in marks) if several else (),
        across=ground.horizontal,
        notes=(*notes, *ground.notes, *_series_notes(spec, ground), *common.table_notes(spec)),
        height=max(
            bars.height_of(ground, most if most > 1 else 1),
            4.2 if ground.horizontal else common.panel_height(len(panels)),
        ),
    )


def _series_notes(spec: ChartSpec, ground: BarGround) -> tuple[str, ...]:
    total = len(bars.series_of(spec, spec.y[0], ground))
    return common.notes_of(spec, "cut", bars.MOST_SERIES, total)


def _bars(spec: ChartSpec, group: list[str], ground: BarGround, look: Look) -> list[Bars]:
    found = [(y, one) for y in group for one in bars.series_of(spec, y, ground)[: bars.MOST_SERIES]]
    paints = common.paint(spec, [one.name for _, one in found], look)
    thickness = bars.THICKNESS * ground.step / len(found)
    labelled = _is_labelled(spec, found, ground) and not spec.low
    marks = []
    for number, (y, one) in enumerate(found):
        head = data.column(spec.table, y)
        colour = look.muted if common.is_previous(y) else paints[one.name]
        texts = [data.short_figure(value, head, spec.language) for value in one.ys]
        hover = [
            common.hover(spec, label, one.name, value, head) for label, value in zip(ground.labels, one.ys, strict=True)
        ]
        shift = (number - (len(found) - 1) / 2) * thickness
        marks.append(
            Bars(
                name=one.name,
                at=tuple(at + shift for at in ground.at),
                values=one.ys,
                thickness=thickness * 0.94,
                colours=_colours(spec, one, ground, colour, look, single=len(found) == 1),
                hover=tuple(hover),
                texts=tuple(texts) if labelled else (),
                horizontal=ground.horizontal,
            )
        )
    return marks


def _colours(
    spec: ChartSpec, one: ChartSeries, ground: BarGround, colour: str, look: Look, *, single: bool
) -> tuple[str, ...]:
    """Channels in their own colours, losses in the colour of losses, everything else in one."""
    if not single:
        return (colour,) * len(one.ys)
    if spec.x == "channel":
        paints = colours(ground.labels, look.theme)
        return tuple(paints[label] for label in ground.labels[: len(ground.kept)]) + (look.muted,) * bool(ground.rest)
    own = [look.bad if value is not None and value < 0 else colour for value in one.ys]
    return tuple([*own[:-1], look.muted] if ground.rest else own)


def _is_labelled(spec: ChartSpec, found: list[tuple[str, ChartSeries]], ground: BarGround) -> bool:
    count = len(found) * len(ground.labels)
    return count <= (_LABELLED if ground.horizontal else 12 if len(found) > 1 else 14) or (
        ground.horizontal and len(found) == 1
    )


def _reach(spec: ChartSpec, ground: BarGround, drawn: list[list[Bars]], look: Look) -> tuple[Line, ...]:
    """Where a lone series of bars is uncertain, the range of each: a thin line across its end."""
    if not (spec.low and spec.high) or [len(marks) for marks in drawn] != [1]:
        return ()
    ends = [bars.series_of(spec, name, ground)[0].ys for name in (spec.low, spec.high)]
    lines = []
    for at, low, high in zip(ground.at, *ends, strict=True):
        if low is not None and high is not None:
            along, across = (low, high), (at, at)
            xs, ys = (along, across) if ground.horizontal else (across, along)
            lines.append(Line(name="", xs=xs, ys=ys, colour=look.quiet, hover=("", ""), keyed=False))
    return tuple(lines)


def _panel(
    spec: ChartSpec, group: list[str], ground: BarGround, marks: list[Bars], reach: tuple[Line, ...], panels: int
) -> Panel:
    head = data.column(spec.table, group[0])
    ends = [end for line in reach for end in (line.xs if ground.horizontal else line.ys)]
    values = data.value_axis(
        [*(value for mark in marks for value in mark.values), *ends], head, spec.language, steps=5 if panels == 1 else 3
    )
    labelled = bool(marks[0].texts)
    if labelled:
        values = bars.with_room(values, [text for mark in marks for text in mark.texts], ground, panels=panels)
    return bars.panel(spec, ground, values, [*marks, *reach], labelled=labelled)


def _table(columns: dict[str, str], rows: list[list[Cell]]) -> Table:
    heads = [Column(name=name, unit=unit) for name, unit in columns.items()]
    return Table(columns=heads, rows=rows, rows_total=len(rows))


_CHANNELS = _table(
    {"channel": "text", "roi": "ratio"},
    [
        ["yandex_direct", 1.66],
        ["google_ads", 0.82],
        ["telegram", 0.41],
        ["instagram", 0.12],
        ["facebook", None],
        ["tiktok", -0.32],
    ],
)
_CAMPAIGNS = _table(
    {"campaign": "text", "spend": "money:RUB"},
    [[f"Летняя распродажа {at:02d} | ретаргетинг на посетителей корзины", 900_000 / (at + 1)] for at in range(37)],
)
_PERIODS = _table(
    {"channel": "text", "spend": "money:USD", "spend_previous": "money:USD"},
    [["google_ads", 12_400.5, 9_800.0], ["facebook", 8_310.0, 8_940.0], ["email", 310.0, None]],
)
_STAKES = _table(
    {"action": "text", "stake": "money:RUB", "stake_low": "money:RUB", "stake_high": "money:RUB"},
    [
        ["1. Facebook → Google Ads", 180_000, 60_000, 310_000],
        ["2. Летняя распродажа", 74_000, 41_000, 96_000],
        ["3. Telegram", 12_000, -8_000, 30_000],
    ],
)
_UNITS = _table(
    {"campaign": "text", "spend": "money:RUB", "roas": "ratio", "conversions": "count"},
    [["Brand search", 120_000, 4.2, 310], ["Reels", 80_500, 1.3, 92], ["<b>Sale $x^2$</b> 100%", 61_000, 0.7, 12]],
)

CHART = Chart(
    kind="bar",
    compose=compose,
    examples=(
        ChartSpec(kind="bar", title="ROI по каналам", table=_CHANNELS, x="channel", y=("roi",), language="ru"),
        ChartSpec(kind="bar", title="Расход по кампаниям", table=_CAMPAIGNS, x="campaign", y=("spend",), language="ru"),
        ChartSpec(
            kind="bar",
            title="Spend against the period before",
            table=_PERIODS,
            x="channel",
            y=("spend", "spend_previous"),
        ),
        ChartSpec(
            kind="bar",
            title="Деньги на кону",
            table=_STAKES,
            x="action",
            y=("stake",),
            low="stake_low",
            high="stake_high",
            language="ru",
        ),
        ChartSpec(kind="bar", title="Campaigns", table=_UNITS, x="campaign", y=("spend", "roas", "conversions")),
    ),
)
