"""How many got from one stage to the next."""

from collections.abc import Sequence

from ingest.texts import say
from tools.charts import axes, bars, data
from tools.charts import parts as common
from tools.charts.chart import Chart, ChartSpec
from tools.charts.palette import Look, blend
from tools.charts.scene import Axis, Bars, ChartScene, Panel
from tools.charts.titles import title_of
from tools.engine.table import Cell, Column, Table
from tools.words import wording

_MOST = 12
_GROWTH = 1000
"""A stage so many times larger than the one before is no part of it, so its share says nothing."""
_STEEP = 30
"""From this ratio of the largest to the smallest stage on, lengths are logarithmic: the last bar would vanish."""


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """A bar for each stage with its figure and its share of the stage before."""
    found = [(name, value, head) for name, value, head in _stages(spec) if value is not None]
    stages = found[:_MOST]
    values = [value for _, value, _ in stages]
    positive = [value for value in values if value > 0]
    if not positive:
        return common.blank(spec)
    steep = max(positive) / min(positive) > _STEEP
    texts = [_words(spec, at, stages) for at in range(len(stages))]
    room = 1.75
    low = min(positive) / 10 if steep else 0.0
    high = max(positive) * ((max(positive) / low) ** 0.75 if steep else room)
    figures = Axis(scale="number", low=low, high=high, hidden=True, logarithmic=steep)
    mark = Bars(
        name=common.title_of(spec),
        at=tuple(float(at) for at in range(len(stages))),
        values=tuple(values),
        thickness=bars.THICKNESS,
        colours=tuple(blend(look.accent, look.paper, 0.45 * at / max(len(stages) - 1, 1)) for at in range(len(stages))),
        hover=tuple(f"{name}\n{text}" for (name, _, _), text in zip(stages, texts, strict=True)),
        texts=tuple(texts),
        horizontal=True,
        keyed=False,
    )
    names = axes.category_axis([name for name, _, _ in stages], room=0, descending=True, widest=150)
    head = say("charts-stages", spec.language)
    return ChartScene(
        title=common.title_of(spec),
        panels=(Panel(x=figures, y=names, marks=(mark,), title=head),),
        notes=(
            *((say("charts-note-logarithmic", spec.language),) if steep else ()),
            *common.notes_of(spec, "cut", len(stages), len(found)),
        ),
        height=max(3.0, 1.2 + 0.5 * len(stages)),
    )


def _stages(spec: ChartSpec) -> list[tuple[str, float | None, Column]]:
    """Rows as stages; or, with several value columns, the columns, each summed over the rows."""
    if len(spec.y) == 1:
        head, column = data.column(spec.table, spec.x), data.column(spec.table, spec.y[0])
        names = [data.name_of(cell, head, spec.language) for cell in spec.table.column(spec.x)]
        return [(name, value, column) for name, value in zip(names, data.numbers(spec.table, spec.y[0]), strict=True)]
    stages: list[tuple[str, float | None, Column]] = []
    for name in spec.y:
        seen = [value for value in data.numbers(spec.table, name) if value is not None]
        stages.append((title_of(name, spec.language), sum(seen) if seen else None, data.column(spec.table, name)))
    return stages


def _words(spec: ChartSpec, at: int, stages: Sequence[tuple[str, float | None, Column]]) -> str:
    _, value, head = stages[at]
    text = data.figure(value, head, spec.language)
    before = stages[at - 1][1] if at else None
    if not before or value is None or value > _GROWTH * before:
        return text
    share = wording.percent(value / before, spec.language)
    return f"{text}\n{say('charts-step', spec.language, share=share)}"


def _wide(rows: list[list[Cell]]) -> Table:
    names = ("impressions", "clicks", "conversions")
    return Table(columns=[Column(name=name, unit="count") for name in names], rows=rows, rows_total=len(rows))


_LONG: list[list[Cell]] = [["Visits", 4200], ["Basket", 1310], ["Checkout", 640], ["Paid", 518]]
_STAGES = Table(
    columns=[Column(name="stage", unit="text"), Column(name="leads", unit="count")], rows=_LONG, rows_total=4
)

CHART = Chart(
    kind="funnel",
    compose=compose,
    examples=(
        ChartSpec(
            kind="funnel",
            title="От показа до покупки",
            table=_wide([[1_254_300, 18_420, 512]]),
            x="impressions",
            y=("impressions", "clicks", "conversions"),
            language="ru",
        ),
        ChartSpec(kind="funnel", title="The shop's funnel", table=_STAGES, x="stage", y=("leads",)),
    ),
)
