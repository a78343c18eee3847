"""An answer as the props of the screen's elements: every figure and title already in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from agent.answer import Answer
from ingest.texts import Language, say
from tools.charts.chart import ChartSpec, described, spec_for
from tools.engine.table import Cell, Column, Table
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import cell_text, column_title, companion, question_title, worded_rows

MOST_ROWS: Final = 1_000
"""Rows a browser gets; a download has them all."""
DIRECTIVE: Final = re.compile(r"(?<!\\):(?=[A-Za-z])")
"""Chainlit's Markdown takes `:name` for a directive and swallows it."""
MARKUP: Final = re.compile(r"[\\`*_\[\]<>|#~:]")
KEPT_APART: Final = re.compile(r"(?<=\d) (?=[%₽$€£]|п\.п\.|тыс|млн|млрд)")

IN_SIGHT: Final = 10
"""Rows that are seen without scrolling."""

Props = dict[str, Any]


class Keep(Protocol):
    """Puts a table aside for download and returns its key."""

    def __call__(self, table: Table, language: Language, *, days: str, about: Sequence[str]) -> str:
        """The key."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One element: the file in `public/elements` that draws it, and what it draws."""

    name: str
    props: Props


def safe(words: str) -> str:
    """Markdown of an answer, safe for Chainlit's dialect; figures stay with their units."""
    return KEPT_APART.sub(wording.NBSP, DIRECTIVE.sub(r"\\:", words))


def plain(name: str) -> str:
    """A name from outside, harmless in Chainlit's Markdown."""
    return MARKUP.sub(r"\\\g<0>", " ".join(name.split()))


def pieces(answer: Answer, *, library: str, keep: Keep) -> list[Piece]:
    """Everything under the text, in reading order: cards, pictures, tables, receipt, next questions.

    Args:
        answer: what was found.
        library: address of the script that draws charts.
        keep: puts a table aside for download and returns its key.
    """
    shown = [*_cards(answer), *_charts(answer, library), *_tables(answer, keep)]
    if answer.receipt or answer.notes:
        props = {"title": say("chat-receipt", answer.language), "lines": answer.receipt, "notes": answer.notes}
        shown.append(Piece(name="DemetraReceipt", props=props))
    other = "chat-options-other" if answer.status == "answered" else "chat-options"
    for key, reads in (("chat-choices", False), (other, True)):
        labels = [option.label for option in answer.options if bool(option.reading) == reads]
        if labels:
            props = {"title": say(key, answer.language), "questions": labels}
            shown.append(Piece(name="DemetraFollowUps", props=props))
    if answer.suggestions:
        shown.append(Piece(name="DemetraFollowUps", props={"questions": answer.suggestions}))
    return shown


def is_single(table: Table) -> bool:
    """One row of figures that belongs to no name and no day."""
    return len(table.rows) == 1 and all(companion(column.name)[0] in METRICS for column in table.columns)


def _cards(answer: Answer) -> list[Piece]:
    """Of single totals and of the wholes of comparisons."""
    wholes = [table for table in (*answer.tables, *answer.totals) if is_single(table)]
    cards = [card for table in wholes for card in _cards_of(table, answer.language)]
    return [Piece(name="DemetraFigures", props={"cards": cards})] if cards else []


def _cards_of(table: Table, language: Language) -> list[Props]:
    lines = figures_of(table, language)
    return [
        {
            "title": line.title,
            "value": line.now,
            "change": line.change,
            "tone": line.tone,
            "before": say("chat-card-before", language, value=line.before) if line.before else "",
        }
        for line in lines
    ]


@dataclass(frozen=True, kw_only=True)
class WordedFigure:
    """One metric of a single row, in words."""

    title: str
    now: str
    before: str
    change: str
    tone: str


def figures_of(table: Table, language: Language) -> list[WordedFigure]:
    """The metrics of a table of one row."""
    names = [column.name for column in table.columns if companion(column.name)[1] in ("", "per_day", "share")]
    return [_figure(table, name, language) for name in names]


def _figure(table: Table, name: str, language: Language) -> WordedFigure:
    now, before = _cell(table, name), _cell(table, f"{name}_previous")
    change, tone = _change(table, name, language) if before is not None else ("", "flat")
    return WordedFigure(
        title=column_title(name, language),
        now=_worded(table, name, language),
        before=_worded(table, f"{name}_previous", language) if before is not None else "",
        change=change if now is not None else "",
        tone=tone,
    )


def named_rows(table: Table, language: Language, *, limit: int) -> list[tuple[str, str]]:
    """The first rows, of days and weeks the newest, as what they are about and their first figure."""
    measured = [place for place, column in enumerate(table.columns) if _is_numeric(column)][:1]
    named = [place for place, column in enumerate(table.columns) if not _is_numeric(column)]
    timed = table.columns[0].unit == "day"
    rows = worded_rows(table, language, limit=MOST_ROWS if timed else limit)
    rows = list(reversed(rows))[:limit] if timed else rows
    return [(" · ".join(row[place] for place in named), row[measured[0]] if measured else "") for row in rows]


def _has(table: Table, name: str) -> bool:
    return any(column.name == name for column in table.columns)


def _cell(table: Table, name: str) -> Cell:
    return table.rows[0][table.index(name)] if _has(table, name) else None


def _worded(table: Table, name: str, language: Language) -> str:
    return cell_text(_cell(table, name), table.columns[table.index(name)], language)


