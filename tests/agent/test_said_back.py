"""The line under an answer is the Question that was answered: every filter, day, cut and condition is on it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from agent.compose import compose
from agent.said_back import read_as
from ingest.texts import Language
from tests.conftest import copied
from tests.tools.test_engine import facts, load
from tools.analytics import query_metrics
from tools.semantics.question import Question
from tools.tool import Numbers, ToolContext


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[ToolContext]:
    """The tests only read it."""
    folder = tmp_path_factory.mktemp("desk")
    engine = copied(migrated, folder / "demetra.db")
    now = datetime(2026, 10, 22, 9, tzinfo=UTC)
    metrics = load(engine, facts(1))
    yield ToolContext(metrics=metrics, today=date(2026, 10, 22), now=now, language="en", data_dir=folder)
    engine.dispose()


def found(desk: ToolContext, **slots: Any) -> Numbers:
    return query_metrics.run(Question.model_validate({"metrics": "spend", **slots}), desk)


def said(desk: ToolContext, language: Language = "en", **slots: Any) -> str:
    return read_as(found(desk, **slots), language).replace("\u00a0", " ")


def test_metric_filter_days_and_compared_days(desk: ToolContext) -> None:
    slots = {"metrics": "roi", "where": {"channel": "google"}, "periods": "September", "compare_to": "previous month"}

    assert said(desk, **slots) == "ROI · Google Ads · 1–30 Sep 2026 against 1–31 Aug 2026"
    assert said(desk, "ru", **slots) == "ROI · Google Ads · 1–30 сентября 2026 против 1–31 августа 2026"


def test_each_week_against_the_one_before_is_said_so(desk: ToolContext) -> None:
    days = {"group_by": "week", "periods": "2026-09-14..2026-10-11", "compare_to": "2026-09-07..2026-10-04"}

    assert "14 Sep – 11 Oct 2026, each week against the one before" in said(desk, **days)
    assert "каждая неделя к предыдущей" in said(desk, "ru", **days)


@pytest.mark.parametrize(
    ("slots", "part"),
    [
        ({}, "(by default)"),
        ({"where": [{"dimension": "channel", "values": ["fb"], "exclude": True}]}, "without Facebook"),
        (
            {"where": [{"dimension": "campaign", "values": ["c"], "match": "contains"}]},
            "campaign with “c” in the name (9)",
        ),
        ({"where": {"weekday": "weekends"}}, "Saturday and Sunday"),
        ({"group_by": ["channel", "month"]}, "by channel by month"),
        ({"group_by": "channel", "having": [{"metric": "cpc", "operator": ">", "value": 3}]}, "CPC > RUB 3"),
        (
            {"group_by": "channel", "having": [{"metric": "cpc", "operator": ">", "times": "average"}]},
            "CPC > the average",
        ),
        (
            {"group_by": "channel", "having": [{"metric": "spend", "operator": "<", "times": "row", "name": "fb"}]},
            "Spend < Facebook",
        ),
        ({"group_by": "channel", "limit": 2, "order_by": "roi"}, "first 2: ROI from high to low"),
        (
            {"group_by": ["channel", "campaign"], "limit": 2, "limit_per": "channel", "order_by": "spend"},
            "in each channel",
        ),
        ({"share": "whole", "where": {"channel": "fb"}}, "with the share of the unfiltered whole"),
        ({"average": "day"}, "average per day"),
        ({"periods": "this month", "pace": "month"}, "pace to the end of the month"),
        ({"periods": ["September", "2026-10-01..2026-10-07"]}, "1–30 Sep 2026; 1–7 Oct 2026"),
        ({"with_and_without": {"dimension": "channel", "values": ["fb"]}}, "with Facebook, without and alone"),
        ({}, "· RUB"),
    ],
)
def test_every_slot_is_on_the_line(desk: ToolContext, slots: dict[str, Any], part: str) -> None:
    assert part in said(desk, **slots)
    assert said(desk, "ru", **slots)


def test_what_was_carried_over_is_marked(desk: ToolContext) -> None:
    result = replace(found(desk, where={"channel": "fb"}), origins={"where": "carried"})

    assert "Facebook (from the question before)" in read_as(result, "en")


def test_the_line_stands_under_the_answer(desk: ToolContext) -> None:
    result = found(desk, metrics="clicks", where={"channel": "fb"}, periods="September")

    text = compose([result], "en")

    assert "Clicks · Facebook · 1–30 Sep 2026" in text
    assert text.endswith("*")


def test_the_sum_asked_for_comes_first_and_no_line_sticks_to_a_bullet(desk: ToolContext) -> None:
    wasted = found(
        desk,
        metrics=["spend", "roi"],
        group_by="campaign",
        total=True,
        having=[{"metric": "roi", "operator": "<", "value": 1.3}],
    )
    listed = found(desk, group_by="channel")

    assert compose([wasted], "en").startswith("Over the rows kept: Spend RUB")
    lines = compose([listed], "en").split("\n")
    last = max(place for place, line in enumerate(lines) if line.startswith("- "))
    assert lines[last + 1] == ""


def test_a_named_row_is_told_with_its_change(desk: ToolContext) -> None:
    result = found(desk, group_by="channel", focus="fb", periods="2026-10-01..2026-10-10", compare_to="previous")

    first = compose([result], "en").split("\n")[0]

    assert first.startswith("**Facebook**: Spend")
    assert "before" in first
