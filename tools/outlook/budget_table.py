"""A budget as a table and as pictures: what changes, and where on its curve each channel stands."""

from collections.abc import Sequence

import pandas as pd

from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.outlook.budget import Amounts, BudgetGround
from tools.outlook.forecast_table import unit_of
from tools.semantics.metrics import METRICS

CURVES_SHOWN = 8


def plan_table(ground: BudgetGround, amounts: Amounts, language: Language) -> Table:
    """One row per channel: spend today and proposed, share, change, and what the next unit of money brings."""
    money = f"money:{ground.currency}"
    price = METRICS.price_of(ground.target)
    marginal, marginal_unit = (price, money) if price else ("roas", "ratio")
    heads = [(ground.by, "text"), ("spend_previous", money), ("spend", money), ("spend_share", "ratio")]
    heads += [("spend_change", "ratio"), (f"{marginal}_marginal_previous", marginal_unit)]
    heads += [(f"{marginal}_marginal", marginal_unit)]
    whole, today = sum(amounts.values()), ground.today
    before, after = ground.curves.marginals(today), ground.curves.marginals(amounts)
    names = [name for name in ground.channels if today.get(name) or amounts.get(name)]
    rows: list[list[Cell]] = []
    for name in names:
        now, then = today.get(name, 0.0), round(amounts.get(name, 0.0), 2)
        figures = (now, then, then / whole if whole else None, then / now - 1 if now else None)
        next_ones = (_next(before.get(name, 0.0), ground), _next(after.get(name, 0.0), ground))
        rows.append([name, *figures, *next_ones])
    columns = [Column(name=name, unit=unit) for name, unit in heads]
    return Table(title=say(f"allocate-title-{ground.by}", language), columns=columns, rows=rows, rows_total=len(rows))


def _next(marginal: float, ground: BudgetGround) -> float | None:
    """Value of the next unit of money; for conversions the price of the next one."""
    if not METRICS.price_of(ground.target):
        return round(marginal, 4)
    return round(1 / marginal, 2) if marginal > 0 else None


def _places(points: pd.DataFrame, roles: Sequence[str | None]) -> list[list[Cell]]:
    """Channel, spend, value and role of each point."""
    spends, values = ([round(value, 2) for value in points[name].astype(float).tolist()] for name in ("spend", "value"))
    return [list(row) for row in zip(points["channel"].astype(str), spends, values, roles, strict=True)]


def response_chart(ground: BudgetGround, amounts: Amounts, language: Language) -> ChartSpec:
    """Curves of the channels with today's and the proposed point."""
    money, measure = f"money:{ground.currency}", ground.measure
    shown = set(ground.curves.channels[:CURVES_SHOWN])
    curve, marks = ground.curves.table(dict(amounts)), ground.curves.marks(amounts)
    roles = marks["point"].map({"current": "today", "proposed": "proposed"}).tolist()
    rows = [row for row in _places(curve, [None] * len(curve)) + _places(marks, roles) if row[0] in shown]
    heads = ((ground.by, "text"), ("spend", money), (measure, unit_of(measure, ground.currency)), ("point", "text"))
    columns = [Column(name=name, unit=unit) for name, unit in heads]
    return ChartSpec(
        kind="response",
        title=say(f"allocate-chart-response-{measure}", language),
        table=Table(columns=columns, rows=rows, rows_total=len(rows)),
        x="spend",
        y=(measure,),
        series=ground.by,
        marker="point",
        language=language,
    )


def before_after_chart(table: Table, language: Language) -> ChartSpec:
    """Bars of spend today and as proposed, one pair for each row of the table."""
    names = (table.columns[0].name, "spend_previous", "spend")
    places = [table.index(name) for name in names]
    rows = [[row[place] for place in places] for row in table.rows]
    columns = [table.columns[place] for place in places]
    return ChartSpec(
        kind="bar",
        title=say("allocate-chart-change", language),
        table=Table(columns=columns, rows=rows, rows_total=len(rows)),
        x=names[0],
        y=("spend_previous", "spend"),
        language=language,
    )
