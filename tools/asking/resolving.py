"""A Question as it was asked becomes the same Question in stored names and days; what was assumed is noted."""

from dataclasses import dataclass

from tools.asking.days import Calendar, asked_periods, compared_period, days_of, pace_of
from tools.asking.names import named_row, stored_filter, stored_name
from tools.engine.notes import Note
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import ALONG
from tools.semantics.metrics import METRICS
from tools.semantics.question import PERIOD, Condition, Question
from tools.tool import ToolContext
from tools.words.period import Period


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """A question in stored names and days, with what its phrases are called."""

    question: Question
    asked: Question
    """As it came: what its filters were called."""
    periods: tuple[Period, ...]
    compared: Period | None
    notes: tuple[Note, ...] = ()

    @property
    def period(self) -> Period:
        """The first period."""
        return self.periods[0]


def understand(question: Question, desk: ToolContext) -> Resolved:
    """Resolves names and periods.

    Raises:
        InvalidInput: a name or period can't be understood, or a comparison is with the same days; the message names
            the nearest possible.
    """
    catalogue = desk.metrics.catalogue()
    calendar = Calendar(
        today=desk.today, language=desk.language, first_day=catalogue.first_day, last_day=catalogue.last_day
    )
    periods, notes = asked_periods(question.periods, calendar)
    whole = any(entry.of == "previous" for entry in question.having)
    along = question.time in ALONG
    compared, same = compared_period(question.compare_to, periods[0], calendar, whole=whole, along=along)
    filters = [stored_filter(entry, catalogue, calendar) for entry in question.where]
    beside = stored_filter(question.with_and_without, catalogue, calendar) if question.with_and_without else None
    stored = _fitting(question).but(
        group_by=tuple(dict.fromkeys(question.group_by)),
        where=tuple(found.filter for found in filters),
        periods=tuple(days_of(period) for period in periods),
        compare_to=days_of(compared) if compared else "",
        having=tuple(_condition(entry, question, periods[0], catalogue, calendar) for entry in question.having),
        with_and_without=beside.filter if beside else None,
        pace=pace_of(question.pace, periods[0]),
        focus=tuple(stored_name(name, question.group_by, catalogue) for name in question.focus),
    )
    parts = [found.note for found in (*filters, beside) if found and found.note]
    return Resolved(question=stored, asked=question, periods=periods, compared=compared, notes=(*notes, *same, *parts))


def _fitting(question: Question) -> Question:
    """With what follows from the slots: the metric that orders rows is shown, a share asked about is computed."""
    order_by = question.order_by or ("" if question.descending else question.metrics[0])
    shown = [order_by] if order_by in METRICS else []
    shares = question.order_of == "share" or any(entry.of == "share" for entry in question.having)
    return question.but(
        metrics=tuple(dict.fromkeys((*question.metrics, *shown))),
        order_by=order_by,
        share=question.share or ("rows" if shares else ""),
        limit_per=question.limit_per if question.limit_per != PERIOD else "",
    )


def _condition(
    entry: Condition, question: Question, period: Period, catalogue: Catalogue, calendar: Calendar
) -> Condition:
    if entry.times == "row":
        return entry.model_copy(update={"name": named_row(entry.name, question.group_by, catalogue)})
    if entry.times == "period":
        other, _ = compared_period(entry.name, period, calendar)
        return entry.model_copy(update={"name": days_of(other) if other else ""})
    return entry
