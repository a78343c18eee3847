"""Turns a `Question` into one SQLAlchemy statement that SQLite and PostgreSQL answer alike.

Rows come from the smallest table that knows them: account rollup, campaign rollup, facts of one slice, or hours.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from ingest.facts import MEASURES
from ingest.schema import account, campaign, channel, channel_day
from tools.engine.calendar_sql import TIME_PARTS
from tools.engine.cells import MONEY, cell, rate
from tools.engine.sources import ROW_DIMENSIONS, Source, SourcePlan, source_of
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS, Metric
from tools.semantics.question import Condition, Filter, Question, Window

MICRO = 1_000_000
OPERATORS = {">": "__gt__", ">=": "__ge__", "<": "__lt__", "<=": "__le__"}
ACCOUNTS = ("channel", "account")
"""Filters on these have become `SourcePlan.accounts`."""


def compile_question(question: Question, plan: SourcePlan) -> Select[Any]:
    """The statement. Columns: group keys, one column a metric (and its companions), `rows_total`, `missing_*`.

    Rows are summed by account or campaign first, in the order in which the tables keep them, and only the few sums
    meet the names: that is what keeps SQLite quick.
    """
    source = source_of(question, plan)
    windows = [question.window] + ([question.compared] if question.compared else [])
    arms = [
        _arm(question, plan, source, window).add_columns(literal(n).label("number")) for n, window in enumerate(windows)
    ]
    arm = (union_all(*arms) if len(arms) > 1 else arms[0]).subquery("arm")
    sums = _renamed(question, arm) if _is_final(question, plan) else _by_keys(question, source, arm)
    return _chosen_rows(question, _metric_values(question, plan, sums))


def _arm(question: Question, plan: SourcePlan, source: Source, window: Window) -> Select[Any]:
    """Sums of one period by entity and by whatever stands on the rows themselves."""
    columns = source.table.c
    entity = [source.entity.label("entity")] if _needs_entity(question) else []
    keys = [_row_value(name, source).label(f"key_{name}") for name in question.group_by if name in ROW_DIMENSIONS]
    statement = _read(source, plan).where(columns.day.between(window.start, window.end))
    if source.condition is not None:
        statement = statement.where(source.condition)
    statement = statement.where(
        *(_condition(entry, source) for entry in question.where if entry.dimension not in ACCOUNTS)
    )
    statement = statement.add_columns(*entity, *keys, *_sums(question, plan, source))
    return statement.group_by(*entity, *keys) if entity or keys else statement


def _needs_entity(question: Question) -> bool:
    return any(name not in ROW_DIMENSIONS for name in question.group_by)


def _read(source: Source, plan: SourcePlan) -> Select[Any]:
    """The table, entered through its entity: `id + 0` keeps SQLite from scanning it and looking the entity up."""
    statement: Select[Any] = select()
    if source.table is channel_day:
        statement = statement.select_from(channel_day).where(channel_day.c.account_id.in_(plan.accounts))
        return statement.join(account, account.c.id == channel_day.c.account_id) if plan.foreign else statement
    statement = statement.select_from(campaign).join(source.table, source.table.c.campaign_id == campaign.c.id + 0)
    if plan.narrowed:
        statement = statement.where((campaign.c.account_id + 0).in_(plan.accounts))
    return statement.join(account, account.c.id == campaign.c.account_id) if plan.foreign else statement


def _row_value(name: str, source: Source) -> ColumnElement[Any]:
    column = source.table.c
    return TIME_PARTS[name](column.day) if DIMENSIONS[name].home == "time" else column[name]


def _condition(entry: Filter, source: Source) -> ColumnElement[bool]:
    wanted: ColumnElement[bool]
    if entry.dimension == "campaign":
        wanted = or_(campaign.c.name.in_(entry.values), campaign.c.external_id.in_(entry.values))
    elif entry.dimension in ("weekday", "hour"):
        wanted = _row_value(entry.dimension, source).in_([int(value) for value in entry.values])
    elif DIMENSIONS[entry.dimension].home == "time":
        wanted = _row_value(entry.dimension, source).in_([date.fromisoformat(value) for value in entry.values])
    elif entry.dimension in ROW_DIMENSIONS:
        wanted = _row_value(entry.dimension, source).in_(entry.values)
    else:
        wanted = campaign.c[entry.dimension].in_(entry.values)
    return ~wanted if entry.exclude else wanted


def measures(question: Question) -> tuple[str, ...]:
    """The stored measures that the question's metrics and thresholds are made of."""
    asked = (*question.metrics, *(entry.metric for entry in question.having))
    return tuple(dict.fromkeys(part for name in asked for part in METRICS[name].parts))


