"""A Question as it was asked becomes the same Question in stored names and days; what was assumed is noted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from ingest.errors import InvalidInput
from tools.engine.notes import Note
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question
from tools.semantics.resolve import Unknown, resolve, resolve_all
from tools.tool import ToolContext
from tools.words.period import Period, default_period, resolve_period


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """A question in stored names and days, with what its phrases are called."""

    question: Question
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
        InvalidInput: a name or period can't be understood; the message names the nearest possible.
    """
    catalogue = desk.metrics.catalogue()
    periods, notes = _periods(question.periods, catalogue, desk)
    compared = _compared(question.compare_to, periods[0], catalogue, desk)
    order_by = question.order_by or ("" if question.descending else question.metrics[0])
    shown = [order_by] if order_by in METRICS else []
    stored = question.but(
        metrics=tuple(dict.fromkeys((*question.metrics, *shown))),
        group_by=tuple(dict.fromkeys(question.group_by)),
        where=tuple(_filter(entry, catalogue) for entry in question.where),
        periods=tuple(_days(period) for period in periods),
        compare_to=_days(compared) if compared else "",
        order_by=order_by,
        focus=tuple(_stored(name, question.group_by, catalogue) for name in question.focus),
    )
    return Resolved(question=stored, periods=periods, compared=compared, notes=notes)


def _days(period: Period) -> str:
    return f"{period.start}..{period.end}"


def _stored(name: str, dimensions: tuple[str, ...], catalogue: Catalogue) -> str:
    """The value as rows hold it; a name that no row can hold stays and stresses nothing."""
    for dimension in dimensions:
        try:
            return resolve(dimension, name, catalogue)
        except Unknown:
            continue
    return name


def _filter(entry: Filter, catalogue: Catalogue) -> Filter:
    if DIMENSIONS[entry.dimension].home in ("time", "hour"):
        return entry
    return entry.model_copy(update={"values": resolve_all(entry.dimension, entry.values, catalogue)})


def _periods(
    phrases: tuple[str, ...], catalogue: Catalogue, desk: ToolContext
) -> tuple[tuple[Period, ...], tuple[Note, ...]]:
    said = [phrase for phrase in phrases if phrase.strip()]
    if not said:
        return (default_period(desk.today, language=desk.language),), (Note(key="note-default-period"),)
    return tuple(_period(phrase, catalogue, desk) for phrase in said), ()


def _period(phrase: str, catalogue: Catalogue, desk: ToolContext) -> Period:
    bounds = {"first_day": catalogue.first_day, "last_day": catalogue.last_day}
    period = resolve_period(phrase, desk.today, language=desk.language, **bounds)
    if period.kind == "future":
        raise InvalidInput("asking-future", received=phrase, yesterday=str(desk.today - timedelta(days=1)))
    return period


def _compared(phrase: str, period: Period, catalogue: Catalogue, desk: ToolContext) -> Period | None:
    named: dict[str, Callable[[], Period | None]] = {
        "": lambda: None,
        "previous": period.previous,
        "last_year": period.same_last_year,
    }
    return named[phrase]() if phrase in named else _period(phrase, catalogue, desk)
