"""The line under an answer: how its question was read, from the resolved Question; what is not on it was not asked."""

from collections.abc import Iterator, Mapping
from datetime import date

from ingest.texts import Language, say
from tools.engine.table import Column
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.question import Condition, Filter, Question
from tools.tool import Numbers, ToolResult
from tools.words import wording
from tools.words.labels import cell_text
from tools.words.outside_names import quoted
from tools.words.period import Period
from tools.words.periods.spans import name_of

MOST_NAMES = 4
"""Values of a filter that are named; of more, only how many."""
MARKED = frozenset(("carried", "guessed", "default"))


def read_as(result: ToolResult, language: Language) -> str:
    """One line: metrics, filters, days, compared days, cuts, conditions, order; carried and assumed are marked."""
    if isinstance(result, Numbers):
        return " · ".join(part for part in _parts(result, language) if part)
    return " · ".join(part for part in (result.title, _days(result, language)) if part)


def _parts(result: Numbers, language: Language) -> Iterator[str]:
    question = result.question
    titles = [METRICS[name].titles[language] for name in question.metrics]
    yield _marked(wording.listing(titles, language), "metrics", result.origins, language)
    for entry, came in zip(question.where, (result.asked or question).where, strict=True):
        yield _marked(_filter(entry, came, language), "where", result.origins, language)
    if question.with_and_without:
        values = _values(question.with_and_without, language)
        yield say("read-with-and-without", language, values=values)
    yield _marked(_days(result, language), "periods", result.origins, language)
    if question.group_by:
        cuts = " ".join(DIMENSIONS[name].by[language] for name in question.group_by)
        yield _marked(cuts, "group_by", result.origins, language)
    for condition in question.having:
        worded = _condition(condition, question, _money(result), language)
        yield _marked(worded, "having", result.origins, language)
    yield from _shapes(question, language)
    yield _currency(result, language)


def wording_of(question: Question, language: Language) -> list[str]:
    """The same parts for a question that is not asked yet: what tells two readings apart before either is answered.

    Args:
        question: its days are ISO days, its names as stored.
        language: of the parts.
    """
    metrics = wording.listing([METRICS[name].titles[language] for name in question.metrics], language)
    parts = [" ".join((metrics, *(DIMENSIONS[name].by[language] for name in question.group_by)))]
    parts += [filter_words(entry, language) for entry in question.where]
    if question.with_and_without:
        parts.append(say("read-with-and-without", language, values=_values(question.with_and_without, language)))
    days = [window_words(text, language) for text in question.periods]
    against = window_words(question.compare_to, language)
    parts.append(_against("; ".join(days), against, question, language) if against else "; ".join(days))
    parts += [_condition(entry, question, "", language) for entry in question.having]
    return [part for part in (*parts, *_shapes(question, language)) if part]


def filter_words(entry: Filter, language: Language) -> str:
    """A filter of a question that is not asked yet."""
    if entry.match == "is":
        return _filter(entry, entry, language)
    title = DIMENSIONS[entry.dimension].titles[language].lower()
    values = say("read-part-unasked", language, dimension=title, part=", ".join(entry.values))
    return say("read-except", language, values=values) if entry.exclude else values


def _marked(text: str, slot: str, origins: Mapping[str, str], language: Language) -> str:
    origin = origins.get(slot, "said")
    return say(f"read-{origin}", language, text=text) if origin in MARKED else text


def _filter(entry: Filter, came: Filter, language: Language) -> str:
    values = _values(entry, language)
    if came.match == "contains":
        values = say("read-part", language, part=", ".join(came.values), count=len(entry.values))
    named = entry.dimension in ("campaign", "account") or came.match == "contains"
    values = f"{DIMENSIONS[entry.dimension].titles[language].lower()} {values}" if named else values
    return say("read-except", language, values=values) if entry.exclude else values


def _values(entry: Filter, language: Language) -> str:
    column = Column(name=entry.dimension, unit=DIMENSIONS[entry.dimension].unit)
    if DIMENSIONS[entry.dimension].unit == "day":
        return wording.listing(entry.values[:MOST_NAMES], language)
    names = [quoted(cell_text(value, column, language), language) for value in entry.values]
    if len(names) > MOST_NAMES:
        more = say("read-more", language, count=len(names) - MOST_NAMES + 1)
        names = [*names[: MOST_NAMES - 1], more]
    return wording.listing(names, language)


