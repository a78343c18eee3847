"""What the last refresh concluded, read back for screens that poll: dashboards and predictions of campaigns.

A reader who sees a part of a channel is not told what was stored about the whole of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, get_args

from ingest.errors import NoData
from ingest.facts import MICRO
from ingest.texts import say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.outlook import store
from tools.tool import ToolContext

DashboardName = Literal["roi-forecast", "roi-timeseries", "reach-ctr-timeseries", "budget-recommendation"]
DASHBOARD_NAMES: Final[tuple[DashboardName, ...]] = get_args(DashboardName)
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class StoredDashboard:
    """One picture of what was stored, and the table that it is drawn from."""

    name: DashboardName
    made_on: date
    table: Table
    chart: ChartSpec


def dashboard(name: DashboardName, desk: ToolContext) -> StoredDashboard:
    """The newest of its kind.

    Raises:
        NoData: nothing is stored yet that the reader may see.
    """
    stored, build = _BUILDERS[name]
    own = desk.metrics.catalogue().owns
    rows = [row for row in store.read_newest(desk.engine, stored) if own(row["channel"], row.get("campaign"))]
    table, chart = build(rows, desk)
    if not table.rows:
        raise NoData("outlook-nothing-stored")
    return StoredDashboard(name=name, made_on=max(row["made_on"] for row in rows), table=table, chart=chart)


def predictions(desk: ToolContext) -> tuple[Table, date | None]:
    """The newest predictions of campaigns, the riskiest first, and the day they were made on."""
    own = desk.metrics.catalogue().owns
    rows = [
        row for row in store.read_newest(desk.engine, "campaign_prediction") if own(row["channel"], row["campaign"])
    ]
    heads = (
        ("campaign", "text"),
        ("channel", "text"),
        ("roi", "ratio"),
        ("roi_low", "ratio"),
        ("roi_high", "ratio"),
        ("probability_below", "ratio"),
        ("risk_level", "text"),
        ("confidence", "ratio"),
        ("verdict", "text"),
    )
    ranked = sorted(rows, key=lambda row: -(row["probability_below"] or 0.0))
    names = ("campaign", "channel", "value", "low", "high", "probability_below", "risk_level", "confidence", "verdict")
    cells: list[list[Cell]] = [[row[name] for name in names] for row in ranked]
    return _table(say("predict-title", desk.language), heads, cells), max(
        (row["made_on"] for row in rows), default=None
    )


def _table(title: str, heads: Sequence[tuple[str, str]], cells: list[list[Cell]]) -> Table:
    columns = [Column(name=name, unit=unit) for name, unit in heads]
    return Table(title=title, columns=columns, rows=cells, rows_total=len(cells))


def _totals(rows: Rows, desk: ToolContext) -> tuple[Table, ChartSpec]:
    """Expected ROI of each channel over the horizon."""
    heads = (
        ("channel", "text"),
        ("start", "day"),
        ("end", "day"),
        ("roi", "ratio"),
        ("roi_low", "ratio"),
        ("roi_high", "ratio"),
        ("model", "text"),
    )
    kept = [row for row in rows if row["metric"] == "roi" and row["channel"] and row["value"] is not None]
    ranked = sorted(kept, key=lambda row: -row["value"])
    names = ("channel", "start", "end", "value", "low", "high", "model")
    table = _table(say("outlook-roi-forecast", desk.language), heads, [[row[name] for name in names] for row in ranked])
    return table, ChartSpec(
        kind="bar",
        title=table.title,
        table=_part(table, ("channel", "roi")),
        x="channel",
        y=("roi",),
        language=desk.language,
    )


def _part(table: Table, names: Sequence[str]) -> Table:
    places = [table.index(name) for name in names]
    rows = [[row[place] for place in places] for row in table.rows]
    return table.model_copy(update={"columns": [table.columns[place] for place in places], "rows": rows})


def _course(rows: Rows, desk: ToolContext) -> tuple[Table, ChartSpec]:
    """ROI of the past days and of those ahead, with its range, by channel."""
    heads = (("day", "day"), ("channel", "text"), *((f"roi{end}", "ratio") for end in _ENDS))
    kept = [row for row in rows if row["metric"] == "roi" and row["channel"]]
    names = ("day", "channel", "actual", "predicted", "low", "high")
    cells = [[row[name] for name in names] for row in sorted(kept, key=lambda row: (row["channel"], row["day"]))]
    table = _table(say("outlook-roi-timeseries", desk.language), heads, cells)
    return table, ChartSpec(
        kind="fan",
        title=table.title,
        table=table,
        x="day",
        y=("roi", "roi_forecast"),
        series="channel",
        low="roi_low",
        high="roi_high",
        language=desk.language,
    )


_ENDS: Final = ("", "_forecast", "_low", "_high")


def _reach_and_ctr(rows: Rows, desk: ToolContext) -> tuple[Table, ChartSpec]:
    """Reach and CTR of all channels together where that is stored, day by day, past and ahead."""
    heads = [("day", "day")]
    heads += [(f"{metric}{end}", unit) for metric, unit in (("reach", "count"), ("ctr", "ratio")) for end in _ENDS]
    chosen = "" if any(row["channel"] == "" for row in rows) else min((row["channel"] for row in rows), default="")
    days: dict[date, dict[str, Cell]] = {}
    for row in rows:
        if row["channel"] == chosen:
            found = (row["actual"], row["predicted"], row["low"], row["high"])
            days.setdefault(row["day"], {}).update(
                {f"{row['metric']}{end}": value for end, value in zip(_ENDS, found, strict=True)}
            )
    cells = [[day, *(values.get(name) for name, _ in heads[1:])] for day, values in sorted(days.items())]
    table = _table(say("outlook-reach-ctr-timeseries", desk.language), heads, cells)
    shown = ("reach", "reach_forecast", "ctr", "ctr_forecast")
    return table, ChartSpec(
        kind="line", title=table.title, table=_part(table, ("day", *shown)), x="day", y=shown, language=desk.language
    )


def _budget(rows: Rows, desk: ToolContext) -> tuple[Table, ChartSpec]:
    """Spend of each channel as it is and as recommended."""
    money = f"money:{desk.metrics.currency}"
    heads = (
        ("channel", "text"),
        ("spend_previous", money),
        ("spend", money),
        ("expected_value", money),
        ("expected_low", money),
        ("expected_high", money),
        ("decision", "text"),
        ("reason", "text"),
    )
    cells: list[list[Cell]] = [
        [
            row["channel"],
            row["current_amount"] / MICRO,
            row["recommended_amount"] / MICRO,
            row["expected_value"],
            row["low"],
            row["high"],
            row["decision"],
            row["reason"],
        ]
        for row in sorted(rows, key=lambda row: -row["recommended_amount"])
    ]
    table = _table(say("allocate-title-channel", desk.language), heads, cells)
    part = _part(table, ("channel", "spend_previous", "spend"))
    return table, ChartSpec(
        kind="bar",
        title=say("allocate-chart-change", desk.language),
        table=part,
        x="channel",
        y=("spend_previous", "spend"),
        language=desk.language,
    )


_BUILDERS: Final[
    Mapping[DashboardName, tuple[store.StoredTable, Callable[[Rows, ToolContext], tuple[Table, ChartSpec]]]]
] = {
    "roi-forecast": ("ml_roi_forecast", _totals),
    "roi-timeseries": ("ml_roi_timeseries", _course),
    "reach-ctr-timeseries": ("ml_reach_ctr_timeseries", _reach_and_ctr),
    "budget-recommendation": ("ml_budget_rec", _budget),
}
