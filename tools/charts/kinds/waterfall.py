"""How a figure got from one value to another, contribution by contribution."""

from dataclasses import dataclass
from typing import NamedTuple

from ingest.texts import Language, say
from tools.charts import axes, bars, data, lettering
from tools.charts import parts as common
from tools.charts.chart import Chart, ChartSpec
from tools.charts.palette import Look
from tools.charts.scene import Axis, Bars, ChartScene, Line, Panel
from tools.charts.titles import parts, title_of
from tools.engine.table import Cell, Column, Table
from tools.semantics.metrics import METRICS
from tools.words import wording

MOST_STEPS = 12


@dataclass(frozen=True, kw_only=True)
class WaterfallStep:
    """A total, which stands on zero, or a change from where the step before ended."""

    name: str
    value: float
    total: bool
    base: float = 0.0

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.base + self.value


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """Bars hanging on each other; without totals among the rows, their sum is added as the last bar."""
    if not data.has_figures(spec):
        return common.blank(spec)
    steps, folded = _steps(spec)
    head = data.column(spec.table, spec.y[0])
    changes = [step for step in steps if not step.total]
    ends = [edge for step in steps for edge in (step.base, step.end)]
    near = min(abs(step.end) for step in steps if step.total) > 4 * sum(abs(step.value) for step in changes) > 0
    values = data.value_axis(ends, head, spec.language, zero=not near)
    lies = len(steps) > 8 or any(lettering.width(step.name, 9) + 8 > common.PLOT_ROOM / len(steps) for step in steps)
    mark = _bars(spec, steps, values, look, horizontal=lies)
    panel = _panel(steps, values, mark, look, head=data.caption(head, spec.language))
    notes = common.notes_of(spec, "other", len(spec.table.rows) - folded, len(spec.table.rows)) if folded else ()
    height = max(4.2, 1.1 + 0.26 * len(steps)) if lies else 4.2
    return ChartScene(
        title=common.title_of(spec), panels=(panel,), notes=(*notes, *common.table_notes(spec)), height=height
    )


def _steps(spec: ChartSpec) -> tuple[list[WaterfallStep], int]:
    """Steps from the rows, the smallest changes added up when there are many; and how many were."""
    rows = _rows(spec)
    changes = [at for at, row in enumerate(rows) if not row.total]
    small = sorted(changes, key=lambda at: (abs(rows[at].value), at))[:-MOST_STEPS]
    dropped = set(small) if len(small) > 1 else set()
    if dropped:
        name = say("charts-other", spec.language, n=len(dropped))
        rest = _Row(name=name, value=sum(rows[at].value for at in small), total=False)
        rows.insert(changes[-1] + 1, rest)
    steps: list[WaterfallStep] = []
    level = 0.0
    for row in (row for at, row in enumerate(rows) if at not in dropped):
        steps.append(WaterfallStep(name=row.name, value=row.value, total=row.total, base=0.0 if row.total else level))
        level = steps[-1].end
    return steps, len(dropped)


class _Row(NamedTuple):
    """A row before it hangs on its neighbour."""

    name: str
    value: float
    total: bool


def _rows(spec: ChartSpec) -> list[_Row]:
    """Rows that have a value; without totals among them, their sum is the last."""
    roles = spec.table.column(spec.marker) if spec.marker else [""] * len(spec.table.rows)
    head = data.column(spec.table, spec.x)
    names = [data.name_of(cell, head, spec.language) for cell in spec.table.column(spec.x)]
    values = data.numbers(spec.table, spec.y[0])
    rows = [
        _Row(name, value, role == "total")
        for name, value, role in zip(names, values, roles, strict=True)
        if value is not None
    ]
    if any(row.total for row in rows):
        return rows
    return [*rows, _Row(say("charts-total", spec.language), sum(row.value for row in rows), total=True)]


