"""What a row of sums is worth: each metric, and what stands beside it (before, change, share, average, pace)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Double, Select, Subquery, and_, case, cast, func, literal, select

from ingest.facts import MICRO
from tools.engine.arms import ASKED, COMPARED, FIRST_BAR, asked_metrics, payable
from tools.engine.cells import MONEY
from tools.engine.days import Divisors
from tools.engine.sources import SourcePlan
from tools.semantics.metrics import METRICS, Metric
from tools.semantics.question import PART, PERIOD, Condition, Question

Terms = Sequence[tuple[str, int]]


def metric_values(question: Question, plan: SourcePlan, sums: Subquery, whole: Subquery | None) -> Subquery:
    """The rows with every metric, its companions and, for each condition, what it is measured by (`bar_0`)."""
    columns: list[ColumnElement[Any]] = [sums.c[f"key_{name}"] for name in question.keys]
    for name in asked_metrics(question):
        columns.extend(_values(question, plan, name, sums))
        if METRICS[name].additive:
            columns.extend(_companions(question, plan, name, sums, whole))
    cut = select(*columns, *(column for column in sums.c if not column.name.startswith("key_"))).subquery("valued")
    bars = [
        _bar(question, plan, entry, place, cut).label(f"bar_{place}") for place, entry in enumerate(question.having)
    ]
    return select(*cut.c, *bars).subquery("cut") if bars else cut


def total_values(question: Question, plan: SourcePlan, kept: Subquery) -> Select[Any]:
    """The metrics over all kept rows."""
    numbered = [column for column in kept.c if column.name.endswith((f"_{ASKED}", f"_{COMPARED}"))]
    sums = select(*(func.sum(column).label(column.name) for column in numbered)).subquery("sums")
    columns = [column for name in question.metrics for column in _values(question, plan, name, sums)]
    return select(*columns, sums.c[f"rows_{ASKED}"])


def _values(question: Question, plan: SourcePlan, name: str, sums: Subquery) -> list[ColumnElement[Any]]:
    value = quotient(METRICS[name], plan, sums.c, ASKED)
    columns: list[ColumnElement[Any]] = [value.label(name)]
    if question.compare_to:
        before = quotient(METRICS[name], plan, sums.c, COMPARED)
        columns.append(before.label(f"{name}_previous"))
        columns.append(divided(value - before, func.abs(before)).label(f"{name}_change"))
        if says_absolute(question):
            columns.append((value - before).label(f"{name}_change_abs"))
    return columns


def says_absolute(question: Question) -> bool:
    """Whether absolute changes are asked about."""
    return question.order_of == "change_abs" or any(entry.of == "change_abs" for entry in question.having)


def _apart(question: Question, columns: Any) -> list[ColumnElement[Any]]:
    """Rows of different periods and parts are never added up."""
    return [columns[f"key_{name}"] for name in question.keys if name in (PERIOD, PART)]


def _companions(
    question: Question, plan: SourcePlan, name: str, sums: Subquery, whole: Subquery | None
) -> list[ColumnElement[Any]]:
    value = quotient(METRICS[name], plan, sums.c, ASKED)
    extra: list[ColumnElement[Any]] = []
    if question.share:
        all_of_it = _shared(question, plan, name, sums, whole)
        extra.append(divided(value, all_of_it).label(f"{name}_share"))
    if question.running and question.time:
        others = [sums.c[f"key_{key}"] for key in question.keys if key != question.time]
        running = func.sum(value).over(partition_by=others, order_by=sums.c[f"key_{question.time}"])
        extra.append(running.label(f"{name}_running"))
    if question.average:
        extra.append((value / _divisor(plan.divisors, sums)).label(f"{name}_per_{question.average}"))
    if question.pace:
        extra.append((value * literal(plan.pace)).label(f"{name}_pace"))
    return extra


def _shared(
    question: Question, plan: SourcePlan, name: str, sums: Subquery, whole: Subquery | None
) -> ColumnElement[Any]:
    if whole is not None:
        all_of_it = select(quotient(METRICS[name], plan, whole.c, None)).correlate(sums)
        placed = whole.c[f"key_{PERIOD}"]
        own = sums.c[f"key_{PERIOD}"] if PERIOD in question.keys else literal(0)
        return all_of_it.where(placed == own).scalar_subquery()
    value = quotient(METRICS[name], plan, sums.c, ASKED)
    within = [sums.c[f"key_{question.share}"]] if question.share in question.group_by else []
    return func.sum(value).over(partition_by=[*_apart(question, sums.c), *within])


def _divisor(divisors: Divisors, sums: Subquery) -> ColumnElement[Any]:
    """How many days, weeks ... a row has: one number for all, or by what tells the rows' days apart."""
    counts = set(divisors.counts.values())
    if len(counts) <= 1:
        return literal(float(next(iter(counts), 1)))
    keys = [sums.c[f"key_{name}"] for name in divisors.names]
    whens = [
        (and_(*(column == value for column, value in zip(keys, key, strict=True))), literal(float(count)))
        for key, count in divisors.counts.items()
    ]
    return case(*whens)


