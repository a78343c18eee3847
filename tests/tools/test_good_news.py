"""Good news: a day far above the last year's best, and a month's goal on the very day it is reached."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, insert, select

from ingest.facts import Account, Campaign
from ingest.schema import channel, goal
from ingest.store.store import Store
from tools.alerts.good_news import LEAST_DAYS, goals_reached, record_day
from tools.engine.engine import MetricEngine

TODAY = date(2026, 11, 21)
LAST = TODAY - timedelta(days=1)
MILLION = 1_000_000


def _world(engine: Engine, last: int, days: int = 80) -> MetricEngine:
    """One channel: 100 of revenue a day, 150 on one of them, `last` on the last day."""
    revenue = [100] * days
    revenue[10], revenue[-1] = 150, last
    with Store(engine, now=lambda: datetime(2026, 11, 21, 6, tzinfo=UTC)).run(source="test", kind="file") as run:
        account = run.account(Account(channel="vk", external_id="1", currency="RUB"))
        (number,) = run.campaigns(account, [Campaign(external_id="c", name="c")])
        span = pd.date_range(end=LAST, periods=days)
        money = {"spend": 10 * MILLION, "revenue": [one * MILLION for one in revenue]}
        run.facts(pd.DataFrame({"campaign_id": number, "slice": "total", "day": span, **money}))
    return MetricEngine(engine, currency="RUB")


def test_a_record_is_told_with_the_one_before(sqlite_engine: Engine) -> None:
    (news,) = record_day(_world(sqlite_engine, 160), TODAY, LAST)

    assert (news.kind, news.metric, news.value, news.before) == ("record", "revenue", 160.0, 150.0)
    assert news.before_day == LAST - timedelta(days=69)
    assert "160" in news.said("RUB", "en")
    assert "150" in news.said("RUB", "ru")


@pytest.mark.parametrize(("last", "days"), [(150, 80), (157, 80), (900, LEAST_DAYS)])
def test_by_a_hair_or_among_few_days_is_no_record(sqlite_engine: Engine, last: int, days: int) -> None:
    assert list(record_day(_world(sqlite_engine, last, days), TODAY, LAST)) == []


@pytest.mark.parametrize(
    ("metric", "target", "told"),
    [
        ("revenue", 2_000, True),  # 1,900 until the day before, 2,000 with it
        ("revenue", 1_900, False),  # reached the day before
        ("revenue", 2_001, False),
        ("roi", 1, False),  # a ratio is reached and lost again
    ],
)
def test_a_goal_is_told_on_the_day_that_reaches_it(
    sqlite_engine: Engine,
    tmp_path: Path,
    metric: str,
    target: int,
    told: bool,  # noqa: FBT001
) -> None:
    metrics = _world(sqlite_engine, 100)
    with sqlite_engine.begin() as connection:
        number = connection.execute(select(channel.c.id).where(channel.c.key == "vk")).scalar_one()
        line = {"channel_id": number, "campaign": "", "month": LAST.replace(day=1), "metric": metric}
        connection.execute(insert(goal).values(**line, target=target * MILLION))
        found = list(goals_reached(connection, metrics, TODAY, LAST))

    assert [(one.kind, one.value, one.before) for one in found] == ([("goal", 2_000.0, float(target))] if told else [])