def _text(step: WaterfallStep, head: Column, language: Language) -> str:
    if _in_points(step, head):
        return wording.points(step.value, language)
    worded = data.short_figure(step.value, head, language)
    return worded if step.total or step.value <= 0 else f"+{worded}"


def _hover(step: WaterfallStep, head: Column, language: Language) -> str:
    worded = wording.points(step.value, language) if _in_points(step, head) else data.figure(step.value, head, language)
    return f"{step.name}\n{worded}"


def _in_points(step: WaterfallStep, head: Column) -> bool:
    """Whether it is a part of a change between percentages: that is no per cent of anything."""
    return not step.total and data.tick_style(head) == "percent"


def _bars(spec: ChartSpec, steps: list[WaterfallStep], values: Axis, look: Look, *, horizontal: bool) -> Bars:
    head = data.column(spec.table, spec.y[0])
    entry = METRICS.get(parts(head.name)[0])
    up, down = (look.bad, look.good) if entry and entry.better == "down" else (look.good, look.bad)
    floor = max(values.low, 0.0)
    return Bars(
        name=title_of(head.name, spec.language),
        at=tuple(float(at) for at in range(len(steps))),
        thickness=bars.THICKNESS,
        values=tuple(step.value - (floor if step.total else 0) for step in steps),
        bases=tuple(floor if step.total else step.base for step in steps),
        colours=tuple(look.muted if step.total else up if step.value >= 0 else down for step in steps),
        texts=tuple(_text(step, head, spec.language) for step in steps),
        hover=tuple(_hover(step, head, spec.language) for step in steps),
        horizontal=horizontal,
        keyed=False,
    )


def _panel(steps: list[WaterfallStep], values: Axis, mark: Bars, look: Look, *, head: str) -> Panel:
    names = [step.name for step in steps]
    joints = [
        Line(
            name="",
            xs=(at + 0.37, at + 0.63) if not mark.horizontal else (step.end, step.end),
            ys=(step.end, step.end) if not mark.horizontal else (at + 0.37, at + 0.63),
            colour=look.quiet,
            hover=("", ""),
            muted=True,
            keyed=False,
        )
        for at, step in enumerate(steps[:-1])
    ]
    span = values.high - values.low
    room = max(lettering.width(text, 8.5) + 10 for text in mark.texts) / 380 if mark.horizontal else 0.07
    figures = Axis(
        scale="number",
        low=values.low - (room * span if values.low < 0 else 0),
        high=values.high + room * span,
        title=values.title,
        hidden=True,
    )
    if mark.horizontal:
        rows = axes.category_axis(names, room=0, descending=True, widest=150)
        return Panel(x=figures, y=rows, marks=(mark, *joints), title=head)
    return Panel(x=axes.category_axis(names, room=common.PLOT_ROOM), y=figures, marks=(mark, *joints), title=head)


def _table(name: str, unit: str, rows: list[list[Cell]]) -> Table:
    heads = [Column(name="step", unit="text"), Column(name=name, unit=unit), Column(name="role", unit="text")]
    return Table(columns=heads, rows=rows, rows_total=len(rows))


_REVENUE = _table(
    "revenue",
    "money:RUB",
    [
        ["Октябрь", 1_840_000, "total"],
        ["Показы", 210_000, ""],
        ["CTR", -95_000, ""],
        ["CVR", -330_500, ""],
        ["Средний чек", 64_000, ""],
        ["Ноябрь", 1_688_500, "total"],
    ],
)
_ROI = _table(
    "roi", "ratio", [[f"Campaign number {at}, retargeting", (-1) ** at * 0.3 / (at + 1), ""] for at in range(20)]
)

CHART = Chart(
    kind="waterfall",
    compose=compose,
    examples=(
        ChartSpec(
            kind="waterfall",
            title="Почему изменилась выручка",
            table=_REVENUE,
            x="step",
            y=("revenue",),
            marker="role",
            language="ru",
        ),
        ChartSpec(kind="waterfall", title="What moved ROI", table=_ROI, x="step", y=("roi",)),
    ),
)
