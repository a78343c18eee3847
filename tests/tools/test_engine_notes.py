"""Notes that make a number honest, each where it is due and nowhere else."""

from dataclasses import replace
from datetime import date

import pytest

from ingest.texts import Language
from tools.engine.notes import (
    comparability_notes,
    demo_notes,
    freshness_notes,
    gap_notes,
    meaning_notes,
    weekly_notes,
)
from tools.semantics.catalogue import AccountFacts
from tools.semantics.question import Question

MONTH, DAY = "2026-11-01..2026-11-20", "2026-11-20..2026-11-20"
META = AccountFacts(
    id=1,
    name="Main",
    source="meta",
    channel="facebook",
    currency="RUB",
    timezone="UTC",
    vat_included=None,
    attribution="",
    conversion_definition="",
    first_day=date(2026, 1, 1),
    last_day=date(2026, 11, 20),
)


def _keys(*metrics: str, days: str, by: tuple[str, ...] = ()) -> list[str]:
    return [note.key for note in meaning_notes(Question(metrics=metrics, periods=(days,), group_by=by))]


@pytest.mark.parametrize(
    ("metrics", "days", "by", "said"),
    [
        (("reach",), MONTH, ("channel",), ["note-reach-sum"]),
        (("reach",), DAY, (), ["note-reach-sum"]),  # of several campaigns
        (("reach",), DAY, ("campaign",), []),
        (("frequency",), MONTH, ("campaign",), ["note-frequency"]),
        (("frequency", "reach"), MONTH, (), ["note-reach-sum", "note-frequency"]),
        (("clicks", "cpm"), MONTH, (), []),
    ],
)
def test_people_of_several_days_are_not_added_in_silence(
    metrics: tuple[str, ...], days: str, by: tuple[str, ...], said: list[str]
) -> None:
    assert _keys(*metrics, days=days, by=by) == said


@pytest.mark.parametrize("language", ["ru", "en"])
def test_accounts_that_count_otherwise_are_named_where_the_metric_touches_it(language: Language) -> None:
    other = replace(META, id=2, source="vk", channel="vk", timezone="Asia/Tokyo", attribution="1d_click")
    accounts = [replace(META, timezone="UTC", attribution="7d_click"), other]

    clicks, conversions = (
        comparability_notes(Question(metrics=(name,), periods=(MONTH,)), accounts) for name in ("clicks", "conversions")
    )

    assert [note.values["what"] for note in clicks] == [("basis-timezone",)]
    assert [note.values["what"] for note in conversions] == [("basis-timezone", "basis-attribution")]
    assert conversions[0].say(language)
    assert comparability_notes(Question(metrics=("clicks",), periods=(MONTH,)), [META, replace(META, id=3)]) == []


def test_what_an_account_does_not_say_is_no_difference() -> None:
    accounts = [replace(META, attribution="7d_click"), replace(META, id=2, attribution="")]

    assert comparability_notes(Question(metrics=("conversions",), periods=(MONTH,)), accounts) == []


def test_demo_figures_are_named_only_among_real_ones() -> None:
    demo = replace(META, id=2, source="demo")

    assert [note.key for note in demo_notes([META, demo])] == ["note-demo-beside"]
    assert demo_notes([demo, replace(demo, id=3)]) == []
    assert demo_notes([META]) == []


def _weekly(account: AccountFacts) -> AccountFacts:
    """An account of a sheet by week, its last week beginning on Monday, 9 November."""
    return replace(account, first_day=date(2026, 10, 5), last_day=date(2026, 11, 9), is_weekly=True)


def test_a_week_that_stands_on_its_monday_is_there_until_its_sunday() -> None:
    sheet = _weekly(META)
    week = Question(metrics=("spend",), periods=("2026-11-09..2026-11-15",))

    assert freshness_notes([sheet], week.window, date(2026, 11, 16), {}) == []
    assert (sheet.covered_to(date(2026, 11, 16)), sheet.covered_to(date(2026, 11, 12))) == (
        date(2026, 11, 15),
        date(2026, 11, 11),
    )


@pytest.mark.parametrize(
    ("period", "by", "said"),
    [
        ("2026-11-09..2026-11-15", (), []),
        ("2026-10-05..2026-11-15", ("week",), []),
        ("2026-10-01..2026-10-31", (), ["note-weekly"]),
        ("2026-10-05..2026-11-15", ("month",), ["note-weekly"]),
        ("2026-10-07..2026-10-13", (), ["note-weekly"]),
    ],
)
def test_figures_by_week_are_said_to_be_so_where_a_question_cuts_weeks(
    period: str, by: tuple[str, ...], said: list[str]
) -> None:
    question = Question(metrics=("spend",), periods=(period,), group_by=by)

    assert [note.key for note in weekly_notes(question, [_weekly(META)])] == said
    assert weekly_notes(question, [META]) == []


def test_of_accounts_by_day_and_by_week_those_by_week_are_named() -> None:
    question = Question(metrics=("spend",), periods=(MONTH,))
    other = replace(_weekly(META), id=2, channel="tv")

    assert [note.say("en") for note in weekly_notes(question, [META, other])] == [
        "TV: the figures are of whole weeks and stand on the first day of each, so a week counts where it begins."
    ]


def test_a_gap_is_told_in_percent_of_the_rows_and_never_as_none() -> None:
    question = Question(metrics=("ctr",), periods=(MONTH,))

    assert [note.values["share"] for note in gap_notes(question, {"clicks": 30, "impressions": 12}, 120)] == [25]
    assert [note.values["share"] for note in gap_notes(question, {"clicks": 11}, 1_000)] == [1]
    assert gap_notes(question, {"clicks": 10}, 1_000) == []


def test_a_channel_of_two_accounts_is_as_fresh_as_the_newer_one() -> None:
    accounts = [
        replace(META, id=2, channel="vk", last_day=date(2026, 11, 10)),
        replace(META, id=3, channel="vk", last_day=date(2026, 11, 12)),
    ]
    window = Question(metrics=("spend",), periods=(MONTH,)).window

    notes = freshness_notes([META, *accounts], window, date(2026, 11, 21), {})

    assert [note.values["day"] for note in notes if note.key == "note-stale-channel"] == [date(2026, 11, 12)]
