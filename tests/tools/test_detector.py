"""The detector: learns level, weekday and spread; looks only back."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tools.alerts.detector import Watch, watch

Block = NDArray[np.float64]


def weekly(days: int, series: int, seed: int = 0, size: float = 0.06, mean: float = 400.0) -> Block:
    rng = np.random.default_rng(seed)
    week = np.array([1, 1, 1, 1, 0.95, 0.6, 0.65])[np.arange(days) % 7]
    return np.asarray(rng.poisson(mean * week[:, None, None] * np.exp(rng.normal(0, size, (days, 1, series))))).astype(
        float
    )


def see(events: Block, leaders: int = 0) -> Watch:
    return watch(events, np.ones(events.shape), first_weekday=0, leaders=leaders)


def test_weekends_are_expected_to_be_weekends() -> None:
    seen = see(weekly(84, 5))

    saturday, monday = seen.expected[82], seen.expected[77]
    assert np.all(saturday < 0.75 * monday)
    assert not seen.active.any()


def test_the_first_day_of_a_jump_does_not_widen_what_the_second_is_judged_by() -> None:
    """One odd day weeks ago and a jump of a third more than counting explains: the second day tells it."""
    events = weekly(84, 4, size=0.09)
    events[56] *= 0.55
    events[77:] *= 1.75

    seen = see(events)

    assert seen.active[79].mean() >= 0.75
    assert seen.spread[78].mean() < 1.15 * seen.spread[77].mean()


@pytest.mark.parametrize(("factor", "side"), [(0.5, -1.0), (2.0, 1.0)])
def test_a_jump_is_seen_with_its_side_and_its_first_day(factor: float, side: float) -> None:
    events = weekly(84, 1)
    events[70:] *= factor

    seen = see(events)

    assert seen.active[72, 0, 0]
    assert seen.direction[72, 0, 0] == side
    assert seen.onset[72, 0, 0] == 70
    assert not seen.active[:70].any()


def test_an_incident_does_not_teach_the_expectation() -> None:
    events = weekly(90, 1)
    usual = see(events).expected[84, 0, 0]
    events[70:84] *= 0.4

    seen = see(events)

    assert seen.expected[84, 0, 0] > 0.8 * usual
    assert not seen.active[86:].any()


def test_a_lasting_change_becomes_the_new_normal() -> None:
    events = weekly(140, 1)
    events[70:] *= 0.4

    assert not see(events).active[110:].any()


def test_rows_see_only_the_past() -> None:
    events = weekly(84, 3)
    events[60:64] *= 0.3

    whole, part = see(events), see(events[:70])

    for name in ("expected", "surprise", "active", "onset"):
        np.testing.assert_array_equal(getattr(whole, name)[:70], getattr(part, name))


def test_small_counts_do_not_cry_wolf() -> None:
    events = np.random.default_rng(5).poisson(3.0, (180, 1, 200)).astype(float)

    seen = see(events)

    assert (np.diff(seen.active.astype(int), axis=0) == 1).sum() <= 5  # of 36,000 series days


def test_what_all_leaders_do_together_is_nobodys_incident() -> None:
    events = weekly(84, 5)
    events[75:77] *= 0.5

    assert not see(events, leaders=5).active.any()
    assert see(events, leaders=0).active.any()


def test_growth_is_followed() -> None:
    events = weekly(150, 4) * np.exp(0.006 * np.arange(150))[:, None, None]

    assert not see(events).active.any()


def test_gaps_are_not_zeros() -> None:
    events = weekly(84, 2)
    events[70:75] = np.nan

    seen = see(events)

    assert not seen.active.any()
    assert np.isnan(seen.surprise[72]).all()


def test_what_two_series_alone_do_together_is_taken_out_as_far_as_both_do_it() -> None:
    events = weekly(84, 2, mean=4_000.0)
    together, alone = events.copy(), events.copy()
    together[80] *= 0.5
    alone[80, 0, 0] *= 0.5

    assert see(together, leaders=2).common[80, 0, 0] < -0.5
    assert abs(see(alone, leaders=2).common[80, 0, 0]) < 0.1


def test_series_that_are_in_trouble_do_not_say_what_all_do_together() -> None:
    events = weekly(84, 4, mean=4_000.0)
    events[76:, 0, 0] *= 3.0
    events[79:, 0, 1] *= 3.0

    seen = see(events, leaders=3)

    assert np.abs(seen.common[80:, 0, 0]).max() < 0.1
    assert not seen.active[:, 0, 2:].any(), "those who stayed as they were have not fallen"
