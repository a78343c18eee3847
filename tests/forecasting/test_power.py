"""An experiment is as long as the channel's own noise asks, and shows then what it was made to show."""

import numpy as np
import pytest

from forecasting.power import POWER, cheapest_design, noise_of

LENGTHS = (14, 21, 28)


def _profit(seed: int, days: int, noise: float = 0.15, drift: float = 0.01) -> np.ndarray:
    chance = np.random.default_rng(seed)
    level = np.exp(np.cumsum(chance.normal(0, drift, days)))
    return np.asarray(1_600 * level * chance.lognormal(0, noise, days) - 1_000)


def test_an_effect_of_the_expected_size_is_seen_about_as_often_as_it_says() -> None:
    seen = []
    for seed in range(81_000, 81_150):
        daily = _profit(seed, 180 + 28)
        design = cheapest_design(daily[:180], 0.8, [200.0, 300.0, 500.0], LENGTHS)
        if design is None:
            continue
        noise = noise_of(daily[:180], design.days)
        assert noise is not None
        assert design.power >= POWER
        after = daily[180 : 180 + design.days] + 0.8 * design.step
        seen.append(after.sum() - design.days * daily[140:180].mean() > 1.2816 * noise)

    assert len(seen) > 50
    assert np.mean(seen) > 0.7


def test_the_noisier_the_channel_the_dearer_the_experiment_until_none_decides() -> None:
    calm, noisy = (_profit(1, 180, noise, drift=0.0) for noise in (0.03, 0.3))
    steps = [100.0, 200.0, 400.0]
    cheap, dear = (cheapest_design(daily, 0.6, steps, LENGTHS) for daily in (calm, noisy))

    assert cheap is not None
    assert dear is None or dear.cost > cheap.cost
    assert cheapest_design(noisy, 0.001, steps, LENGTHS) is None


@pytest.mark.parametrize("days", [0, 10, 20])
def test_a_short_history_designs_no_experiment(days: int) -> None:
    assert cheapest_design(_profit(1, days), 0.6, [100.0], LENGTHS) is None
