"""One pass over a history says on each day what the evaluation of that day says, and tells what the book tells."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from benchmarks.alert_days import OnePass
from benchmarks.alert_simulation import simulate
from benchmarks.alerts import ours
from ingest.store.store import Store
from tests.bots.story_facts import load
from tools.alerts.book import AlertBook
from tools.alerts.evaluate import evaluate
from tools.alerts.rules.model import RuleContext
from tools.engine.engine import MetricEngine
from tools.tool import ToolContext

MOSCOW = ZoneInfo("Europe/Moscow")


def test_one_pass_is_the_evaluation_day_by_day() -> None:
    simulation = simulate(3)
    passed = OnePass.over(simulation.history, simulation.last_day, RuleContext())
    days = {incident.start for incident in simulation.incidents} | {simulation.last_day}

    assert len(days) > 1
    for day in days:
        known = simulation.history[simulation.history["day"] <= day]
        assert [(one.rule, one.scope, one.metric, one.since) for one in passed.found(day)] == [
            (one.rule, one.scope, one.metric, one.since) for one in evaluate(known, None, day)
        ]


def test_what_the_benchmark_counts_is_what_the_book_tells(sqlite_engine: Engine, tmp_path: Path) -> None:
    simulation = simulate(3)
    begin = min(incident.start for incident in simulation.incidents) - timedelta(days=1)
    days = [begin + timedelta(days=number) for number in range(4)]
    counted = {
        (message.day, part.rule, part.channel, part.metric)
        for message in ours(replace(simulation, first_day=days[0], last_day=days[-1]))
        for part in message.parts
    }
    stored: set[tuple[object, ...]] = set()
    loaded = simulation.first_day - timedelta(days=365)
    for day in days:
        now = datetime.combine(day + timedelta(days=1), time(12, 30), tzinfo=MOSCOW)
        known = simulation.history["day"]
        load(Store(sqlite_engine, now=lambda now=now: now), simulation.history[(known > loaded) & (known <= day)])
        loaded = day
        metrics = MetricEngine(sqlite_engine, currency="RUB", restatement={"story": 0})
        desk = ToolContext(metrics=metrics, today=now.date(), now=now, language="en", data_dir=tmp_path)
        told = [kept.record for kept in AlertBook(desk=desk).check().alerts if kept.record.told]
        stored |= {
            (day, one.finding.rule, one.finding.channel, one.finding.metric) for one in told if one.raised_at == now
        }

    assert stored == counted
    assert stored