def _sums(question: Question, plan: SourcePlan, source: Source) -> list[ColumnElement[Any]]:
    columns: list[ColumnElement[Any]] = []
    columns.extend(func.sum(cell(measure, plan, source)).label(measure) for measure in measures(question))
    ratios = _parts_of_ratios(question)
    gapped = [part for part in ratios if part in source.table.c and (part in plan.gapped or not source.rollup)]
    for part in gapped:
        gaps = source.table.c[f"missing_{part}"] if source.rollup else cast(source.table.c[part].is_(None), Integer)
        columns.append(func.sum(gaps).label(f"missing_{part}"))
    counted = source.rollup and (gapped or "frequency" in question.metrics)  # else it is enough to know that rows exist
    columns.append((func.sum(source.table.c.rows) if counted else func.count()).label("rows"))
    if plan.foreign:
        unrated = and_(account.c.currency != plan.currency, rate(plan, source).is_(None))
        columns.append(func.sum(case((unrated, 1), else_=0)).label("missing_rate"))
        paid = [part for part in measures(question) if part not in MONEY and _is_paid_for(part, question)]
        columns.extend(func.sum(case((~unrated, cell(part, plan, source)))).label(f"{part}_paid") for part in paid)
    return columns


def _is_paid_for(part: str, question: Question) -> bool:
    """Whether money is divided by it: then rows without a rate, whose money is missing, may not be counted in it."""
    asked = (METRICS[name] for name in (*question.metrics, *(entry.metric for entry in question.having)))
    return any(metric.numerator[0][0] in MONEY and (part, 1) in metric.denominator for metric in asked)


def _parts_of_ratios(question: Question) -> list[str]:
    ratios = [METRICS[name] for name in question.metrics if METRICS[name].denominator]
    return [part for part in dict.fromkeys(part for metric in ratios for part in metric.parts) if part in MEASURES]


def _is_final(question: Question, plan: SourcePlan) -> bool:
    """Whether the rows of a single arm are the asked groups already."""
    own = ROW_DIMENSIONS if plan.variants else {*ROW_DIMENSIONS, "campaign"}
    return question.compared is None and all(name in own for name in question.group_by)


def _renamed(question: Question, arm: Subquery) -> Subquery:
    keys = [(arm.c.entity if name == "campaign" else arm.c[f"key_{name}"]) for name in question.group_by]
    named = [key.label(f"key_{name}") for key, name in zip(keys, question.group_by, strict=True)]
    sums = [
        column if column.name.startswith("missing_") else column.label(f"{column.name}_0") for column in _summed(arm)
    ]
    return select(*named, *sums).subquery("sums")


def _summed(arm: Subquery) -> list[ColumnElement[Any]]:
    return [
        column for column in arm.c if column.name not in ("number", "entity") and not column.name.startswith("key_")
    ]


def _by_keys(question: Question, source: Source, arm: Subquery) -> Subquery:
    """The arms' sums under the asked names, each period in its own columns (`spend_0`, `spend_1`)."""
    keys = [_named(name, arm).label(f"key_{name}") for name in question.group_by]
    columns: list[ColumnElement[Any]] = []
    for column in _summed(arm):
        if column.name.startswith("missing_"):
            columns.append(func.sum(case((arm.c.number == 0, column))).label(column.name))
            continue
        numbers = (0, 1) if question.compared else (0,)
        columns.extend(func.sum(case((arm.c.number == n, column))).label(f"{column.name}_{n}") for n in numbers)
    statement = _with_names(select(*keys, *columns).select_from(arm), question, source, arm)
    return (statement.group_by(*(_named(name, arm) for name in question.group_by)) if keys else statement).subquery(
        "sums"
    )


def _named(name: str, arm: Subquery) -> ColumnElement[Any]:
    named: dict[str, ColumnElement[Any]] = {
        "channel": channel.c.key,
        "account": func.coalesce(func.nullif(account.c.name, ""), account.c.external_id),
        "campaign": campaign.c.root_id,
    }
    if name in ROW_DIMENSIONS:
        return arm.c[f"key_{name}"]
    return named[name] if name in named else campaign.c[name]


