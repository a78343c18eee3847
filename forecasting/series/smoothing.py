"""Exponential smoothing of a whole series in one step."""

import numpy as np

from forecasting.series.series import Values


def smoothed(values: Values, alpha: float, start: float) -> Values:
    """The level after each value, `alpha` of it and the rest of the level before, which begins at `start`."""
    from scipy.signal import lfilter  # half of SciPy comes along: seconds and 60 MB that an idle chat has no use for

    levels, _ = lfilter([alpha], [1, alpha - 1], values, zi=[(1 - alpha) * start])
    return np.asarray(levels)
