"""From a resolved question to a tool's result: the table, its whole, its title and what must be said beside it."""

from collections.abc import Sequence
from datetime import date

from tools.asking import Resolved
from tools.engine.days import UNITS, unit_window
from tools.engine.engine import Result
from tools.engine.notes import Note
from tools.engine.table import Happening, Table
from tools.notes.days import note_line
from tools.notes.store import between
from tools.semantics.question import Question, Unit
from tools.tool import Numbers, ToolContext
from tools.words.labels import column_title, question_title, worded_rows

SHOWN_TO_MODEL = 60
"""Rows a model reads; the screen and files have all."""
MOST_MARKED = 4
"""Notes marked on one chart."""
BREAKDOWNS_WITHOUT_TOTAL = frozenset({"hour"})


def answer_query(asked: Resolved, desk: ToolContext) -> Numbers:
    """Runs the question.

    Raises:
        NoData: no account offers the asked breakdown.
    """
    result = desk.metrics.run(asked.question, today=desk.today)
    title = question_title(asked.question.metrics, asked.question.group_by, desk.language)
    notes = (*asked.notes, *result.notes)
    if result.empty:
        return _nothing(asked, result, desk, title)
    ends = {
        "unsettled": _unsettled(asked, result.notes),
        "begun": _begun(asked),
        "happenings": _happenings(asked, desk),
    }
    table = result.table.model_copy(update={"title": title, **ends})
    return Numbers(
        title=title,
        text=model_text(table, notes, asked, desk),
        tables=(table,),
        total=result.total or _whole(asked, desk),
        notes=notes,
        period=asked.period,
        compared=asked.compared,
        as_of=result.as_of,
        question=asked.question,
        asked=asked.asked,
        periods=asked.periods,
    )


def _nothing(asked: Resolved, result: Result, desk: ToolContext, title: str) -> Numbers:
    catalogue = desk.metrics.catalogue()
    known = {"first": catalogue.first_day, "last": catalogue.last_day}
    if catalogue.last_day is None:
        note = Note(key="answer-no-data-at-all")
    elif asked.question.having:
        note = Note(key="answer-none-pass")
    else:
        note = Note(key="answer-no-data", values=known)
    passed = bool(asked.question.having) and catalogue.last_day is not None
    return Numbers(
        status="answered" if passed else "no_data",
        title=title,
        text=note.say(desk.language),
        tables=(result.table.model_copy(update={"title": title}),) if passed else (),
        notes=asked.notes,
        period=asked.period,
        compared=asked.compared,
        as_of=result.as_of,
        question=asked.question,
        asked=asked.asked,
        periods=asked.periods,
    )


def _unsettled(asked: Resolved, notes: Sequence[Note]) -> date | None:
    """From when on figures may still change; None where all stand."""
    found = [day for note in notes if isinstance(day := note.values.get("since"), date)]
    unit, end = _unit(asked), asked.period.end
    if unit is not None and (span := unit_window(end, unit)).end > end:
        found.append(span.start)
    return min(found, default=None)


def _happenings(asked: Resolved, desk: ToolContext) -> tuple[Happening, ...]:
    """The team's notes on days that stand along a time axis; of channels asked about, the newest few."""
    if not asked.question.time:
        return ()
    named = {value for one in asked.question.where if one.dimension == "channel" for value in one.values}
    seen = desk.metrics.catalogue()
    notes = [
        one
        for one in between(desk.engine, asked.period.start, asked.period.end)
        if seen.owns(one.channel or None) and (not named or one.channel in {"", *named})
    ]
    return tuple(Happening(start=one.start, end=one.end, text=note_line(one, desk)) for one in notes[-MOST_MARKED:])


def _begun(asked: Resolved) -> date | None:
    """The week, month ... in which the days asked about begin, but not with its first day."""
    unit, start = _unit(asked), asked.period.start
    first = unit_window(start, unit).start if unit else start
    return first if first < start else None


def _unit(asked: Resolved) -> Unit | None:
    return next((unit for unit in UNITS if unit in asked.question.dimensions), None)


def _whole(asked: Resolved, desk: ToolContext) -> Table | None:
    """The same metrics without grouping, for questions that are cut."""
    question = asked.question
    if not question.group_by or BREAKDOWNS_WITHOUT_TOTAL & question.dimensions:
        return None
    whole = desk.metrics.run(flat(question), today=desk.today)
    return None if whole.empty else whole.table


def flat(question: Question) -> Question:
    """The same metrics, filters and days as one row."""
    names = {"metrics", "where", "periods", "compare_to", "average"} & question.model_fields_set
    return Question.model_validate({name: getattr(question, name) for name in names})


def model_text(table: Table, notes: tuple[Note, ...], asked: Resolved, desk: ToolContext) -> str:
    """The table as a model reads it: headings, worded cells, what was left out, the notes."""
    language = desk.language
    lines = [f"{table.title} | {asked.period.start}..{asked.period.end} ({asked.period.label})"]
    lines.append(" | ".join(column_title(column.name, language) for column in table.columns))
    lines += [" | ".join(row) for row in worded_rows(table, language, limit=SHOWN_TO_MODEL)]
    if len(table.rows) > SHOWN_TO_MODEL or not table.complete:
        lines.append(f"rows shown: {min(len(table.rows), SHOWN_TO_MODEL)}, rows_total: {table.rows_total}")
    return "\n".join([*lines, *(note.say(language) for note in notes)])
