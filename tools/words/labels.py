"""How column names and cells of dimensions read for people: catalogue keys in, titles out."""

from collections.abc import Callable
from datetime import date
from typing import Final

from ingest.channel_names import titled
from ingest.texts import Language, knows, say
from tools.engine.table import Cell, Column, Table
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.numbers import Figure
from tools.words.outside_names import marked, plain

COMPANIONS = (
    "marginal_previous",
    "previous",
    "change_abs",
    "change",
    "share",
    "running",
    "per_day",
    "per_week",
    "per_month",
    "per_quarter",
    "per_year",
    "pace",
    "low",
    "high",
    "forecast",
    "so_far",
    "to_come",
    "marginal",
    "contribution",
    "rate",
    "mix",
)

_ENDS: Final = tuple(f"_{suffix}" for suffix in COMPANIONS)
PARTS_OF_CHANGE: Final = ("contribution", "rate", "mix")
"""Parts of a change: between percentages they are points."""


def companion(name: str) -> tuple[str, str]:
    """A column name split into its metric and what stands beside it.

    >>> companion("spend_previous"), companion("spend")
    (('spend', 'previous'), ('spend', ''))
    """
    for suffix in COMPANIONS if name.endswith(_ENDS) else ():
        if name.endswith(f"_{suffix}") and name.removesuffix(f"_{suffix}") in METRICS:
            return name.removesuffix(f"_{suffix}"), suffix
    return name, ""


def column_title(name: str, language: Language) -> str:
    """The heading of a column; a name of no catalogue stays as it is."""
    metric, suffix = companion(name)
    if metric in METRICS:
        title = METRICS[metric].titles[language]
        return say(f"label-{suffix.replace('_', '-')}", language, metric=title) if suffix else title
    if name in DIMENSIONS:
        return DIMENSIONS[name].titles[language]
    key = f"column-{name.replace('_', '-')}"
    return say(key, language) if knows(key) else name


def cell_text(cell: Cell, column: Column, language: Language) -> str:
    """A cell as people read it, in the column's unit."""
    return _worder(column, language)(cell)


def name_text(cell: Cell, column: Column, language: Language) -> str:
    """What a row is called, in Markdown: days and empty cells in our own words, else a name from outside."""
    said, outside = cell_text(cell, column, language), cell and column.name in DIMENSIONS and column.unit == "text"
    return marked(said, language) if outside else plain(said)


def _worder(column: Column, language: Language) -> Callable[[Cell], str]:
    """How the cells of a column are worded: found once for all of them."""
    if column.name in DIMENSIONS:
        return lambda cell: _dimension_cell(cell, column.name, language)
    metric, suffix = companion(column.name)
    style = METRICS[metric].style if metric in METRICS else ""
    if suffix == "change":
        figure = _change_cell
    elif suffix in PARTS_OF_CHANGE and style == "percent":
        figure = _points_cell
    else:
        shown: wording.Style | None = "multiple" if suffix != "share" and style in ("multiple", "score") else None
        return lambda cell: (
            _named_cell(cell, column.name, language) or wording.value(cell, column.unit, language, style=shown)
        )
    return lambda cell: _named_cell(cell, column.name, language) or figure(cell, language)


def _change_cell(cell: Cell, language: Language) -> str:
    return str(cell) if isinstance(cell, str | date) else wording.change(cell, language)


def _points_cell(cell: Cell, language: Language) -> str:
    return wording.points(cell if isinstance(cell, int | float) else None, language)


def _named_cell(cell: Cell, name: str, language: Language) -> str:
    """What a period, a part or a state is called."""
    if name == "period" and isinstance(cell, str) and ".." in cell:
        start, _, end = cell.partition("..")
        return wording.day_range(date.fromisoformat(start), date.fromisoformat(end), language)
    key = f"label-{name}-{cell}"
    return say(key, language) if name in ("part", "state") and knows(key) else ""


def _dimension_cell(cell: Cell, name: str, language: Language) -> str:
    if cell in ("", None):
        return say("label-empty", language)
    if isinstance(cell, date):
        return _date_text(cell, name, language)
    if name == "channel":
        return titled(str(cell), language)
    if name == "weekday":
        return wording.weekday_name(int(str(cell)) - 1, language)
    if name == "hour":
        return f"{int(str(cell)):02}:00"
    key = f"label-{name}-{cell}"
    return say(key, language) if name in ("gender", "device", "day_type") and knows(key) else str(cell)


def _date_text(day: date, name: str, language: Language) -> str:
    if name == "month":
        return wording.month(day, language)
    if name == "year":
        return str(day.year)
    if name == "quarter":
        return say("label-quarter", language, number=str((day.month + 2) // 3), year=str(day.year))
    if name == "week":
        return say("label-week", language, day=wording.day(day, language))
    return wording.day(day, language)


def worded_rows(table: Table, language: Language, *, limit: int | None = None) -> list[list[str]]:
    """The rows as people read them."""
    worders = [_worder(column, language) for column in table.columns]
    return [[worded(cell) for cell, worded in zip(row, worders, strict=True)] for row in table.rows[:limit]]


def question_title(metrics: tuple[str, ...], group_by: tuple[str, ...], language: Language) -> str:
    """What a table shows: "ROI, Spend by channel"."""
    names = wording.listing([METRICS[name].titles[language] for name in metrics], language)
    return " ".join([names, *(DIMENSIONS[name].by[language] for name in group_by)])


def metric_name(metric: str, language: Language) -> str:
    """A metric as people call it."""
    if metric not in METRICS:
        return say("alerts-metric-day", language)
    title = METRICS[metric].titles[language]
    return title if title[1:2].isupper() else title[0].lower() + title[1:]


_BARE_RETURN: Final = 10.0
"""From which value a bare number of a return is per cent: "ROI 15" is 15 %, "ROI 5" five times what was spent."""
_BARE_RATE: Final = 1.0
"""The same of any other metric in per cent."""


def stored_value(metric: str, said: Figure) -> float:
    """A number as people say it in the metric's stored unit, wherever it is said: in a question, a rule, a goal.

    Percentages are fractions: 40 is 0.4 of a click rate.
    """
    value = float(said.value)
    least = _BARE_RETURN if METRICS[metric].is_return else _BARE_RATE
    bare = METRICS[metric].style == "percent" and abs(value) >= least
    return value / 100 if said.unit == "percent" or bare else value


def figure(metric: str, value: float | None, currency: str, language: Language) -> str:
    """A metric's value as people read it."""
    style = METRICS[metric].style if metric in METRICS else "count"
    if style == "money":
        return wording.money(value, currency, language)
    if style == "percent":
        return wording.percent(value, language)
    return wording.count(value, language) if style == "count" else wording.multiple(value, language)
