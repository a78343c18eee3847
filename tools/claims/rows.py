"""Rows of figures of results: what each is about, its days and units; tables of them, and what is told beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from ingest.channel_names import key_for
from ingest.errors import InvalidInput
from tools.engine.table import Cell, Table
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.question import PERIOD, Question, Window
from tools.tool import BudgetSplit, Explained, Numbers, ToolResult
from tools.words.labels import companion

Name = tuple[str, str]
"""A dimension and a value as rows hold it; channels by their key."""
STEPS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}
FACTOR = "factor"
"""The column that names the factors of an explained change."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """Figures of one thing over one period."""

    names: frozenset[Name]
    """What the row is about, filters included."""
    own: frozenset[Name]
    """The names that tell it from its neighbours."""
    figures: dict[tuple[str, str], float]
    """By metric and part: "", `previous`, `change`, `share`, `per_day`, `contribution` ..."""
    units: dict[str, str]
    """Unit of each metric."""
    window: Window | None
    compared: Window | None


def turned(row: Row) -> Row:
    """The row told from its other end: the days compared with, held against those of the result."""
    sides = {"": "previous", "previous": ""}
    figures = {(metric, sides[part]): value for (metric, part), value in row.figures.items() if part in sides}
    if row.compared:
        now = {key: value for key, value in figures.items() if not key[1]}
        figures |= _rates(now, row.compared.days)
    return replace(row, figures=figures, window=row.compared, compared=row.window)


@dataclass(frozen=True, kw_only=True)
class Block:
    """Rows that stand side by side in one table."""

    rows: tuple[Row, ...]
    by: tuple[str, ...]
    """Dimensions that tell the rows apart; none for a whole."""
    complete: bool
    total: int
    ordered_by: str = ""
    """The metric whose extremes are there though the table is cut."""
    descending: bool = True
    limited: bool = False


def blocks_in(result: ToolResult) -> Iterator[Block]:
    """Every table of a result, the whole above it, and what its kind tells beside."""
    total = result.total if isinstance(result, Numbers) else None
    for table in (*result.tables, *([total] if total else [])):
        if _known_rows(table):
            yield _block(result, table)
    if isinstance(result, Explained):
        yield from (whole for whole in (_change_of(result),) if whole)
        yield from _factors_of(result)
    if isinstance(result, BudgetSplit) and result.tables and result.target in ("revenue", "conversions"):
        yield _plan_of(result)


def _known_rows(table: Table) -> bool:
    """Whether its rows are told apart by dimensions or periods; rows of anything else would be taken for the whole."""
    texts = [column.name for column in table.columns if column.unit == "text"]
    return all(name in DIMENSIONS or name == PERIOD for name in texts)


def _factors_of(result: Explained) -> Iterator[Block]:
    """What each factor of an explained change was before and after, and what it gave to the change."""
    table = next((one for one in result.tables if one.columns[0].name == FACTOR), None)
    if table is None or len(result.factors) != len(table.rows):
        return
    explained = companion(table.columns[1].name)[0]
    for row, (before, after) in zip(table.rows, result.factors, strict=True):
        metric = _named("metric", row[0])[1]
        style = METRICS[metric].unit if metric in METRICS else "ratio"
        sides = {"": after, "previous": before}
        figures = {(metric, side): value for side, value in sides.items() if value is not None}
        if isinstance(row[1], int | float):
            figures[metric, "contribution"] = float(row[1])
        units = {metric: "money:" if style == "money" else style, explained: "ratio"}
        only = Row(names=frozenset(), own=frozenset(), figures=figures, units=units, **_windows(result))
        yield Block(rows=(only,), by=(), complete=True, total=1)


def _change_of(result: Explained) -> Block | None:
    """The change that a result explains."""
    if result.before is None or result.after is None or not result.tables:
        return None
    metric = next(
        (companion(column.name)[0] for column in result.tables[0].columns if "_contribution" in column.name), ""
    )
    if not metric:
        return None
    unit = next(column.unit for column in result.tables[0].columns if companion(column.name)[0] == metric)
    figures = {(metric, ""): result.after, (metric, "previous"): result.before}
    row = Row(names=frozenset(), own=frozenset(), figures=figures, units={metric: unit}, **_windows(result))
    return Block(rows=(row,), by=(), complete=True, total=1)


def _plan_of(result: BudgetSplit) -> Block:
    """What a plan of budgets would bring, with its range, beside what today's shares bring."""
    metric = result.target
    money = next(column.unit for column in result.tables[0].columns if column.name == "spend")
    value, low, high = result.expected
    figures = {
        (metric, ""): value,
        (metric, "low"): low,
        (metric, "high"): high,
        (metric, "previous"): result.current[0],
        ("spend", ""): result.budget,
    }
    units = {metric: money if metric == "revenue" else "count", "spend": money}
    row = Row(names=frozenset(), own=frozenset(), figures=figures, units=units, window=None, compared=None)
    return Block(rows=(row,), by=(), complete=True, total=1)


