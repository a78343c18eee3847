"""Plan against fact on both databases: sums equal the engine's, verdicts follow the month, gaps close."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, insert, select

from ingest.facts import Account, Campaign
from ingest.schema import budget, channel, goal
from ingest.store.store import Store
from tests.worlds import loaded_once
from tools.engine.engine import MetricEngine
from tools.plan.line import PlanLine
from tools.plan.lines import plan_lines
from tools.plan.tables import tables_of
from tools.plan.words import tell
from tools.semantics.question import Question
from tools.tool import ToolContext, ToolResult, find_tools

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
DAYS = pd.date_range("2026-06-01", "2026-11-20")


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> ToolContext:
    """Two channels at 1,000 and 500 a day, one conversion for every 100, revenue twice the spend."""
    _store(engine)
    metrics = MetricEngine(engine, currency="RUB")
    return ToolContext(metrics=metrics, today=TODAY, now=NOW, language="ru", data_dir=tmp_path)


@loaded_once
def _store(engine: Engine) -> None:
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


def _named(lines: Sequence[PlanLine]) -> dict[tuple[str, str], PlanLine]:
    return {(line.channel, line.metric): line for line in lines}


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _told(desk: ToolContext, **asking: object) -> ToolResult:
    tool = find_tools()["plan_fact"]
    return tool.run(tool.arguments.model_validate(asking), desk)


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


def test_a_goal_of_everything_is_said_beside_the_budget_and_not_left_to_the_table(desk: ToolContext) -> None:
    lines = plan_lines(NOVEMBER, (), desk)
    whole = next(line for line in lines if line.kind == "budget" and not line.channel)
    goal_of_all = replace(whole, kind="goal", metric="revenue", target=120_000, expected=90_000, verdict="wont")

    first, second, *_ = _plain(tell([*lines, goal_of_all], "RUB", "en")).split("\n\n")

    assert first.startswith("**Budget, November 2026**")
    assert second.startswith("**Revenue, November 2026**")
    assert "will be missed" in second


def test_what_closes_the_gap_does(desk: ToolContext) -> None:
    line = _named(plan_lines(NOVEMBER, (), desk))["facebook", "conversions"]

    assert line.gap_per_day is not None
    assert line.fact is not None
    assert line.fact + line.gap_per_day * line.days_left == pytest.approx(400)


def test_a_month_that_is_over_is_closed_with_its_verdict(desk: ToolContext) -> None:
    lines = _named(plan_lines(OCTOBER, (), desk))

    assert (lines["facebook", "spend"].verdict, lines["facebook", "revenue"].verdict) == ("even", "missed")
    assert lines["facebook", "revenue"].done == pytest.approx(62 / 70)
    told = _plain(tell(list(lines.values()), "RUB", "ru"))
    assert told.startswith(
        "**Facebook, бюджет, октябрь 2026**: потрачено 31 000 ₽ при плане 31 000 ₽ (100 %), ровно по плану."
    )


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
    result = _told(desk, period="June 2026")

    assert result.status == "no_data"
    assert "октябрь 2026 и ноябрь 2026" in result.text
    assert "demetra ingest" in _told(desk, period="June 2026", metric="leads").text


def test_a_channel_without_a_plan_is_told_whose_there_are(desk: ToolContext) -> None:
    result = _told(desk, channels=["google_ads"], period="2026-10", metric="conversions")

    assert result.status == "no_data"
    assert "Google Ads: на октябрь 2026 нет цели по показателю «Конверсии»" in result.text


def test_a_month_ahead_has_its_plan_and_no_verdict(desk: ToolContext) -> None:
    earlier = replace(desk, today=date(2026, 10, 15))

    result = _told(earlier, period="2026-11", metric="spend")

    assert _plain(result.text).startswith("**Бюджет, ноябрь 2026**: 43 000 ₽.\n")
    assert [column.name for column in result.tables[0].columns] == ["channel", "month", "plan"]
    assert result.notes == ()


def test_several_months_are_one_line_with_their_months_below(desk: ToolContext) -> None:
    whole, by_month = _told(desk, period="2026-10-01..2026-11-30", metric="spend").tables

    assert whole.column("plan") == [74_000, 64_000, 10_000]
    assert whole.column("spend") == [61_000, 51_000, 10_000]
    assert "month" in [column.name for column in by_month.columns]


@pytest.mark.parametrize(
    ("about", "first", "rows"),
    [
        (
            "over",
            "За план (бюджет, ноябрь 2026) пока никто не вышел; таким темпом выйдут: **Google Ads** на 5 000 ₽",
            1,
        ),
        ("under", "Таким темпом будет меньше плана (бюджет, ноябрь 2026): **Facebook** на 3 000 ₽ (91 %)", 1),
        ("nearest", "Ближе всех к плану (бюджет, ноябрь 2026): **Facebook**, 91 % (30 000 ₽ из 33 000 ₽", 2),
        ("farthest", "Дальше всех от плана (бюджет, ноябрь 2026): **Google Ads**, 150 %", 2),
        ("left", "**Бюджет, ноябрь 2026**: осталось 13 000 ₽ из 43 000 ₽ (потрачено 70 %), по 1 300 ₽ в день на 10", 3),
        ("per_day", "**Бюджет, ноябрь 2026**: по 1 300 ₽ в день на 10 дней, чтобы выбрать все 43 000 ₽", 3),
    ],
)
def test_what_is_asked_of_a_budget_is_answered_in_the_first_line(
    desk: ToolContext, about: str, first: str, rows: int
) -> None:
    result = _told(desk, about=about, metric="spend")

    assert _plain(result.text).startswith(first)
    assert len(result.tables[0].rows) == rows


def test_nobody_over_plan_is_said(desk: ToolContext) -> None:
    result = _told(desk, about="over", period="2026-10")

    assert _plain(result.text) == "За план (бюджет, октябрь 2026) никто не вышел."


def test_another_metric_than_planned_is_told_beside_what_is_planned(desk: ToolContext) -> None:
    text = _plain(_told(desk, metric="leads").text)

    assert text.startswith("На ноябрь 2026 нет цели по показателю «Заявки».")
    assert "**Бюджет, ноябрь 2026**: потрачено 30 000 ₽ из 43 000 ₽" in text
