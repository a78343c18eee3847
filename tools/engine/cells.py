"""What one stored cell is worth in an answer: scores weighted, money in the answer's currency."""

from typing import Any

from sqlalchemy import ColumnElement, Double, Integer, and_, case, cast, literal, select

from ingest.facts import OWN_MONEY
from ingest.schema import account, daily_fact, fx_rate
from tools.engine.sources import Source, SourcePlan

MONEY = frozenset({"spend", "revenue", *OWN_MONEY})


def cell(measure: str, plan: SourcePlan, source: Source) -> ColumnElement[Any]:
    """The measure on one row; NULL where no rate brings its money into the answer's currency."""
    columns = source.table.c
    if measure in ("score_sum", "score_weight") and source.table is daily_fact:
        scored = and_(columns.engagement_score.is_not(None), columns.impressions.is_not(None))
        weight = case((scored, columns.impressions))
        return weight if measure == "score_weight" else columns.engagement_score * weight
    if measure not in columns:  # platforms give fewer measures by the hour
        return cast(literal(None), Integer)
    stored: ColumnElement[Any] = columns[measure]
    if measure not in MONEY or not plan.foreign:
        return stored
    return case((account.c.currency == plan.currency, stored), else_=stored * rate(plan, source))


def rate(plan: SourcePlan, source: Source) -> ColumnElement[Any]:
    """The day's rate into the answer's currency; weekends carry the last one, no rate is NULL."""
    rated = (
        fx_rate.c.currency == account.c.currency,
        fx_rate.c.base == plan.currency,
        fx_rate.c.day <= source.table.c.day,
    )
    latest = select(fx_rate.c.rate_nanos).where(*rated).order_by(fx_rate.c.day.desc()).limit(1)
    return cast(latest.correlate(account, source.table).scalar_subquery(), Double) / 1_000_000_000