def _windows(result: ToolResult) -> dict[str, Window | None]:
    now, before = result.period, result.compared
    return {
        "window": Window(start=now.start, end=now.end) if now else None,
        "compared": Window(start=before.start, end=before.end) if before else None,
    }


def _block(result: ToolResult, table: Table) -> Block:
    keys = [column.name for column in table.columns if column.unit in ("text", "day")]
    by = tuple(name for name in keys if name in DIMENSIONS)
    question = result.question if isinstance(result, Numbers) else None
    filters = _fixed(question) if question else set()
    ordered_by, descending = question.ordered if question else ("", True)
    return Block(
        rows=tuple(_row(result, table, row, filters, by) for row in table.rows),
        by=by,
        complete=table.complete and table.rows_total == len(table.rows),
        total=table.rows_total,
        ordered_by=ordered_by,
        descending=descending,
        limited=bool(question and question.limit),
    )


def _fixed(question: Question) -> set[Name]:
    """What every row is of, because the question asked for one value alone."""
    return {
        (entry.dimension, entry.values[0])
        for entry in question.where
        if not entry.exclude and entry.match == "is" and len(entry.values) == 1
    }


def _row(result: ToolResult, table: Table, row: Sequence[Cell], filters: set[Name], by: tuple[str, ...]) -> Row:
    own = {_named(name, row[table.index(name)]) for name in by if row[table.index(name)] not in (None, "")}
    figures, units = _figures(table, row)
    windows = _windows(result)
    step = next((name for name in by if name in STEPS), "")
    if not step and windows["window"]:
        figures |= _rates(figures, windows["window"].days)
    if PERIOD in keys_of(table):
        windows = {"window": _said_window(row[table.index(PERIOD)]), "compared": None}
    moment = row[table.index(step)] if step else None
    if isinstance(moment, date):
        windows["window"] = Window(start=moment, end=moment + STEPS[step] - timedelta(days=1))
    return Row(names=frozenset(own | filters), own=frozenset(own), figures=figures, units=units, **windows)


def _figures(table: Table, row: Sequence[Cell]) -> tuple[dict[tuple[str, str], float], dict[str, str]]:
    """A row's numbers by metric and part, and the unit of each metric."""
    figures: dict[tuple[str, str], float] = {}
    units: dict[str, str] = {}
    for column, cell in zip(table.columns, row, strict=True):
        metric, part = companion(column.name)
        if column.unit not in ("text", "day") and isinstance(cell, int | float):
            figures[metric, part] = float(cell)
            units[metric] = units.get(metric, column.unit) if part else column.unit
    return figures, units


def _rates(figures: dict[tuple[str, str], float], days: int) -> dict[tuple[str, str], float]:
    """What a sum comes to a day and a week, on average."""
    sums = {metric: value for (metric, part), value in figures.items() if not part and metric in METRICS}
    additive = {metric: value for metric, value in sums.items() if METRICS[metric].additive}
    daily = {(metric, "per_day"): value / days for metric, value in additive.items()}
    return daily | {(metric, "per_week"): value / days * 7 for metric, value in additive.items()}


def keys_of(table: Table) -> frozenset[str]:
    """The names of a table's columns."""
    return frozenset(column.name for column in table.columns)


def _said_window(cell: Cell) -> Window | None:
    """The days of a row of several periods; none where the cell is no pair of days."""
    try:
        return Window.of(str(cell))
    except InvalidInput:
        return None


def _named(dimension: str, cell: Cell) -> Name:
    if dimension == "channel":
        return dimension, key_for(str(cell))
    if dimension == "metric":
        found = next((key for key, metric in METRICS.items() if str(cell) in (key, *metric.titles.values())), str(cell))
        return dimension, found
    return dimension, cell.isoformat() if isinstance(cell, date) else str(cell)
