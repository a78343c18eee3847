"""A forecast as a table and as a picture: the wholes of the horizon, and the days with their range."""

from datetime import date, timedelta

import pandas as pd

from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.outlook.forecast import Outlook, Outlooks, points
from tools.semantics.metrics import METRICS
from tools.words.labels import question_title

SHOWN_DAYS = 60
"""Days of history drawn before the forecast, at least."""


def unit_of(metric: str, currency: str) -> str:
    """The unit of a metric's column."""
    unit = METRICS[metric].unit
    return f"money:{currency}" if unit == "money" else unit


def _rounded(value: float | None, unit: str) -> float | int | None:
    if value is None:
        return None
    if unit == "count":
        return round(value)
    return round(value, 2 if unit.startswith("money") else 6)


def _names(outlooks: Outlooks) -> list[str]:
    return {"": [], "channel": ["channel"], "campaign": ["campaign", "channel"]}[outlooks.ahead.by]


def _cells(one: Outlook, names: list[str]) -> list[Cell]:
    return [getattr(one.scope, name) for name in names]


def totals_table(outlooks: Outlooks, language: Language) -> Table:
    """One row per series: the whole of its days, its range, both parts of days that have begun, what was before."""
    metric, names = outlooks.ahead.metric, _names(outlooks)
    unit = unit_of(metric, outlooks.histories.currency)
    parts = ("_so_far", "_to_come") if any(one.begun for one in outlooks.made) else ()
    columns = [Column(name=name, unit="text") for name in names]
    columns += [Column(name=f"{metric}{end}", unit=unit) for end in ("", "_low", "_high", *parts, "_previous")]
    rows: list[list[Cell]] = []
    for one in outlooks.made:
        assert one.total is not None  # noqa: S101 - `made` has looked
        figures: list[float | None] = [one.total.value, one.total.low, one.total.high]
        figures += [one.begun.so_far, one.begun.to_come.value] if one.begun else []
        rows.append([*_cells(one, names), *(_rounded(figure, unit) for figure in (*figures, one.previous))])
    return Table(title=title_of(outlooks, language), columns=columns, rows=rows, rows_total=len(rows))


def days_table(outlooks: Outlooks, language: Language) -> Table:
    """The days of a period that has begun: what came, and what is expected with its range."""
    metric, names = outlooks.ahead.metric, _names(outlooks)[:1]
    cut = ("day", *names)
    rows = [row for one in outlooks.made for row in _days(one, outlooks, names, outlooks.start)]
    columns = _day_columns(outlooks, names)
    return Table(title=question_title((metric,), cut, language), columns=columns, rows=rows, rows_total=len(rows))


def _day_columns(outlooks: Outlooks, names: list[str]) -> list[Column]:
    metric = outlooks.ahead.metric
    unit = unit_of(metric, outlooks.histories.currency)
    columns = [Column(name="day", unit="day"), *(Column(name=name, unit="text") for name in names)]
    return [*columns, *(Column(name=f"{metric}{end}", unit=unit) for end in ("", "_forecast", "_low", "_high"))]


def title_of(outlooks: Outlooks, language: Language) -> str:
    """What the table shows: "Forecast: ROI by channel"."""
    cut = (outlooks.ahead.by,) if outlooks.ahead.by else ()
    return say("forecast-title", language, what=question_title((outlooks.ahead.metric,), cut, language))


def fan_chart(outlooks: Outlooks, language: Language) -> ChartSpec:
    """History and forecast with its range, a panel for each of the first few series."""
    metric, names = outlooks.ahead.metric, _names(outlooks)[:1]
    shown = max(SHOWN_DAYS, 2 * outlooks.ahead.horizon)
    since = outlooks.histories.as_of - timedelta(days=shown - 1)
    rows = [row for one in outlooks.made for row in _days(one, outlooks, names, since)]
    return ChartSpec(
        kind="fan",
        title=title_of(outlooks, language),
        table=Table(columns=_day_columns(outlooks, names), rows=rows, rows_total=len(rows)),
        x="day",
        y=(metric, f"{metric}_forecast"),
        series=names[0] if names else None,
        low=f"{metric}_low",
        high=f"{metric}_high",
        language=language,
    )


def _days(one: Outlook, outlooks: Outlooks, names: list[str], since: date) -> list[list[Cell]]:
    """Rows of the past from a day on, then of the days ahead."""
    cells = _cells(one, names)
    past = _steps(one, outlooks, since)
    rows: list[list[Cell]] = [[day, *cells, value, None, None, None] for day, value in past]
    ahead = [[day, *cells, None, *(float(figure) for figure in figures)] for day, *figures in points(one)]
    return [*rows, *ahead]


def _steps(one: Outlook, outlooks: Outlooks, since: date) -> list[tuple[date, float | None]]:
    """The past by day, or by the weeks that the forecast continues."""
    recipe = outlooks.histories.recipe
    if not outlooks.ahead.weekly:
        recent = one.history.daily(recipe)[str(since) :]
        return [
            (pd.Timestamp(str(day)).date(), None if value != value else float(value)) for day, value in recent.items()
        ]
    first = points(one)[0][0]
    starts = [first - timedelta(days=7 * back) for back in range((first - since).days // 7, 0, -1)]
    return [(start, one.history.value(start, start + timedelta(days=6), recipe)) for start in starts]
