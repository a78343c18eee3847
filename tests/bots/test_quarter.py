"""Every message over a simulated quarter: each of its figures is the metric engine's for the day and place it names."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingest.texts import Language
from tests.bots.quarter import FIRST, Quarter, Told, mornings, samples
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.endings import Ending
from tools.alerts.rules.model import AlertScope
from tools.digest.facts import CARDS, days_of, goal_outlooks
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question, Window
from tools.words import wording
from tools.words.labels import figure

RAW = re.compile(r"\b[a-z]+_[a-z_]+\b|\{|\}|\bNone\b|\bnan\b", re.I)
PERCENT_OF_PERCENT = re.compile(r"(?:ROI|CTR|CVR\)?) \S+\u00a0?% \([+−]\S+%\)")
NAMES = ("google_ads 1", "google_ads 2")
"""Campaigns of the simulation that are called so."""
PLANS = ("budget_overrun", "budget_underspend", "goal_at_risk")
ELSEWHERE = ("• 🔴", "• 🟠", "• 🟡", "• 🔵", "• ✅", "• 🏁", "🔴", "🎯", "📌", "🕒", "💡", "🔔", "и ещё", "and ")
"""Beginnings of a digest's lines that are checked as alerts, or that count alerts and days."""
UNCHANGED = ("не изменилось.", "не изменились.", "без изменений.", "unchanged.")
Values = dict[str, float | None]


def measured(quarter: Quarter, scope: AlertScope, window: Window, metrics: tuple[str, ...]) -> Values:
    """The engine's figures for a place and days."""
    places = (("channel", scope.channel), ("campaign", scope.campaign))
    kept = tuple(Filter(dimension=name, values=(value,)) for name, value in places if value)
    asked = Question(metrics=metrics, where=kept, periods=(str(window),))
    table = quarter.running.metrics.run(asked, today=quarter.clock.today()).table
    cells = dict(zip([column.name for column in table.columns], table.rows[0] if table.rows else [], strict=False))
    return {name: float(cell) if isinstance(cell := cells.get(name), int | float) else None for name in metrics}


def check(quarter: Quarter, one: Told) -> None:
    text = one.text
    for name in NAMES:
        text = text.replace(name, "")
    assert not RAW.search(text), one.text
    assert not PERCENT_OF_PERCENT.search(text), one.text
    if one.kind in ("alert", "recovery"):
        for kept, end in zip(one.alerts, one.payload.get("ends", [None] * len(one.alerts)), strict=True):
            check_alert(quarter, one, kept, end)
    elif one.kind == "digest":
        check_digest(quarter, one)


def check_alert(quarter: Quarter, one: Told, kept: StoredAlert, told_end: dict[str, Any] | None) -> None:
    """The figure of one alert; the end of a thread is that of the day on which all of it was over."""
    finding, language = kept.record.finding, one.language
    if finding.metric == "day":
        return
    if one.kind == "recovery":
        end = Ending.of(told_end or {})
        day, value = date.fromisoformat(end.day), end.value
        window = Window(start=day.replace(day=1), end=day) if end.how == "month" else Window(start=day, end=day)
    else:
        value, window = finding.value, told_window(kept)
    if finding.kind == "goal_at_risk" and one.kind == "alert":
        return  # where a month heads for is a forecast; its end is measured
    (engine,) = measured(quarter, finding.scope, window, (finding.metric,)).values()
    assert engine == pytest.approx(value, rel=1e-6, abs=1e-6), (one.text, engine)
    assert figure(finding.metric, engine, "RUB", language) in one.text  # type: ignore[arg-type]
    assert spoken(window.end, language) in one.text or finding.kind in PLANS, one.text


def told_window(kept: StoredAlert) -> Window:
    """The days that an alert's figure is of."""
    finding = kept.record.finding
    last = date.fromisoformat(finding.last_seen.isoformat()[:10])
    if finding.kind in PLANS:
        return Window(start=last.replace(day=1), end=last)
    days = finding.values.get("window")
    return Window(start=last - timedelta(days=(int(days) if isinstance(days, float) else 1) - 1), end=last)


