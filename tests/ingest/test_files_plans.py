"""Files of budgets and goals."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from ingest.errors import InvalidInput
from ingest.schema import budget, channel, goal
from tests.ingest.files_bench import adds_up, loaded, quarantined, write


def planned(engine: Engine) -> tuple[list[Any], list[Any]]:
    with engine.connect() as connection:
        budgets = connection.execute(
            select(channel.c.key, budget.c.campaign, budget.c.month, budget.c.amount, budget.c.currency)
            .join_from(budget, channel, channel.c.id == budget.c.channel_id)
            .order_by(budget.c.id)
        ).all()
        goals = connection.execute(
            select(channel.c.key, goal.c.campaign, goal.c.month, goal.c.metric, goal.c.target)
            .join_from(goal, channel, channel.c.id == goal.c.channel_id)
            .order_by(goal.c.id)
        ).all()
    return (
        [(*row[:2], str(row[2]), row[3] / 1e6, row[4]) for row in budgets],
        [(*row[:2], str(row[2]), row[3], row[4] / 1e6) for row in goals],
    )


def test_a_russian_plan_goes_to_budgets_and_goals(engine: Engine, tmp_path: Path) -> None:
    text = (
        "Канал;Месяц;Бюджет, руб;Показатель;Целевое значение\nFacebook;ноябрь 2026;100 000,50;ROAS;1,5\n"
        "инста;2026-12;200000;Конверсия;5 %\nИтого;;300000;;\n"
    )
    path = write(tmp_path, text, encoding="cp1251")

    first = loaded(engine, path)
    again = loaded(engine, path)

    budgets, goals = planned(engine)
    assert budgets == [
        ("facebook", "", "2026-11-01", 100000.5, "RUB"),
        ("instagram", "", "2026-12-01", 200000.0, "RUB"),
    ]
    assert goals == [("facebook", "", "2026-11-01", "roas", 1.5), ("instagram", "", "2026-12-01", "cvr", 0.05)]
    assert (first.kind, first.inserted, again.unchanged, again.inserted + again.updated) == ("plan", 2, 2, 0)


@pytest.mark.parametrize(
    "text",
    [
        "channel,month,budget,metric,target\nfb,2026-12,500,cpa,12.5\n",
        "Channel,Month,Amount,Target CPA\nfb,2026-12-15,$500.00,12.5\n",
        "Platform,Month,Planned budget,KPI,Value\nfb,Dec 2026,500,CPA,12.5\n",
    ],
)
def test_english_plans_in_several_shapes(sqlite_engine: Engine, tmp_path: Path, text: str) -> None:
    report = loaded(sqlite_engine, write(tmp_path, text), currency="USD")

    budgets, goals = planned(sqlite_engine)
    assert budgets == [("facebook", "", "2026-12-01", 500.0, "USD")]
    assert goals == [("facebook", "", "2026-12-01", "cpa", 12.5)]
    assert adds_up(report)


@pytest.mark.parametrize(
    ("headers", "cells", "budgets", "goals"),
    [
        ("Площадка;Месяц;План расхода, руб", "VK;август 2026;330000", [330000.0], []),
        ("Канал;Месяц;План на рекламу;План по заявкам", "VK;август 2026;330000;1200", [330000.0], [("leads", 1200.0)]),
        ("channel;month;spend plan;leads goal", "VK;2026-08;330000;1200", [330000.0], [("leads", 1200.0)]),
    ],
)
def test_what_a_plan_calls_its_sums_is_no_spend(
    sqlite_engine: Engine,
    tmp_path: Path,
    headers: str,
    cells: str,
    budgets: list[float],
    goals: list[tuple[str, float]],
) -> None:
    report = loaded(sqlite_engine, write(tmp_path, f"{headers}\n{cells}\n"), currency="RUB")

    found = planned(sqlite_engine)
    assert report.kind == "plan"
    assert ([row[3] for row in found[0]], [row[3:] for row in found[1]]) == (budgets, goals)


def test_a_changed_amount_updates(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, "channel,month,budget\nfb,2026-12,500\n"))

    report = loaded(sqlite_engine, write(tmp_path, "channel,month,budget\nfb,2026-12,600\n"))

    assert (report.updated, planned(sqlite_engine)[0][0][3]) == (1, 600.0)


def test_a_campaigns_plan_finds_the_stored_campaign(sqlite_engine: Engine, tmp_path: Path) -> None:
    loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign ID,Campaign,Spend\n2026-11-01,tiktok,77,Осень,1\n"))

    loaded(sqlite_engine, write(tmp_path, "campaign,month,budget\nОсень,2026-12,500\n", name="plan.csv"))

    assert planned(sqlite_engine)[0] == [("tiktok", "77", "2026-12-01", 500.0, "RUB")]


def test_wrong_rows_of_a_plan_are_kept_aside(sqlite_engine: Engine, tmp_path: Path) -> None:
    wrong = ["fb,,1,,", "fb,soon,1,,", ",2026-12,1,,", "fb,2026-12,-1,,", "fb,2026-12,,wow,1", "fb,2026-12,,,"]
    text = "channel,month,budget,metric,target\n" + "\n".join(wrong)

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert [reason for reason, _raw in quarantined(sqlite_engine)] == [
        "missing_month",
        "bad_date",
        "missing_channel",
        "negative_measure",
        "unknown_metric",
        "no_measures",
    ]
    assert (report.read, report.rejected, planned(sqlite_engine)) == (6, 6, ([], []))


def test_a_plan_without_channels_is_refused_and_a_preview_stores_nothing(sqlite_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no column with a channel"):
        loaded(sqlite_engine, write(tmp_path, "month,budget\n2026-12,500\n"))

    report = loaded(sqlite_engine, write(tmp_path, "channel,month,budget\nfb,2026-12,500\n"), preview=True)

    assert (report.read, planned(sqlite_engine)) == (1, ([], []))


def test_a_goal_headed_with_the_word_goal_is_a_figure_beside_its_metric(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Месяц;Канал;Показатель;Цель\n11.2026;вк;Заявки;200\n11.2026;вк;Стоимость заявки;500\n"

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert report.kind == "plan"
    assert planned(sqlite_engine)[1] == [
        ("vk", "", "2026-11-01", "leads", 200.0),
        ("vk", "", "2026-11-01", "cpl", 500.0),
    ]
