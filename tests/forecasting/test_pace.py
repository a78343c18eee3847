"""The pace: weekday by weekday, with a range that earlier tries earned."""

import math

import numpy as np
import pytest

from forecasting.pace import rest_of

WEEK = np.array([10.0, 10, 10, 10, 10, 2, 1])


def test_the_rest_of_a_steady_week_is_exact_and_its_range_is_that_value() -> None:
    rest = rest_of(np.tile(WEEK, 12), 9)

    assert rest.value == pytest.approx(53 + 20)
    assert rest.low == pytest.approx(rest.value) == rest.high
    assert rest.tried > 0


def test_weekends_to_come_are_not_taken_for_working_days() -> None:
    friday = np.tile(WEEK, 12)[:-2]

    assert rest_of(friday, 2).value == pytest.approx(3)


def test_the_range_holds_about_as_often_as_it_says() -> None:
    chance = np.random.default_rng(3)
    held = 0
    for _ in range(200):
        days = chance.gamma(20, 5, 160)
        rest = rest_of(days[:150], 10)
        held += rest.low <= days[150:].sum() <= rest.high

    assert 0.68 <= held / 200 <= 0.9


def test_a_ratio_is_a_ratio_of_sums() -> None:
    spend, clicks = np.tile([100.0, 300.0], 28), np.tile([10.0, 10.0], 28)

    assert rest_of(spend, 14, below=clicks).value == pytest.approx(20)


def test_nothing_left_adds_nothing_and_short_histories_get_a_usual_range() -> None:
    assert (rest_of(WEEK, 0).value, rest_of(WEEK, 0).low) == (0, 0)
    short = rest_of(WEEK[:3], 2)
    assert (short.value, short.tried) == (20, 0)
    assert short.low < 20 < short.high
    assert rest_of(np.array([]), 5).value == 0
    assert math.isnan(rest_of(WEEK, 5, below=np.zeros(7)).value)
