"""The best time: planted peaks are found where they are, and noise is not called a time."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from tools.engine.posts import PostRow
from tools.timing.ads import Spent, ad_peaks
from tools.timing.posts import post_times
from tools.timing.windows import Peak, WeekWindow, distinct, peaks
from tools.timing.words import tell_ads, tell_posts

MONDAY = date(2026, 3, 2)


def _posts(seed: int, *, count: int, spread: float, lift: float) -> list[PostRow]:
    """Posts over 90 days; those from 18:00 to 21:00 reach more people by `lift`."""
    chance = np.random.default_rng(seed)
    rows = []
    for day in np.sort(chance.integers(0, 90, count)):
        hour = int(chance.integers(8, 24))
        reach = float(np.exp(chance.normal(8, spread))) * (1 + lift * (18 <= hour < 21))
        moment = datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(days=int(day))
        rows.append(
            PostRow(
                channel="instagram",
                published_at=moment,
                reach=int(reach),
                views=None,
                reactions=None,
                comments=None,
                shares=None,
            )
        )
    return rows


def test_an_evening_peak_is_found_where_it_was_planted() -> None:
    (found,) = post_times(_posts(11, count=60, spread=0.1, lift=0.3), None)

    best = found.peaks[0]
    assert best.lift > 0
    assert {(best.window.first_hour + step) % 24 for step in range(best.window.hours)} & {18, 19, 20}
    assert best.low < 0.3 < best.high + 0.1


def test_noise_is_no_time_of_the_day() -> None:
    told = [bool(post_times(_posts(seed, count=60, spread=0.3, lift=0.0), None)[0].peaks) for seed in range(60)]

    assert sum(told) <= 5  # 1.2 expected at 2 %; more than 5 would be one in a thousand


def test_too_few_posts_say_so_and_name_how_many_it_takes() -> None:
    (found,) = post_times(_posts(3, count=12, spread=0.1, lift=0.5), None)

    assert not found.enough
    assert "12" in tell_posts(found, "en")
    assert "30" in tell_posts(found, "ru")


def test_one_viral_post_makes_no_time() -> None:
    rows = _posts(5, count=60, spread=0.2, lift=0.0)
    viral = PostRow(
        channel="instagram",
        published_at=rows[9].published_at,
        reach=9_000_000,
        views=None,
        reactions=None,
        comments=None,
        shares=None,
    )

    (found,) = post_times([*rows[:9], viral, *rows[10:]], None)

    assert found.peaks == ()


@pytest.mark.parametrize("growth", [-0.02, 0.02])
def test_a_channel_that_grows_or_fades_is_not_taken_for_a_time(growth: float) -> None:
    days = np.arange(80.0)
    values = np.exp(8 - growth * days + np.random.default_rng(4).normal(0, 0.1, 80))
    weekdays = (days.astype(int) % 7) + 1
    hours = np.where(days < 40, 10, 19)

    assert peaks(values, weekdays, hours, days) == ()


def _hours(lift: float, seed: int = 1) -> list[Spent]:
    chance = np.random.default_rng(seed)
    rows = []
    for day in range(42):
        for hour in range(24):
            spend = 20.0
            mean = 2.0 * (1 + lift * (19 <= hour < 22))
            rows.append(Spent(day=MONDAY + timedelta(days=day), hour=hour, spend=spend, results=chance.poisson(mean)))
    return rows


def test_money_that_works_better_in_the_evening_is_found_with_its_size() -> None:
    best = max(ad_peaks(_hours(0.6)), key=lambda peak: peak.lift)

    assert {(best.window.first_hour + step) % 24 for step in range(best.window.hours)} & {19, 20, 21}
    assert best.low < 0.6 / (1 + 0.6 * 3 / 24) < best.high + 0.1


def test_even_hours_and_hours_without_results_say_nothing() -> None:
    silent = [Spent(day=MONDAY + timedelta(days=day), hour=9, spend=10, results=0) for day in range(40)]

    assert ad_peaks(silent) == ()
    assert ad_peaks([]) == ()
    assert sum(bool(ad_peaks(_hours(0.0, seed))) for seed in range(12)) <= 2


def test_a_weak_weekday_is_told_as_one() -> None:
    chance = np.random.default_rng(8)
    rows = [
        Spent(
            day=MONDAY + timedelta(days=day), hour=None, spend=100, results=chance.poisson(20 if day % 7 == 6 else 40)
        )
        for day in range(26 * 7)
    ]

    worst = min(ad_peaks(rows), key=lambda peak: peak.lift)

    assert worst.window.weekdays == frozenset({7})
    assert "по воскресеньям" in tell_ads("tiktok", [worst], "конверсии", "ru")


def test_a_weaker_window_that_overlaps_a_stronger_one_is_not_told_twice() -> None:
    def peak(first: int, hours: int) -> Peak:
        return Peak(window=WeekWindow(first, hours), lift=0.2, low=0.1, high=0.3, count=9, chance=0.01)

    assert distinct([peak(22, 4), peak(1, 2), peak(5, 3)]) == (peak(22, 4), peak(5, 3))