def _days(result: ToolResult, language: Language) -> str:
    several = result.periods if isinstance(result, Numbers) else ()
    periods = several or tuple(filter(None, (result.period,)))
    if not periods:
        return ""
    line = "; ".join(_period(period, language) for period in periods)
    if result.compared:
        against = wording.day_range(result.compared.start, result.compared.end, language)
        line = _against(line, against, result.question if isinstance(result, Numbers) else None, language)
    assumed = isinstance(result, Numbers) and result.asked is not None and not any(result.asked.periods)
    return say("read-default", language, text=line) if assumed else line


def _against(days: str, against: str, question: Question | None, language: Language) -> str:
    """The days compared with, or that each month, week ... is held against the one before: then both overlap."""
    dated = question is not None and all(".." in text for text in (question.compare_to, *question.periods[:1]))
    if question and dated and question.compared and question.compared.end >= question.window.start:
        return say("read-step", language, days=days, unit=question.time or "")
    return say("compose-against", language, days=days, against=against)


def _period(period: Period, language: Language) -> str:
    days = wording.day_range(period.start, period.end, language)
    plain = period.label in (days, name_of((period.start, period.end), period.language))
    return days if plain else say("compose-days-label", language, days=days, label=period.label)


def _condition(entry: Condition, question: Question, money: str, language: Language) -> str:
    metric = METRICS[entry.metric]
    title = metric.titles[language]
    days = window_words(question.compare_to, language) if entry.of == "previous" else ""
    of = entry.of.replace("_", "-")
    left = title if entry.of == "value" else say(f"read-of-{of}", language, metric=title, days=days)
    return f"{left} {_SIGNS[entry.operator]} {_right(entry, question, money, language)}"


_SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤"}


def _right(entry: Condition, question: Question, money: str, language: Language) -> str:
    if entry.times:
        times = "" if entry.amount == 1 else f"{wording.multiple(entry.amount, language)} × "
        column = Column(name=next(iter(question.group_by), "channel"), unit="text")
        name = (
            window_words(entry.name, language) if entry.times == "period" else cell_text(entry.name, column, language)
        )
        return times + say(f"read-times-{entry.times}", language, name=name)
    if entry.of in ("change", "share"):
        return wording.percent(entry.amount, language)
    unit = {"money": f"money:{money}" if money else "count", "count": "count"}.get(METRICS[entry.metric].style, "ratio")
    return cell_text(entry.amount, Column(name=entry.metric, unit=unit), language)


def window_words(text: str, language: Language) -> str:
    """ISO days as people write them; a phrase as it is."""
    start, _, end = text.partition("..")
    return wording.day_range(date.fromisoformat(start), date.fromisoformat(end), language) if end else text


def _shapes(question: Question, language: Language) -> Iterator[str]:
    """What was asked of the rows: their order, how many, shares, averages, totals."""
    if question.order_by:
        yield _order(question, language)
    if question.share:
        within = DIMENSIONS[question.share].titles[language].lower() if question.share in DIMENSIONS else ""
        key = "within" if within else question.share
        yield say(f"read-share-{key}", language, name=within)
    if question.average:
        yield say(f"read-average-{question.average}", language)
    for name in ("running", "total", "count"):
        if getattr(question, name):
            yield say(f"read-{name}", language)
    if question.pace:
        yield say(f"read-pace-{question.pace}", language)


def _order(question: Question, language: Language) -> str:
    name = question.order_by
    title = METRICS[name].titles[language] if name in METRICS else DIMENSIONS[name].titles[language]
    if question.order_of != "value":
        title = say(f"read-of-{question.order_of.replace('_', '-')}", language, metric=title)
    way = "down" if question.descending else "up"
    line = say(f"read-order-{way}", language, name=title)
    if not question.limit:
        return line
    line = say("read-limit", language, count=question.limit, order=line)
    each = [DIMENSIONS[name].titles[language].lower() for name in question.limited_in if name in DIMENSIONS]
    return say("read-limit-per", language, line=line, name=wording.listing(each, language)) if each else line


def _money(result: Numbers) -> str:
    units = (column.unit for table in result.tables for column in table.columns)
    return next((unit.partition(":")[2] for unit in units if unit.startswith("money:")), "USD")


def _currency(result: Numbers, language: Language) -> str:
    units = {column.unit.partition(":")[2] for table in result.tables for column in table.columns} - {""}
    return wording.listing(sorted(units), language) if units else ""
