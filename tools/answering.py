"""From a resolved question to a tool's result: the table, its whole, its title and what must be said beside it."""

from tools.asking import Asked
from tools.engine.engine import Result
from tools.engine.notes import Note
from tools.engine.table import Table
from tools.tool import ToolContext, ToolResult
from tools.words.labels import column_title, question_title, worded_rows

SHOWN_TO_MODEL = 60
"""Rows a model reads; the screen and files have all."""
BREAKDOWNS_WITHOUT_TOTAL = frozenset({"hour"})


def answer_query(asked: Asked, desk: ToolContext) -> ToolResult:
    """Runs the question.

    Raises:
        NoData: no account offers the asked breakdown.
    """
    result = desk.metrics.run(asked.query, today=desk.today)
    title = question_title(asked.query.metrics, asked.query.group_by, desk.language)
    notes = (*asked.notes, *result.notes)
    if result.empty:
        return _nothing(asked, result, desk, title)
    table = result.table.model_copy(update={"title": title})
    return ToolResult(
        title=title,
        text=model_text(table, notes, asked, desk),
        tables=(table,),
        total=_whole(asked, desk),
        notes=notes,
        period=asked.period,
        compared=asked.compared,
        as_of=result.as_of,
        query=asked.query,
        focus=asked.focus,
        counted=asked.count,
    )


def _nothing(asked: Asked, result: Result, desk: ToolContext, title: str) -> ToolResult:
    catalogue = desk.metrics.catalogue()
    known = {"first": catalogue.first_day, "last": catalogue.last_day}
    if catalogue.last_day is None:
        note = Note(key="answer-no-data-at-all")
    elif asked.query.having:
        note = Note(key="answer-none-pass")
    else:
        note = Note(key="answer-no-data", values=known)
    passed = bool(asked.query.having) and catalogue.last_day is not None
    return ToolResult(
        status="answered" if passed else "no_data",
        title=title,
        text=note.say(desk.language),
        tables=(result.table.model_copy(update={"title": title}),) if passed else (),
        notes=asked.notes,
        period=asked.period,
        compared=asked.compared,
        as_of=result.as_of,
        query=asked.query,
        counted=asked.count,
    )


def _whole(asked: Asked, desk: ToolContext) -> Table | None:
    """The same metrics without grouping, for questions that are cut."""
    query = asked.query
    if not query.group_by or BREAKDOWNS_WITHOUT_TOTAL & query.dimensions:
        return None
    flat = {"group_by": (), "having": (), "order": (), "limit": None, "share_of_total": False, "running": False}
    whole = desk.metrics.run(query.model_copy(update=flat), today=desk.today)
    return None if whole.empty else whole.table


def model_text(table: Table, notes: tuple[Note, ...], asked: Asked, desk: ToolContext) -> str:
    """The table as a model reads it: headings, worded cells, what was left out, the notes."""
    language = desk.language
    lines = [f"{table.title} | {asked.period.start}..{asked.period.end} ({asked.period.label})"]
    lines.append(" | ".join(column_title(column.name, language) for column in table.columns))
    lines += [" | ".join(row) for row in worded_rows(table, language, limit=SHOWN_TO_MODEL)]
    if len(table.rows) > SHOWN_TO_MODEL or not table.complete:
        lines.append(f"rows shown: {min(len(table.rows), SHOWN_TO_MODEL)}, rows_total: {table.rows_total}")
    return "\n".join([*lines, *(note.say(language) for note in notes)])
