"""How two figures of many things go together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.texts import Language
from tools.charts import data, lettering
from tools.charts import parts as common
from tools.charts.chart import Chart, ChartSpec
from tools.charts.palette import Look, colours
from tools.charts.scene import ChartScene, LegendEntry, Panel, Points
from tools.engine.table import Cell, Column, Table

_MOST_COLOURS = 8
_PLAIN_AREA = 69.6
"""Square points of a dot without a size."""
_MOST_NAMES = 60
"""Dots, the largest first, that may carry their names."""
_LABEL_ROOM = 110.0
_WIDTH, _HEIGHT = 470.0, 210.0
"""About the inside of the panel in points, to keep names from touching."""


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One row with both figures."""

    name: str
    x: float
    y: float
    area: float
    hover: str


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """A dot for each row that has both figures; the largest carry their names as far as these do not touch."""
    dots = _dots(spec)
    if not dots:
        return common.blank(spec)
    heads = data.column(spec.table, spec.x), data.column(spec.table, spec.y[0])
    x = data.value_axis([dot.x for dot in dots], heads[0], spec.language, zero=False)
    y = data.value_axis([dot.y for dot in dots], heads[1], spec.language, zero=False)
    names = list(dict.fromkeys(dot.name for dot in dots))
    grouped = len(names) < len(dots) and len(names) <= _MOST_COLOURS
    labels = [""] * len(dots) if grouped else _labels(dots, (x.low, x.high), (y.low, y.high))
    coloured = grouped or spec.series == "channel"
    paints = colours(names, look.theme) if coloured else dict.fromkeys(names, look.accent)
    groups = names if grouped else [""]
    marks = tuple(_points(name, dots, labels, paints) for name in groups)
    legend = tuple(LegendEntry(name=name, colour=paints[name], shape="circle") for name in names) if grouped else ()
    return ChartScene(
        title=common.title_of(spec),
        panels=(Panel(x=x, y=y, marks=marks),),
        legend=legend,
        notes=common.table_notes(spec),
    )


def _dots(spec: ChartSpec) -> list[Dot]:
    """Rows that have both figures, the largest first."""
    heads = [data.column(spec.table, name) for name in (spec.x, spec.y[0], spec.size) if name]
    figures = [data.numbers(spec.table, head.name) for head in heads]
    areas = _areas(figures[2]) if spec.size else [_PLAIN_AREA] * len(spec.table.rows)
    dots = []
    for name, area, row in zip(_names(spec), areas, zip(*figures, strict=True), strict=True):
        x, y = row[:2]
        if x is not None and y is not None:
            dots.append(Dot(name=name, x=x, y=y, area=area, hover=_hover(name, heads, row, spec.language)))
    return sorted(dots, key=lambda dot: -dot.area)


def _names(spec: ChartSpec) -> list[str]:
    if not spec.series:
        return [""] * len(spec.table.rows)
    head = data.column(spec.table, spec.series)
    return [data.name_of(cell, head, spec.language) for cell in spec.table.column(spec.series)]


def _areas(sizes: Sequence[float | None]) -> list[float]:
    """Square points, in proportion to the size."""
    largest = max((value for value in sizes if value), default=1.0)
    return [24 + 380 * max(value or 0.0, 0.0) / largest for value in sizes]


def _hover(name: str, heads: Sequence[Column], row: Sequence[float | None], language: Language) -> str:
    told = [
        f"{data.caption(head, language)}: {data.figure(value, head, language)}"
        for head, value in zip(heads, row, strict=True)
    ]
    return "\n".join([name, *told] if name else told)


def _points(name: str, dots: Sequence[Dot], labels: Sequence[str], paints: Mapping[str, str]) -> Points:
    """The dots of one name, or all of them where there are no groups."""
    own = [(dot, label) for dot, label in zip(dots, labels, strict=True) if name in ("", dot.name)]
    return Points(
        name=name,
        xs=tuple(dot.x for dot, _ in own),
        ys=tuple(dot.y for dot, _ in own),
        areas=tuple(dot.area for dot, _ in own),
        colours=tuple(paints[dot.name] for dot, _ in own),
        hover=tuple(dot.hover for dot, _ in own),
        labels=tuple(label for _, label in own),
    )


def _labels(dots: Sequence[Dot], xs: tuple[float, float], ys: tuple[float, float]) -> list[str]:
    """Names of dots, largest first, left out where they would cover a dot or another name."""
    centres = [
        ((dot.x - xs[0]) / (xs[1] - xs[0]) * _WIDTH, (dot.y - ys[0]) / (ys[1] - ys[0]) * _HEIGHT) for dot in dots
    ]
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in centres]
    labels = []
    for dot, (x, y) in zip(dots[:_MOST_NAMES], centres, strict=False):
        label = lettering.shorten(dot.name, 8.5, _LABEL_ROOM)
        start = x + dot.area**0.5 / 2 + 3
        box = (start, y - 6, start + lettering.width(label, 8.5), y + 6)
        free = box[2] < _WIDTH + 20 and not any(_touch(box, other) for other in taken)
        labels.append(label if free else "")
        taken += [box] if free else []
    return [*labels, *[""] * (len(dots) - len(labels))]


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


_ROWS: list[list[Cell]] = [
    [f"Campaign {at:02d}", 9_000.0 * (1 + at * 7 % 11), 0.4 + (at * 5 % 13) / 3, 20 * (1 + at * 3 % 17)]
    for at in range(40)
]
_CAMPAIGNS = Table(
    columns=[
        Column(name="campaign", unit="text"),
        Column(name="spend", unit="money:RUB"),
        Column(name="roas", unit="ratio"),
        Column(name="conversions", unit="count"),
    ],
    rows=_ROWS,
    rows_total=len(_ROWS),
)
_DAYS: list[list[Cell]] = [
    [
        ("google_ads", "tiktok", "email")[at % 3],
        100.0 + 13 * (at * 7 % 30),
        None if at == 4 else 0.01 + 0.002 * (at * 11 % 19),
    ]
    for at in range(60)
]
_PAIRS = Table(
    columns=[
        Column(name="channel", unit="text"),
        Column(name="cpc", unit="money:USD"),
        Column(name="cvr", unit="ratio"),
    ],
    rows=_DAYS,
    rows_total=len(_DAYS),
)

CHART = Chart(
    kind="scatter",
    compose=compose,
    examples=(
        ChartSpec(
            kind="scatter",
            title="Расход и окупаемость кампаний",
            table=_CAMPAIGNS,
            x="spend",
            y=("roas",),
            series="campaign",
            size="conversions",
            language="ru",
        ),
        ChartSpec(
            kind="scatter", title="Click price and conversion rate", table=_PAIRS, x="cpc", y=("cvr",), series="channel"
        ),
    ),
)
