"""Late results: what they come to lies in the range as often as it says, on channels never seen before."""

import numpy as np
import pytest

from benchmarks.ripeness_worlds import AGES, as_seen, late_world
from forecasting.ripeness import Ripening, Usual, ripened, ripening, usual

DAYS = 90
FRESH = range(7_000, 7_120)


def _held(seed: int, last: int) -> tuple[bool, float] | None:
    """Whether the true sum of the last days lies in the range, and how far the middle is off."""
    world = late_world(seed, DAYS)
    seen, ages = as_seen(world.conversions), np.arange(DAYS, 0, -1)
    how = ripening(seen)
    if how is None:
        return None
    known = np.array([row[np.isfinite(row)][-1] for row in seen])
    ripe = np.array([how.share(int(age)) >= 0.98 for age in ages]) & (ages <= 60)
    rate = usual(world.spend[ripe], known[ripe], how.spread)
    found = ripened(known[-last:], ages[-last:], how, spend=world.spend[-last:], rate=rate)
    true = world.conversions[-last:, -1].sum()
    return bool(found.low <= true <= found.high), abs(found.value - true) / max(true, 1.0)


def test_the_range_holds_what_comes_in_four_of_five_fresh_channels_and_is_closer_than_what_is_known() -> None:
    found = [one for seed in FRESH for last in (3, 7) if (one := _held(seed, last)) is not None]

    assert 0.72 <= np.mean([held for held, _ in found]) <= 0.88
    assert np.mean([miss for _, miss in found]) < 0.07


def test_shares_are_those_that_the_channel_really_has() -> None:
    whole = np.outer(np.full(60, 1_000.0), [0.5, 0.8, 0.9, 1.0, 1.0, 1.0])
    how = ripening(as_seen(whole))

    assert how is not None
    assert how.shares[:4].tolist() == pytest.approx([0.5, 0.8, 0.9, 1.0])
    assert (how.share(99), how.unripe_days) == (1.0, 3)


def test_a_day_without_results_yet_is_expected_to_bring_what_its_spend_brings() -> None:
    how = Ripening(shares=np.array([0.5, 1.0]), errors=np.zeros(2), spread=1.0, days=30)
    one = np.array([0.0]), np.array([1])
    alone = ripened(*one, how)
    pulled = ripened(*one, how, spend=np.array([100.0]), rate=Usual(rate=0.1, variation=0.01))

    assert (alone.value, alone.high) == (0.0, 0.0)
    assert pulled.value == pytest.approx(5.0, rel=0.1)
    assert pulled.low < pulled.value < pulled.high


@pytest.mark.parametrize("days", [0, 5])
def test_a_channel_read_for_a_few_days_is_not_measured(days: int) -> None:
    assert ripening(as_seen(late_world(1, 30).conversions)[:days, :AGES]) is None
