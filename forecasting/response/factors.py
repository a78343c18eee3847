"""What is known of the factors on attributed value: a mixture, and the ranges that follow from it.

Mostly the attribution is believed and the factors hardly leave 1, sometimes it is doubted and they stray far. A bell
curve with the variance of both is too wide in the middle and too narrow at its ends: ranges are read off the mixture.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from scipy.special import ndtr

from forecasting.response.shapes import Array

HALVINGS: Final = 60
REACH: Final = 12.0
"""Standard deviations from the means within which every quantile lies."""


@dataclass(frozen=True, kw_only=True)
class Factors:
    """Beliefs about the channels' factors, relative to what is served."""

    weight: Array
    """(beliefs,) how likely each is; they add up to 1."""
    ratio: Array
    """(beliefs, channels) the factors under each over those served; their weighted mean is 1."""
    covariance: Array
    """(beliefs, channels, channels) of their logarithms."""

    @classmethod
    def unchecked(cls, channels: int, deviation: float) -> Self:
        """Where no total is there to judge by: one belief, every channel for itself."""
        return cls(
            weight=np.ones(1), ratio=np.ones((1, channels)), covariance=deviation**2 * np.eye(channels)[None, :, :]
        )

    def spread(self, each: Array, own: float) -> "Spread":
        """What a sum of the channels' values may be.

        Args:
            each: (channels,) values, or differences of values.
            own: variance of the sum from everything but the factors.
        """
        scaled = self.ratio * each
        shared = np.einsum("kc,kcd,kd->k", scaled, self.covariance, scaled)
        deviation = np.sqrt(np.maximum(own + shared, 0.0))
        return Spread(weight=self.weight, mean=scaled.sum(axis=1), deviation=deviation)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A mixture of bell curves."""

    weight: Array
    mean: Array
    deviation: Array

    def below(self, value: float) -> float:
        """The probability of less than a value."""
        sure = self.deviation <= 0
        steps = np.where(self.mean < value, 1.0, np.where(self.mean > value, 0.0, 0.5))
        each = np.where(sure, steps, ndtr((value - self.mean) / np.where(sure, 1.0, self.deviation)))
        return float(self.weight @ each)

    def quantile(self, share: float) -> float:
        """The value that lies above as much."""
        low = float((self.mean - REACH * self.deviation).min())
        high = float((self.mean + REACH * self.deviation).max())
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < share else (low, middle)
        return (low + high) / 2

    def positive(self) -> "Spread":
        """The logarithm of something that is never negative, with the same means and deviations."""
        mean = np.maximum(self.mean, 1e-300)
        width = np.sqrt(np.log1p((self.deviation / mean) ** 2))
        return Spread(weight=self.weight, mean=np.log(mean) - width**2 / 2, deviation=width)