def _change(table: Table, name: str, language: Language) -> tuple[str, str]:
    """The change as the text says it (percentages in points), and whether it is good news."""
    now, before = _cell(table, name), _cell(table, f"{name}_previous")
    if not isinstance(now, int | float) or not isinstance(before, int | float):
        return "", "flat"
    metric = METRICS[companion(name)[0]]
    worded = _worded(table, f"{name}_change", language) if _has(table, f"{name}_change") else ""
    if metric.style == "percent":
        worded = _points(now, before, language)
    if now == before or metric.better not in ("up", "down"):
        return worded, "flat"
    return worded, "good" if (now > before) == (metric.better == "up") else "bad"


def _charts(answer: Answer, library: str) -> list[Piece]:
    specs = [chart.spec for chart in answer.charts] or _own_charts(answer)
    return [_chart(spec, library) for spec in specs]


def _own_charts(answer: Answer) -> list[ChartSpec]:
    """A picture of every table that has something to compare."""
    if answer.status != "answered":
        return []
    tables = [table for table in answer.tables if len(table.rows) > 1 and _measured(table) and _is_cut(table)]
    return [spec_for(_for_picture(table, answer.language), language=answer.language) for table in tables]


def _is_cut(table: Table) -> bool:
    return any(column.name in DIMENSIONS for column in table.columns)


def _measured(table: Table) -> list[int]:
    """Where its metrics stand."""
    return [place for place, column in enumerate(table.columns) if companion(column.name)[0] in METRICS]


def _for_picture(table: Table, language: Language) -> Table:
    """The dimensions and the first metric with what it was before: more would be a wall of panels."""
    named = [place for place, column in enumerate(table.columns) if column.name in DIMENSIONS]
    measured = _measured(table)
    first = companion(table.columns[measured[0]].name)[0]
    kept = [place for place in measured if table.columns[place].name in (first, f"{first}_previous")]
    places = [*named, *(kept or measured[:1])]
    columns = [table.columns[place] for place in places]
    rows = [[row[place] for place in places] for row in table.rows]
    title = question_title((first,), tuple(columns[place].name for place in range(len(named))), language)
    return table.model_copy(update={"columns": columns, "rows": rows, "title": title})


def _chart(spec: ChartSpec, library: str) -> Piece:
    light, dark = described(spec, theme="light"), described(spec, theme="dark")
    props = {
        "library": library,
        "label": spec.title,
        "light": light,
        "dark": dark,
        "height": int(light["layout"]["height"]),
        "failed": say("chat-chart-failed", spec.language),
        "save": say("chat-chart-save", spec.language),
    }
    return Piece(name="DemetraChart", props=props)


def _tables(answer: Answer, keep: Keep) -> list[Piece]:
    told = [table for table in answer.tables if is_single(table) and len(table.columns) == 1]
    shown = [table for table in answer.tables if table.rows and table not in told]
    return [_table(table, answer, keep) for table in shown]


def _table(table: Table, answer: Answer, keep: Keep) -> Piece:
    language, period = answer.language, answer.period
    days = wording.day_range(period.start, period.end, language) if period else ""
    key = keep(table, language, days=days, about=[answer.read_as, *answer.receipt, *answer.notes])
    body = _turned(table, language) if is_single(table) else _plain(table, language)
    files = [{"label": kind.upper(), "href": f"/files/{key}.{kind}"} for kind in ("csv", "xlsx")]
    words = {name: say(f"chat-table-{name}", language) for name in ("sort", "more", "find")}
    return Piece(name="DemetraTable", props={**body, "title": table.title, "files": files, "words": words})


def _plain(table: Table, language: Language) -> Props:
    rows = _in_points(table, worded_rows(table, language, limit=MOST_ROWS), language)
    cut = len(rows) < table.rows_total or not table.complete
    long = len(rows) > IN_SIGHT
    return {
        "columns": [
            {"title": column_title(column.name, language), "numeric": _is_numeric(column)} for column in table.columns
        ],
        "rows": rows,
        "keys": [
            [_key(cell, column, text) for cell, column, text in zip(row, table.columns, worded, strict=True)]
            for row, worded in zip(table.rows, rows, strict=False)
        ],
        "shown": _shown(len(rows), max(table.rows_total, len(table.rows)), language) if cut or long else "",
    }


def _in_points(table: Table, rows: list[list[str]], language: Language) -> list[list[str]]:
    """Changes of percentages as the text says them: in points."""
    for place, column in enumerate(table.columns):
        name, suffix = companion(column.name)
        if suffix != "change" or METRICS[name].style != "percent" or not _has(table, f"{name}_previous"):
            continue
        now, before = table.index(name), table.index(f"{name}_previous")
        for row, worded in zip(table.rows, rows, strict=False):
            worded[place] = _points(row[now], row[before], language)
    return rows


def _points(now: Cell, before: Cell, language: Language) -> str:
    known = isinstance(now, int | float) and isinstance(before, int | float)
    return wording.points(float(str(now)) - float(str(before)) if known else None, language)


def _shown(shown: int, total: int, language: Language) -> str:
    return say("chat-table-shown", language, shown=wording.count(shown, language), total=wording.count(total, language))


def _turned(table: Table, language: Language) -> Props:
    """A single row reads better as a line for each metric."""
    lines = figures_of(table, language)
    compared = any(line.before for line in lines)
    titles = ["metric", "now", "before", "change"] if compared else ["metric", "now"]
    rows = [[line.title, line.now, line.before, line.change][: len(titles)] for line in lines]
    return {
        "columns": [{"title": say(f"chat-table-{title}", language), "numeric": title != "metric"} for title in titles],
        "rows": rows,
        "keys": rows,
        "shown": "",
    }


def _is_numeric(column: Column) -> bool:
    return column.name not in DIMENSIONS and column.unit not in ("text", "day")


def _key(cell: Cell, column: Column, worded: str) -> Cell:
    """What a column is sorted by: numbers and days as they are, names as they read."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if _is_numeric(column) or isinstance(cell, int | float) else worded
