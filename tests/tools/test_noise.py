"""What the noise of series is like is read off all scopes of a metric."""

import numpy as np
import pytest

from tools.alerts.noise import inertia_of, tail_of

DAYS, SCOPES = 56, 12


def steady(rho: float, seed: int = 4) -> np.ndarray:
    """Days that resemble the day before by so much, one metric."""
    shocks = np.random.default_rng(seed).normal(size=(DAYS, 1, SCOPES))
    days = [shocks[0]]
    for shock in shocks[1:]:
        days.append(rho * days[-1] + np.sqrt(1 - rho**2) * shock)
    return np.stack(days)


def test_sums_of_days_that_resemble_one_another_swing_wider() -> None:
    alone, alike = (float(np.median(inertia_of(steady(rho)))) for rho in (0.0, 0.6))

    assert alone == pytest.approx(1.0, abs=0.1)
    assert alike == pytest.approx(1.8, abs=0.25), "sqrt(1.6 / 0.4) is 2, less what chance explains"


def test_a_heavy_tail_is_known_by_its_rarest_days() -> None:
    rng = np.random.default_rng(5)
    normal, heavy = rng.normal(size=(DAYS, 1, SCOPES)), rng.standard_t(3, size=(DAYS, 1, SCOPES))

    assert float(tail_of(normal)[0, 0]) < 1.2
    assert float(tail_of(heavy)[0, 0]) > 1.5
    assert float(tail_of(heavy[:3])[0, 0]) == 1.0, "so few days say nothing"
