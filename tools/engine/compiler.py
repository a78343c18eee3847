"""Turns a `Question` into one SQLAlchemy statement that SQLite and PostgreSQL answer alike.

Rows come from the smallest table that knows them: account rollup, campaign rollup, facts of one slice, or hours.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, select

from ingest.schema import account, campaign, channel, channel_day
from tools.engine.arms import ASKED, COMPARED, FIRST_BAR, ROWS, arms_of, needs_entity, read_arms, read_whole
from tools.engine.chosen import chosen_rows
from tools.engine.sources import Source, SourcePlan, source_of
from tools.engine.values import metric_values, total_values
from tools.semantics.dimensions import DIMENSIONS, of_home
from tools.semantics.question import PART, PERIOD, Question


def compile_question(question: Question, plan: SourcePlan) -> Select[Any]:
    """The statement. Columns: keys, one column a metric (and its companions), `rows_total`, `missing_*`.

    Rows are summed by account or campaign first, in the order in which the tables keep them, and only the few sums
    meet the names: that is what keeps SQLite quick.
    """
    source = source_of(question, plan)
    arm = read_arms(question, plan, source)
    sums = _renamed(question, arm) if _is_final(question, plan) else _by_keys(question, source, arm)
    whole = read_whole(question, plan, source) if question.share == "whole" else None
    return chosen_rows(question, metric_values(question, plan, sums, whole))


def compile_total(question: Question, plan: SourcePlan) -> Select[Any]:
    """One row: the metrics over the rows that the question keeps, ratios divided after summing."""
    return total_values(question, plan, compile_question(question, plan).subquery("kept"))


def _is_final(question: Question, plan: SourcePlan) -> bool:
    """Whether the rows of a single arm are the asked groups already."""
    own = of_home(*ROWS) if plan.variants else {*of_home(*ROWS), "campaign"}
    return len(arms_of(question)) == 1 and all(name in own for name in question.group_by)


def _renamed(question: Question, arm: Subquery) -> Subquery:
    keys = [(arm.c.entity if name == "campaign" else arm.c[f"key_{name}"]) for name in question.group_by]
    named = [key.label(f"key_{name}") for key, name in zip(keys, question.group_by, strict=True)]
    sums = [
        column if column.name.startswith("missing_") else column.label(f"{column.name}_{ASKED}")
        for column in _summed(arm)
    ]
    return select(*named, *sums).subquery("sums")


def _summed(arm: Subquery) -> list[ColumnElement[Any]]:
    return [
        column for column in arm.c if column.name not in ("number", "entity") and not column.name.startswith("key_")
    ]


def _numbers(question: Question) -> list[int]:
    bars = [place for place, entry in enumerate(question.having, start=FIRST_BAR) if entry.times == "period"]
    return [ASKED, *([COMPARED] if question.compare_to else []), *bars]


def _by_keys(question: Question, source: Source, arm: Subquery) -> Subquery:
    """The arms' sums under the asked names, each number in its own columns (`spend_0`, `spend_1`)."""
    keys = [_named(name, arm).label(f"key_{name}") for name in question.keys]
    columns: list[ColumnElement[Any]] = []
    for column in _summed(arm):
        if column.name.startswith("missing_"):
            columns.append(func.sum(case((arm.c.number == ASKED, column))).label(column.name))
            continue
        columns.extend(
            func.sum(case((arm.c.number == n, column))).label(f"{column.name}_{n}") for n in _numbers(question)
        )
    statement = _with_names(select(*keys, *columns).select_from(arm), question, source, arm)
    grouped = statement.group_by(*(_named(name, arm) for name in question.keys)) if keys else statement
    return grouped.subquery("sums")


def _named(name: str, arm: Subquery) -> ColumnElement[Any]:
    named: dict[str, ColumnElement[Any]] = {
        "channel": channel.c.key,
        "account": func.coalesce(func.nullif(account.c.name, ""), account.c.external_id),
        "campaign": campaign.c.root_id,
    }
    if name in (PERIOD, PART) or name in of_home(*ROWS):
        return arm.c[f"key_{name}"]
    return named[name] if name in named else campaign.c[DIMENSIONS[name].stored]


def _with_names(statement: Select[Any], question: Question, source: Source, arm: Subquery) -> Select[Any]:
    if not needs_entity(question):
        return statement
    if source.table is channel_day:
        statement = statement.join(account, account.c.id == arm.c.entity)
    else:
        statement = statement.join(campaign, campaign.c.id == arm.c.entity)
        statement = statement.join(account, account.c.id == campaign.c.account_id)
    return statement.join(channel, channel.c.id == account.c.channel_id)
