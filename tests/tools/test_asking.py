"""From a Question's phrases to stored names and days: comparisons count from the days asked about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import InvalidInput
from tests.conftest import copied
from tests.tools.test_engine import facts, load
from tools.asking import Resolved, understand
from tools.semantics.question import Question
from tools.tool import ToolContext

TODAY = date(2026, 10, 22)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[ToolContext]:
    """The tests only read it."""
    folder = tmp_path_factory.mktemp("desk")
    engine = copied(migrated, folder / "demetra.db")
    frame = facts(1)
    frame["campaign"] = frame["campaign"].map(lambda name: f"Shop {name}" if name in ("c1", "c2", "c5") else name)
    now = datetime(2026, 10, 22, 9, tzinfo=UTC)
    yield ToolContext(metrics=load(engine, frame), today=TODAY, now=now, language="en", data_dir=folder)
    engine.dispose()


def asked(desk: ToolContext, **slots: Any) -> Resolved:
    return understand(Question.model_validate({"metrics": "spend", **slots}), desk)


@pytest.mark.parametrize(
    ("period", "phrase", "start", "end"),
    [
        ("September 2026", "previous", "2026-08-01", "2026-08-31"),
        ("September 2026", "previous_period", "2026-08-01", "2026-08-31"),
        ("September 2026", "previous month", "2026-08-01", "2026-08-31"),
        ("September 2026", "last month", "2026-08-01", "2026-08-31"),
        ("сентябрь 2026", "прошлым месяцем", "2026-08-01", "2026-08-31"),
        ("сентябрь 2026", "предыдущий месяц", "2026-08-01", "2026-08-31"),
        ("September 2026", "August", "2026-08-01", "2026-08-31"),
        ("September 2026", "last_year", "2025-09-01", "2025-09-30"),
        ("September 2026", "same period last year", "2025-09-01", "2025-09-30"),
        ("2026-W40", "2026-W39", "2026-09-21", "2026-09-27"),
        ("2026-W40", "previous week", "2026-09-21", "2026-09-27"),
        ("last 7 days", "previous", "2026-10-08", "2026-10-14"),
        ("October 1 - October 10", "same period last month", "2026-09-01", "2026-09-10"),
        ("2026-10-01..2026-10-10", "2026-09-01..2026-09-10", "2026-09-01", "2026-09-10"),
    ],
)
def test_a_comparison_counts_from_the_days_asked_about(
    desk: ToolContext, period: str, phrase: str, start: str, end: str
) -> None:
    compared = asked(desk, periods=period, compare_to=phrase).compared

    assert compared is not None
    assert (str(compared.start), str(compared.end)) == (start, end)


@pytest.mark.parametrize("phrase", ["previous", "last month", "September", "прошлым месяцем", "previous month"])
def test_an_unfinished_month_stands_beside_the_same_days_and_both_are_named(desk: ToolContext, phrase: str) -> None:
    found = asked(desk, periods="this month", compare_to=phrase)

    assert found.question.periods == ("2026-10-01..2026-10-21",)
    assert found.question.compare_to == "2026-09-01..2026-09-21"
    said = next(note.say("en") for note in found.notes if note.key == "note-same-days")
    assert "1–21 Oct 2026 stand beside 1–21 Sep 2026" in said


@pytest.mark.parametrize("phrase", ["September 2026", "2026-09-01..2026-09-30", "2026-09-20..2026-10-05", "Q3 2026"])
def test_a_period_is_never_compared_with_itself_or_what_overlaps_it(desk: ToolContext, phrase: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        asked(desk, periods="September 2026", compare_to=phrase)

    assert caught.value.say("ru").endswith(".")


@pytest.mark.parametrize(
    ("dimension", "said", "values"),
    [
        ("weekday", "Monday", ["1"]),
        ("weekday", "Mondays", ["1"]),
        ("weekday", "воскресенье", ["7"]),
        ("weekday", "weekends", ["6", "7"]),
        ("weekday", "будни", ["1", "2", "3", "4", "5"]),
        ("weekday", "3", ["3"]),
        ("day_type", "working days", ["workday"]),
        ("day_type", "выходные", ["weekend"]),
        ("hour", "21:00", ["21"]),
        ("hour", "9pm", ["21"]),
        ("hour", "12 am", ["0"]),
        ("hour", "9-12", ["9", "10", "11"]),
        ("hour", "22:00-02:00", ["22", "23", "0", "1"]),
        ("hour", "утром", ["6", "7", "8", "9", "10", "11"]),
        ("month", "May 2026", ["2026-05-01"]),
        ("month", "Q2 2026", ["2026-04-01", "2026-05-01", "2026-06-01"]),
        ("quarter", "Q2 2026", ["2026-04-01"]),
        ("week", "2026-W20", ["2026-05-11"]),
        ("day", "1-3 September 2026", ["2026-09-01", "2026-09-02", "2026-09-03"]),
        ("day", "8 марта 2026", ["2026-03-08"]),
        ("day", "Black Friday 2025", ["2025-11-28"]),
        ("day", "Cyber Monday 2025", ["2025-12-01"]),
    ],
)
def test_time_filters_are_read_as_words(desk: ToolContext, dimension: str, said: str, values: list[str]) -> None:
    found = asked(desk, where=[{"dimension": dimension, "values": [said]}])

    assert list(found.question.where[0].values) == values


@pytest.mark.parametrize(("dimension", "said"), [("weekday", "Blursday"), ("hour", "25:00"), ("month", "soon")])
def test_what_is_no_time_is_one_sentence(desk: ToolContext, dimension: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        asked(desk, where=[{"dimension": dimension, "values": [said]}])

    assert said.lower() in caught.value.say("en").lower()


def test_a_part_of_a_name_keeps_every_name_with_it_and_says_so(desk: ToolContext) -> None:
    found = asked(desk, where=[{"dimension": "campaign", "values": ["shop"], "match": "contains"}])
    plain = asked(desk, where=[{"dimension": "campaign", "values": ["SHOP"]}])

    assert set(found.question.where[0].values) == {"Shop c1", "Shop c2", "Shop c5"}
    assert plain.question.where == found.question.where
    assert [note.key for note in found.notes] == ["note-default-period", "note-part-of-name"]
    assert "“shop” is part of 3 names" in found.notes[1].say("en")


def test_an_unknown_name_is_refused_with_the_nearest(desk: ToolContext) -> None:
    with pytest.raises(InvalidInput, match="facebook"):
        asked(desk, where=[{"dimension": "channel", "values": ["fasebok ads plus"]}])
    with pytest.raises(InvalidInput):
        asked(desk, where=[{"dimension": "campaign", "values": ["zzz"], "match": "contains"}])


@pytest.mark.parametrize(("period", "pace", "unit"), [("this month", True, "month"), ("this week", "week", "week")])
def test_the_pace_is_of_the_unit_that_goes_on(desk: ToolContext, period: str, pace: object, unit: str) -> None:
    assert asked(desk, periods=period, pace=pace).question.pace == unit


def test_a_finished_stretch_has_no_pace(desk: ToolContext) -> None:
    with pytest.raises(InvalidInput, match="unfinished"):
        asked(desk, periods="2026-09-05..2026-09-09", pace="month")


def test_what_the_rows_are_ordered_by_is_shown(desk: ToolContext) -> None:
    found = asked(desk, group_by="channel", order_by="roi", descending=False)

    assert found.question.metrics == ("spend", "roi")


def test_asking_twice_changes_nothing(desk: ToolContext) -> None:
    found = asked(desk, periods="this month", compare_to="last month", where={"channel": "fb"}, group_by="campaign")

    again = understand(found.question, replace(desk, language="ru"))

    assert again.question == found.question
