"""Charts that Excel draws itself from figures on the sheet: one column a series."""

from typing import Any, Final

from ingest.texts import Language
from tools.charts.palette import colours
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.report.tables import cell
from tools.words.labels import column_title

TYPES: Final[dict[str, dict[str, str]]] = {
    "line": {"type": "line"},
    "area": {"type": "line"},
    "fan": {"type": "line"},
    "bar": {"type": "column"},
    "stacked_bar": {"type": "column", "subtype": "stacked"},
    "waterfall": {"type": "column"},
    "pie": {"type": "pie"},
    "funnel": {"type": "bar"},
    "scatter": {"type": "scatter"},
    "response": {"type": "scatter", "subtype": "straight"},
}
"""Excel's chart for each of ours; a heat map is a coloured table instead."""
_ACCENT: Final = "#3E7B27"


def laid_out(spec: ChartSpec, language: Language) -> Table:
    """The figures of a chart with one column a series; the first column is the x axis."""
    names = [name for name in (spec.x, *spec.y, spec.low, spec.high) if name]
    table = spec.table
    if spec.series is None:
        places = [table.index(name) for name in dict.fromkeys(names)]
        columns = [table.columns[place] for place in places]
        return Table(
            columns=columns, rows=[[row[at] for at in places] for row in table.rows], rows_total=len(table.rows)
        )
    return _pivoted(spec, language)


def _pivoted(spec: ChartSpec, language: Language) -> Table:
    table = spec.table
    x, y, key = table.index(spec.x), table.index(spec.y[0]), table.index(str(spec.series))
    found: dict[Cell, dict[Cell, Cell]] = {}
    keys: dict[Cell, None] = {}
    for row in table.rows:
        found.setdefault(row[x], {})[row[key]] = row[y]
        keys[row[key]] = None
    unit = table.columns[y].unit
    titles = [_unique(cell(one, table.columns[key], language)) for one in keys]
    columns = [table.columns[x], *(Column(name=title, unit=unit) for title in titles)]
    rows: list[list[Cell]] = [[at, *(line.get(one) for one in keys)] for at, line in sorted(found.items(), key=_order)]
    return Table(columns=columns, rows=rows, rows_total=len(rows))


def _order(item: tuple[Cell, object]) -> tuple[bool, float, str]:
    content = item[0]
    return isinstance(content, str), float(content) if isinstance(content, int | float) else 0.0, str(content)


def _unique(title: str) -> str:
    return title or "·"


def add_chart(book: Any, sheet: Any, spec: ChartSpec, table: Table, start: int) -> None:
    """The native chart of figures whose headings stand at row `start`."""
    if spec.kind not in TYPES or not table.rows:
        return
    chart = book.add_chart(TYPES[spec.kind])
    last = start + len(table.rows)
    shades = colours([column.name for column in table.columns[1:]], "light") if spec.series else {}
    first_unit = table.columns[1].unit
    for at, column in enumerate(table.columns[1:], start=1):
        line = {"color": shades.get(column.name, _ACCENT if at == 1 else "")} if shades or at == 1 else {}
        series: dict[str, Any] = {
            "name": column.name if spec.series else column_title(column.name, spec.language),
            "categories": [sheet.get_name(), start + 1, 0, last, 0],
            "values": [sheet.get_name(), start + 1, at, last, at],
            "y2_axis": column.unit != first_unit,
        }
        if line:
            series["line" if TYPES[spec.kind]["type"] in ("line", "scatter") else "fill"] = line
        chart.add_series(series)
    chart.set_title({"name": spec.title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 360})
    if table.columns[0].unit == "day":
        chart.set_x_axis({"date_axis": True, "num_format": "dd.mm"})
    sheet.insert_chart(start, len(table.columns) + 1, chart)
