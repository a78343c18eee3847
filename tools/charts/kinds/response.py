"""What more spend would bring: a curve for each channel, with where it stands and where it is proposed to stand."""

from ingest.texts import say
from tools.charts import data
from tools.charts import parts as common
from tools.charts.chart import Chart, ChartSpec
from tools.charts.palette import Look
from tools.charts.scene import ChartScene, LegendEntry, Line, Panel, Points, Shape
from tools.charts.titles import title_of
from tools.engine.table import Cell, Column, Table

_ROLES: dict[str, tuple[str, Shape]] = {"today": ("charts-today", "ring"), "proposed": ("charts-proposed", "circle")}
_MOST = 8


def compose(spec: ChartSpec, look: Look) -> ChartScene:
    """Curves over spend; rows whose marker is `today` or `proposed` are points on them."""
    curves = _rows(spec, "")
    if not curves:
        return common.blank(spec)
    kept = sorted(curves, key=lambda name: -max(abs(y) for _, y in curves[name]))[:_MOST]
    paints = common.paint(spec, kept, look)
    lines = [_curve(spec, name, curves[name], paints[name]) for name in kept]
    points = [mark for role in _ROLES for mark in _points(spec, role, paints)]
    heads = data.column(spec.table, spec.x), data.column(spec.table, spec.y[0])
    marks: tuple[Line | Points, ...] = (*lines, *points)
    x = data.value_axis([at for mark in marks for at in mark.xs], heads[0], spec.language, steps=7)
    y = data.value_axis([value for mark in marks for value in mark.ys], heads[1], spec.language)
    used = [role for role in _ROLES if _rows(spec, role)]
    legend = tuple(
        LegendEntry(name=say(_ROLES[role][0], spec.language), colour=look.quiet, shape=_ROLES[role][1]) for role in used
    )
    notes = (*common.notes_of(spec, "cut", len(kept), len(curves)), *common.table_notes(spec))
    return ChartScene(title=common.title_of(spec), panels=(Panel(x=x, y=y, marks=marks),), legend=legend, notes=notes)


def _rows(spec: ChartSpec, role: str) -> dict[str, list[tuple[float, float]]]:
    """Points of one role by series, in the order of spend."""
    table = spec.table
    head = data.column(table, spec.series) if spec.series else None
    keys = table.column(spec.series) if spec.series else [None] * len(table.rows)
    roles = table.column(spec.marker) if spec.marker else [""] * len(table.rows)
    found: dict[str, list[tuple[float, float]]] = {}
    for key, own, x, y in zip(keys, roles, data.numbers(table, spec.x), data.numbers(table, spec.y[0]), strict=True):
        if (own or "") == role and x is not None and y is not None:
            name = data.name_of(key, head, spec.language) if head else title_of(spec.y[0], spec.language)
            found.setdefault(name, []).append((x, y))
    return {name: sorted(points) for name, points in found.items()}


def _hover(spec: ChartSpec, name: str, x: float, y: float) -> str:
    heads = data.column(spec.table, spec.x), data.column(spec.table, spec.y[0])
    lines = [
        f"{title_of(head.name, spec.language)}: {data.figure(value, head, spec.language)}"
        for head, value in zip(heads, (x, y), strict=True)
    ]
    return "\n".join([name, *lines])


def _curve(spec: ChartSpec, name: str, points: list[tuple[float, float]], colour: str) -> Line:
    return Line(
        name=name,
        xs=tuple(x for x, _ in points),
        ys=tuple(y for _, y in points),
        colour=colour,
        hover=tuple(_hover(spec, name, x, y) for x, y in points),
        tagged=spec.series is not None,
        keyed=spec.series is not None,
    )


def _points(spec: ChartSpec, role: str, paints: dict[str, str]) -> list[Points]:
    word, shape = _ROLES[role]
    title = say(word, spec.language)
    return [
        Points(
            name=title,
            xs=tuple(x for x, _ in points),
            ys=tuple(y for _, y in points),
            areas=(70.0,) * len(points),
            colours=(paints[name],) * len(points),
            hover=tuple(_hover(spec, f"{name}: {title}", x, y) for x, y in points),
            shape=shape,
            keyed=False,
        )
        for name, points in _rows(spec, role).items()
        if name in paints
    ]


def _curves() -> Table:
    """Saturating curves, each with today's and a proposed point."""
    rows: list[list[Cell]] = []
    for at, name in enumerate(("google_ads", "instagram", "telegram", "tiktok")):
        top, knee = 3_000_000 / (at + 1), 90_000 * (at + 1)
        rows += [[name, spend, round(top * spend / (spend + knee)), None] for spend in range(0, 420_000, 20_000)]
        for role, spend in (("today", 120_000), ("proposed", 200_000 - 55_000 * at)):
            rows.append([name, spend, round(top * spend / (spend + knee)), role])
    heads = (("channel", "text"), ("spend", "money:RUB"), ("revenue", "money:RUB"), ("point", "text"))
    return Table(columns=[Column(name=name, unit=unit) for name, unit in heads], rows=rows, rows_total=len(rows))


CHART = Chart(
    kind="response",
    compose=compose,
    examples=(
        ChartSpec(
            kind="response",
            title="Отклик выручки на расход",
            table=_curves(),
            x="spend",
            y=("revenue",),
            series="channel",
            marker="point",
            language="ru",
        ),
        ChartSpec(
            kind="response", title="Revenue by spend", table=_curves(), x="spend", y=("revenue",), series="channel"
        ),
    ),
)