def _bar(question: Question, plan: SourcePlan, entry: Condition, place: int, cut: Subquery) -> ColumnElement[Any]:
    """What a condition's metric is compared with."""
    if not entry.times:
        return literal(entry.amount)
    metric = METRICS[entry.metric]
    if entry.times == "period":
        return quotient(metric, plan, cut.c, FIRST_BAR + place) * entry.amount
    apart = _apart(question, cut.c)
    column = cut.c[measure(entry)]
    if entry.times == "row":
        named = [case((cut.c[f"key_{key}"] == value, column)) for key, value in plan.named[place]]
        return func.max(func.coalesce(*named) if len(named) > 1 else named[0]).over(partition_by=apart) * entry.amount
    if entry.of == "value" and not metric.additive:
        return _quotient_of_sums(metric, plan, cut, apart) * entry.amount
    return func.avg(column).over(partition_by=apart) * entry.amount


def measure(entry: Condition) -> str:
    """The column that a condition looks at."""
    return entry.metric if entry.of == "value" else f"{entry.metric}_{entry.of}"


def _quotient_of_sums(
    metric: Metric, plan: SourcePlan, cut: Subquery, apart: list[ColumnElement[Any]]
) -> ColumnElement[Any]:
    """The average of a ratio is the ratio of the sums; an average of ratios means nothing."""
    summed = {
        column.name: func.sum(column).over(partition_by=apart) for column in cut.c if column.name.endswith(f"_{ASKED}")
    }
    return quotient(metric, plan, summed, ASKED)


def quotient(metric: Metric, plan: SourcePlan, columns: Any, number: int | None) -> ColumnElement[Any]:
    """The metric over the sums of one number (`spend_0`), or over sums that have none (`spend`)."""
    tail = "" if number is None else f"_{number}"
    count = payable(metric, plan)
    money = {metric.numerator[0][0]: f"{metric.numerator[0][0]}_on_{count}"} if count else {}
    above = _terms([(money.get(part, part), sign) for part, sign in metric.numerator], columns, tail)
    if metric.denominator:
        priced = metric.numerator[0][0] in MONEY
        parts = [
            (f"{part}_paid" if priced and f"{part}_paid{tail}" in columns else part, n)
            for part, n in metric.denominator
        ]
        above = divided(above, _terms(parts, columns, tail))
    value = above * metric.per / float(MICRO**metric.micro_shift)
    if metric.per_person:
        value = case((columns[f"rows{tail}"] == 1, value))
    return value


def divided(above: ColumnElement[Any], below: ColumnElement[Any]) -> ColumnElement[Any]:
    """The quotient, NULL without a divisor; were that of no known type, PostgreSQL would round it to 15 digits."""
    return above / func.nullif(below, 0, type_=Double())


def _terms(terms: Terms, columns: Any, tail: str) -> ColumnElement[Any]:
    (first, sign), *rest = terms
    total = cast(columns[f"{first}{tail}"], Double) * sign
    for part, factor in rest:
        total = total + cast(columns[f"{part}{tail}"], Double) * factor
    return total
