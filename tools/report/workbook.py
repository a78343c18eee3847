"""The report as a workbook: a sheet a section, raw numbers in formats, native charts, headings that stay in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from babel.numbers import get_currency_symbol

from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.exporting import harmless
from tools.report.content import POINTS, Cards, Picture, Prose, ReportContent, ReportTable, Section
from tools.report.native_charts import add_chart, laid_out
from tools.report.pdf.words import plain
from tools.report.tables import cell, heading
from tools.semantics.metrics import METRICS
from tools.words.labels import companion

OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
FIRST_ROW: Final = 3
"""Where the first table's headings stand: below title, days and age of the data."""
_SHEET_NAME: Final = 31
_WIDEST: Final = 46


@dataclass(kw_only=True)
class SheetPlace:
    """A sheet and the row that is free."""

    book: Any
    sheet: Any
    language: Language
    row: int = FIRST_ROW
    widths: dict[int, int] | None = None


def write_xlsx(report: ReportContent) -> bytes:
    """The whole workbook."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        book.set_properties({"title": say("report-title", report.language), "author": "Demetra"})
        for section in report.sections:
            _sheet(book, section, report)
    return stream.getvalue()


def _sheet(book: Any, section: Section, report: ReportContent) -> None:
    sheet = book.add_worksheet(sheet_name(section))
    sheet.hide_gridlines(2)
    title = report.headline if section.key == "summary" else section.title
    sheet.write_string(0, 0, str(harmless(title)), book.add_format({"bold": True, "font_size": 15}))
    quiet = book.add_format({"font_color": "#626B60"})
    days = say("report-running-head", report.language, days=report.days, compared=report.compared)
    about = say("report-about", report.language, names=report.about) if report.about else ""
    sheet.write_string(1, 0, str(harmless(" · ".join(filter(None, (days, about))))), quiet)
    place = SheetPlace(book=book, sheet=sheet, language=report.language, widths={})
    grids = [
        _card_grid(block, report) if isinstance(block, Cards) else block
        for block in section.blocks
        if isinstance(block, ReportTable | Cards)
    ]
    for grid in grids:
        _grid(place, grid)
    sheet.freeze_panes(FIRST_ROW + 1 if grids else FIRST_ROW - 1, 1 if grids else 0)
    texts = [block.text for block in section.blocks if isinstance(block, Prose)]
    _words(place, texts)
    _charts(place, [block for block in section.blocks if isinstance(block, Picture)])
    for column, width in (place.widths or {}).items():
        sheet.set_column(column, column, min(width + 2, _WIDEST))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def sheet_name(section: Section) -> str:
    """A section's name as a sheet may carry it."""
    return "".join(letter for letter in section.title if letter not in "[]:*?/\\")[:_SHEET_NAME]


def _card_grid(cards: Cards, report: ReportContent) -> ReportTable:
    """Key figures as rows, each in its own unit."""
    names = ("metric", "value", "previous", "change")
    rows: list[list[Cell]] = [
        [card.title, card.value, card.before, card.value / card.before - 1 if card.before else None]
        for card in cards.cards
    ]
    units = ("text", "mixed", "mixed", "ratio")
    columns = [Column(name=name, unit=unit) for name, unit in zip(names, units, strict=True)]
    columns[1] = Column(name="value", unit="mixed:" + " ".join(card.unit for card in cards.cards))
    columns[2] = Column(name="previous", unit=columns[1].unit)
    heads = dict(
        zip(
            names,
            (say(f"report-{key}", report.language) for key in ("columns", "value", "before", "change")),
            strict=True,
        )
    )
    return ReportTable(title="", table=Table(columns=columns, rows=rows, rows_total=len(rows)), heads=heads)


def _grid(place: SheetPlace, grid: ReportTable) -> None:
    """A table under its title; its headings stand right at `place.row` when it is the first."""
    book, sheet, language = place.book, place.sheet, place.language
    if place.row > FIRST_ROW:
        sheet.write_string(place.row, 0, str(harmless(grid.title)), book.add_format({"bold": True}))
        place.row += 1
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EEF4E8"})
    for at, column in enumerate(grid.table.columns):
        shown = _mixed_head(column, grid, language)
        sheet.write_string(place.row, at, str(harmless(shown)), head)
        _widen(place, at, min(len(shown), 18))
    for step, row in enumerate(grid.table.rows, start=1):
        last = grid.has_total and step == len(grid.table.rows)
        for at, (content, column) in enumerate(zip(row, grid.table.columns, strict=True)):
            unit = _unit(column, step - 1)
            _write(place, (place.row + step, at), content, Column(name=column.name, unit=unit), bold=last)
    place.row += len(grid.table.rows) + 2