def _with_names(statement: Select[Any], question: Question, source: Source, arm: Subquery) -> Select[Any]:
    if not _needs_entity(question):
        return statement
    if source.table is channel_day:
        statement = statement.join(account, account.c.id == arm.c.entity)
    else:
        statement = statement.join(campaign, campaign.c.id == arm.c.entity)
        statement = statement.join(account, account.c.id == campaign.c.account_id)
    return statement.join(channel, channel.c.id == account.c.channel_id)


def _metric_values(question: Question, plan: SourcePlan, sums: Subquery) -> Subquery:
    keys: list[ColumnElement[Any]] = [sums.c[f"key_{name}"] for name in question.group_by]
    asked = dict.fromkeys((*question.metrics, *(entry.metric for entry in question.having)))
    columns: list[ColumnElement[Any]] = []
    for name in asked:
        metric = METRICS[name]
        value = _quotient(metric, sums, 0)
        columns.append(value.label(name))
        if question.compared:
            before = _quotient(metric, sums, 1)
            columns.append(before.label(f"{name}_previous"))
            columns.append(((value - before) / func.nullif(func.abs(before), 0)).label(f"{name}_change"))
        if metric.additive:
            columns.extend(_companions(question, plan, name, value, sums))
    gaps = [column for column in sums.c if column.name.startswith("missing_")]
    return select(*keys, *columns, sums.c.rows_0, *gaps).subquery("cut")


def _companions(
    question: Question, plan: SourcePlan, name: str, value: ColumnElement[Any], sums: Subquery
) -> list[ColumnElement[Any]]:
    extra: list[ColumnElement[Any]] = []
    if question.share:
        extra.append((value / func.nullif(func.sum(value).over(), 0)).label(f"{name}_share"))
    if question.running and question.time:
        others = [sums.c[f"key_{key}"] for key in question.group_by if key != question.time]
        running = func.sum(value).over(partition_by=others, order_by=sums.c[f"key_{question.time}"])
        extra.append(running.label(f"{name}_running"))
    if question.average:
        extra.append((value / plan.days).label(f"{name}_per_day"))
    return extra


def _quotient(metric: Metric, sums: Subquery, number: int) -> ColumnElement[Any]:
    above = _terms(metric.numerator, sums, number)
    if metric.denominator:
        priced = metric.numerator[0][0] in MONEY
        parts = (
            (f"{part}_paid" if priced and f"{part}_paid_0" in sums.c else part, n) for part, n in metric.denominator
        )
        below = func.nullif(_terms(tuple(parts), sums, number), 0)
        above = above / below
    value = above * metric.per / float(MICRO**metric.micro_shift)
    if metric.key == "frequency":  # reach does not add up, so only a single platform row has a frequency
        value = case((sums.c[f"rows_{number}"] == 1, value))
    return value


def _terms(terms: tuple[tuple[str, int], ...], sums: Subquery, number: int) -> ColumnElement[Any]:
    (first, sign), *rest = terms
    total = cast(sums.c[f"{first}_{number}"], Float) * sign
    for measure, factor in rest:
        total = total + cast(sums.c[f"{measure}_{number}"], Float) * factor
    return total


def _chosen_rows(question: Question, cut: Subquery) -> Select[Any]:
    statement = select(*cut.c, func.count().over().label("rows_total"))
    statement = statement.where(*(_threshold(entry, cut) for entry in question.having))
    if question.group_by:
        statement = statement.order_by(*_ordering(question, cut))
    return statement.limit(question.limit) if question.limit else statement


def _threshold(entry: Condition, cut: Subquery) -> ColumnElement[bool]:
    compare = getattr(cut.c[entry.metric], OPERATORS[entry.operator])
    return compare(entry.value)  # type: ignore[no-any-return]  # the operator methods of a column are untyped


def _ordering(question: Question, cut: Subquery) -> list[ColumnElement[Any]]:
    name, descending = question.ordered
    column: Column[Any] | ColumnElement[Any] = cut.c[name if name in cut.c else f"key_{name}"]
    ordering = [case((column.is_(None), 1), else_=0), column.desc() if descending else column.asc()]
    return [*ordering, *(cut.c[f"key_{name}"] for name in question.group_by)]
