"""How the noise of series differs from independent normal days: days that resemble one another, and heavy tails.

Everything takes past innovations in spreads of their own series, days x metrics x scopes. Eight weeks of one series say
little about either, so that the scopes of a metric are held together.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Block = NDArray[np.float64]

STEADIEST: Final = 0.7
"""Highest correlation of a day with the day before that is believed."""
CHANCE: Final = 0.1
"""Correlation that chance explains."""
_FAR: Final = 2.81
"""Within how many standard deviations 99.5 % of normal days lie."""
_ENOUGH: Final = 200
"""Days of all scopes from which on a metric's tail is known."""


def inertia_of(innovations: Block) -> Block:
    """How many times wider sums of days swing than independent ones would: sqrt((1 + rho) / (1 - rho)).

    The threshold of a running sum grows with the spread of the sum (Johnson and Bagshaw 1974). One series' correlation
    is uncertain by 0.13 and understated (Marriott and Pope 1954); that of all scopes holds where it is higher.
    """
    recent = np.nan_to_num(innovations)
    power = (recent**2).sum(axis=0)
    pairs = (recent[1:] * recent[:-1]).sum(axis=0)
    together = pairs.sum(axis=1, keepdims=True) / np.maximum(power.sum(axis=1, keepdims=True), 1e-12)
    together = together + (1 + 3 * together) / max(len(recent), 1)
    steady = np.clip(np.maximum(pairs / np.maximum(power, 1e-12), together) - CHANCE, 0.0, STEADIEST)
    return np.asarray(np.sqrt((1 + steady) / (1 - steady)))


def tail_of(innovations: Block) -> Block:
    """How many times farther than under a normal law the rarest half per cent of days lie, metrics x 1.

    A high quantile in units of the middle ones (Hogg 1974).
    """
    metrics = innovations.shape[1]
    recent = np.moveaxis(np.abs(innovations), 1, 0).reshape(metrics, -1)
    if recent.shape[1] < _ENOUGH:
        return np.ones((metrics, 1))
    ordered = np.sort(recent, axis=1)
    count = np.isfinite(ordered).sum(axis=1, keepdims=True)
    at = np.round(0.995 * np.maximum(count - 1, 0)).astype(int)
    far = np.take_along_axis(ordered, at, axis=1)
    return np.where(count >= _ENOUGH, np.clip(far / _FAR, 1.0, 2.5), 1.0)
