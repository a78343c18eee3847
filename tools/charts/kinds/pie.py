"""Shares of one whole."""

from collections.abc import Mapping, Sequence

from ingest.texts import say
from tools.charts import axes, data
from tools.charts import parts as common
from tools.charts.chart import Chart, ChartSpec
from tools.charts.palette import Look, colours
from tools.charts.scene import Axis, ChartScene, Panel, Wedges
from tools.engine.table import Cell, Column, Table
from tools.words import wording

MOST_SLICES = 6
_BARE = Axis(scale="number", low=0, high=1, hidden=True)


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """A ring with at most six slices, the rest as one; a value below zero has no share and is named instead."""
    head = data.column(spec.table, spec.y[0])
    found = _slices(spec)
    positive = [(name, value) for name, value in found if value > 0]
    if not positive:
        return common.blank(spec)
    few = len(positive) <= MOST_SLICES + 1
    kept, rest = (positive, []) if few else (positive[:MOST_SLICES], positive[MOST_SLICES:])
    paints = colours([name for name, _ in kept], look.theme)
    others = (say("charts-other", spec.language, n=len(rest)), sum(value for _, value in rest))
    wedges = _wedges(spec, head, [*kept, others] if rest else kept, paints, look)
    notes = (
        *_negative(spec, found),
        *common.notes_of(spec, "other", len(kept), len(positive)),
        *common.table_notes(spec),
    )
    panel = Panel(x=_BARE, y=_BARE, marks=(wedges,), title=data.caption(head, spec.language))
    return ChartScene(title=common.title_of(spec), panels=(panel,), notes=notes)


def _wedges(
    spec: ChartSpec, head: Column, shown: Sequence[tuple[str, float]], paints: Mapping[str, str], look: Look
) -> Wedges:
    """The slices with their figures and shares; those without a colour of their own are muted."""
    total = sum(value for _, value in shown)
    texts = [data.short_figure(value, head, spec.language) for _, value in shown]
    shares = [axes.percent(round(value / total, 3), spec.language) for _, value in shown]
    return Wedges(
        names=tuple(name for name, _ in shown),
        values=tuple(value for _, value in shown),
        colours=tuple(paints.get(name, look.muted) for name, _ in shown),
        texts=tuple(texts),
        shares=tuple(shares),
        hover=tuple(
            f"{name}\n{data.figure(value, head, spec.language)}: {share}"
            for (name, value), share in zip(shown, shares, strict=True)
        ),
        centre=data.short_figure(total, head, spec.language),
    )


def _slices(spec: ChartSpec) -> list[tuple[str, float]]:
    """Rows by name, or the value columns of a single row; largest first."""
    if len(spec.y) > 1:
        return [
            (data.caption(data.column(spec.table, y), spec.language), sum(v or 0 for v in data.numbers(spec.table, y)))
            for y in spec.y
        ]
    ground = data.across(spec)
    words, sums = ground.words(), dict.fromkeys(ground.places, 0.0)
    for place, value in zip(ground.places, data.numbers(spec.table, spec.y[0]), strict=True):
        sums[place] += value or 0.0
    return sorted(((words[place], value) for place, value in sums.items()), key=lambda one: -one[1])


def _negative(spec: ChartSpec, found: list[tuple[str, float]]) -> tuple[str, ...]:
    below = [name for name, value in found if value < 0]
    return (
        (say("charts-note-negative", spec.language, names=wording.listing(below[:5], spec.language)),) if below else ()
    )


def _table(rows: list[list[Cell]], dimension: str, metric: Column) -> Table:
    return Table(columns=[Column(name=dimension, unit="text"), metric], rows=rows, rows_total=len(rows))


_SHARES = _table(
    [
        ["google_ads", 512_000],
        ["yandex_direct", 430_500],
        ["instagram", 211_000],
        ["telegram", 98_000],
        ["tiktok", 41_000],
    ],
    "channel",
    Column(name="spend", unit="money:RUB"),
)
_MANY = _table(
    [[f"Region {at}", 900 - 60 * at] for at in range(17)], "region", Column(name="conversions", unit="count")
)

CHART = Chart(
    kind="pie",
    compose=compose,
    examples=(
        ChartSpec(kind="pie", title="Доли каналов в расходе", table=_SHARES, x="channel", y=("spend",), language="ru"),
        ChartSpec(kind="pie", title="Conversions by region", table=_MANY, x="region", y=("conversions",)),
    ),
)
