"""Tables on paper: figures to the right, long words wrapped, headings again on every page. Nothing is cut."""

from dataclasses import dataclass
from typing import Final

from ingest.texts import Language
from tools.charts.palette import colours
from tools.report.content import POINTS, ReportTable
from tools.report.pdf.page import LEFT, WIDTH, ReportPage, line_height, lines_of
from tools.report.tables import cell, heading

SIZE: Final = 8.6
HEAD: Final = 8.0
PAD: Final = 1.6
LEAST: Final = 13.0
_DOT: Final = 3.4
"""Millimetres that the dot before a channel takes."""
_WHOLE: Final = 75.0
"""A table that is no higher stays on one page."""


@dataclass(frozen=True, kw_only=True)
class TableLayout:
    """A table's words and the widths they get."""

    heads: list[str]
    rows: list[list[str]]
    widths: list[float]
    numeric: list[bool]
    size: float
    indent: float
    """Millimetres before the words of the first column."""


def write_grid(page: ReportPage, grid: ReportTable, language: Language) -> None:
    """Sets the table below what stands there."""
    layout = _layout(page, grid, language)
    channels = [str(name) for name in grid.table.column("channel")] if _dotted(grid) else []
    whole = 20 + sum(_height(page, layout, row) for row in layout.rows)
    page.fit(whole if whole <= _WHOLE else 30)
    _title(page, grid.title)
    _head(page, layout)
    shades = colours([name for name in channels if name], "light")
    for number, row in enumerate(layout.rows):
        last = grid.has_total and number == len(layout.rows) - 1
        dot = shades.get(channels[number], "") if channels and not last else ""
        height = _height(page, layout, row)
        if page.room < height:
            page.fit(height + 8)
            _head(page, layout)
        _row(page, layout, row, height, bold=last, dot=dot)
    page.set_y(page.get_y() + 4)


def _dotted(grid: ReportTable) -> bool:
    """Whether the rows are channels, each with its colour before it."""
    return grid.table.columns[0].name == "channel"


def _layout(page: ReportPage, grid: ReportTable, language: Language) -> TableLayout:
    columns = grid.table.columns
    heads = [heading(column, grid, language) for column in columns]
    rows = [
        [cell(content, column, language) for content, column in zip(row, columns, strict=True)]
        for row in grid.table.rows
    ]
    numeric = [column.unit not in ("text", "day") or column.unit == POINTS for column in columns]
    indent = _DOT if _dotted(grid) else 0.0
    for size in (SIZE, 8.0, 7.4, 6.8):
        widths = _widths(page, heads, rows, numeric, size)
        if widths is not None:
            return TableLayout(heads=heads, rows=rows, widths=widths, numeric=numeric, size=size, indent=indent)
    share = [WIDTH / len(columns)] * len(columns)
    return TableLayout(heads=heads, rows=rows, widths=share, numeric=numeric, size=6.8, indent=indent)


def _widths(
    page: ReportPage, heads: list[str], rows: list[list[str]], numeric: list[bool], size: float
) -> list[float] | None:
    """Figures whole on one line, names what is left; None when figures alone do not fit."""
    wanted, least = [], []
    for place, head in enumerate(heads):
        cells = max((page.wide(row[place], size) for row in rows), default=0.0)
        word = max(page.wide(part, HEAD) for part in head.split(" "))
        extra = 2 * PAD + (_DOT if place == 0 else 0)
        need = max(cells, word) + extra + 0.6
        wanted.append(max(need, min(page.wide(head, HEAD) + extra, 30.0)))
        least.append(max(need, LEAST) if numeric[place] else min(need, max(26.0, word + extra)))
    if sum(least) > WIDTH:
        return None
    spare, missing = WIDTH - sum(least), [max(a - b, 0.0) for a, b in zip(wanted, least, strict=True)]
    short = sum(missing)
    if short > spare:
        return [low + spare * gap / short for low, gap in zip(least, missing, strict=True)]
    even = (spare - short) / len(heads)
    return [low + gap + even for low, gap in zip(least, missing, strict=True)]


def _title(page: ReportPage, title: str) -> None:
    for line in lines_of(page, title, 10.5, WIDTH, bold=True) if title else []:
        page.put(LEFT, page.get_y() + 2.6, line, size=10.5, bold=True)
        page.set_y(page.get_y() + 3.2)
    page.set_y(page.get_y() + 1.5)


def _head(page: ReportPage, layout: TableLayout) -> None:
    lines = [
        lines_of(page, head, HEAD, width - 2 * PAD + 0.2)
        for head, width in zip(layout.heads, layout.widths, strict=True)
    ]
    height = line_height(HEAD) * max(len(some) for some in lines) + 1.6
    _cells(page, layout, lines, height, (HEAD, page.look.quiet, False))
    page.rule(page.get_y(), page.look.muted)


def _height(page: ReportPage, layout: TableLayout, row: list[str]) -> float:
    return line_height(layout.size) * max(len(some) for some in _wrapped(page, layout, row)) + 2.2


def _wrapped(page: ReportPage, layout: TableLayout, row: list[str]) -> list[list[str]]:
    room = [width - 2 * PAD - (_DOT if place == 0 else 0) for place, width in enumerate(layout.widths)]
    return [lines_of(page, text, layout.size, max(wide, 6.0)) for text, wide in zip(row, room, strict=True)]


def _row(page: ReportPage, layout: TableLayout, row: list[str], height: float, *, bold: bool, dot: str) -> None:
    top = page.get_y()
    if dot:
        page.set_fill_color(dot)
        page.circle(LEFT + PAD, top + height / 2, 1.0, style="F")
    _cells(page, layout, _wrapped(page, layout, row), height, (layout.size, "", bold))
    page.rule(page.get_y(), page.look.grid)


def _cells(
    page: ReportPage, layout: TableLayout, lines: list[list[str]], height: float, look: tuple[float, str, bool]
) -> None:
    size, colour, bold = look
    x, top, step = LEFT, page.get_y(), line_height(size)
    for place, (some, width) in enumerate(zip(lines, layout.widths, strict=True)):
        y = top + (height - step * len(some)) / 2 + step / 2
        for line in some:
            right = layout.numeric[place] and place > 0
            start = x + width - PAD if right else x + (PAD if place else layout.indent)
            (page.put_right if right else page.put)(start, y, line, size=size, bold=bold, colour=colour)
            y += step
        x += width
    page.set_y(top + height)
