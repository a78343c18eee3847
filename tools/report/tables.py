"""Tables and pictures that several sections make alike; how a cell of a report reads."""

from collections.abc import Sequence
from datetime import date

from babel.numbers import get_currency_symbol

from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.report.content import POINTS, Picture, ReportTable
from tools.words import wording
from tools.words.labels import cell_text, column_title


def heading(column: Column, grid: ReportTable, language: Language) -> str:
    """What stands above a column: its title, and the currency, which the cells then leave out."""
    title = grid.heads.get(column.name) or column_title(column.name, language)
    currency = column.unit.partition(":")[2]
    return f"{title}, {get_currency_symbol(currency, locale=language)}" if currency else title


def cell(content: Cell, column: Column, language: Language) -> str:
    """A cell as it reads in a report; nothing where there is no value."""
    if content is None:
        return wording.nothing(language)
    if column.unit == POINTS and isinstance(content, int | float):
        return wording.points(content, language)
    if column.unit == "day" and not isinstance(content, date) and not str(content)[:4].isdigit():
        return str(content)
    if isinstance(content, str) and not content:
        return ""
    currency = column.unit.partition(":")[2]
    if currency and isinstance(content, int | float):
        symbol = get_currency_symbol(currency, locale=language)
        return wording.money(content, currency, language).replace(symbol, "").strip(f" {wording.NBSP}")
    return cell_text(content, column, language)


def named(content: Cell, dimension: str, language: Language) -> str:
    """A value of a dimension as people call it."""
    return cell_text(content, Column(name=dimension, unit="text"), language)


def with_total(table: Table, total: list[Cell]) -> Table:
    """The table with one more row."""
    return table.model_copy(update={"rows": [*table.rows, total], "rows_total": table.rows_total + 1})


def columns_of(table: Table, names: Sequence[str]) -> Table:
    """Only these columns, in this order; those that the table lacks are left out."""
    have = [column.name for column in table.columns]
    places = [have.index(name) for name in names if name in have]
    columns = [table.columns[place] for place in places]
    return table.model_copy(update={"columns": columns, "rows": [[row[at] for at in places] for row in table.rows]})


def line_chart(title: str, table: Table, language: Language, *, series: str | None = None) -> Picture:
    """Figures over time."""
    time, *metrics = [column.name for column in table.columns if column.name != series]
    rest = [name for name in metrics if any(figure is not None for figure in table.column(name))] or metrics
    spec = ChartSpec(kind="line", title=title, table=table, x=time, y=tuple(rest), series=series, language=language)
    return Picture(title=title, spec=spec, size="low")


def only(said: str, language: Language) -> str:
    """A tool's sentence; where it said nothing, that there is nothing."""
    return said.strip() or say("report-nothing", language)