def spoken(day: date, language: str) -> str:
    return wording.day_month(day, language)  # type: ignore[arg-type]


def check_digest(quarter: Quarter, one: Told) -> None:
    """No figure of the money and the goals is one that the engine does not have for these days."""
    language: Language = "ru" if one.language == "ru" else "en"
    period = one.label.removeprefix("digest ")
    last = quarter.running.metrics.catalogue().last_day
    assert last is not None
    if (one.day - last).days - 1 >= {"daily": 2, "weekly": 4, "monthly": 10}[period]:
        assert spoken(last, language) in one.text
        return
    days = days_of(period, last)  # type: ignore[arg-type]
    known = set(figures_of(quarter, days.now, days.before, language))
    for goal in goal_outlooks(quarter.running.desk(language), days.now.end):
        known |= {figure(goal.metric, value, "RUB", language) for value in (goal.value, goal.target)}
        known.add(wording.share(goal.share, language))
    for line in one.text.split("\n")[1:]:
        if not line.startswith(ELSEWHERE) and not line.endswith(UNCHANGED):
            left = line
            for one_figure in sorted(known, key=len, reverse=True):
                left = left.replace(one_figure, "")
            assert not re.search(r"\d", left), (left, line)


def figures_of(quarter: Quarter, now: Window, before: Window, language: Language) -> Iterator[str]:
    """Every metric of the account and of each channel, then and now, with its change."""
    for scope in (
        AlertScope(),
        *(AlertScope(channel=name) for name in ("instagram", "facebook", "google_ads", "tiktok")),
    ):
        new, old = (measured(quarter, scope, window, (*CARDS, "cvr", "aov")) for window in (now, before))
        for name in new:
            value, then = new[name], old[name]
            yield from (figure(name, one, "RUB", language) for one in (value, then))
            if value is None or then is None:
                continue
            yield wording.points(value - then, language)
            yield wording.change(value / then - 1 if then > 0 else None, language)
            if METRICS[name].style == "money":
                moved = figure(name, abs(value - then), "RUB", language)
                yield f"{'+' if value > then else wording.MINUS}{moved}"


def test_the_first_days_of_a_quarter_are_told_in_the_engines_figures(tmp_path: Path) -> None:
    for quarter in mornings(tmp_path, last=FIRST + timedelta(days=4)):
        for one in [each for each in quarter.told if each.day == quarter.clock.today()]:
            check(quarter, one)

    assert {one.label for one in quarter.told} >= {"digest daily", "digest monthly", "opened budget_overrun"}


@pytest.mark.slow
def test_every_message_of_a_quarter_is_told_in_the_engines_figures(tmp_path: Path) -> None:
    for quarter in mornings(tmp_path):
        for one in [each for each in quarter.told if each.day == quarter.clock.today()]:
            check(quarter, one)

    told = [one for one in quarter.told if one.language == "ru"]
    assert {one.label for one in told} >= {
        "opened company_change",
        "recovered company_change",
        "reminded company_change",
        "opened spend_runaway",
        "opened stale_data",
        "recovered stale_data",
        "opened broken_tracking",
        "recovered broken_tracking",
        "opened goal_at_risk",
        "recovered goal_at_risk",
        "opened budget_overrun",
        "recovered budget_overrun",
        "digest daily",
        "digest weekly",
        "digest monthly",
        "news",
    }
    assert len([one for one in told if one.kind == "recovery"]) <= len([one for one in told if "opened" in one.label])
    assert {one.label for one in quarter.told if one.language == "en"} == {one.label for one in told}
    assert Path("docs/messages.md").read_text(encoding="utf-8") == samples(quarter.told), (
        "run python -m tests.bots.quarter"
    )
