"""The arms of a question: one reading of the facts for each period, part and comparison, later put side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from ingest.facts import MEASURES
from ingest.schema import account, campaign, channel_day
from tools.engine.calendar_sql import TIME_PARTS
from tools.engine.cells import MONEY, cell, rate
from tools.engine.days import partners
from tools.engine.sources import Source, SourcePlan
from tools.semantics.dimensions import ALONG, DIMENSIONS, Home, of_home
from tools.semantics.metrics import METRICS, Metric
from tools.semantics.question import PART, PERIOD, Filter, Question, Window

ACCOUNTS = ("channel", "account")
"""Filters on these have become accounts of the plan."""
ASKED, COMPARED, FIRST_BAR = 0, 1, 2
"""Numbers of an arm: the days asked about, those compared with, those of conditions."""


@dataclass(frozen=True, kw_only=True)
class Arm:
    """Days and filters that are read at once."""

    window: Window
    number: int = ASKED
    place: int = 0
    """Which of the periods asked about."""
    part: str = ""
    where: tuple[Filter, ...] = ()


def parts_of(question: Question) -> Mapping[str, tuple[Filter, ...]]:
    """The filters of each part: one nameless, or those with, without and only what `with_and_without` says."""
    beside = question.with_and_without
    if beside is None:
        return {"": question.where}
    without = beside.model_copy(update={"exclude": not beside.exclude})
    return {"all": question.where, "without": (*question.where, without), "only": (*question.where, beside)}


def arms_of(question: Question) -> list[Arm]:
    """Every arm of the question."""
    parts = parts_of(question)
    windows = {(ASKED, place): window for place, window in enumerate(question.windows)}
    if question.compared:
        windows[COMPARED, 0] = question.compared
    for number, entry in enumerate(question.having, start=FIRST_BAR):
        if entry.times == "period":
            windows[number, 0] = Window.of(entry.name)
    return [
        Arm(window=window, number=number, place=place, part=part, where=where)
        for (number, place), window in windows.items()
        for part, where in parts.items()
    ]


def read_arms(question: Question, plan: SourcePlan, source: Source) -> Subquery:
    """All arms as one table: keys, `number`, and the sums of every measure."""
    arms = [_arm(question, plan, source, arm) for arm in arms_of(question)]
    return (union_all(*arms) if len(arms) > 1 else arms[0]).subquery("arm")


def read_whole(question: Question, plan: SourcePlan, source: Source) -> Subquery:
    """The periods asked about without any filter, one row each: what shares of the whole are parts of."""
    bare = question.but(where=(), group_by=(), with_and_without=None, having=(), limit_per="", order_by="", share="")
    everywhere = replace(plan, accounts={"": plan.everywhere}, narrowed=True)
    arms = [Arm(window=window, place=place) for place, window in enumerate(question.windows)]
    return union_all(*(_arm(bare, everywhere, source, arm, placed=True) for arm in arms)).subquery("whole")


def _arm(question: Question, plan: SourcePlan, source: Source, arm: Arm, *, placed: bool = False) -> Select[Any]:
    """Sums of one arm by entity and by whatever stands on the rows themselves."""
    columns = source.table.c
    entity = [source.entity.label("entity")] if needs_entity(question) else []
    beside = _beside(question, source, arm)
    rows = {name: row_value(name, source) for name in question.group_by if name in of_home(*ROWS)}
    keys = [beside.get(name, value).label(f"key_{name}") for name, value in rows.items()]
    statement = _read(source, plan, arm).where(columns.day.between(arm.window.start, arm.window.end))
    statement = statement.where(*(value.is_not(None) for value in beside.values()))
    if source.condition is not None:
        statement = statement.where(source.condition)
    statement = statement.where(*(_condition(entry, source) for entry in arm.where if entry.dimension not in ACCOUNTS))
    statement = statement.add_columns(*entity, *keys, *_sums(question, plan, source))
    statement = statement.group_by(*entity, *keys) if entity or keys else statement
    told: list[ColumnElement[Any]] = [literal(arm.number).label("number")]
    if placed or PERIOD in question.keys:
        told.append(literal(arm.place).label(f"key_{PERIOD}"))
    if PART in question.keys:
        told.append(literal_column(f"'{arm.part}'").label(f"key_{PART}"))
    return statement.add_columns(*told)


ROWS: Final[tuple[Home, ...]] = ("time", "slice", "hour")
"""Homes of dimensions whose values stand on the rows themselves."""


def needs_entity(question: Question) -> bool:
    """Whether rows must be told apart by account or campaign."""
    return any(name not in of_home(*ROWS) for name in question.group_by)


def _read(source: Source, plan: SourcePlan, arm: Arm) -> Select[Any]:
    """The table, entered through its entity: `id + 0` keeps SQLite from scanning it and looking the entity up."""
    statement: Select[Any] = select()
    accounts = plan.accounts[arm.part]
    if source.table is channel_day:
        statement = statement.select_from(channel_day).where(channel_day.c.account_id.in_(accounts))
        return statement.join(account, account.c.id == channel_day.c.account_id) if plan.foreign else statement
    statement = statement.select_from(campaign).join(source.table, source.table.c.campaign_id == campaign.c.id + 0)
    if plan.narrowed:
        statement = statement.where((campaign.c.account_id + 0).in_(accounts))
    return statement.join(account, account.c.id == campaign.c.account_id) if plan.foreign else statement


def row_value(name: str, source: Source) -> ColumnElement[Any]:
    """The value of a dimension that stands on the row."""
    entry, column = DIMENSIONS[name], source.table.c
    return TIME_PARTS[name](column.day) if entry.home == "time" else column[entry.stored]


def _beside(question: Question, source: Source, arm: Arm) -> dict[str, ColumnElement[Any]]:
    """Days, weeks, months of other days under the names of those that they are held against."""
    if arm.number == ASKED or question.time not in ALONG:
        return {}
    value = row_value(question.time, source)
    pairs = partners(question.time, question.window, arm.window)
    named = [(value == literal(theirs, Date), literal(ours, Date)) for theirs, ours in pairs.items()]
    return {question.time: case(*named)}


def _condition(entry: Filter, source: Source) -> ColumnElement[bool]:
    dimension = DIMENSIONS[entry.dimension]
    wanted: ColumnElement[bool]
    if entry.dimension == "campaign":
        wanted = or_(campaign.c.name.in_(entry.values), campaign.c.external_id.in_(entry.values))
    elif dimension.home in ROWS:
        readers: dict[str, Callable[[str], Any]] = {"count": int, "day": date.fromisoformat}
        read = readers.get(dimension.unit, str)
        wanted = row_value(entry.dimension, source).in_([read(value) for value in entry.values])
    else:
        wanted = campaign.c[dimension.stored].in_(entry.values)
    return ~wanted if entry.exclude else wanted


def asked_metrics(question: Question) -> tuple[str, ...]:
    """The metrics shown and those that only conditions look at."""
    return tuple(dict.fromkeys((*question.metrics, *(entry.metric for entry in question.having))))


def measures(question: Question) -> tuple[str, ...]:
    """The stored measures that the question's metrics and conditions are made of."""
    return tuple(dict.fromkeys(part for name in asked_metrics(question) for part in METRICS[name].parts))


