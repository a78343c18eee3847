"""Completes a day's base with measures that only another slice of the day has: costs by region beside sales without.

Rows of different slices are never added, so a measure is taken from one slice: the base, or the next that has it.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, update

from ingest.facts import STANDARD_MEASURES
from ingest.schema import SUMS, campaign_day, campaign_slice, daily_fact


def complete(connection: Connection, rows: ColumnElement[bool], days: ColumnElement[bool]) -> None:
    """Fills what the campaigns' days lack so far.

    Args:
        connection: of a run that rebuilds its rollups.
        rows: the facts of one slice, from `daily_fact` and `campaign_slice`.
        days: of `campaign_day`, those that are rebuilt.
    """
    lacking = _having(connection, {name: ~_known(name) for name in SUMS}, campaign_day, days)
    if not lacking:
        return
    facts = daily_fact.join(campaign_slice, rows)
    given = _having(connection, {name: daily_fact.c[name].is_not(None) for name in lacking}, facts, rows)
    if not given:
        return
    lacks = [name for name in given if name in STANDARD_MEASURES]
    keys = (daily_fact.c.campaign_id, daily_fact.c.day)
    sums = [func.sum(daily_fact.c[name]).label(name) for name in given]
    sums += [(func.count() - func.count(daily_fact.c[name])).label(f"missing_{name}") for name in lacks]
    other = select(*keys, *sums).select_from(facts).where(rows).group_by(*keys).subquery()
    values: dict[str, ColumnElement[Any]] = {name: func.coalesce(campaign_day.c[name], other.c[name]) for name in given}
    for name in lacks:
        own, missing = campaign_day.c[f"missing_{name}"], other.c[f"missing_{name}"]
        told = and_(~_known(name), other.c[name].is_not(None))
        values[own.name] = case((and_(told, missing < own), missing), else_=own)
    same = and_(campaign_day.c.campaign_id == other.c.campaign_id, campaign_day.c.day == other.c.day)
    useful = or_(*(and_(~_known(name), other.c[name].is_not(None)) for name in given))
    connection.execute(update(campaign_day).where(days, same, useful).values(values))


def _known(name: str) -> ColumnElement[bool]:
    return campaign_day.c[name].is_not(None)


def _having(
    connection: Connection, tests: dict[str, ColumnElement[bool]], table: Any, where: ColumnElement[bool]
) -> list[str]:
    """Measures for which some row passes its test."""
    counted = [func.max(case((test, 1), else_=0)) for test in tests.values()]
    found = connection.execute(select(*counted).select_from(table).where(where)).one()
    return [name for name, some in zip(tests, found, strict=True) if some]
