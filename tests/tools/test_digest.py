"""Digests on the demo data: days, contents, both languages, the short form; and exact explanations of changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from agent.bootstrap import Demetra
from tests.conftest import TODAY
from tools.analytics import explain_change
from tools.digest import digest
from tools.digest.facts import days_of
from tools.semantics.question import Window
from tools.tool import Explained


@pytest.mark.parametrize(
    ("period", "now", "before"),
    [
        ("daily", ("2026-11-21", "2026-11-21"), ("2026-11-14", "2026-11-14")),
        ("weekly", ("2026-11-15", "2026-11-21"), ("2026-11-08", "2026-11-14")),
        ("monthly", ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30")),
    ],
)
def test_a_digest_compares_like_with_like(period: str, now: tuple[str, str], before: tuple[str, str]) -> None:
    days = days_of(period, date(2026, 11, 21))  # type: ignore[arg-type]

    assert (days.now, days.before) == tuple(
        Window(start=date.fromisoformat(start), end=date.fromisoformat(end)) for start, end in (now, before)
    )


def test_on_the_last_day_of_a_month_that_month_is_told() -> None:
    assert days_of("monthly", date(2026, 11, 30)).now.start == date(2026, 11, 1)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("period", ["daily", "weekly"])
def test_a_digest_has_its_parts(period: str, language: str, demetra_on: Callable[..., Demetra]) -> None:
    desk = demetra_on().desk(language)

    made = digest.make_digest(desk, period)  # type: ignore[arg-type]

    document = made.as_json("RUB", language)  # type: ignore[arg-type]
    assert set(document) == {"text", "charts", "tables", "alerts"}
    assert Path(document["charts"][0]["path"]).read_bytes().startswith(b"\x89PNG")
    assert document["charts"][0]["kind"] == "cards"
    assert {column["name"] for column in document["tables"][0]["columns"]} >= {"channel", "spend", "roi"}
    assert "ROI" in made.text
    assert ("n/a" in made.text or "н/д" in made.text) is False


def test_a_calm_week_is_told_in_a_line(demetra_on: Callable[..., Demetra]) -> None:
    desk = demetra_on().desk("en")
    figures = digest.read_figures(desk, "weekly")
    assert figures is not None
    told = digest.gather(desk, "weekly", type(figures)(**{**vars(figures), "usual": 9.0}))
    calm = replace(told, open=[], ended=[])

    assert not digest.important(calm)
    text = digest._whole(calm).text
    assert "Nothing important" in text
    assert len(text) < 700


def test_data_too_old_are_said_instead_of_a_digest_of_the_past(demetra_on: Callable[..., Demetra]) -> None:
    desk = replace(demetra_on().desk("en"), today=TODAY + timedelta(days=6))

    made = digest.make_digest(desk, "daily")

    assert made.text.startswith("**The last data are of 21 Nov** (nothing new for 6 days)")
    assert made.tables == ()


@pytest.mark.parametrize(
    ("metric", "where"),
    [
        ("roi", []),
        ("revenue", []),
        ("cpa", []),
        ("ctr", [{"dimension": "channel", "values": ["facebook"]}]),
        ("profit", []),
        ("cpm", []),
        ("roas", []),
        ("spend", [{"dimension": "channel", "values": ["instagram"]}]),
    ],
)
def test_contributions_add_up_to_the_change(
    metric: str,
    where: list[object],
    demetra_on: Callable[..., Demetra],
) -> None:
    desk = demetra_on().desk("en")
    asking = explain_change.Explaining.model_validate({"metric": metric, "where": where, "period": "last 14 days"})

    result = explain_change.run(asking, desk)

    assert isinstance(result, Explained)
    change = result.moved
    assert change is not None
    dividing = [table for table in result.tables if table.columns[0].name != "part"]  # what stands out may overlap
    assert dividing
    for table in dividing:
        total = sum(float(str(cell)) for cell in table.column(f"{metric}_contribution"))
        assert total == pytest.approx(change, rel=1e-9, abs=1e-9)
    assert result.charts[0].kind == "waterfall"
    assert result.period.end < TODAY  # type: ignore[union-attr]
