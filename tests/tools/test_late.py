"""Late results in answers, advice and alerts: what is still coming in is reckoned with, in both languages."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.texts import Language
from tests.late_world import TODAY, refreshed_nightly
from tools.advice.action import USUALLY_LATE, ripe_until
from tools.alerts.history import read_watched
from tools.engine.engine import MetricEngine
from tools.engine.late import LateChannel, grown
from tools.engine.table import Column, Table
from tools.outlook.history import HistoryRequest, read_histories
from tools.semantics.question import Question, Window
from tools.tool import ToolContext

LAST_DAYS = f"{TODAY - timedelta(days=4)}..{TODAY - timedelta(days=1)}"


def _desk(engine: Engine, folder: Path, language: Language = "ru") -> ToolContext:
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
    metrics = MetricEngine(engine, currency="RUB")
    return ToolContext(metrics=metrics, today=TODAY, now=now, language=language, data_dir=folder)


def _note(desk: ToolContext, *metrics: str, days: str = LAST_DAYS, by: tuple[str, ...] = ()) -> dict[str, object]:
    question = Question(metrics=metrics, periods=(days,), group_by=by)
    notes = desk.metrics.run(question, today=TODAY).notes
    return next((dict(note.values) for note in notes if note.key.startswith("note-late")), {})


def test_a_price_of_the_last_days_says_what_is_in_and_where_it_will_end(engine: Engine, tmp_path: Path) -> None:
    world = refreshed_nightly(engine, 7_001)
    said = _note(_desk(engine, tmp_path), "cpa")
    true = world.spend[-4:].sum() / world.conversions[-4:, -1].sum()

    assert 20 < said["share"] < 95  # type: ignore[operator]
    assert 0.95 * said["low"] < true < 1.05 * said["high"]  # type: ignore[operator]  # one draw of an 80 % range


def test_a_quotient_that_nobody_listed_says_so_too(engine: Engine, tmp_path: Path) -> None:
    refreshed_nightly(engine, 7_001)
    desk = _desk(engine, tmp_path)

    spelled, listed = (_note(desk, name) for name in ("spend_per_conversions", "cpa"))

    assert spelled["share"] == listed["share"]
    assert (spelled["low"], spelled["high"]) == (listed["low"], listed["high"])


@pytest.mark.parametrize(("language", "words"), [("ru", "Предварительно"), ("en", "Preliminary")])
def test_the_sentence_is_there_in_both_languages(
    sqlite_engine: Engine, tmp_path: Path, language: Language, words: str
) -> None:
    refreshed_nightly(sqlite_engine, 7_001)
    desk = _desk(sqlite_engine, tmp_path, language)
    for by in ((), ("channel",), ("campaign",)):
        question = Question(metrics=("roi",), periods=(LAST_DAYS,), group_by=by)
        notes = [note.say(language) for note in desk.metrics.run(question, today=TODAY).notes]
        assert sum(note.startswith(words) for note in notes) == 1
        assert all((" %" in note) == (language == "ru") for note in notes if note.startswith(words))


def test_ripe_days_and_metrics_that_are_whole_at_once_are_not_talked_about(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    refreshed_nightly(sqlite_engine, 7_001)
    desk = _desk(sqlite_engine, tmp_path)

    assert _note(desk, "cpa", days="2026-09-01..2026-09-30") == {}
    assert _note(desk, "spend") == {}


def test_alerts_wait_for_days_that_are_hardly_in_and_grow_the_others(sqlite_engine: Engine, tmp_path: Path) -> None:
    refreshed_nightly(sqlite_engine, 7_001)
    watched = read_watched(_desk(sqlite_engine, tmp_path))

    assert watched is not None
    shares = watched.context.maturity["vk"]
    assert 0 < shares[0] < shares[2] < 1 == shares[-1]


def test_what_looks_ahead_looks_from_days_as_they_will_be(sqlite_engine: Engine, tmp_path: Path) -> None:
    world = refreshed_nightly(sqlite_engine, 7_001)
    desk = _desk(sqlite_engine, tmp_path)
    (history,) = read_histories(HistoryRequest(metric="conversions"), desk).series
    shown, true = history.top.iloc[-7:].sum(), world.conversions[-7:, -1].sum()
    known = desk.metrics.run(
        Question(metrics=("conversions",), periods=(f"{TODAY - timedelta(days=7)}..{TODAY - timedelta(days=1)}",)),
        today=TODAY,
    ).table.rows[0][0]

    assert abs(shown - true) < 0.5 * abs(float(known or 0) - true)  # type: ignore[arg-type]


def test_advice_judges_campaigns_by_days_that_are_in(sqlite_engine: Engine, tmp_path: Path) -> None:
    refreshed_nightly(sqlite_engine, 7_001)
    desk = _desk(sqlite_engine, tmp_path)
    until = TODAY - timedelta(days=1)

    assert ripe_until("vk", until, desk) == desk.metrics.late()["vk"].ripe_until < until
    assert ripe_until("telegram", until, desk) == until - timedelta(days=USUALLY_LATE)


def test_a_measure_whose_way_was_never_seen_stands_as_it_is() -> None:
    columns = [Column(name="day", unit="day"), Column(name="channel", unit="text")]
    columns += [Column(name="spend", unit="money:RUB"), Column(name="conversions", unit="count")]
    table = Table(columns=columns, rows=[[TODAY, "vk", 10.0, 3.0], [TODAY, "vk", 10.0, 4.0]], rows_total=2)
    seen = {"vk": LateChannel(read_on=TODAY, measures={})}

    for late in (seen, {}):
        whole = grown(table, "conversions", late, Window(start=TODAY, end=TODAY))["vk"]
        assert (whole.known, whole.value, whole.low, whole.high) == (7.0, 7.0, 7.0, 7.0)
