"""One figure by two dimensions, such as weekday and hour."""

from collections.abc import Sequence

from tools.charts import axes, data
from tools.charts import parts as common
from tools.charts.chart import Chart, ChartSpec
from tools.charts.palette import Look, blend
from tools.charts.scene import ChartScene, HeatCells, Panel, Values
from tools.charts.titles import additive, title_of
from tools.engine.table import Cell, Column, Table

MOST_ROWS, MOST_COLUMNS = 24, 31


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """A cell for each pair; times in their order, names in the table's; a pair without a figure stays empty."""
    if not data.has_figures(spec):
        return common.blank(spec)
    head = data.column(spec.table, spec.y[0])
    across = _order(spec, spec.x)
    down = _order(spec, spec.series) if spec.series else [None]
    figures = _figures(spec)
    columns, rows = across[:MOST_COLUMNS], down[:MOST_ROWS]
    values = tuple(tuple(figures.get((row, column)) for column in columns) for row in rows)
    names = [_name(spec, spec.series, row) for row in rows]
    tops = [_name(spec, spec.x, column) for column in columns]
    cells = HeatCells(
        name=title_of(head.name, spec.language),
        values=values,
        colours=_colours(values, look),
        texts=tuple(tuple("" if value is None else _bare(value, head, spec) for value in row) for row in values),
        hover=tuple(
            tuple(
                f"{name}, {top}\n{data.figure(value, head, spec.language)}"
                for top, value in zip(tops, row, strict=True)
            )
            for name, row in zip(names, values, strict=True)
        ),
    )
    panel = Panel(
        x=axes.category_axis(_times(tops, spec), room=common.PLOT_ROOM),
        y=axes.category_axis(names, room=0, descending=True, widest=130),
        marks=(cells,),
        title=data.caption(head, spec.language),
    )
    notes = common.notes_of(spec, "cut", len(rows) * len(columns), len(down) * len(across)) + common.table_notes(spec)
    height = min(8.0, max(2.6, 1.3 + 0.36 * len(rows)))
    return ChartScene(title=common.title_of(spec), panels=(panel,), notes=notes, height=height)


def _order(spec: ChartSpec, name: str) -> list[Cell]:
    cells = list(dict.fromkeys(spec.table.column(name)))
    return (
        sorted(cells, key=str if any(isinstance(cell, str) for cell in cells) else _number)
        if name in data.TIME_COLUMNS
        else cells
    )


def _number(cell: Cell) -> float:
    return axes.position(cell) if hasattr(cell, "toordinal") else float(cell or 0)  # type: ignore[arg-type]


def _figures(spec: ChartSpec) -> dict[tuple[Cell, Cell], float]:
    """Figures by row and column; several rows of one pair are added where the metric adds up."""
    table, name = spec.table, spec.y[0]
    downs = table.column(spec.series) if spec.series else [None] * len(table.rows)
    found: dict[tuple[Cell, Cell], float] = {}
    for down, column, value in zip(downs, table.column(spec.x), data.numbers(table, name), strict=True):
        if value is not None:
            found[down, column] = value + (found.get((down, column), 0.0) if additive(name) else 0.0)
    return found


def _name(spec: ChartSpec, column: str | None, cell: Cell) -> str:
    return data.name_of(cell, data.column(spec.table, column), spec.language) if column else ""


def _times(tops: Sequence[str], spec: ChartSpec) -> list[str]:
    """Hours stand without their minutes, so that all of them fit."""
    return [top.removesuffix(":00") for top in tops] if spec.x == "hour" else list(tops)


def _bare(value: float, head: Column, spec: ChartSpec) -> str:
    """The figure without its currency, which the caption carries."""
    plain = Column(name=head.name, unit="count") if head.unit.startswith("money:") else head
    return data.short_figure(value, plain, spec.language)


def _colours(values: Sequence[Values], look: Look) -> tuple[tuple[str, ...], ...]:
    """From the palest to the fullest green; where some are below zero, losses in their own colour on the same scale."""
    seen = [value for row in values for value in row if value is not None]
    low, high = min(seen), max(seen)
    largest = max(abs(low), abs(high)) or 1.0

    def shade(value: float | None) -> str:
        if value is None:
            return look.paper
        if low < 0:
            return blend(look.low, look.bad if value < 0 else look.high, abs(value) / largest)
        return blend(look.low, look.high, (value - low) / (high - low) if high > low else 0.5)

    return tuple(tuple(shade(value) for value in row) for row in values)


_HOURS: list[list[Cell]] = [
    [
        weekday,
        hour,
        None
        if (weekday, hour) == (3, 4)
        else round(40 + 300 * max(0, 1 - abs(hour - 20 + weekday) / 9) * (1 + weekday / 9)),
    ]
    for weekday in range(1, 8)
    for hour in range(24)
]
_WEEK = Table(
    columns=[
        Column(name="weekday", unit="count"),
        Column(name="hour", unit="count"),
        Column(name="conversions", unit="count"),
    ],
    rows=_HOURS,
    rows_total=len(_HOURS),
)
_ROI: list[list[Cell]] = [
    [channel, age, (at - 2) * 0.35 + number * 0.2]
    for at, channel in enumerate(("instagram", "facebook", "google_ads", "email"))
    for number, age in enumerate(("18-24", "25-34", "35-44", "45-54", "55+"))
]
_AGES = Table(
    columns=[Column(name="channel", unit="text"), Column(name="age", unit="text"), Column(name="roi", unit="ratio")],
    rows=_ROI,
    rows_total=len(_ROI),
)

CHART = Chart(
    kind="heatmap",
    compose=compose,
    examples=(
        ChartSpec(
            kind="heatmap",
            title="Когда покупают",
            table=_WEEK,
            x="hour",
            y=("conversions",),
            series="weekday",
            language="ru",
        ),
        ChartSpec(kind="heatmap", title="ROI by channel and age", table=_AGES, x="age", y=("roi",), series="channel"),
    ),
)