def payable(metric: Metric, plan: SourcePlan) -> str:
    """The count whose absence in some account keeps that account's money out of the price of it."""
    count = metric.denominator[0][0] if metric.denominator and metric.numerator == (("spend", 1),) else ""
    return count if count in plan.able and count not in MONEY else ""


def _sums(question: Question, plan: SourcePlan, source: Source) -> list[ColumnElement[Any]]:
    columns: list[ColumnElement[Any]] = []
    columns.extend(func.sum(cell(measure, plan, source)).label(measure) for measure in measures(question))
    columns.extend(_spent_on(question, plan, source))
    gapped = _gapped(question, plan, source)
    for part in gapped:
        gaps = source.table.c[f"missing_{part}"] if source.rollup else cast(source.table.c[part].is_(None), Integer)
        columns.append(func.sum(gaps).label(f"missing_{part}"))
    alone = any(METRICS[name].per_person for name in question.metrics)
    counted = source.rollup and (gapped or alone)  # else it is enough to know that rows exist
    columns.append((func.sum(source.table.c.rows) if counted else func.count()).label("rows"))
    return [*columns, *_unrated(question, plan, source)] if plan.foreign else columns


def _gapped(question: Question, plan: SourcePlan, source: Source) -> list[str]:
    """Parts of ratios that rows may lack."""
    found = [part for part in _parts_of_ratios(question) if part in source.table.c]
    return [part for part in found if part in plan.gapped or not source.rollup]


def _unrated(question: Question, plan: SourcePlan, source: Source) -> list[ColumnElement[Any]]:
    """How many rows have no exchange rate, and what the others brought for their money."""
    unrated = and_(account.c.currency != plan.currency, rate(plan, source).is_(None))
    paid = [part for part in measures(question) if part not in MONEY and _is_paid_for(part, question)]
    return [
        func.sum(case((unrated, 1), else_=0)).label("missing_rate"),
        *(func.sum(case((~unrated, cell(part, plan, source)))).label(f"{part}_paid") for part in paid),
    ]


def _spent_on(question: Question, plan: SourcePlan, source: Source) -> list[ColumnElement[Any]]:
    """Money of the accounts that can have what its price is asked of: `spend_on_leads`."""
    owner = source.table.c.account_id if source.table is channel_day else campaign.c.account_id
    pairs = dict.fromkeys(
        (METRICS[name].numerator[0][0], payable(METRICS[name], plan)) for name in asked_metrics(question)
    )
    return [
        func.sum(case((owner.in_(plan.able[count]), cell(money, plan, source)))).label(f"{money}_on_{count}")
        for money, count in pairs
        if count
    ]


def _is_paid_for(part: str, question: Question) -> bool:
    """Whether money is divided by it: then rows without a rate, whose money is missing, may not be counted in it."""
    asked = (METRICS[name] for name in asked_metrics(question))
    return any(metric.numerator[0][0] in MONEY and (part, 1) in metric.denominator for metric in asked)


def _parts_of_ratios(question: Question) -> list[str]:
    ratios = [METRICS[name] for name in question.metrics if METRICS[name].denominator]
    return [part for part in dict.fromkeys(part for metric in ratios for part in metric.parts) if part in MEASURES]