def _mixed_head(column: Column, grid: ReportTable, language: Language) -> str:
    return grid.heads[column.name] if column.unit.startswith("mixed") else heading(column, grid, language)


def _unit(column: Column, row: int) -> str:
    return column.unit.removeprefix("mixed:").split(" ")[row] if column.unit.startswith("mixed:") else column.unit


def _widen(place: SheetPlace, column: int, width: int) -> None:
    if place.widths is not None:
        place.widths[column] = max(place.widths.get(column, 10), width)


def _write(place: SheetPlace, where: tuple[int, int], content: Cell, column: Column, *, bold: bool) -> None:
    """A raw number in its format, a day as a date, a name in words."""
    look = {"num_format": number_format(column, place.language), **({"bold": True, "top": 1} if bold else {})}
    if content is None:
        return
    if column.unit == "day" and isinstance(content, date):
        place.sheet.write_datetime(*where, content, place.book.add_format(look))
        _widen(place, where[1], 11)
    elif isinstance(content, int | float) and column.unit not in ("text", "day"):
        place.sheet.write_number(*where, content, place.book.add_format(look))
        _widen(place, where[1], 12)
    else:
        shown = str(harmless(cell(content, column, place.language)))
        place.sheet.write_string(*where, shown, place.book.add_format({"bold": bold}))
        _widen(place, where[1], len(shown))


def number_format(column: Column, language: Language) -> str:
    """Excel's own format of a unit; Excel puts in the reader's separators."""
    kind, _, currency = column.unit.partition(":")
    if kind == "money":
        symbol = get_currency_symbol(currency, locale=language)
        return f'#,##0.00 "{symbol}"' if language == "ru" else f'"{symbol}"#,##0.00'
    metric, suffix = companion(column.name)
    if kind == "ratio" and not suffix and metric in METRICS and METRICS[metric].style != "percent":
        return "0.00"
    return {"count": "#,##0.##", "ratio": "0.0%", POINTS: "+0.0%;-0.0%;0.0%", "day": "dd.mm.yyyy"}.get(kind, "@")


def _words(place: SheetPlace, texts: Sequence[str]) -> None:
    wrapped = place.book.add_format({"text_wrap": False})
    for text in texts:
        for line in plain(text):
            place.sheet.write_string(place.row, 0, str(harmless(line)), wrapped)
            place.row += 1
        place.row += 1


def _charts(place: SheetPlace, pictures: Sequence[Picture]) -> None:
    """Each chart's figures below, and the chart beside them."""
    for picture in pictures:
        table = laid_out(picture.spec, place.language)
        said = say("report-sheet-chart", place.language, title=picture.title)
        place.sheet.write_string(place.row, 0, str(harmless(said)), place.book.add_format({"bold": True}))
        place.row += 1
        start = place.row
        first = FIRST_ROW
        place.row = max(place.row, first + 1)
        _grid_of_chart(place, table, picture.spec)
        add_chart(place.book, place.sheet, picture.spec, table, start)
        place.row = max(place.row, start + 20)


def _grid_of_chart(place: SheetPlace, table: Table, spec: ChartSpec) -> None:
    start = place.row
    head = place.book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for at, column in enumerate(table.columns):
        named = ReportTable(title="", table=table, heads={} if spec.series is None else {column.name: column.name})
        shown = heading(column, named, place.language) if at == 0 or spec.series is None else column.name
        place.sheet.write_string(start, at, str(harmless(shown)), head)
    for step, row in enumerate(table.rows, start=1):
        for at, (content, column) in enumerate(zip(row, table.columns, strict=True)):
            _write(place, (start + step, at), content, column, bold=False)
    if spec.kind == "heatmap" and table.rows:
        scale = {"type": "2_color_scale", "min_color": "#EEF4E8", "max_color": "#2F641C"}
        place.sheet.conditional_format(start + 1, 1, start + len(table.rows), len(table.columns) - 1, scale)
    place.row = start + len(table.rows) + 2
