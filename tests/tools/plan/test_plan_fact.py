"""Plan against fact on both databases: sums equal the engine's, verdicts follow the month, gaps close."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, insert, select

from ingest.facts import Account, Campaign
from ingest.schema import budget, channel, goal
from ingest.store.store import Store
from tools.engine.engine import MetricEngine
from tools.plan.lines import PlanLine, plan_lines
from tools.plan.words import tables_of, tell
from tools.semantics.question import Question
from tools.tool import ToolContext, find_tools

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
DAYS = pd.date_range("2026-06-01", "2026-11-20")


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> ToolContext:
    """Two channels at 1,000 and 500 a day, one conversion for every 100, revenue twice the spend."""
    store = Store(engine, now=lambda: NOW)
    with store.run(source="test", kind="file") as run:
        for name, spend in (("facebook", 1_000), ("google_ads", 500)):
            account = run.account(Account(channel=name, external_id="1", currency="RUB"))
            (number,) = run.campaigns(account, [Campaign(external_id="c", name="c")])
            run.facts(
                pd.DataFrame(
                    {
                        "campaign_id": number,
                        "slice": "total",
                        "day": DAYS,
                        "spend": spend * 1_000_000,
                        "conversions": spend // 100 * 1_000_000,
                        "revenue": spend * 2_000_000,
                    }
                )
            )
    with engine.begin() as connection:
        ids = {row.key: row.id for row in connection.execute(select(channel.c.key, channel.c.id))}
        lines = (("facebook", NOVEMBER, 33_000), ("google_ads", NOVEMBER, 10_000), ("facebook", OCTOBER, 31_000))
        connection.execute(
            insert(budget),
            [
                {
                    "channel_id": ids[name],
                    "campaign": "",
                    "month": month,
                    "amount": amount * 1_000_000,
                    "currency": "RUB",
                }
                for name, month, amount in lines
            ],
        )
        goals = (
            ("facebook", NOVEMBER, "conversions", 400),
            ("google_ads", NOVEMBER, "cpa", 120),
            ("facebook", OCTOBER, "revenue", 70_000),
        )
        connection.execute(
            insert(goal),
            [
                {
                    "channel_id": ids[name],
                    "campaign": "",
                    "month": month,
                    "metric": metric,
                    "target": target * 1_000_000,
                }
                for name, month, metric, target in goals
            ],
        )
    metrics = MetricEngine(engine, currency="RUB")
    return ToolContext(metrics=metrics, today=TODAY, now=NOW, language="ru", data_dir=tmp_path)


def _named(lines: list[PlanLine]) -> dict[tuple[str, str], PlanLine]:
    return {(line.channel, line.metric): line for line in lines}


def test_facts_are_the_engine_s_and_the_pace_leads_to_the_month_s_end(desk: ToolContext) -> None:
    lines = _named(plan_lines(NOVEMBER, (), desk))
    question = Question(metrics=("spend",), periods=("2026-11-01..2026-11-20",))
    told = desk.metrics.run(question, today=TODAY).table.rows[0][0]

    whole = lines["", "spend"]
    assert (whole.target, whole.fact) == (43_000, told)
    assert whole.expected == pytest.approx(45_000)
    assert lines["facebook", "spend"].expected == pytest.approx(30_000)
    assert lines["facebook", "spend"].elapsed == pytest.approx(20 / 30)


def test_budgets_and_goals_get_their_verdicts(desk: ToolContext) -> None:
    lines = _named(plan_lines(NOVEMBER, (), desk))

    assert lines["facebook", "spend"].verdict == "under"
    assert lines["google_ads", "spend"].verdict == "over"
    assert lines["facebook", "conversions"].verdict == "wont"  # 300 at this pace
    assert lines["google_ads", "cpa"].verdict == "will"  # 100, and lower is better


def test_what_closes_the_gap_does(desk: ToolContext) -> None:
    line = _named(plan_lines(NOVEMBER, (), desk))["facebook", "conversions"]

    assert line.gap_per_day is not None
    assert line.fact is not None
    assert line.fact + line.gap_per_day * line.days_left == pytest.approx(400)


def test_a_month_that_is_over_is_closed_with_its_verdict(desk: ToolContext) -> None:
    lines = _named(plan_lines(OCTOBER, (), desk))

    assert (lines["facebook", "spend"].verdict, lines["facebook", "revenue"].verdict) == ("even", "missed")
    assert lines["facebook", "revenue"].done == pytest.approx(62 / 70)
    told = tell(list(lines.values()), "RUB", "ru")
    assert "месяц закрыт" in told
    assert "меньше) — по плану" in told


def test_how_far_a_budget_is_off_stands_in_its_table(desk: ToolContext) -> None:
    table = tables_of(plan_lines(OCTOBER, (), desk), "RUB", "ru")[0]
    plan, spent, off = (table.column(name) for name in ("plan", "spend", "difference"))

    assert [one - other for one, other in zip(spent, plan, strict=True)] == off  # type: ignore[operator]


def test_only_the_named_channels_are_told(desk: ToolContext) -> None:
    assert {line.channel for line in plan_lines(NOVEMBER, ("google_ads",), desk)} == {"google_ads"}


def test_tables_have_one_unit_a_column(desk: ToolContext) -> None:
    tables = tables_of(plan_lines(NOVEMBER, (), desk), "RUB", "en")

    assert [table.columns[2].unit for table in tables] == ["money:RUB", "count", "money:RUB"]


def test_without_a_plan_it_says_how_to_load_one(desk: ToolContext) -> None:
    tool = find_tools()["plan_fact"]

    result = tool.run(tool.arguments.model_validate({"period": "June 2026"}), desk)

    assert result.status == "no_data"
    assert "demetra ingest" in result.text
